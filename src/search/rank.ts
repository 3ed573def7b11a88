import { FIELD_SEPARATOR } from './index-rows.ts'
import { type Alternative, ANSWERING_MASS, LISTED_MASS, masses, type Plan, rarity } from './plan.ts'
import { type Match, SEARCH_FIELDS, type SearchField } from './port.ts'

/** What a word in each field tells (design: search.md, "Ranking"). */
const FIELD_WEIGHTS: Readonly<Record<SearchField, number>> = {
  name: 9,
  nameEn: 5,
  short: 3.5,
  long: 1.1,
  functions: 2.6,
  tags: 4.5,
  category: 1.2,
  owner: 0.5,
  tech: 0.7,
  code: 9,
}
/** BM25: how soon more of the same word stops telling more, and how much long records lose. */
const K1 = 2
const B = 0.35
const USUAL_LENGTH = 90
/** How much a record that has all the words gains over one that has some. */
const COVERAGE_POWER = 0.5
const ADJACENT = 0.25
const NAME_COVERED = 1.25
const NAME_EQUAL = 1.6
/** How far apart, in words, the words of one term of several words may stand. */
export const NEAR_WORDS = 3
/** Constant of reciprocal rank fusion. */
const FUSION = 5

/** A record to be ranked: its fields as `search_stems` keeps them. */
export interface Candidate {
  /** Key of the index; later updates have greater ones. */
  readonly key: number
  readonly stems: string
}

export interface Ranked {
  readonly key: number
  readonly score: number
  /** Share of the query's weight that the record has. */
  readonly mass: number
  /** The same, less where a word was only guessed at or stands where records do not say what they are: 0–1. */
  readonly sure: number
  /** The same of each of several needs alone. */
  readonly sureOfNeeds: readonly number[]
  readonly matches: readonly Match[]
}

/** Where the terms that matter stand in a record: for each, runs of field and place. */
class Occurrences {
  readonly places = new Map<string, number[]>()
  readonly nameLength: number
  readonly length: number

  /** @param wanted terms by their length: nothing is cut out of the text but what is found */
  constructor(stems: string, wanted: ReadonlyMap<number, readonly string[]>) {
    let field = 0
    let place = 0
    let nameLength = 0
    for (let start = 0, end = 0; start <= stems.length; start = end + 1) {
      const space = stems.indexOf(' ', start)
      end = space === -1 ? stems.length : space
      if (end === start) continue
      if (end === start + 1 && stems[start] === FIELD_SEPARATOR) {
        field += 1
        place = 0
        continue
      }
      place += 1
      if (field === 0) nameLength = place
      const term = wanted.get(end - start)?.find((each) => stems.startsWith(each, start))
      if (term === undefined) continue
      const known = this.places.get(term)
      if (known) known.push(field * FIELD_SPAN + place)
      else this.places.set(term, [field * FIELD_SPAN + place])
    }
    this.nameLength = nameLength
    this.length = stems.length / 8
  }

  /** Places of an alternative: of its first word, where the others follow near. */
  of({ terms }: Alternative): readonly number[] {
    const [first = '', ...others] = terms
    const starts = this.places.get(first) ?? []
    if (others.length === 0) return starts
    return starts.filter((start) => {
      let before = start
      return others.every((term) => {
        const next = this.places.get(term)?.find((place) => place !== start && Math.abs(place - before) <= NEAR_WORDS)
        if (next !== undefined) before = next
        return next !== undefined
      })
    })
  }
}
const FIELD_SPAN = 1_000_000

const fieldOf = (place: number): SearchField => SEARCH_FIELDS[Math.floor(place / FIELD_SPAN)] ?? 'long'

interface Found {
  readonly score: number
  readonly alternative: Alternative
  readonly places: readonly number[]
}

function best(alternatives: readonly Alternative[], record: Occurrences): Found | null {
  let top: Found | null = null
  for (const alternative of alternatives) {
    const places = record.of(alternative)
    if (places.length === 0) continue
    const told = places.reduce((sum, place) => sum + FIELD_WEIGHTS[fieldOf(place)], 0)
    const norm = K1 * (1 - B + (B * record.length) / USUAL_LENGTH)
    const score = alternative.weight * ((told * (K1 + 1)) / (told + norm))
    if (top === null || score > top.score) top = { score, alternative, places }
  }
  return top
}

/**
 * Ranks records by a plan, best first; of equals the later update first. Records that lack a required phrase are left out.
 * The one order for every engine.
 */
export function rank(plan: Plan, candidates: readonly Candidate[]): readonly Ranked[] {
  const { concepts, documents, needs } = plan
  const terms = new Set(concepts.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.terms)))
  const wanted = Map.groupBy(terms, ({ length }) => length)
  const share = masses(plan)
  const scored = candidates.map(({ key, stems }) => {
    const record = new Occurrences(stems, wanted)
    const found = concepts.map(({ alternatives }) => best(alternatives, record))
    const parts = found.map((each, index) => {
      const concept = concepts[index]
      return each && concept ? each.score * concept.weight * rarity(concept.df, documents) : 0
    })
    return { key, record, found, parts }
  })
  const whole = concepts.map((_, index) => index)
  const ranked = scored
    .filter(({ found }) => concepts.every(({ required }, index) => !required || found[index] !== null))
    .map(({ key, record, found, parts }) => {
      const mass = found.reduce((sum, each, index) => sum + (each ? (share[index] ?? 0) : 0), 0)
      const sureOf = (places: readonly number[]) => {
        const weighed = places.map((index) => [share[index] ?? 0, found[index] ?? null] as const)
        const all = weighed.reduce((sum, [each]) => sum + each, 0)
        return weighed.reduce((sum, [each, one]) => sum + (one ? each * surenessOf(one) : 0), 0) / Math.max(1e-9, all)
      }
      return {
        key,
        mass,
        sure: sureOf(whole),
        sureOfNeeds: needs.map(sureOf),
        found,
        record,
        parts,
        score: scoreOf(whole, parts, found, record, share),
      }
    })
  const ordered = ranked.toSorted(byScore)
  const fused = needs.length > 1 ? fuse(ordered, needs, share) : ordered
  return fused.map(({ key, score, mass, sure, sureOfNeeds, found }) => ({
    key,
    score,
    mass,
    sure,
    sureOfNeeds,
    matches: matchesOf(plan, found),
  }))
}

