import { type Client, type Config, createClient } from '@libsql/client'
import { survivingBusy } from './file-client.ts'
import { type Reader, readerOf } from './reader.ts'

export type { Reader } from './reader.ts'

export interface Database {
  /** For `history` and wiring only: the one handle that can write. */
  readonly client: Client
  readonly read: Reader
}

/** How long a file database waits for a writer in another process, in ms. The wait blocks the event loop, so it is short; `commit` retries. */
const BUSY_TIMEOUT_MS = 500
/**
 * What holds for a connection, so that each new one is told. Deleted content is overwritten with zeros. 64 MB of pages are
 * kept in memory, not 2: the search index is written and read all over the place.
 */
const PRAGMAS = ['PRAGMA secure_delete = ON', 'PRAGMA cache_size = -64000']
/** `PRAGMA synchronous`: 2 is FULL, an acknowledged write survives a power cut. */
const FULLY_SYNCHRONOUS = 2

/**
 * Opens a database: `:memory:`, `file:…` (created when absent, write-ahead log, fully synchronous) or a libSQL server
 * (`libsql://`, `http(s)://`). Throws the driver's error when it cannot be opened.
 */
export async function openDatabase(
  url: string,
  options: { authToken?: string; fetch?: Config['fetch'] } = {},
): Promise<Database> {
  const embedded = url === ':memory:' || url.startsWith('file:')
  const opened = createClient({
    url,
    ...(options.authToken === undefined ? {} : { authToken: options.authToken }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    // The embedded driver is synchronous: a second connection would only add SQLITE_BUSY inside one process.
    ...(embedded ? { concurrency: 1, timeout: BUSY_TIMEOUT_MS } : {}),
  })
  const client = url.startsWith('file:') ? survivingBusy(opened, PRAGMAS) : opened
  // What is erased leaves no bytes in free pages. Servers decide that for themselves.
  if (embedded) for (const pragma of PRAGMAS) await client.execute(pragma)
  if (url.startsWith('file:')) {
    await client.execute('PRAGMA journal_mode = WAL')
    // What every connection begins with; asked for so that a build with another default is noticed here.
    const { rows } = await client.execute('PRAGMA synchronous')
    if (Number(rows[0]?.['synchronous']) < FULLY_SYNCHRONOUS) throw new Error('the driver does not write synchronously')
  }
  return { client, read: readerOf(client) }
}
