import type { Client } from '@libsql/client'
import { TABLE_WRITERS } from '../../db/ownership.ts'

/** Every row of every table of facts and of the log, to compare what was before with what is after. */
export async function registerContents(client: Client): Promise<Readonly<Record<string, readonly string[]>>> {
  const contents: Record<string, string[]> = {}
  for (const [table, writer] of Object.entries(TABLE_WRITERS)) {
    if (writer !== 'commit' && writer !== 'index' && writer !== 'history') continue
    // The full-text table keeps no columns to be read back: its words are compared instead.
    const query = table === 'search_text' ? 'select rowid from search_text' : `select * from ${table}`
    const { rows, columns } = await client.execute(query)
    contents[table] = rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort()
  }
  return contents
}
