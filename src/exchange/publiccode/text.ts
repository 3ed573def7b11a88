/** What was taken out of a text, or `null`. */
export interface CleanedText {
  readonly text: string
  readonly removed: boolean
}

/**
 * Controls, characters that change reading direction and invisible ones: they make two texts look alike that differ,
 * or one text read as another. Line feeds and tabs stay; carriage returns become line feeds.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** A joiner means something inside an emoji or between letters of scripts that join; elsewhere it is unseen. */
const STRAY_JOINER =
  /(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Telugu}\p{Script=Sinhala}\p{M}])[\u200c\u200d]/gu

/** NFC, without unseen characters and without lone surrogates (an escape in a quoted YAML text can make one). */
export function cleanText(raw: string): CleanedText {
  const lined = raw.replace(/\r\n?/g, '\n')
  const wellFormed = lined.isWellFormed() ? lined : lined.replace(/\p{Surrogate}/gu, '')
  const text = wellFormed.replace(UNSEEN, '').replace(STRAY_JOINER, '').normalize('NFC')
  return { text, removed: text !== lined.normalize('NFC') }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The number of characters as a reader counts them; the standard's limits are in these. */
export function characterCount(text: string): number {
  // Only ASCII without line breaks has one code unit to a character with certainty.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}
