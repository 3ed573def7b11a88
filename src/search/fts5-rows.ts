import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { Candidate } from './rank.ts'

/** The records of keys. */
export async function keyRows(read: Reader, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await read.all<{ key: number; id: string }>(sql`select rowid as key, id from search_document
    where rowid in (select value from json_each(${JSON.stringify(keys)}))`)
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** The terms of records, for ranking. They come as one text: two hundred rows cost five times as much. */
export async function candidates(read: Reader, keys: readonly number[]): Promise<readonly Candidate[]> {
  const [row] = await read.all<{
    all: string | null
  }>(sql`select group_concat(s.document || ' ' || s.stems, char(10)) as "all"
    from json_each(${JSON.stringify(keys)}) k cross join search_stems s on s.document = k.value`)
  return (row?.all ?? '').split('\n').flatMap((line) => {
    const space = line.indexOf(' ')
    return space === -1 ? [] : [{ key: Number(line.slice(0, space)), stems: line.slice(space + 1) }]
  })
}
