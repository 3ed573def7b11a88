/** Unicode normalisation form C: the form every stored text is in. */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

export interface HiddenCharacter {
  /** Position in UTF-16 code units. */
  readonly index: number
  /** `U+202E`. */
  readonly codePoint: string
  readonly kind: 'bidi' | 'zero-width' | 'control'
}

// Controls of direction can make a text read as something else; characters without width make two texts look alike.
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u
const ZERO_WIDTH = /[\u00AD\u180E\u200B-\u200D\u2060-\u2064\u206A-\u206F\uFEFF\u{E0000}-\u{E007F}]/u
const CONTROL = /(?![\t\n\r])\p{Cc}/u
const HIDDEN = new RegExp(`${BIDI.source}|${ZERO_WIDTH.source}|${CONTROL.source}`, 'gu')
const EMOJI_BEFORE = /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?$/u
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u

/**
 * Characters that a reader cannot see: controls of direction, zero-width characters (soft hyphen and byte order mark
 * included), and control characters other than tab and line ends. Refused in typed text, removed with a finding on
 * import. The joiner between two emoji is what makes them one picture, and stays.
 */
export function findHiddenCharacters(text: string): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = []
  for (const match of text.matchAll(HIDDEN)) {
    const [character] = match
    if (character === '\u200D' && joinsEmoji(text, match.index)) continue
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const kind = BIDI.test(character) ? 'bidi' : ZERO_WIDTH.test(character) ? 'zero-width' : 'control'
    found.push({ index: match.index, codePoint: `U+${code}`, kind })
  }
  return found
}

function joinsEmoji(text: string, index: number): boolean {
  return (
    EMOJI_BEFORE.test(text.slice(Math.max(0, index - 6), index)) && EMOJI_AFTER.test(text.slice(index + 1, index + 3))
  )
}

/** The text without its hidden characters, and what was taken out (positions in the text as it came). */
export function removeHiddenCharacters(text: string): {
  readonly text: string
  readonly removed: readonly HiddenCharacter[]
} {
  const removed = findHiddenCharacters(text)
  if (removed.length === 0) return { text, removed }
  let cleaned = ''
  let from = 0
  for (const { index } of removed) {
    cleaned += text.slice(from, index)
    from = index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1)
  }
  return { text: cleaned + text.slice(from), removed }
}

export interface MixedScriptWord {
  readonly word: string
  readonly start: number
  readonly end: number
  /** Whether the letters of one of the two scripts all have twins in the other: `мiсто` with a Latin i. Most likely a slip. */
  readonly lookAlike: boolean
}

const WORD = /[\p{L}\p{M}\p{N}'’ʼ]+/gu
const LATIN_TWIN = /^[ABCEHIKMOPTXYaceiopxyïÏ]$/u
const CYRILLIC_TWIN = /^[АВСЕНІКМОРТХУасеіорхуїЇ]$/u

/**
 * Words in which Latin and Cyrillic letters stand together. Parts joined by a hyphen are words of their own
 * (`IT-система`, `e-послуги` are well written). For the editor's eyes: brands such as «eЧерга» mix on purpose.
 */
export function mixedScriptWords(text: string): readonly MixedScriptWord[] {
  const found: MixedScriptWord[] = []
  for (const match of text.matchAll(WORD)) {
    const [word] = match
    const latin = [...word].filter((letter) => /\p{Script=Latin}/u.test(letter))
    const cyrillic = [...word].filter((letter) => /\p{Script=Cyrillic}/u.test(letter))
    if (latin.length === 0 || cyrillic.length === 0) continue
    const lookAlike =
      latin.every((letter) => LATIN_TWIN.test(letter)) || cyrillic.every((letter) => CYRILLIC_TWIN.test(letter))
    found.push({ word, start: match.index, end: match.index + word.length, lookAlike })
  }
  return found
}

let segmenter: Intl.Segmenter | undefined

/** How many characters a reader sees (grapheme clusters): `é` of two code points is one, a family emoji is one. */
export function graphemeCount(text: string): number {
  segmenter ??= new Intl.Segmenter('uk', { granularity: 'grapheme' })
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}

/**
 * At most `maximum` characters as a reader sees them. A longer text ends in `…`, which is counted, and is cut between
 * words when there is a blank in the last third; never inside a character.
 */
export function cutAt(text: string, maximum: number): string {
  // A character is at least one code unit, so most texts need no counting.
  if (text.length <= maximum) return text
  if (maximum < 1) return ''
  segmenter ??= new Intl.Segmenter('uk', { granularity: 'grapheme' })
  let count = 0
  let end = 0
  for (const { index } of segmenter.segment(text)) {
    if (count === maximum - 1) end = index
    if (count === maximum) {
      const kept = text.slice(0, end)
      const blank = /\s/.test(text[end] ?? '') ? kept.length : kept.search(/\s\S*$/)
      return `${(blank > kept.length * (2 / 3) ? kept.slice(0, blank) : kept).trimEnd()}…`
    }
    count++
  }
  return text
}
