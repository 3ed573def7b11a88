import type { RecordType } from '../kernel/identifiers.ts'
import { type MeilisearchClient, MeilisearchFailure } from './meilisearch-client.ts'
import { type DeliveryState, isState, stateIndex } from './meilisearch-delivery.ts'
import { facetValue, type MeilisearchDocument } from './meilisearch-documents.ts'
import {
  candidateQueries,
  conceptFilter,
  exclusionFilters,
  facetFilters,
  requiredPhrases,
} from './meilisearch-queries.ts'
import { facetAttribute, MOST_COUNTED, stemsAttribute } from './meilisearch-settings.ts'
import type { Plan } from './plan.ts'
import { type FacetCounts, SEARCH_FIELDS, type SearchRequest, type Total } from './port.ts'

/** Candidates that the shared re-ranker looks at. */
export const CANDIDATES = 100

/** Which records are in a list: those that have all of the known words, or any of them. */
export type Matching = 'all' | 'any'

export interface Narrowing {
  readonly type: RecordType
  readonly filters: SearchRequest['filters']
}

/** What Meilisearch says of a search. */
export interface Answer {
  /** Records with all of the known words, under the filters. */
  readonly all: Total
  /** Records with any of them, under the filters. */
  readonly any: Total
  readonly facets: FacetCounts['values']
  /** What the index had been given when it answered; null when it does not say. */
  readonly state: DeliveryState | null
}

const RETRIEVED = ['key', 'type', 'id', 'sortName', 'updatedAt', 'uses', ...SEARCH_FIELDS.map(stemsAttribute)]

/** Filters for the set of the plan. Null when nothing can match: no word of the query is known. */
function setFilters(plan: Plan, matching: Matching, type: RecordType): readonly string[] | null {
  const known = plan.concepts.filter(({ alternatives }) => alternatives.length > 0)
  if (known.length === 0) return null
  const required = known.filter((concept) => concept.required)
  const optional = known.filter((concept) => !concept.required)
  const filters = [`type = "${type}"`, ...required.map(conceptFilter), ...exclusionFilters(plan)]
  if (matching === 'all') return [...filters, ...optional.map(conceptFilter)]
  if (required.length > 0 || optional.length === 0) return filters
  return [...filters, optional.map(conceptFilter).join(' OR ')]
}

/**
 * Candidates for the re-ranker, likeliest first: records of the set that one of the plan's queries finds.
 * @param offset how many of them to pass over
 */
export async function askCandidates(
  client: MeilisearchClient,
  index: string,
  plan: Plan,
  { type, filters }: Narrowing,
  { matching, offset, limit }: { readonly matching: Matching; readonly offset: number; readonly limit: number },
): Promise<readonly MeilisearchDocument[]> {
  const set = setFilters(plan, matching, type)
  if (set === null) return []
  const filter = [...set, ...facetFilters(filters)]
  const { hits } = await client.ask((each) =>
    each.multiSearch({
      federation: { offset, limit },
      queries: candidateQueries(plan).map(({ q, weight }) => ({
        indexUid: index,
        q,
        filter,
        matchingStrategy: 'all' as const,
        attributesToRetrieve: RETRIEVED,
        federationOptions: { weight },
      })),
    }),
  )
  return hits.map(documentIn)
}

/**
 * How many records there are and what values they have, counted by filters alone, which is exact up to the most that is
 * counted; and in the same answer what the index had been given.
 */
export async function askCounts(
  client: MeilisearchClient,
  index: string,
  plan: Plan,
  { type, filters }: Narrowing,
  { facets, matching }: { readonly facets: readonly string[]; readonly matching: Matching },
): Promise<Answer> {
  const all = setFilters(plan, 'all', type)
  const any = setFilters(plan, 'any', type)
  const chosen = matching === 'all' ? all : any
  if (all === null || any === null || chosen === null) throw new Error('a plan that knows no word is not asked about')
  const narrowed = facets.filter((facet) => (filters[facet]?.length ?? 0) > 0)
  const free = facets.filter((facet) => !narrowed.includes(facet))
  const counted = (set: readonly string[], except: string | undefined, of: readonly string[]) => ({
    indexUid: index,
    q: requiredPhrases(plan).q,
    matchingStrategy: 'all' as const,
    filter: [...set, ...facetFilters(filters, except)],
    // A page of hits instead of an offset: then the total is counted and not estimated.
    page: 1,
    hitsPerPage: 1,
    attributesToRetrieve: ['key'],
    ...(of.length === 0 ? {} : { facets: of.map(facetAttribute) }),
  })
  const { results } = await client.ask((each) =>
    each.multiSearch({
      queries: [
        { indexUid: stateIndex(index), q: '', limit: 1 },
        counted(all, undefined, matching === 'all' ? free : []),
        counted(any, undefined, matching === 'any' ? free : []),
        ...narrowed.map((facet) => counted(chosen, facet, [facet])),
      ],
    }),
  )
  const [first, ofAll, ofAny, ...own] = results
  const distributions = [matching === 'all' ? ofAll : ofAny, ...own].map((result) => result?.facetDistribution ?? {})
  const distribution = Object.assign({}, ...distributions) as Readonly<Record<string, Readonly<Record<string, number>>>>
  const state = first?.hits[0]
  return {
    all: totalOf(ofAll?.totalHits),
    any: totalOf(ofAny?.totalHits),
    facets: Object.fromEntries(facets.map((facet) => [facet, valuesOf(distribution[facetAttribute(facet)] ?? {})])),
    state: isState(state) ? state : null,
  }
}

function totalOf(found: number | undefined): Total {
  if (found === undefined) throw new MeilisearchFailure('broken', 'the answer has no total')
  return { count: found, exact: found < MOST_COUNTED }
}

/** Most frequent first, then by value. */
function valuesOf(distribution: Readonly<Record<string, number>>): { value: string; count: number }[] {
  return Object.entries(distribution)
    .map(([code, count]) => ({ value: facetValue(code), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function documentIn(hit: Readonly<Record<string, unknown>>): MeilisearchDocument {
  if (typeof hit['id'] !== 'string' || typeof hit['updatedAt'] !== 'string')
    throw new MeilisearchFailure('broken', 'a hit is not one of our documents')
  return hit as unknown as MeilisearchDocument
}
