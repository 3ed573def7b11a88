import type { Client } from '@libsql/client'
import type { SQLWrapper } from 'drizzle-orm'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { statement } from './statements.ts'

/** Reading alone: what stores are given. Nothing in it can write; see `statements.ts` for how writes are described. */
export type Reader = Pick<LibSQLDatabase, 'select' | 'selectDistinct' | '$count'> & {
  /** The rows of one SELECT. Throws on anything else. */
  all<Row>(query: SQLWrapper): Promise<Row[]>
}

export function readerOf(client: Client): Reader {
  const database = drizzle({ client })
  return {
    select: database.select.bind(database),
    selectDistinct: database.selectDistinct.bind(database),
    $count: database.$count.bind(database),
    async all<Row>(query: SQLWrapper) {
      const sql = query.getSQL()
      refuseWrites(statement(sql).sql)
      return database.all<Row>(sql)
    },
  }
}

// What stands in quotes is a text or a name, and comments are nothing.
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g

/** A leading CTE may stand before a write as well as before a SELECT. */
function refuseWrites(sql: string): void {
  const bare = sql.replaceAll(QUOTED, ' ')
  const reads = /^\s*(?:select|with)\b/i.test(bare) && !/\b(?:insert|update|delete|replace\s+into)\b|;\s*\S/i.test(bare)
  if (!reads) throw new Error(`not a plain read: ${sql.slice(0, 80)}`)
}
