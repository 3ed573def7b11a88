import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { type Narrowing, NOT_NARROWED, wholeNumber } from './fts5-facets.ts'
import { keysOf } from './index-rows.ts'
import { type Alternative, type Concept, masses, type Plan } from './plan.ts'
import { isListed, NEAR_WORDS } from './rank.ts'

/** How much of long lists is read. Lists are cut at their newest. */
export interface Bounds {
  /** Keys for all words together: the rarer words have theirs first. */
  readonly query: number
  /** Keys for one word. */
  readonly list: number
  /** Records that have a word where it tells most, looked for where more have the word: as many as are ranked. */
  readonly telling: number
  /** Records that have a word and the chosen values, looked for where a list was cut; null: lists of words are narrowed themselves. */
  readonly narrowed: number | null
}
export const BOUNDS: Bounds = { query: 40_000, list: 10_000, telling: 100, narrowed: 500 }
const TELLING_FIELDS = '{name nameEn tags functions}'
/** Words of most weight of which each two are looked for together, where lists were cut; and words that are looked for all together. */
const PAIRED = 3
const TOGETHER = 8

/** What each word of a plan finds. Records stand as places: keys less the first of their type, numbers that are small. */
export interface Lists {
  /** Key of place 0. */
  readonly from: number
  /** Share of the query's weight that each record is known to have. */
  readonly mass: ReadonlyMap<number, number>
  /** The same for each of several needs, as a share of that need alone. */
  readonly needs: readonly ReadonlyMap<number, number>[]
  /** Of long lists, records that have a word in a telling field (1), or all words in such fields (2). */
  readonly telling: ReadonlyMap<number, number>
  /** Weight of the words whose lists were cut: what a record may have beside. */
  readonly cut: number
  /** Keys of records that the index itself found to have the chosen values. */
  readonly sure: ReadonlySet<number>
  /** The part of it that each record is known to have. */
  readonly ofCut: ReadonlyMap<number, number>
  readonly complete: boolean
  /** Places of records with each required phrase. */
  readonly required: readonly ReadonlySet<number>[]
}

/** The records of a list, newest first. */
export interface Members {
  readonly keys: readonly number[]
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
  const wanted = narrowed.match === null ? `(${match})` : `((${match}) AND ${narrowed.match})`
  return without === '' ? wanted : `(${wanted} NOT (${without}))`
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
  return sql`(select group_concat(k) from (select rowid - ${wholeNumber(from)} as k from search_text where search_text match ${match}
    and rowid >= ${from} and rowid < ${until} and ${days} order by rowid desc limit ${limit}))`
}

const COMMA = 44
const ZERO = 48

/** Reads the numbers of `group_concat`: there are tens of thousands. */
function parsePlaces(text: string | null | undefined): readonly number[] {
  if (text === null || text === undefined || text === '') return []
  const places: number[] = []
  let place = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === COMMA) {
      places.push(place)
      place = 0
    } else place = place * 10 + code - ZERO
  }
  places.push(place)
  return places
}

/** A list to be read. */
interface Asked {
  /** Places in the plan of the words that its records have. */
  readonly concepts: readonly number[]
  readonly match: string
  readonly limit: number
  readonly kind: 'word' | 'narrowed' | 'telling' | 'together' | 'telling together'
}

