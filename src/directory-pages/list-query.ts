import { AppError } from '../kernel/errors.ts'
import { type Match, type SearchResult, SORTS, type Sort } from '../search/port.ts'
import { readAsTyped, readText, searchParameters } from '../search/reader-query.ts'
import type { SearchedView } from '../search/views.tsx'
import type { Locale } from '../web/i18n/index.ts'

/** What the address of a list of organizations or experts asks for. */
export interface ListQuery<Facet extends string> {
  readonly text: string
  /** Words of it that the reader wants literally; `*` for all. */
  readonly asTyped: readonly string[]
  readonly filters: Readonly<Record<Facet, readonly string[]>>
  /** What the reader chose; null leaves it to the page: by relevance with a text, by name without. */
  readonly sort: Sort | null
  readonly cursor: string | null
}

/**
 * Reads the parameters of a list as a page must: what is unknown is left out and never an error, because shared links
 * carry parameters of others.
 */
export function readListQuery<Facet extends string>(
  parameters: URLSearchParams,
  allowed: Readonly<Record<Facet, readonly string[]>>,
): ListQuery<Facet> {
  const text = readText(parameters)
  const sort = parameters.get('sort')
  const facets = Object.keys(allowed) as Facet[]
  const filters = Object.fromEntries(
    facets.map((facet) => [
      facet,
      [...new Set(parameters.getAll(facet))].filter((value) => allowed[facet].includes(value)),
    ]),
  ) as unknown as Record<Facet, readonly string[]>
  return {
    text,
    asTyped: readAsTyped(parameters),
    filters,
    // Without a text nothing is more relevant than anything else.
    sort: SORTS.find((each) => each === sort && (text !== '' || each !== 'relevance')) ?? null,
    cursor: parameters.get('cursor') || null,
  }
}

/** `path` with a query; parameters that say nothing are left out, so that one list has one address. */
export function listHref<Facet extends string>(path: string, query: ListQuery<Facet>): string {
  const parameters = searchParameters(query.text, query.asTyped)
  for (const [facet, values] of Object.entries<readonly string[]>(query.filters))
    for (const value of values) parameters.append(facet, value)
  if (query.sort !== null) parameters.set('sort', query.sort)
  if (query.cursor !== null) parameters.set('cursor', query.cursor)
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The list at the cursor; a cursor of another list or a damaged one gives the beginning. */
export async function atCursor<Page>(
  cursor: string | null,
  read: (cursor: string | null) => Promise<Page>,
): Promise<Page> {
  try {
    return await read(cursor)
  } catch (error) {
    if (cursor !== null && error instanceof AppError && error.code === 'validation-failed') return read(null)
    throw error
  }
}

/** How the list is ordered when the reader has not said. */
export function orderOf({ sort, text }: Pick<ListQuery<string>, 'sort' | 'text'>): Sort {
  return sort ?? (text === '' ? 'name' : 'relevance')
}

/** The same list in its other orders. */
export function sortLinks<Facet extends string>(
  path: string,
  query: ListQuery<Facet>,
  labels: Readonly<Record<Sort, string>>,
) {
  const current = orderOf(query)
  return SORTS.filter((sort) => sort !== 'relevance' || query.text !== '').map((sort) => ({
    label: labels[sort],
    href: listHref(path, { ...query, cursor: null, sort }),
    current: sort === current,
  }))
}

/** What the views of search need to know of a list. */
export function searchedView<Facet extends string>(
  locale: Locale,
  path: string,
  query: ListQuery<Facet>,
  { interpretation }: Pick<SearchResult, 'interpretation'>,
): SearchedView {
  const { text, asTyped } = query
  const hrefAsTyped = (words: readonly string[]) => listHref(path, { ...query, cursor: null, asTyped: words })
  return { locale, text, asTyped, interpretation, hrefAsTyped }
}

/** Why the record is in the list. */
export function matchesOf({ hits }: Pick<SearchResult, 'hits'>, id: string): readonly Match[] {
  return hits.find((hit) => hit.id === id)?.matches ?? []
}
