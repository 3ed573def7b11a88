import { type Client, type Config, createClient } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'

/** Reading alone: what stores are given. Nothing in it can write; see `statements.ts` for how writes are described. */
export type Reader = Pick<LibSQLDatabase, 'select' | 'selectDistinct' | 'all' | '$count'>

export interface Database {
  /** For `history` and wiring only: the one handle that can write. */
  readonly client: Client
  readonly read: Reader
}

/** How long a file database waits for a writer in another process, in ms. The wait blocks the event loop, so it is short; `commit` retries. */
const BUSY_TIMEOUT_MS = 500

/**
 * Opens a database: `:memory:`, `file:…` (created when absent, write-ahead log, fully synchronous) or a libSQL server
 * (`libsql://`, `http(s)://`). Throws the driver's error when it cannot be opened.
 */
export async function openDatabase(
  url: string,
  options: { authToken?: string; fetch?: Config['fetch'] } = {},
): Promise<Database> {
  const embedded = url === ':memory:' || url.startsWith('file:')
  const client = createClient({
    url,
    ...(options.authToken === undefined ? {} : { authToken: options.authToken }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    // The embedded driver is synchronous: a second connection would only add SQLITE_BUSY inside one process.
    ...(embedded ? { concurrency: 1, timeout: BUSY_TIMEOUT_MS } : {}),
  })
  if (url.startsWith('file:')) {
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('PRAGMA synchronous = FULL')
  }
  return { client, read: drizzle({ client }) }
}
