import { terms } from './tokens.ts'

/** A run of the original text, marked when its words were searched for. */
export interface Segment {
  readonly text: string
  readonly marked: boolean
}

/** Terms of words met before: lists show the same words again and again. Emptied when it is full. */
const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 20_000

function termsOf(word: string): readonly string[] {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const found = terms(word)
  known.set(word, found)
  return found
}

/**
 * Splits a text into marked and unmarked runs; joined again they are the text itself.
 * @param marks terms of the analyzer: a word of the text is marked when it has one of them, in whatever form
 */
export function highlight(text: string, marks: readonly string[]): Segment[] {
  if (marks.length === 0) return text === '' ? [] : [{ text, marked: false }]
  const wanted = new Set(marks)
  const segments: Segment[] = []
  let plain = ''
  for (const piece of text.split(/((?:[\p{L}\p{N}'’ʼ]|\u00AD|\u0300|\u0301)+)/u)) {
    if (/[\p{L}\p{N}]/u.test(piece) && termsOf(piece).some((term) => wanted.has(term))) {
      if (plain !== '') segments.push({ text: plain, marked: false })
      segments.push({ text: piece, marked: true })
      plain = ''
    } else {
      plain += piece
    }
  }
  if (plain !== '') segments.push({ text: plain, marked: false })
  return segments
}
