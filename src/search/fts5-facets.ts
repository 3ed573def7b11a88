import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { Members } from './fts5-lists.ts'
import { FACET_WORD, keysOf } from './index-rows.ts'
import type { FacetCounts, SearchRequest } from './port.ts'

/** Of longer lists the newest this many are counted. */
export const FACETS_AMONG = 5000

export interface FacetValue {
  readonly facet: string
  readonly value: string
}

/** Numbers of the values of facets. */
export interface FacetIds {
  /** The number of a value; null when nothing ever had it. */
  idOf(facet: string, value: string): Promise<number | null>
  /** The values of numbers, in their order. */
  valuesOf(ids: readonly number[]): Promise<readonly FacetValue[]>
}

/** The numbers, kept in memory: a value never loses its number and never goes, so that only those added since are asked for. */
export function createFacetIds(read: Reader): FacetIds {
  const byId = new Map<number, FacetValue>()
  const byValue = new Map<string, number>()
  let last = 0
  const more = async () => {
    const rows = await read.all<FacetValue & { id: number }>(
      sql`select id, facet, value from search_facet_value where id > ${last} order by id`,
    )
    for (const { id, facet, value } of rows) {
      byId.set(id, { facet, value })
      byValue.set(`${facet}\n${value}`, id)
      last = Math.max(last, id)
    }
  }
  return {
    async idOf(facet, value) {
      const place = `${facet}\n${value}`
      if (!byValue.has(place)) await more()
      return byValue.get(place) ?? null
    },
    async valuesOf(ids) {
      if (ids.some((id) => !byId.has(id))) await more()
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
  }
}

/** A number that stays whole: one that is bound is a floating-point number to SQLite. */
export const wholeNumber = (value: number): SQL => sql.raw(String(value))

/** What narrows a list: words of the column `facets`, and days that words cannot say. */
export interface Narrowing {
  /** Expression of FTS5; null when nothing is chosen. */
  readonly match: string | null
  /** Condition on `rowid`. */
  readonly sql: SQL | null
}

export const NOT_NARROWED: Narrowing = { match: null, sql: null }

/** The conditions of the chosen values: any of one facet, all of the facets. A value nothing has finds nothing. */
export async function facetConditions(
  { filters, day }: Pick<SearchRequest, 'filters' | 'day'>,
  ids: FacetIds,
): Promise<Narrowing> {
  const chosen: (readonly number[])[] = []
  for (const [facet, values] of Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (values.length === 0) continue
    const group: number[] = []
    for (const value of values) group.push((await ids.idOf(facet, value)) ?? 0)
    chosen.push(group.sort((a, b) => a - b))
  }
  if (chosen.length === 0) return NOT_NARROWED
  return {
    match: chosen.map((group) => `(${group.map((id) => `"${FACET_WORD}${id}"`).join(' OR ')})`).join(' AND '),
    // Of most facets no value holds for a time, which is found out once; else each record of the list is looked at.
    sql: sql.join(
      chosen.map((group) => {
        const among = sql`facet_value in (select value from json_each(${JSON.stringify(group)}))`
        return sql`(not exists (select 1 from search_timed_facet where ${among})
          or coalesce((select max(valid_from <= ${day} and ${day} < valid_until) from search_timed_facet
            where document = search_text.rowid and ${among}), 1))`
      }),
      sql` and `,
    ),
  }
}

/** Counts the values of facets among the newest members. */
export async function countFacets(
  read: Reader,
  { day, type }: Pick<SearchRequest, 'day' | 'type'>,
  ids: FacetIds,
  facets: readonly string[],
  members: Members,
): Promise<FacetCounts> {
  const counted = Math.min(members.keys.length, FACETS_AMONG)
  const text = counted === 0 ? '' : await facetsOf(read, type, members, counted)
  const counts = countsIn(text, day)
  const found = [...counts.keys()]
  const wanted = new Map<string, { value: string; count: number }[]>(facets.map((facet) => [facet, []]))
  for (const [index, { facet, value }] of (await ids.valuesOf(found)).entries()) {
    wanted.get(facet)?.push({ value, count: counts.get(found[index] ?? 0) ?? 0 })
  }
  const values = Object.fromEntries(
    [...wanted].map(([facet, list]) => [
      facet,
      list.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    ]),
  )
  return { values, among: members.keys.length > counted || !members.exact ? counted : null }
}

/** The facets of the newest members as one text. */
async function facetsOf(
  read: Reader,
  type: SearchRequest['type'],
  { keys, whole }: Members,
  counted: number,
): Promise<string> {
  const { from, until } = keysOf(type)
  const rows = whole
    ? sql`select facets from search_facets where document >= ${from} and document < ${until}
        order by document desc limit ${counted}`
    : sql`select s.facets from json_each(${JSON.stringify(keys.slice(0, counted).map((key) => key - from))}) k
        cross join search_facets s on s.document = k.value + ${wholeNumber(from)}`
  const [row] = await read.all<{ facets: string | null }>(
    sql`select group_concat(facets, ' ') as facets from (${rows})`,
  )
  return row?.facets ?? ''
}

const SPACE = 32
const AT = 64
const ZERO = 48
/** Characters of `@2024-01-01/2027-01-01`, and of its days. */
const PERIOD = 22
const DAY = 10

/** How often each number stands in a text of `search_facets`, as of a day. Reads numbers as they come: there are many. */
function countsIn(text: string, day: string): ReadonlyMap<number, number> {
  const counts: number[] = []
  let id = 0
  let holds = true
  for (let index = 0; index <= text.length; index += 1) {
    const code = index === text.length ? SPACE : text.charCodeAt(index)
    if (code === SPACE) {
      if (id > 0 && holds) counts[id] = (counts[id] ?? 0) + 1
      id = 0
      holds = true
    } else if (code === AT) {
      const from = text.slice(index + 1, index + 1 + DAY)
      const until = text.slice(index + PERIOD - DAY, index + PERIOD)
      holds = from <= day && day < until
      index += PERIOD - 1
    } else id = id * 10 + code - ZERO
  }
  return new Map(Object.entries(counts).map(([each, count]) => [Number(each), count]))
}
