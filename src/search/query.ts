import { isFunctionWord } from './analyzer/stop-words.ts'
import { tokenize } from './analyzer/tokens.ts'

/** Words of a query that are read; a longer text is cut here, and `similar` is the way to search by it. */
export const LONGEST_QUERY_WORDS = 25
/** Characters of a query that are read: one word of a thousand parts would cost as much as a thousand words. */
export const LONGEST_QUERY = 500

/** A run of the query between blanks, as it was typed: `]` and `,` may be letters of another layout. */
export interface TypedWord {
  readonly typed: string
  /** Its place in the query. */
  readonly place: number
}

/** A query in its parts. */
export interface Query {
  readonly words: readonly TypedWord[]
  /** What stands in quotes, without them. */
  readonly phrases: readonly string[]
  /** What stands behind a minus. */
  readonly excluded: readonly string[]
  /** Places of what joins two needs: «і», «та», a comma. */
  readonly joins: readonly number[]
}

const QUOTED = /(?<=^|\s)(-?)["“„]([^"“”„]{2,}?)["”“](?=$|[\s,.;])/gu
const SIGNS = /^[«(„“]+|[.,;:!?)»”…]+$/gu
const JOINS: ReadonlySet<string> = new Set(['і', 'й', 'та', 'and', 'и', 'або', 'or', ','])

/** Splits a query; quotes and minus signs that make no sense are taken for what they are, never an error. */
export function readQuery(text: string): Query {
  const phrases: string[] = []
  const excluded: string[] = []
  const rest = text
    .slice(0, LONGEST_QUERY)
    .replaceAll('\0', ' ')
    .replace(QUOTED, (_, minus: string, phrase: string) => {
      ;(minus === '' ? phrases : excluded).push(phrase.trim())
      return ' '
    })
  const words: TypedWord[] = []
  const joins: number[] = []
  for (const chunk of rest.split(/\s+/u).filter((each) => each !== '')) {
    if (words.length >= LONGEST_QUERY_WORDS) break
    const place = words.length + joins.length
    if (/^-\p{L}/u.test(chunk)) excluded.push(chunk.slice(1))
    else if (JOINS.has(chunk.toLowerCase())) joins.push(place)
    else {
      // Behind letters of this layout a sign is a sign; behind Latin ones it may be a letter of another layout.
      const typed = /\p{Script=Cyrillic}/u.test(chunk) ? chunk.replace(SIGNS, '') : chunk
      words.push({ typed, place })
      // A comma behind a word of this layout joins; in front of letters it may be one itself.
      if (/\p{Script=Cyrillic},$/u.test(chunk)) joins.push(place)
    }
  }
  return {
    words,
    phrases: phrases.filter((phrase) => tokenize(phrase).some((word) => !isFunctionWord(word))),
    excluded,
    joins,
  }
}
