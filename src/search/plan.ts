import type { Interpretation, Reading } from './port.ts'

/** One way a record may answer a word of the query. */
export interface Alternative {
  /** Terms of the analyzer; several stand near one another, in this order, in one field. */
  readonly terms: readonly string[]
  /** How much it counts in ranking, 0–1; the typed word itself is 1. */
  readonly weight: number
  /** How sure it is that this is what was meant, 0–1; as much as `weight` unless given. */
  readonly sure?: number
  /** `null` for the typed word itself. */
  readonly reading: Reading | null
  /** The terms as a reader knows them. */
  readonly label: string
  /** The words of the query that it stands for, where they are several. */
  readonly instead?: string
}

/** What a word of the query asks for. A record has the concept when it has any of the alternatives. */
export interface Concept {
  /** As it stands in the query. */
  readonly typed: string
  /** Best first. Empty: the register knows nothing of it, and the concept only lowers how well the query is answered. */
  readonly alternatives: readonly Alternative[]
  /** Records that have it, at most; what stands in several alternatives is counted once for the most frequent. */
  readonly df: number
  /** How much it tells, before rarity: 1, less for words that stand everywhere, more for a phrase in quotes. */
  readonly weight: number
  /** A phrase in quotes: records without it are not in the list at all. */
  readonly required: boolean
}

/** What an engine is to look for. The same plan for every engine gives the same lists. */
export interface Plan {
  readonly concepts: readonly Concept[]
  /** Terms that a record must not have, from words with a minus. */
  readonly excluded: readonly (readonly string[])[]
  /** Parts of a query that names several needs, as places in `concepts`; empty when it names one. */
  readonly needs: readonly (readonly number[])[]
  /** Records in the index, of all types: what rarity is measured against. */
  readonly documents: number
  /** What was done to the query, without what only the result can say. */
  readonly interpretation: Omit<Interpretation, 'relaxed' | 'weak' | 'record'>
}

/** ln(1 + (N − df + ½) / (df + ½)) of BM25: how rare what is found in `df` of `documents` records is; never negative. */
export function rarity(df: number, documents: number): number {
  return Math.log(1 + Math.max(0, documents - df + 0.5) / (df + 0.5))
}

/** What a word that the register does not know weighs, against the mean of those it knows. */
const UNKNOWN_WEIGHT = 1.3

/** What words that tell little may weigh together beside those that tell: less than it takes to be listed. */
const COMMON_SHARE = 0.14

/** The weights, those of words that tell little cut where they would weigh more than they may. */
function withoutCommon(concepts: readonly Concept[], told: readonly number[]): readonly number[] {
  const isCommon = (index: number) => (concepts[index]?.weight ?? 1) < 1
  const sum = (common: boolean) => told.reduce((all, mass, index) => all + (isCommon(index) === common ? mass : 0), 0)
  const most = (sum(false) * COMMON_SHARE) / (1 - COMMON_SHARE)
  const common = sum(true)
  if (!concepts.some(({ df, weight }) => df > 0 && weight >= 1) || common <= most) return told
  return told.map((mass, index) => (isCommon(index) ? (mass * most) / common : mass))
}

/** Share of the whole query's weight that each concept has. Sums to 1 unless there is no concept. */
export function masses({ concepts, documents }: Pick<Plan, 'concepts' | 'documents'>): readonly number[] {
  const known = concepts.filter(({ df }) => df > 0)
  const mean =
    known.reduce((sum, { df, weight }) => sum + weight * rarity(df, documents), 0) / Math.max(1, known.length)
  const told = concepts.map(({ df, weight }) =>
    df > 0 ? weight * rarity(df, documents) : weight * UNKNOWN_WEIGHT * mean,
  )
  const raw = withoutCommon(concepts, told)
  const whole = raw.reduce((sum, mass) => sum + mass, 0)
  return raw.map((mass, index) => (whole === 0 ? ((concepts[index]?.df ?? 0) > 0 ? 1 / raw.length : 0) : mass / whole))
}

/** A record is in the list when it has concepts of at least this share of the query's weight. */
export const LISTED_MASS = 0.15
/** The query is answered when a record speaks of at least this share of it where records say what they are; else what was found is only the nearest. */
export const ANSWERING_MASS = 0.42
