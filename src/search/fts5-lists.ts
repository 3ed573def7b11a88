import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { Narrowing } from './fts5-facets.ts'
import { keysOf } from './index-rows.ts'
import { type Alternative, type Concept, masses, type Plan } from './plan.ts'
import { isListed, NEAR_WORDS } from './rank.ts'

/** Keys that are read for all words together: beyond it lists are cut at their newest. */
const KEYS_A_QUERY = 40_000
const KEYS_A_LIST = 10_000
/** Records that have a word where it tells most, looked for where a list was cut. */
const TELLING = 200
const TELLING_FIELDS = '{name nameEn tags functions}'

/** What each word of a plan finds. */
export interface Lists {
  /** Share of the query's weight that each record is known to have. */
  readonly mass: ReadonlyMap<number, number>
  /** The same for each of several needs, as a share of that need alone. */
  readonly needs: readonly ReadonlyMap<number, number>[]
  /** Records that have a word in a telling field, of lists that were cut. */
  readonly telling: ReadonlySet<number>
  /** Weight of the words whose lists were cut: what a record may have beside. */
  readonly cut: number
  readonly complete: boolean
  /** Keys of records with each required phrase. */
  readonly required: readonly ReadonlySet<number>[]
}

/** The records of a list, newest first. */
export interface Members {
  readonly keys: readonly number[]
  readonly mass: ReadonlyMap<number, number>
  readonly exact: boolean
  /** Every record of the type. */
  readonly whole: boolean
}

const quoted = (term: string) => `"${term}"`

export function alternativeMatch({ terms }: Alternative): string {
  return terms.length === 1 ? quoted(terms[0] ?? '') : `NEAR(${terms.map(quoted).join(' ')}, ${NEAR_WORDS})`
}

/** FTS5 expression of what may answer a word; null when nothing does. */
function conceptMatch({ alternatives, required }: Concept): string | null {
  if (alternatives.length === 0) return null
  if (required) return alternatives.map(({ terms }) => quoted(terms.join(' '))).join(' OR ')
  return alternatives.map(alternativeMatch).join(' OR ')
}

function withNarrowing(match: string, excluded: Plan['excluded'], narrowed: Narrowing): string {
  const without = excluded.map((terms) => quoted(terms.join(' '))).join(' OR ')
  const wanted = narrowed.match === null ? `(${match})` : `((${match}) AND (${narrowed.match}))`
  return without === '' ? wanted : `(${wanted} NOT (- facets : (${without})))`
}

function keysQuery(
  match: string,
  type: RecordType,
  narrowed: Narrowing,
  limit: number,
  until: number = keysOf(type).until,
): SQL {
  const { from } = keysOf(type)
  const days = narrowed.sql === null ? sql`1` : narrowed.sql
  return sql`(select group_concat(k) from (select rowid - ${from} as k from search_text where search_text match ${match}
    and rowid >= ${from} and rowid < ${until} and ${days} order by rowid desc limit ${limit}))`
}

function parseKeys(text: string | null | undefined, from: number): readonly number[] {
  return text === null || text === undefined || text === '' ? [] : text.split(',').map((key) => Number(key) + from)
}

/** The lists of all words of a plan, in one question. */
export async function listsOf(read: Reader, plan: Plan, type: RecordType, narrowed: Narrowing): Promise<Lists> {
  const asked = plan.concepts.flatMap((concept, index) => {
    const match = conceptMatch(concept)
    return match === null ? [] : [{ concept, index, match }]
  })
  if (asked.length === 0)
    return { mass: new Map(), needs: [], telling: new Set(), cut: 0, complete: true, required: [] }
  const { from } = keysOf(type)
  const limit = Math.min(KEYS_A_LIST, Math.floor(KEYS_A_QUERY / asked.length))
  const isLong = asked.map(({ concept }) => concept.df > limit)
  const columns = asked.flatMap(({ match }, index) => [
    keysQuery(withNarrowing(`- facets : (${match})`, plan.excluded, narrowed), type, narrowed, limit),
    isLong[index] === true
      ? keysQuery(withNarrowing(`${TELLING_FIELDS} : (${match})`, plan.excluded, narrowed), type, narrowed, TELLING)
      : sql`null`,
  ])
  const named = columns.map((column, index) => sql`${column} as ${sql.raw(`l${index}`)}`)
  const [row] = await read.all<Record<string, string | null>>(sql`select ${sql.join(named, sql`, `)}`)
  const share = masses(plan)
  const mass = new Map<number, number>()
  const needs = plan.needs.map((places) => ({
    places: new Set(places),
    whole: places.reduce((sum, place) => sum + (share[place] ?? 0), 0),
    mass: new Map<number, number>(),
  }))
  const telling = new Set<number>()
  const required: Set<number>[] = []
  let cut = 0
  for (const [index, { concept, index: place }] of asked.entries()) {
    const keys = parseKeys(row?.[`l${index * 2}`], from)
    const named = parseKeys(row?.[`l${index * 2 + 1}`], from)
    const all = named.length === 0 ? keys : [...new Set([...keys, ...named])]
    for (const key of all) mass.set(key, (mass.get(key) ?? 0) + (share[place] ?? 0))
    for (const need of needs.filter(({ places }) => places.has(place))) {
      const own = (share[place] ?? 0) / Math.max(1e-9, need.whole)
      for (const key of all) need.mass.set(key, (need.mass.get(key) ?? 0) + own)
    }
    for (const key of named) telling.add(key)
    if (concept.required) required.push(new Set(all))
    if (keys.length >= limit) cut += share[place] ?? 0
  }
  for (const concept of plan.concepts)
    if (concept.required && concept.alternatives.length === 0) required.push(new Set())
  return { mass, needs: needs.map((need) => need.mass), telling, cut, complete: cut === 0, required }
}

/** The records of the list: see `LISTED_MASS`. */
export function membersOf(_plan: Plan, lists: Lists): Members {
  const keys: number[] = []
  let doubtful = lists.cut > 0 && isListed(lists.cut)
  for (const [key, mass] of lists.mass) {
    if (lists.required.some((each) => !each.has(key))) continue
    if (isListed(mass) || lists.needs.some((need) => isListed(need.get(key) ?? 0))) keys.push(key)
    else if (lists.cut > 0 && isListed(mass + lists.cut)) doubtful = true
  }
  keys.sort((a, b) => b - a)
  return { keys, mass: lists.mass, exact: !doubtful, whole: false }
}

/**
 * A list without words.
 * @param part records before a key, at most so many; without it the newest there are
 */
export async function allMatching(
  read: Reader,
  type: RecordType,
  narrowed: Narrowing,
  part: { readonly before: number | null; readonly limit: number } = { before: null, limit: KEYS_A_LIST },
): Promise<Members> {
  const { from } = keysOf(type)
  const until = part.before ?? keysOf(type).until
  const query =
    narrowed.match === null
      ? sql`(select group_concat(k) from (select rowid - ${from} as k from search_document
          where rowid >= ${from} and rowid < ${until} order by rowid desc limit ${part.limit}))`
      : keysQuery(narrowed.match, type, narrowed, part.limit, until)
  const [row] = await read.all<{ keys: string | null }>(sql`select ${query} as keys`)
  const keys = parseKeys(row?.keys, from)
  return { keys, mass: new Map(), exact: keys.length < part.limit, whole: narrowed.match === null }
}
