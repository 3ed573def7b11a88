import { fold } from './fold.ts'

/** A run of the original text, marked when its words were searched for. */
export interface Segment {
  readonly text: string
  readonly marked: boolean
}

/**
 * Splits a text into marked and unmarked runs; joined again they are the text itself.
 * @param prefixes folded words of the query: a word of the text is marked when it begins with one of them
 */
export function highlight(text: string, prefixes: readonly string[]): Segment[] {
  if (prefixes.length === 0) return text === '' ? [] : [{ text, marked: false }]
  const segments: Segment[] = []
  let plain = ''
  for (const piece of text.split(/((?:[\p{L}\p{N}'’ʼ]|\u00AD|\u0300|\u0301)+)/u)) {
    const folded = fold(piece).trim()
    if (folded !== '' && prefixes.some((prefix) => folded.startsWith(prefix))) {
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
