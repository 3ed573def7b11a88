import { sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import { softwareTable } from '../../db/schema.ts'

/** More than this many names of about one length are not compared. */
const MOST_NAMES = 5000
/** How many characters a name may have beyond its letters and digits (spaces, quotation marks, hyphens). */
const MOST_BETWEEN = 60

/** Ids and names of the entries that are not archived and whose name has at least so many characters as one of the lengths, and not many more. */
export async function selectNamesOfLengths(
  read: Reader,
  lengths: readonly number[],
): Promise<readonly { readonly id: string; readonly names: readonly string[] }[]> {
  if (lengths.length === 0) return []
  const { id, nameUk, nameEn, name, state } = softwareTable
  const shortest = Math.min(...lengths)
  const longest = Math.max(...lengths) + MOST_BETWEEN
  const rows = await read
    .select({ id, nameUk, nameEn, name })
    .from(softwareTable)
    .where(
      sql`${state} <> 'archived' and (length(${nameUk}) between ${shortest} and ${longest}
        or length(${nameEn}) between ${shortest} and ${longest} or length(${name}) between ${shortest} and ${longest})`,
    )
    .limit(MOST_NAMES)
  return rows.map((row) => ({ id: row.id, names: [row.nameUk, row.nameEn, row.name].filter((each) => each !== null) }))
}
