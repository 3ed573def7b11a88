import type { Database } from '../../db/client.ts'

/**
 * How many rows every table has, full text included; for checks that a refused write left nothing behind. Numbers that were
 * reserved and not used are no traces (`sequence`), gaps in them are allowed.
 */
export async function tableCounts({ client }: Database): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.execute(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search_text_%' order by name`,
  )
  const counts: Record<string, number> = {}
  for (const name of rows.map((row) => String(row['name']))) {
    if (name === 'sequence') continue
    const counted = await client.execute(`select count(*) as n from "${name}"`)
    counts[name] = Number(counted.rows[0]?.['n'])
  }
  return counts
}
