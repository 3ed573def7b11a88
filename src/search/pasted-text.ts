import { stem } from './analyzer/stem.ts'
import { isFunctionWord } from './analyzer/stop-words.ts'
import { tokenize } from './analyzer/tokens.ts'
import { LONGEST_QUERY_WORDS } from './query.ts'

/** Longest pasted text that is compared, in characters: of Cyrillic letters, what an address can carry. */
export const LONGEST_PASTED = 2_500
/** A record with less in common with a text than this share of its weight is only the nearest there is. */
export const NEAR_COVERAGE = 0.12

/** A text that a reader pasted to have records compared with it: longer than a query is. */
export interface PastedText {
  readonly text: string
  /** Codes of ДК 021 that stand in it. */
  readonly dk021: readonly string[]
  /** Nothing behind its beginning was compared. */
  readonly cut: boolean
}

/** The text of the parameter `q` when it has more words than a query is read by; null when it is a query. */
export function readPastedText(parameters: URLSearchParams): PastedText | null {
  const whole = (parameters.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  const text = whole.slice(0, LONGEST_PASTED).toWellFormed()
  const words = text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length <= LONGEST_QUERY_WORDS) return null
  return { text, dk021: dk021In(text), cut: whole.length >= LONGEST_PASTED }
}

/** Codes of ДК 021:2015 in a text, with their check digit: without it any eight digits would look like one. */
export function dk021In(text: string): readonly string[] {
  return [...new Set(text.match(/(?<![\p{L}\p{N}-])\d{8}-\d(?![\p{L}\p{N}-])/gu) ?? [])]
}

/** The words of a text that were compared, as they stand in it; `marks` are their terms, the most telling first. */
export function comparedWords(text: string, marks: readonly string[]): readonly string[] {
  const forms = new Map<string, string>()
  for (const token of tokenize(text)) {
    const term = stem(token)
    if (!forms.has(term) && !isFunctionWord(token)) forms.set(term, token)
  }
  return marks.flatMap((mark) => forms.get(mark) ?? [])
}
