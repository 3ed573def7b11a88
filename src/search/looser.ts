import type { RecordType } from '../kernel/identifiers.ts'
import { isFunctionWord } from './analyzer/stop-words.ts'
import type { SearchEngine, Total } from './port.ts'

const MOST_WORDS = 6
const MOST_QUERIES = 3

/** What to try when a query finds nothing. */
export interface LooserSearches {
  /** The words of a query of several, and what each finds alone. */
  readonly words: readonly { readonly word: string; readonly total: Total }[]
  /** Other queries that begin alike. */
  readonly queries: readonly string[]
}

export const NO_LOOSER: LooserSearches = { words: [], queries: [] }

/** Looser searches than a query that found nothing in a list of one type. */
export async function looserSearches(
  search: Pick<SearchEngine, 'count' | 'suggest'>,
  type: RecordType,
  text: string,
): Promise<LooserSearches> {
  if (text === '') return NO_LOOSER
  const all = text
    .split(/[\s"«»“”]+/)
    .filter((word) => !word.startsWith('-') && /[\p{L}\p{N}]/u.test(word) && !isFunctionWord(word.toLowerCase()))
  const several = all.length > 1 ? [...new Set(all)].slice(0, MOST_WORDS) : []
  const words: { word: string; total: Total }[] = []
  for (const word of several) {
    const total = (await search.count(word, [type])).get(type)
    if (total !== undefined) words.push({ word, total })
  }
  const { queries } = await search.suggest({ text, types: [type], limit: MOST_QUERIES + 1 })
  const others = queries.filter((query) => query.toLowerCase() !== text.toLowerCase()).slice(0, MOST_QUERIES)
  return { words, queries: others }
}
