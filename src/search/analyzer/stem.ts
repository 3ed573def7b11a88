import { stemmer as englishStem } from '@orama/stemmers/english'
import { ukrainianStem } from './ukrainian-stem.ts'

const CYRILLIC_WORD = /^[\u0400-\u04ff]+$/
const LATIN_WORD = /^[a-z]+$/

/** Words that the English algorithm would take for forms of others: customs and customers, parking and parks, booking and books. */
const ENGLISH_APART: ReadonlySet<string> = new Set([
  'customs',
  'parking',
  'booking',
  'training',
  'meeting',
  'housing',
  'news',
  'billing',
])

/**
 * The stem of one folded token: a Cyrillic word by the Ukrainian rules, a Latin one by the English Snowball algorithm, and
 * whatever has a digit or letters of both as it is.
 */
export function stem(token: string): string {
  if (token.length < 3) return token
  if (CYRILLIC_WORD.test(token)) return ukrainianStem(token)
  return LATIN_WORD.test(token) && !ENGLISH_APART.has(token) ? englishStem(token) : token
}