interface Scored {
  readonly key: number
  readonly score: number
  readonly mass: number
  readonly sure: number
  readonly sureOfNeeds: readonly number[]
  readonly found: readonly (Found | null)[]
  readonly parts: readonly number[]
  readonly record: Occurrences
}

/** How sure it is that the record is about the word. */
function surenessOf({ alternative: { weight, sure = weight }, places }: Found): number {
  return sure * Math.max(...places.map((place) => FIELD_SURENESS[fieldOf(place)]))
}
const FIELD_SURENESS: Readonly<Record<SearchField, number>> = {
  name: 1,
  nameEn: 1,
  short: 0.9,
  long: 0.7,
  functions: 0.95,
  tags: 0.95,
  category: 0.7,
  owner: 0.5,
  tech: 0.5,
  code: 1,
}

const byScore = (a: Pick<Scored, 'score' | 'key'>, b: Pick<Scored, 'score' | 'key'>) =>
  b.score - a.score || b.key - a.key

function scoreOf(
  places: readonly number[],
  parts: readonly number[],
  found: readonly (Found | null)[],
  record: Occurrences,
  share: readonly number[],
): number {
  const sum = places.reduce((total, index) => total + (parts[index] ?? 0), 0)
  if (sum === 0) return 0
  const has = places.filter((index) => found[index] !== null)
  const mass = (indexes: readonly number[]) => indexes.reduce((total, index) => total + (share[index] ?? 0), 0)
  const coverage = mass(has) / Math.max(1e-9, mass(places))
  const names = has.filter((index) => found[index]?.places.some((place) => place < FIELD_SPAN))
  const covered = places.length > 0 && names.length === places.length
  const equal = covered && record.nameLength <= places.length
  return (
    sum *
    coverage ** COVERAGE_POWER *
    (1 + ADJACENT * adjacency(has, found)) *
    (equal ? NAME_EQUAL : covered ? NAME_COVERED : 1)
  )
}

/** Share of neighbouring words of the query that are neighbours in the record too. */
function adjacency(has: readonly number[], found: readonly (Found | null)[]): number {
  if (has.length < 2) return 0
  let together = 0
  for (let index = 1; index < has.length; index += 1) {
    const before = found[has[index - 1] ?? -1]
    const after = new Set(found[has[index] ?? -1]?.places ?? [])
    if (before?.places.some((place) => after.has(place + 1) || after.has(place - 1) || after.has(place + 2)))
      together += 1
  }
  return together / (has.length - 1)
}

/** Several needs in one query: the best of each stand beside each other instead of what half serves all. */
function fuse(ordered: readonly Scored[], needs: Plan['needs'], share: readonly number[]): readonly Scored[] {
  const points = new Map<number, number>()
  const add = (list: readonly Scored[]) => {
    for (const [rank, { key }] of list.entries()) points.set(key, (points.get(key) ?? 0) + 1 / (FUSION + rank))
  }
  add(ordered)
  for (const need of needs) {
    const own = ordered.map((each) => ({ ...each, score: scoreOf(need, each.parts, each.found, each.record, share) }))
    add(own.filter(({ score }) => score > 0).toSorted(byScore))
  }
  return ordered.map((each) => ({ ...each, score: points.get(each.key) ?? 0 })).toSorted(byScore)
}

function matchesOf({ concepts }: Plan, found: readonly (Found | null)[]): readonly Match[] {
  return found.flatMap((each, index) => {
    const concept = concepts[index]
    if (!each || !concept) return []
    const { alternative, places } = each
    const place = places.reduce((top, next) =>
      FIELD_WEIGHTS[fieldOf(next)] > FIELD_WEIGHTS[fieldOf(top)] ? next : top,
    )
    return [
      {
        typed: alternative.instead ?? concept.typed,
        reading: alternative.reading,
        found: alternative.label,
        field: fieldOf(place),
      },
    ]
  })
}

/**
 * How sure it is that one of the records is what is asked for, 0–1; of a query that names several needs, that each has a record.
 * Under `ANSWERING_MASS` nothing answers.
 */
function sureness({ needs }: Plan, ranked: readonly Ranked[]): number {
  const best = Math.max(0, ...ranked.map(({ sure }) => sure))
  const each = needs.map((_, need) => Math.max(0, ...ranked.map(({ sureOfNeeds }) => sureOfNeeds[need] ?? 0)))
  return Math.max(best, each.length === 0 ? 0 : each.reduce((sum, sure) => sum + sure, 0) / each.length)
}

/** Whether what was found is what was asked for, and not only the nearest there is. */
export function isAnswered(plan: Plan, ranked: readonly Ranked[]): boolean {
  return ranked.length > 0 && sureness(plan, ranked) >= ANSWERING_MASS - 1e-9
}

/** Whether a record of this mass is in the list. */
export function isListed(mass: number): boolean {
  return mass >= LISTED_MASS - 1e-9
}
