import { graphemeCount, nfc, removeHiddenCharacters } from '../../kernel/text.ts'

export interface CleanedText {
  readonly text: string
  /** Whether there was something a reader cannot see. */
  readonly removed: boolean
}

/** NFC with line feeds as the only line ends, without hidden characters and lone surrogates (an escape in quotes can make one). */
export function cleanText(raw: string): CleanedText {
  const lined = raw.replace(/\r\n?|[\u2028\u2029]/g, '\n')
  const wellFormed = lined.isWellFormed() ? lined : lined.replace(/\p{Surrogate}/gu, '')
  const visible = removeHiddenCharacters(wellFormed)
  return { text: nfc(visible.text), removed: visible.removed.length > 0 || wellFormed !== lined }
}

/** The number of characters as a reader counts them; the standard's limits are in these. */
export function characterCount(text: string): number {
  // Printable ASCII has one code unit to a character; only the rest needs the slower count.
  return /^[\x20-\x7e]*$/.test(text) ? text.length : graphemeCount(text)
}

/** A key or value as it is compared: files differ in letter case, blanks, dashes and underscores. */
export function loose(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '')
}