/** What is to be read for a plan: the words, and where they are too frequent to be read whole, several of them together. */
function listsFor(plan: Plan, bounds: Bounds, narrowedTo: number | null): readonly Asked[] {
  const words = plan.concepts.flatMap((concept, place) => {
    const match = conceptMatch(concept)
    return match === null ? [] : [{ place, match, concept }]
  })
  const limits = limitsOf(words, plan.documents, bounds)
  const isLong = (place: number) => (plan.concepts[place]?.df ?? 0) > (limits.get(place) ?? 0)
  const asked = words.flatMap(({ place, match, concept }): Asked[] => {
    const limit = limits.get(place) ?? 0
    const word = { concepts: [place], match, limit, kind: 'word' } as const
    const telling = {
      ...word,
      match: `${TELLING_FIELDS} : (${match})`,
      limit: bounds.telling,
      kind: 'telling',
    } as const
    // More have the word than are ranked: those that have it where it tells most must be among these.
    const isMany = bounds.telling > 0 && concept.df > bounds.telling
    const narrowed =
      narrowedTo === null || !isLong(place) ? [] : [{ ...word, limit: narrowedTo, kind: 'narrowed' } as const]
    return [word, ...(isMany ? [telling] : []), ...narrowed]
  })
  if (words.length < 2 || !words.some(({ place }) => isLong(place))) return asked
  const together = (among: typeof words): Asked => ({
    concepts: among.map(({ place }) => place),
    match: among.map(({ match }) => `(${match})`).join(' AND '),
    limit: narrowedTo ?? bounds.list,
    kind: 'together',
  })
  const share = masses(plan)
  const weighty = words.toSorted((a, b) => (share[b.place] ?? 0) - (share[a.place] ?? 0)).slice(0, PAIRED)
  const pairs = weighty.flatMap((one, index) => weighty.slice(index + 1).map((other) => [one, other]))
  const all = together(words)
  const telling: Asked = {
    ...all,
    match: words.map(({ match }) => `${TELLING_FIELDS} : (${match})`).join(' AND '),
    limit: bounds.telling,
    kind: 'telling together',
  }
  return [
    ...asked,
    ...(words.length <= TOGETHER ? [all] : []),
    ...(words.length <= TOGETHER && bounds.telling > 0 ? [telling] : []),
    ...(words.length > 2 ? pairs.filter((pair) => pair.some(({ place }) => isLong(place))).map(together) : []),
  ]
}

/** Keys to be read for each word: those of rare words are few, so that more are left for the others. */
function limitsOf(
  words: readonly { readonly place: number; readonly concept: Concept }[],
  documents: number,
  bounds: Bounds,
): ReadonlyMap<number, number> {
  const limits = new Map<number, number>()
  let left = bounds.query
  const most = ({ df, alternatives }: Concept) => Math.min(documents, df * alternatives.length)
  const rareFirst = words.toSorted((a, b) => most(a.concept) - most(b.concept))
  for (const [index, { place, concept }] of rareFirst.entries()) {
    const limit = Math.min(bounds.list, Math.floor(left / (rareFirst.length - index)))
    limits.set(place, limit)
    left -= Math.min(limit, most(concept))
  }
  return limits
}

/**
 * The lists of all words of a plan, in one question. What was chosen does not narrow the lists of words, which are quick to read
 * because of it: their records are still to be looked at. Only what is looked for because they are cut has the chosen values.
 */
export async function listsOf(
  read: Reader,
  plan: Plan,
  type: RecordType,
  chosen: Narrowing,
  bounds: Bounds,
): Promise<Lists> {
  const { narrowed } = bounds
  const asked = listsFor(plan, bounds, chosen.match === null ? null : narrowed)
  const columns = asked.map(({ match, limit, kind }, index) => {
    const narrowing = kind === 'word' && narrowed !== null ? NOT_NARROWED : chosen
    const keys = keysQuery(withNarrowing(match, plan.excluded, narrowing), type, narrowing, limit)
    return sql`${keys} as ${sql.raw(`l${index}`)}`
  })
  const question = sql`select ${sql.join(columns, sql`, `)}`
  const [row] = asked.length === 0 ? [] : await read.all<Record<string, string | null>>(question)
  return gathered(
    plan,
    keysOf(type).from,
    asked.map((each, index) => ({ ...each, places: parsePlaces(row?.[`l${index}`]) })),
  )
}

type Found = Asked & { readonly places: readonly number[] }

