import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../db/client.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import { type Narrowing, NOT_NARROWED, wholeNumber } from './fts5-facets.ts'
import { keysOf } from './index-rows.ts'
import { mergePlaces } from './merge-places.ts'
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

/**
 * What each word of a plan finds, in columns: one row a record, newest first. Records stand as places: keys less the first of
 * their type, numbers that are small.
 */
export interface Lists {
  /** Key of place 0. */
  readonly from: number
  /** In falling order. */
  readonly places: Float64Array
  /** Share of the query's weight that each record is known to have. */
  readonly mass: Float64Array
  /** The same for each of several needs, as a share of that need alone. */
  readonly needs: readonly Float64Array[]
  /** Of long lists, records that have a word in a telling field (1), or all words in such fields (2); else 0. */
  readonly telling: Uint8Array
  /** 1 where a record has every required phrase. */
  readonly required: Uint8Array
  /** Weight of the words whose lists were cut: what a record may have beside. */
  readonly cut: number
  /** The part of it that each record is known to have. */
  readonly ofCut: Float64Array
  /** Keys of records that the index itself found to have the chosen values. */
  readonly sure: ReadonlySet<number>
  readonly complete: boolean
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
  const { places, ends, holders } = mergePlaces(found.map((each) => each.places))
  const share = masses(plan)
  const cuts = plan.concepts.map((_, index) =>
    found.some(
      ({ kind, concepts, limit, places: own }) => kind === 'word' && concepts[0] === index && own.length >= limit,
    ),
  )
  const needs = plan.needs.map((concepts) => ({
    whole: Math.max(
      1e-9,
      concepts.reduce((sum, concept) => sum + (share[concept] ?? 0), 0),
    ),
    has: plan.concepts.map((_, index) => concepts.includes(index)),
    mass: new Float64Array(places.length),
  }))
  const demanded = plan.concepts.filter(({ required }) => required).length
  const mass = new Float64Array(places.length)
  const ofCut = new Float64Array(places.length)
  const telling = new Uint8Array(places.length)
  const required = new Uint8Array(places.length)
  // For each word the row it was last counted in: several lists may have the same word.
  const counted = new Int32Array(plan.concepts.length).fill(-1)
  let holder = 0
  for (let row = 0; row < places.length; row += 1) {
    let left = demanded
    for (const end = ends[row] ?? 0; holder < end; holder += 1) {
      const list = found[holders[holder] ?? 0]
      if (list === undefined) continue
      if (list.kind === 'telling' && telling[row] === 0) telling[row] = 1
      if (list.kind === 'telling together') telling[row] = 2
      for (const concept of list.concepts) {
        if (counted[concept] === row) continue
        counted[concept] = row
        const weight = share[concept] ?? 0
        mass[row] = (mass[row] ?? 0) + weight
        // Of one word there is nothing that a record without it may have.
        if (cuts[concept] && plan.concepts.length > 1) ofCut[row] = (ofCut[row] ?? 0) + weight
        if (plan.concepts[concept]?.required) left -= 1
        for (const need of needs) if (need.has[concept]) need.mass[row] = (need.mass[row] ?? 0) + weight / need.whole
      }
    }
    required[row] = left === 0 ? 1 : 0
  }
  const cut = share.reduce((sum, weight, concept) => sum + (cuts[concept] ? weight : 0), 0)
  return {
    from,
    places,
    mass,
    needs: needs.map((need) => need.mass),
    telling,
    required,
    cut,
    ofCut,
    sure: sureOf(found, from),
    complete: !cuts.includes(true),
  }
}

function sureOf(found: readonly Found[], from: number): ReadonlySet<number> {
  if (!found.some(({ kind }) => kind === 'narrowed')) return new Set()
  return new Set(found.flatMap(({ kind, places }) => (kind === 'word' ? [] : places.map((place) => place + from))))
}

/** The records of the list: see `LISTED_MASS`. */
export function membersOf({ from, places, mass, needs, cut, ofCut, required }: Lists): Members {
  const keys: number[] = []
  let doubtful = cut > 0 && isListed(cut)
  for (let row = 0; row < places.length; row += 1) {
    if (required[row] === 0) continue
    const own = mass[row] ?? 0
    if (isListed(own) || needs.some((need) => isListed(need[row] ?? 0))) keys.push((places[row] ?? 0) + from)
    else if (cut > 0 && !doubtful && isListed(own + cut - (ofCut[row] ?? 0))) doubtful = true
  }
  return { keys, exact: !doubtful, whole: false }
}

/** How much more it tells which words a record has than in which fields. */
const MASS_OVER_FIELDS = 16
/** Sums of the same words in another order differ beyond this. */
const MASS_STEPS = 1e9

/**
 * The keys of most weight; of equals those with words in telling fields first, then the later update.
 * @param keys what to choose from, newest first; without it from all lists
 */
export function strongest(
  { from, places, mass, telling }: Lists,
  limit: number,
  keys?: readonly number[],
): readonly number[] {
  if (keys !== undefined && keys.length <= limit) return keys
  // There are few sets of words that a record may have, so that sorting by what they weigh is sorting a few numbers.
  const byTold = new Map<number, number[]>()
  let next = 0
  for (let row = 0; row < places.length; row += 1) {
    const key = (places[row] ?? 0) + from
    if (keys !== undefined) {
      while ((keys[next] ?? -1) > key) next += 1
      if (keys[next] !== key) continue
    }
    const told = (Math.round((mass[row] ?? 0) * MASS_STEPS) / MASS_STEPS) * MASS_OVER_FIELDS + (telling[row] ?? 0)
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
