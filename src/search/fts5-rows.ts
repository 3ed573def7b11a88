import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { Candidate } from './rank.ts'

/** The records of keys. */
export async function keyRows(read: Reader, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await read.all<{ key: number; id: string }>(sql`select rowid as key, id from search_document
    where rowid in (select value from json_each(${JSON.stringify(keys)}))`)
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** The terms of records, for ranking. */
export async function candidates(read: Reader, keys: readonly number[]): Promise<readonly Candidate[]> {
  return read.all<Candidate>(sql`select document as key, stems from search_stems
    where document in (select value from json_each(${JSON.stringify(keys)}))`)
}
