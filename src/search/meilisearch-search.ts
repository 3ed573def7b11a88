import type { RecordType } from '../kernel/identifiers.ts'
import { RANKED } from './fts5.ts'
import { type MeilisearchClient, MeilisearchFailure } from './meilisearch-client.ts'
import { type DeliveryState, isState, stateIndex } from './meilisearch-delivery.ts'
import { facetValue } from './meilisearch-documents.ts'
import { candidateQueries, facetFilters, type Membership } from './meilisearch-queries.ts'
import { facetAttribute, MOST_COUNTED } from './meilisearch-settings.ts'
import type { Plan } from './plan.ts'
import type { FacetCounts, SearchRequest, Total } from './port.ts'

/** A server and the name of its index. */
export interface Place {
  readonly client: MeilisearchClient
  readonly index: string
}

/** A list that is asked for. */
export interface Asked {
  readonly members: Membership
  readonly type: RecordType
  readonly filters: SearchRequest['filters']
}

/** What Meilisearch says of a list. Records go by their keys in the embedded index. */
export interface Answer {
  readonly total: Total
  /** The newest records, latest first: all there are, unless there are more than are ranked. */
  readonly newest: readonly number[]
  readonly facets: FacetCounts['values']
  /** What the index had been given when it answered; null when it does not say. */
  readonly state: DeliveryState | null
}

const BY_DATE = ['order:desc']
const STRICTLY = { matchingStrategy: 'all' } as const

/** @param except a facet whose own choice is left out */
function conditions({ members, type, filters }: Asked, except?: string): string[] {
  return [`type = "${type}"`, ...members.filters, ...facetFilters(filters, except)]
}

/** The list, how long it is and what values it has, counted by filters alone, and in the same answer what the index had been given. */
export async function askList(
  { client, index }: Place,
  asked: Asked,
  facets: SearchRequest['facets'],
): Promise<Answer> {
  const narrowed = facets.filter((facet) => (asked.filters[facet]?.length ?? 0) > 0)
  const free = facets.filter((facet) => !narrowed.includes(facet))
  // A page of hits instead of an offset: then the total is counted and not estimated.
  const counted = (hitsPerPage: number, of: readonly string[], except?: string) => ({
    ...STRICTLY,
    indexUid: index,
    q: asked.members.q,
    filter: conditions(asked, except),
    page: 1,
    hitsPerPage,
    sort: BY_DATE,
    attributesToRetrieve: ['order'],
    ...(of.length === 0 ? {} : { facets: of.map(facetAttribute) }),
  })
  const { results } = await client.ask((each) =>
    each.multiSearch({
      queries: [
        { indexUid: stateIndex(index), q: '', limit: 1 },
        counted(RANKED, free),
        ...narrowed.map((facet) => counted(1, [facet], facet)),
      ],
    }),
  )
  const [first, list, ...own] = results
  const distribution: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.assign(
    {},
    ...[list, ...own].map((result) => result?.facetDistribution ?? {}),
  )
  return {
    total: totalOf(list?.totalHits),
    newest: list?.hits.map(orderOf) ?? [],
    facets: Object.fromEntries(facets.map((facet) => [facet, valuesOf(distribution[facetAttribute(facet)] ?? {})])),
    state: stateOf(first?.hits),
  }
}

/** Candidates out of a list that is too long to be ranked whole, likeliest first: what the plan's queries find of it. */
export async function askLikeliest({ client, index }: Place, plan: Plan, asked: Asked): Promise<readonly number[]> {
  const filter = conditions(asked)
  const { hits } = await client.ask((each) =>
    each.multiSearch({
      federation: { offset: 0, limit: RANKED },
      queries: candidateQueries(plan).map(({ q, weight }) => ({
        ...STRICTLY,
        indexUid: index,
        q,
        filter,
        attributesToRetrieve: ['order'],
        federationOptions: { weight },
      })),
    }),
  )
  return hits.map(orderOf)
}

/** A stretch of what is left of a list without some of its records, latest first. */
export async function askOthers(
  { client, index }: Place,
  asked: Asked,
  { without, offset, limit }: { readonly without: readonly number[]; readonly offset: number; readonly limit: number },
): Promise<readonly number[]> {
  const { results } = await client.ask((each) =>
    each.multiSearch({
      queries: [
        {
          ...STRICTLY,
          indexUid: index,
          q: asked.members.q,
          filter: [...conditions(asked), ...(without.length === 0 ? [] : [`order NOT IN [${without.join(', ')}]`])],
          sort: BY_DATE,
          offset,
          limit,
          attributesToRetrieve: ['order'],
        },
      ],
    }),
  )
  return results[0]?.hits.map(orderOf) ?? []
}

function stateOf(hits: readonly unknown[] | undefined): DeliveryState | null {
  const found = hits?.[0]
  return isState(found) ? found : null
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

function orderOf(hit: Readonly<Record<string, unknown>>): number {
  const order = hit['order']
  if (typeof order !== 'number') throw new MeilisearchFailure('broken', 'a hit is not one of our documents')
  return order
}
