import type { Code } from '../directory/reference.ts'
import type { LocalizedText } from '../kernel/localized.ts'
import { words } from '../search/analyzer/fold.ts'
import { isFunctionWord } from '../search/analyzer/stop-words.ts'
import type { Suggestion } from '../search/port.ts'
import { recordPath, SEARCHED_TYPES } from '../search/sections.ts'
import type { SoftwarePorts } from '../software/service.ts'

/** Below so many letters everything begins alike. */
export const SHORTEST_SUGGESTED = 2
const MOST_FUNCTIONS = 3

export interface SuggestedFunction {
  readonly code: string
  readonly title: LocalizedText
  /** The list of what has it, below the locale. */
  readonly path: string
}

export interface SuggestedRecord extends Suggestion {
  readonly path: string
}

/** What a reader who has typed so far may be on the way to. */
export interface SuggestedWays {
  readonly functions: readonly SuggestedFunction[]
  readonly records: readonly SuggestedRecord[]
  readonly queries: readonly string[]
}

/** @param limit how many records and how many queries at most */
export async function suggestedWays(
  ports: Pick<SoftwarePorts, 'search' | 'reference'>,
  text: string,
  limit: number,
): Promise<SuggestedWays> {
  if (Array.from(text.trim()).length < SHORTEST_SUGGESTED) return { functions: [], records: [], queries: [] }
  const { records, queries } = await ports.search.suggest({ text, types: SEARCHED_TYPES, limit })
  return {
    functions: functionsBeginning(await ports.reference.all('functions'), text),
    records: records.flatMap((record) => {
      const path = recordPath(record.type, record.id)
      return path === null ? [] : [{ ...record, path }]
    }),
    // A word that only joins others is the beginning of a query, not one.
    queries: queries.filter((query) => !isFunctionWord(query)),
  }
}

/** Functions of whose names every word of the text begins a word, those first that begin with it. */
export function functionsBeginning(functions: readonly Code[], text: string): readonly SuggestedFunction[] {
  const typed = words(text)
  if (typed.length === 0) return []
  const found = functions.flatMap((code, order) => {
    const places = [code.titleUk, code.titleEn ?? ''].flatMap((title) => {
      const named = words(title)
      const at = typed.map((word) => named.findIndex((each) => each.startsWith(word)))
      return at.includes(-1) ? [] : [Math.min(...at)]
    })
    return places.length === 0 ? [] : [{ code, place: Math.min(...places), order }]
  })
  return found
    .sort((a, b) => a.place - b.place || a.order - b.order)
    .slice(0, MOST_FUNCTIONS)
    .map(({ code }) => ({
      code: code.code,
      title: { uk: code.titleUk, ...(code.titleEn === null ? {} : { en: code.titleEn }) },
      path: `/software?function=${encodeURIComponent(code.code)}`,
    }))
}
