import { sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import journal from './migrations/meta/_journal.json' with { type: 'json' }

/** How the schema of a database stands to the one this program was written for. */
export type SchemaState = 'current' | 'empty' | 'behind' | 'ahead'

/** The newest migration of this program, by the time in its journal (ms). */
const NEWEST = Math.max(...journal.entries.map(({ when }) => when))

/** Compares the newest migration that was applied with the newest there is. Throws what the driver throws when nothing answers. */
export async function schemaState(read: Pick<Reader, 'all'>): Promise<SchemaState> {
  const tables = await read.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name = '__drizzle_migrations'`,
  )
  if (tables.length === 0) return 'empty'
  const [row] = await read.all<{ newest: number | null }>(
    sql`select max(created_at) as newest from __drizzle_migrations`,
  )
  const newest = Number(row?.newest ?? 0)
  if (newest === 0) return 'empty'
  if (newest === NEWEST) return 'current'
  return newest < NEWEST ? 'behind' : 'ahead'
}