function gathered(plan: Plan, from: number, found: readonly Found[]): Lists {
  const share = masses(plan)
  const mass = new Map<number, number>()
  const ofCut = new Map<number, number>()
  const telling = new Map<number, number>()
  const add = (sums: Map<number, number>, places: Iterable<number>, amount: number) => {
    for (const place of places) sums.set(place, (sums.get(place) ?? 0) + amount)
  }
  const needs = plan.needs.map((concepts) => ({
    concepts: new Set(concepts),
    whole: concepts.reduce((sum, concept) => sum + (share[concept] ?? 0), 0),
    mass: new Map<number, number>(),
  }))
  const required: ReadonlySet<number>[] = []
  let cut = 0
  for (const [index, concept] of plan.concepts.entries()) {
    const own = found.find(({ kind, concepts }) => kind === 'word' && concepts[0] === index)
    const others = found.filter((each) => each !== own && each.places.length > 0 && each.concepts.includes(index))
    const places = own?.places ?? []
    const all = others.length === 0 ? places : new Set([places, ...others.map((each) => each.places)].flat())
    const weight = share[index] ?? 0
    add(mass, all, weight)
    for (const need of needs) if (need.concepts.has(index)) add(need.mass, all, weight / Math.max(1e-9, need.whole))
    if (concept.required) required.push(new Set(all))
    if (own !== undefined && places.length >= own.limit) {
      cut += weight
      // Of one word there is nothing that a record without it may have.
      if (plan.concepts.length > 1) add(ofCut, all, weight)
    }
  }
  for (const { kind, places } of found) {
    if (kind === 'telling') for (const place of places) telling.set(place, telling.get(place) ?? 1)
    if (kind === 'telling together') for (const place of places) telling.set(place, 2)
  }
  const isNarrowed = found.some(({ kind }) => kind === 'narrowed')
  const sure = new Set(
    found.flatMap(({ kind, places }) => (isNarrowed && kind !== 'word' ? places.map((place) => place + from) : [])),
  )
  return { from, mass, needs: needs.map((need) => need.mass), telling, cut, sure, ofCut, complete: cut === 0, required }
}

/** The records of the list: see `LISTED_MASS`. */
export function membersOf({ from, mass, needs, cut, ofCut, required }: Lists): Members {
  const places: number[] = []
  let doubtful = cut > 0 && isListed(cut)
  for (const [place, own] of mass) {
    if (required.some((each) => !each.has(place))) continue
    if (isListed(own) || needs.some((need) => isListed(need.get(place) ?? 0))) places.push(place)
    else if (cut > 0 && isListed(own + cut - (ofCut.get(place) ?? 0))) doubtful = true
  }
  const keys = [...Float64Array.from(places).sort().reverse()].map((place) => place + from)
  return { keys, exact: !doubtful, whole: false }
}

/** How much more it tells which words a record has than in which fields. */
const MASS_OVER_FIELDS = 16

/**
 * The keys of most weight; of equals those with words in telling fields first, then the later update.
 * @param keys what to choose from, newest first; without it from all lists
 */
export function strongest(lists: Lists, limit: number, keys?: readonly number[]): readonly number[] {
  const { from, mass, telling } = lists
  const all = keys ?? [...Float64Array.from(mass.keys()).sort().reverse()].map((place) => place + from)
  if (all.length <= limit && keys !== undefined) return all
  // There are few sets of words that a record may have, so that sorting by what they weigh is sorting a few numbers.
  const byTold = new Map<number, number[]>()
  for (const key of all) {
    const told = (mass.get(key - from) ?? 0) * MASS_OVER_FIELDS + (telling.get(key - from) ?? 0)
    const alike = byTold.get(told)
    if (alike === undefined) byTold.set(told, [key])
    else if (alike.length < limit) alike.push(key)
  }
  return [...byTold]
    .sort(([a], [b]) => b - a)
    .flatMap(([, alike]) => alike)
    .slice(0, limit)
}

/**
 * A list without words.
 * @param part records before a key, or the newest there are, and how many
 */
export async function allMatching(
  read: Reader,
  type: RecordType,
  narrowed: Narrowing,
  part: { readonly before: number | null; readonly limit: number },
): Promise<Members> {
  const { from } = keysOf(type)
  const until = part.before ?? keysOf(type).until
  const query =
    narrowed.match === null
      ? sql`(select group_concat(k) from (select document - ${wholeNumber(from)} as k from search_facets
          where document >= ${from} and document < ${until} order by document desc limit ${part.limit}))`
      : keysQuery(narrowed.match, type, narrowed, part.limit, until)
  const [row] = await read.all<{ keys: string | null }>(sql`select ${query} as keys`)
  const keys = parsePlaces(row?.keys).map((place) => place + from)
  return { keys, exact: keys.length < part.limit, whole: narrowed.match === null }
}
