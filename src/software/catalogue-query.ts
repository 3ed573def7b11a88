import type { Code } from '../directory/reference.ts'
import { SoftwareId } from '../kernel/identifiers.ts'
import { SORTS, type Sort } from '../search/port.ts'
import { readAsTyped, readText, searchParameters } from '../search/reader-query.ts'
import { DEVELOPMENT_STATUSES, FUNDING_SOURCES, LIFECYCLE_STAGES } from './model.ts'
import { SOFTWARE_FACETS, type SoftwareFacet } from './search-document.ts'
import { VERDICTS } from './verdict.ts'

/** How many entries may be compared side by side. */
export const MOST_COMPARED = 4
const MOST_VALUES = 20
const LONGEST_VALUE = 100

/** What the address of the catalogue asks for. */
export interface CatalogueQuery {
  readonly text: string
  /** Words of it that the reader wants literally; `*` for all. */
  readonly asTyped: readonly string[]
  readonly filters: Readonly<Record<SoftwareFacet, readonly string[]>>
  /** What the reader chose; null leaves it to the page: by relevance with a text, by update without. */
  readonly sort: Sort | null
  readonly cursor: string | null
  /** Entries the reader has set aside to compare. */
  readonly compare: readonly string[]
}

export const EMPTY_QUERY: CatalogueQuery = {
  text: '',
  asTyped: [],
  filters: Object.fromEntries(SOFTWARE_FACETS.map((facet) => [facet, []])) as unknown as CatalogueQuery['filters'],
  sort: null,
  cursor: null,
  compare: [],
}

/** Values of facets that are closed lists; the others depend on tables, or are open. */
const CLOSED: Partial<Record<SoftwareFacet, readonly string[]>> = {
  verdict: VERDICTS,
  status: DEVELOPMENT_STATUSES,
  stage: LIFECYCLE_STAGES,
  funding: FUNDING_SOURCES,
}

/**
 * Reads the catalogue's query as a page must: what is unknown, too long or malformed is left out and never an error, because
 * shared links carry parameters of others.
 */
export function readCatalogueQuery(parameters: URLSearchParams): CatalogueQuery {
  const sort = parameters.get('sort')
  return {
    text: readText(parameters),
    asTyped: readAsTyped(parameters),
    filters: Object.fromEntries(
      SOFTWARE_FACETS.map((facet) => [facet, valuesOf(parameters, facet)]),
    ) as unknown as CatalogueQuery['filters'],
    sort: SORTS.find((each) => each === sort) ?? null,
    cursor: parameters.get('cursor') || null,
    compare: comparedIds(parameters.getAll('compare')),
  }
}

function valuesOf(parameters: URLSearchParams, facet: SoftwareFacet): readonly string[] {
  const values = [...new Set(parameters.getAll(facet))]
  const known = CLOSED[facet]
  return values
    .filter((value) => (known ? known.includes(value) : /^[\p{L}\p{N}][\p{L}\p{N} ./:+()_-]*$/u.test(value)))
    .filter((value) => value.length <= LONGEST_VALUE)
    .slice(0, MOST_VALUES)
}

/** Register numbers of software among what a reader wrote, each once; whole addresses of pages are understood too. */
export function comparedIds(written: readonly string[]): readonly string[] {
  const numbers = written.map((text) => /UA-SW-\d+/i.exec(text)?.[0].toUpperCase() ?? '')
  return [...new Set(numbers)].filter((id) => SoftwareId.safeParse(id).success)
}

/**
 * A function of a group that is chosen too means "within the group, these": the group itself then no longer widens the
 * list. Values that the table of functions does not have are left out.
 */
export function narrowedFunctions(chosen: readonly string[], functions: readonly Code[]): readonly string[] {
  const byCode = new Map(functions.map((code) => [code.code, code]))
  const known = chosen.filter((code) => byCode.has(code))
  const refined = new Set(known.flatMap((code) => byCode.get(code)?.parent ?? []))
  return known.filter((code) => !refined.has(code))
}

/** How the list is ordered when the reader has not said. */
export function effectiveSort({ sort, text }: Pick<CatalogueQuery, 'sort' | 'text'>): Sort {
  if (text === '') return sort === null || sort === 'relevance' ? 'updated' : sort
  return sort ?? 'relevance'
}

/** The parameters of a query in one order, so that one list has one address. */
export function catalogueParameters(query: CatalogueQuery): URLSearchParams {
  const parameters = searchParameters(query.text, query.asTyped)
  for (const facet of SOFTWARE_FACETS) for (const value of query.filters[facet]) parameters.append(facet, value)
  if (query.sort !== null) parameters.set('sort', query.sort)
  for (const id of query.compare) parameters.append('compare', id)
  if (query.cursor !== null) parameters.set('cursor', query.cursor)
  return parameters
}

/** `base` with the query: `/uk/software?q=черга`. */
export function catalogueHref(base: string, query: CatalogueQuery): string {
  const parameters = catalogueParameters(query).toString()
  return parameters === '' ? base : `${base}?${parameters}`
}

/** The same query from its beginning, changed in some parts. */
export function changed(query: CatalogueQuery, part: Partial<CatalogueQuery>): CatalogueQuery {
  return { ...query, cursor: null, ...part }
}

/** The same query without one value of a facet, or without the whole facet. */
export function withoutFilter(query: CatalogueQuery, facet: SoftwareFacet, value?: string): CatalogueQuery {
  const values = value === undefined ? [] : query.filters[facet].filter((each) => each !== value)
  return changed(query, { filters: { ...query.filters, [facet]: values } })
}

/** Every chosen value with its facet, in the order of the facets. */
export function chosenFilters(
  query: CatalogueQuery,
): readonly { readonly facet: SoftwareFacet; readonly value: string }[] {
  return SOFTWARE_FACETS.flatMap((facet) => query.filters[facet].map((value) => ({ facet, value })))
}
