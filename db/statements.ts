import type { Client, InValue } from '@libsql/client'
import type { SQL } from 'drizzle-orm'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'

/** A write that has been described and not made: `history` alone can run it. */
export interface Statement {
  readonly sql: string
  readonly args: readonly InValue[]
}

function refuse(): never {
  throw new Error('statements are described here; history runs them')
}
const inertClient = {
  execute: refuse,
  batch: refuse,
  transaction: refuse,
  executeMultiple: refuse,
  migrate: refuse,
  close: refuse,
  closed: true,
  protocol: 'none',
}

/** Builds inserts, updates and deletes with drizzle and cannot run them: it stands on a client that refuses everything. */
export const build: Pick<LibSQLDatabase, 'insert' | 'update' | 'delete'> = drizzle({
  client: inertClient as unknown as Client,
})

const dialect = new SQLiteAsyncDialect()

/** The statement of a drizzle builder or of a `sql` template. */
export function statement(query: { toSQL(): { sql: string; params: unknown[] } } | SQL): Statement {
  const described = 'toSQL' in query ? query.toSQL() : dialect.sqlToQuery(query)
  return { sql: described.sql, args: described.params as InValue[] }
}

/**
 * The table a statement writes to. Throws on anything that is not one plain INSERT, UPDATE or DELETE, so that a clever
 * statement (a leading CTE, a PRAGMA, two statements in one) is refused instead of misread.
 */
export function tableWritten(written: Statement): string {
  const found = /^\s*(?:insert into|update|delete from)\s+["`]?([a-z_]+)["`]?[\s(]/i.exec(written.sql)
  const table = found?.[1]
  if (table === undefined || written.sql.replace(/;\s*$/, '').includes(';')) {
    throw new Error(`not a plain write: ${written.sql.slice(0, 80)}`)
  }
  return table
}
