import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { Members } from './fts5-lists.ts'
import { FACET_WORD, keysOf } from './index-rows.ts'
import type { FacetCounts, SearchRequest } from './port.ts'

/** Lists up to this long are counted whole; of longer ones the newest `FACETS_AMONG`. */
const COUNTED_WHOLE = 5000
const FACETS_AMONG = 2000

export interface FacetValue {
  readonly facet: string
  readonly value: string
}

/** Numbers of the values of facets. */
export interface FacetIds {
  /** The number of a value; null when nothing ever had it. */
  idOf(facet: string, value: string): Promise<number | null>
  /** The values of numbers. */
  valuesOf(ids: readonly number[]): Promise<ReadonlyMap<number, FacetValue>>
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
      return byId
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

/** What was chosen of a facet: any of these values, as numbers. */
type Group = readonly [facet: string, ids: readonly number[]]

/** What was chosen, a group a facet. A value that nothing ever had is number 0. */
async function groupsOf(filters: SearchRequest['filters'], ids: FacetIds): Promise<readonly Group[]> {
  const groups: Group[] = []
  for (const [facet, values] of Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (values.length === 0) continue
    const group: number[] = []
    for (const value of values) group.push((await ids.idOf(facet, value)) ?? 0)
    groups.push([facet, group.sort((a, b) => a - b)])
  }
  return groups
}

/** The conditions of the chosen values: any of one facet, all of the facets. A value nothing has finds nothing. */
export async function facetConditions(
  { filters, day }: Pick<SearchRequest, 'filters' | 'day'>,
  ids: FacetIds,
): Promise<Narrowing> {
  const groups = await groupsOf(filters, ids)
  if (groups.length === 0) return NOT_NARROWED
  return {
    match: groups.map(([, group]) => `(${group.map((id) => `"${FACET_WORD}${id}"`).join(' OR ')})`).join(' AND '),
    // Of most facets no value holds for a time, which is found out once; else each record of the list is looked at.
    sql: sql.join(
      groups.map(([, group]) => {
        const among = sql`facet_value in (${sql.join(group.map(wholeNumber), sql`, `)})`
        return sql`(not exists (select 1 from search_timed_facet where ${among})
          or coalesce((select max(valid_from <= ${day} and ${day} < valid_until) from search_timed_facet
            where document = search_text.rowid and ${among}), 1))`
      }),
      sql` and `,
    ),
  }
}

/** Records whose values are held against what was chosen: of lists that were cut anyway fewer. */
const LOOKED_AT = 10_000
const LOOKED_AT_OF_CUT = 5000

/**
 * The members that have the chosen values, with counts of each facet as if that facet were not narrowed. The values of a
 * record are looked at once for all of it: to have the index join lists of words with those of facets costs much more, because
 * most values stand in large shares of the records.
 * @param sure members that are looked at however old they are
 */
export async function narrowed(
  read: Reader,
  request: Pick<SearchRequest, 'type' | 'day' | 'filters' | 'facets'>,
  ids: FacetIds,
  members: Members,
  sure: ReadonlySet<number>,
): Promise<{ readonly members: Members; readonly facets: FacetCounts }> {
  const groups = await groupsOf(request.filters, ids)
  const isNarrowed = groups.length > 0
  const most = isNarrowed
    ? members.exact
      ? LOOKED_AT
      : LOOKED_AT_OF_CUT
    : members.keys.length <= COUNTED_WHOLE
      ? COUNTED_WHOLE
      : FACETS_AMONG
  const looked = members.keys.filter((key, index) => index < most || (isNarrowed && sure.has(key)))
  const text = await facetsOf(read, request.type, { ...members, keys: looked })
  const all = new Tally()
  const without = new Map(groups.map(([facet]) => [facet, new Tally()]))
  const keys: number[] = []
  let counted = 0
  eachRecord(text, request.day, (values, index) => {
    const missing = groups.filter(([, group]) => !group.some((id) => values.includes(id)))
    if (missing.length === 0) keys.push(looked[index] ?? 0)
    // Those that were looked for because they have what was chosen would be counted as if all had it.
    if (index >= most) return
    counted += 1
    if (missing.length === 0) {
      all.add(values)
      for (const tally of without.values()) tally.add(values)
    } else if (missing.length === 1) without.get(missing[0]?.[0] ?? '')?.add(values)
  })
  const isWhole = members.exact && looked.length === members.keys.length
  const found = isNarrowed ? { keys, exact: isWhole, whole: false } : members
  const values: Record<string, FacetCounts['values'][string]> = {}
  for (const facet of request.facets) values[facet] = await (without.get(facet) ?? all).of(facet, ids)
  return { members: found, facets: { values, among: isWhole ? null : counted } }
}

/** How many records have each value. */
class Tally {
  readonly #counts: number[] = []

  add(values: readonly number[]): void {
    for (const id of values) this.#counts[id] = (this.#counts[id] ?? 0) + 1
  }

  /** Most frequent first. */
  async of(facet: string, ids: FacetIds): Promise<FacetCounts['values'][string]> {
    const found = Object.keys(this.#counts).map(Number)
    const named = await ids.valuesOf(found)
    return found
      .flatMap((id) => {
        const known = named.get(id)
        return known?.facet === facet ? [{ value: known.value, count: this.#counts[id] ?? 0 }] : []
      })
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
}

/** The values of records, a line each in their order. */
async function facetsOf(read: Reader, type: SearchRequest['type'], { keys, whole }: Members): Promise<string> {
  if (keys.length === 0) return ''
  const { from, until } = keysOf(type)
  const rows = whole
    ? sql`select facets from search_facets where document >= ${from} and document < ${until}
        order by document desc limit ${keys.length}`
    : sql`select coalesce(s.facets, '') as facets from json_each(${JSON.stringify(keys.map((key) => key - from))}) k
        left join search_facets s on s.document = k.value + ${wholeNumber(from)}`
  const [row] = await read.all<{ facets: string | null }>(
    sql`select group_concat(facets, char(10)) as facets from (${rows})`,
  )
  return `${row?.facets ?? ''}\n`
}

const SPACE = 32
const NEW_LINE = 10
const AT = 64
const ZERO = 48
/** Characters of `@2024-01-01/2027-01-01`, and of its days. */
const PERIOD = 22
const DAY = 10

/** Goes through the values that records have on a day, one array for all. Reads numbers as they come: there are a hundred thousand. */
function eachRecord(text: string, day: string, visit: (values: readonly number[], index: number) => void): void {
  let record = 0
  const values: number[] = []
  let id = 0
  let holds = true
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === SPACE || code === NEW_LINE) {
      if (id > 0 && holds) values.push(id)
      id = 0
      holds = true
      if (code === SPACE) continue
      visit(values, record)
      values.length = 0
      record += 1
    } else if (code === AT) {
      const from = text.slice(index + 1, index + 1 + DAY)
      const until = text.slice(index + PERIOD - DAY, index + PERIOD)
      holds = from <= day && day < until
      index += PERIOD - 1
    } else id = id * 10 + code - ZERO
  }
}
