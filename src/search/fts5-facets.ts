import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { Members } from './fts5-lists.ts'
import type { FacetCounts, SearchRequest } from './port.ts'

/** Of longer lists the newest this many are counted. */
export const FACETS_AMONG = 5000

/** Numbers of the values of facets. */
export interface FacetIds {
  readonly byId: ReadonlyMap<number, { readonly facet: string; readonly value: string }>
  readonly byValue: ReadonlyMap<string, number>
}

const placeOf = (facet: string, value: string) => `${facet}\n${value}`

export async function facetIds(read: Reader): Promise<FacetIds> {
  const rows = await read.all<{ id: number; facet: string; value: string }>(
    sql`select id, facet, value from search_facet_value`,
  )
  return {
    byId: new Map(rows.map(({ id, facet, value }) => [id, { facet, value }])),
    byValue: new Map(rows.map(({ id, facet, value }) => [placeOf(facet, value), id])),
  }
}

/** What narrows a list: words of the column `facets`, and days that words cannot say. */
export interface Narrowing {
  /** Expression of FTS5; null when nothing is chosen. */
  readonly match: string | null
  /** Condition on `rowid`. */
  readonly sql: SQL | null
}

/** The conditions of the chosen values: any of one facet, all of the facets. A value nothing has finds nothing. */
export function facetConditions({ filters, day }: Pick<SearchRequest, 'filters' | 'day'>, ids: FacetIds): Narrowing {
  const chosen = Object.entries(filters)
    .filter(([, values]) => values.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([facet, values]) => values.map((value) => ids.byValue.get(placeOf(facet, value)) ?? 0).sort((a, b) => a - b))
  if (chosen.length === 0) return { match: null, sql: null }
  return {
    match: chosen.map((group) => `facets : (${group.map((id) => `"zf${id}"`).join(' OR ')})`).join(' AND '),
    sql: sql.join(
      chosen.map(
        (group) => sql`rowid not in (select document from search_timed_facet where facet_value in ${group}
          group by document having max(valid_from <= ${day} and ${day} < valid_until) = 0)`,
      ),
      sql` and `,
    ),
  }
}

export async function countFacets(
  read: Reader,
  { day }: Pick<SearchRequest, 'day'>,
  { byId }: FacetIds,
  facets: readonly string[],
  members: Members,
): Promise<FacetCounts> {
  const counted = members.keys.slice(0, FACETS_AMONG)
  const [row] = await read.all<{
    facets: string | null
  }>(sql`select group_concat(facets, ' ') as facets from search_document
    where rowid in (select value from json_each(${JSON.stringify(counted)}))`)
  const counts = new Map<number, number>()
  for (const each of (row?.facets ?? '').split(' ')) {
    const [id = '', period] = each.split('@')
    if (id === '') continue
    if (period !== undefined) {
      const [from = '', until = ''] = period.split('/')
      if (!(from <= day && day < until)) continue
    }
    counts.set(Number(id), (counts.get(Number(id)) ?? 0) + 1)
  }
  const wanted = new Map<string, { value: string; count: number }[]>(facets.map((facet) => [facet, []]))
  for (const [id, count] of counts) {
    const known = byId.get(id)
    if (known) wanted.get(known.facet)?.push({ value: known.value, count })
  }
  const values = Object.fromEntries(
    [...wanted].map(([facet, list]) => [
      facet,
      list.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    ]),
  )
  return { values, among: members.keys.length > counted.length || !members.exact ? counted.length : null }
}
