import { AppError } from '../kernel/errors.ts'

/** What the address of a list of organizations or experts asks for. */
export interface ListQuery<Facet extends string> {
  readonly text: string
  readonly filters: Readonly<Record<Facet, readonly string[]>>
  readonly cursor: string | null
}

const LONGEST_TEXT = 200

/**
 * Reads the parameters of a list as a page must: what is unknown is left out and never an error, because shared links
 * carry parameters of others.
 */
export function readListQuery<Facet extends string>(
  parameters: URLSearchParams,
  allowed: Readonly<Record<Facet, readonly string[]>>,
): ListQuery<Facet> {
  const text = (parameters.get('q') ?? '').toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim()
  const facets = Object.keys(allowed) as Facet[]
  const filters = Object.fromEntries(
    facets.map((facet) => [
      facet,
      [...new Set(parameters.getAll(facet))].filter((value) => allowed[facet].includes(value)),
    ]),
  ) as unknown as Record<Facet, readonly string[]>
  return { text: text.slice(0, LONGEST_TEXT), filters, cursor: parameters.get('cursor') }
}

/** `path` with a query; parameters that say nothing are left out, so that one list has one address. */
export function listHref<Facet extends string>(path: string, query: ListQuery<Facet>): string {
  const parameters = new URLSearchParams()
  if (query.text !== '') parameters.set('q', query.text)
  for (const [facet, values] of Object.entries<readonly string[]>(query.filters))
    for (const value of values) parameters.append(facet, value)
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
