import type { Statement } from '../../db/statements.ts'
import type { RecordType } from '../kernel/identifiers.ts'

/** A value a list is narrowed by. A value that holds for a time has the days between which it does (half-open). */
export interface FacetValue {
  readonly facet: string
  readonly value: string
  readonly from?: string
  readonly until?: string
}

/** What an engine is given of a record. Texts of all languages stand together in their field; fields are weighted, not languages. */
export interface SearchDocument {
  readonly type: RecordType
  readonly id: string
  /** For lists in alphabetical order. */
  readonly sortName: string
  /** RFC 3339 instant. */
  readonly updatedAt: string
  readonly fields: Readonly<Record<SearchField, readonly string[]>>
  readonly facets: readonly FacetValue[]
}
export const SEARCH_FIELDS = ['name', 'short', 'long', 'functions', 'tags', 'owner', 'code'] as const
export type SearchField = (typeof SEARCH_FIELDS)[number]

export const SORTS = ['relevance', 'updated', 'name'] as const
export type Sort = (typeof SORTS)[number]

export interface SearchRequest {
  readonly type: RecordType
  /** What the reader typed; empty for the whole list. */
  readonly text: string
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

export interface SearchResult {
  readonly ids: readonly string[]
  /** Exact for now; engines that cap their count say so. */
  readonly total: { readonly count: number; readonly exact: boolean }
  /** Counts of the values of each facet asked for, as if that facet itself were not narrowed; most frequent first. */
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>
  /** What was done to the query, for the page to show. `words` are what to mark in texts. */
  readonly interpretation: { readonly words: readonly string[]; readonly relaxed: boolean }
  readonly next: string | null
}

export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>
  /** Statements that (re)index a record inside the write that changes it. */
  index(document: SearchDocument): readonly Statement[]
  /** Statements that take a record out. */
  remove(type: RecordType, id: string): readonly Statement[]
  /** Statements that take a record out and leave nothing of its words, now or from before, in the index itself. */
  erase(type: RecordType, id: string): readonly Statement[]
}
