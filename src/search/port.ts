import type { Statement } from '../../db/statements.ts'
import type { RecordType } from '../kernel/identifiers.ts'
import type { LocalizedText } from '../kernel/localized.ts'

/** A value a list is narrowed by. A value that holds for a time has the days between which it does (half-open). */
export interface FacetValue {
  readonly facet: string
  readonly value: string
  readonly from?: string
  readonly until?: string
}

/** What an engine is given of a record. Texts of all languages stand together in their field, but for the English name. */
export interface SearchDocument {
  readonly type: RecordType
  readonly id: string
  /** What lists and suggestions call it. */
  readonly title: LocalizedText
  /** For lists in alphabetical order. */
  readonly sortName: string
  /** RFC 3339 instant. */
  readonly updatedAt: string
  readonly fields: Readonly<Record<SearchField, readonly string[]>>
  readonly facets: readonly FacetValue[]
}
/** Fields by how much a word in them tells: see `rank.ts` for the weights. */
export const SEARCH_FIELDS = [
  'name',
  'nameEn',
  'short',
  'long',
  'functions',
  'tags',
  'category',
  'owner',
  'tech',
  'code',
] as const
export type SearchField = (typeof SEARCH_FIELDS)[number]

export const SORTS = ['relevance', 'updated', 'name'] as const
export type Sort = (typeof SORTS)[number]

export interface SearchRequest {
  readonly type: RecordType
  /** What the reader typed; empty for the whole list. */
  readonly text: string
  /** Words of the query (as typed) to be taken literally: no repair and no synonyms; `*` for all of them. */
  readonly asTyped?: readonly string[]
  /** Chosen values by facet: any of the values of one facet, all of the facets. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** Facets to count. */
  readonly facets: readonly string[]
  readonly sort: Sort
  /** Day for values that hold for a time, `YYYY-MM-DD`. */
  readonly day: string
  readonly limit: number
  readonly cursor: string | null
}

/** How many there are: exact, or at least so many because counting stopped. */
export interface Total {
  readonly count: number
  readonly exact: boolean
}

/**
 * How a word of the query was read when not as it stands: from another keyboard layout, from Latin letters, from Russian,
 * with its typing error mended, written out where it was clipped, as the beginning of a word, with the words that mean the same beside it.
 */
export const READINGS = [
  'spelling',
  'russian',
  'layout',
  'transliteration',
  'typo',
  'clipping',
  'beginning',
  'synonym',
] as const
export type Reading = (typeof READINGS)[number]

export interface ReadWord {
  /** The words as they stand in the query; `asTyped` with them undoes the reading. */
  readonly typed: string
  readonly reading: Reading
  /** What was searched for, in words a reader knows; the likeliest first. */
  readonly read: readonly string[]
}

export interface Interpretation {
  readonly readings: readonly ReadWord[]
  /** Words of the query that the register does not know and nothing near them. */
  readonly unknown: readonly string[]
  /** Some hits lack some of the words. */
  readonly relaxed: boolean
  /** Nothing answers the query; the hits are only the nearest there are, or there are none. */
  readonly weak: boolean
  /** The query is the number of this record. */
  readonly record: { readonly type: RecordType; readonly id: string } | null
  /** What to mark in texts: terms of the analyzer. */
  readonly marks: readonly string[]
}

/** Why a record is in the list: a word of the query and what of the record answered it. */
export interface Match {
  readonly typed: string
  /** `null`: the word itself, in whatever form. */
  readonly reading: Reading | null
  /** The term that was found, in a form a reader knows. */
  readonly found: string
  readonly field: SearchField
}

export interface Hit {
  readonly id: string
  /** Empty in lists that were not searched by words, and beyond the ranked beginning of a long list. */
  readonly matches: readonly Match[]
}

export interface FacetCounts {
  /** Counts of the values of each facet asked for, as if that facet itself were not narrowed; most frequent first. */
  readonly values: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>
  /** Counted among this many of the newest records, where there are more; null when all were counted. */
  readonly among: number | null
}

export interface SearchResult {
  readonly hits: readonly Hit[]
  readonly total: Total
  readonly facets: FacetCounts
  readonly interpretation: Interpretation
  readonly next: string | null
}

/** A text as long as a tender's, for records that serve the need it describes. */
export interface SimilarRequest {
  readonly type: RecordType
  readonly text: string
  /** Codes of ДК 021:2015 of the need, with or without the check digit. */
  readonly dk021: readonly string[]
  readonly filters?: Readonly<Record<string, readonly string[]>>
  /** A record not to be compared with itself. */
  readonly except?: string
  readonly day: string
  readonly limit: number
}

export interface SimilarHit {
  readonly id: string
  /** Share of what the text asks for that the record speaks of, by weight of the words: 0–1. */
  readonly coverage: number
  /** The telling words of the text that the record has, most telling first, in a form a reader knows. */
  readonly common: readonly string[]
}

export interface SimilarResult {
  readonly hits: readonly SimilarHit[]
  /** What to mark in texts: terms of the analyzer. */
  readonly marks: readonly string[]
}

export interface SuggestRequest {
  readonly text: string
  readonly types: readonly RecordType[]
  readonly limit: number
}

export interface Suggestion {
  readonly type: RecordType
  readonly id: string
  readonly title: LocalizedText
}

export interface Suggestions {
  readonly records: readonly Suggestion[]
  /** Whole queries that the last word may be the beginning of, the most frequent first. */
  readonly queries: readonly string[]
}

export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>
  /** How many records of each type the text finds, for tabs. */
  count(
    text: string,
    types: readonly RecordType[],
    asTyped?: readonly string[],
  ): Promise<ReadonlyMap<RecordType, Total>>
  similar(request: SimilarRequest): Promise<SimilarResult>
  suggest(request: SuggestRequest): Promise<Suggestions>
  /** Statements that (re)index records inside the write that changes them: for many at once hardly more than for one. */
  index(...documents: readonly SearchDocument[]): readonly Statement[]
  /** Statements that empty the index, to be made anew. */
  clear(): readonly Statement[]
  /** Statements that take a record out. */
  remove(type: RecordType, id: string): readonly Statement[]
  /** Statements that take a record out and leave nothing of its words, now or from before, in the index itself. */
  erase(type: RecordType, id: string): readonly Statement[]
}
