import { stemmer as englishStem } from '@orama/stemmers/english'
import { ukrainianStem } from './ukrainian-stem.ts'

const CYRILLIC_WORD = /^[\u0400-\u04ff]+$/
const LATIN_WORD = /^[a-z]+$/

/**
 * English nouns that the algorithm takes for forms of words with another meaning, and their plurals: customs are no customers,
 * a parking no park, a booking no book, a training no train.
 */
const ENGLISH_NOUNS: ReadonlyMap<string, string> = new Map(
  [['customs'], ['parking', 'parkings'], ['booking', 'bookings'], ['training', 'trainings'], ['news']].flatMap(
    (forms) => forms.map((form) => [form, forms[0] ?? form] as const),
  ),
)

/**
 * The stem of one folded token: a Cyrillic word by the Ukrainian rules, a Latin one by the English Snowball algorithm, and
 * whatever has a digit or letters of both as it is.
 */
export function stem(token: string): string {
  if (token.length < 3) return token
  if (CYRILLIC_WORD.test(token)) return ukrainianStem(token)
  return LATIN_WORD.test(token) ? (ENGLISH_NOUNS.get(token) ?? englishStem(token)) : token
}
