import { sql } from 'drizzle-orm'
import { type Statement, statement } from '../../db/statements.ts'
import { words as wordsIn } from './analyzer/fold.ts'
import { russianStem } from './analyzer/russian.ts'
import { stem } from './analyzer/stem.ts'
import { isFunctionWord } from './analyzer/stop-words.ts'
import { tokenize } from './analyzer/tokens.ts'
import type { AbbreviationFile, DictionaryFile, ThesaurusFile } from './thesaurus-file.ts'

/** The files of the thesaurus, read and checked. */
export interface Thesaurus {
  readonly concepts: readonly ThesaurusFile[]
  readonly abbreviations: AbbreviationFile
  readonly russian: DictionaryFile
  readonly english: DictionaryFile
}

/**
 * Under what a term stands: its terms of the analyzer, without words that only join, unless a single word would be left of
 * several: «без черги» is no other word for a queue.
 */
export function synonymKey(text: string): string {
  return keyOf(text.split(/\s+/).flatMap(tokenize), stem)
}

function keyOf(tokens: readonly string[], stemOf: (token: string) => string): string {
  const telling = tokens.filter((token) => !isFunctionWord(token))
  return (telling.length > 1 ? telling : tokens).map(stemOf).join(' ')
}

/** The same of a Russian term; told apart by its beginning, for stems of two languages may look the same. */
export function russianKey(text: string): string {
  return `ru:${wordsIn(text).map(russianStem).join(' ')}`
}

/** Tokens and stems of the words of a thesaurus, each worked out once: tens of thousands of terms are made of the same words. */
class Words {
  readonly #tokens = new Map<string, readonly string[]>()
  readonly #stems = new Map<string, string>()

  keyOf(term: string): string {
    return keyOf(
      term.split(/\s+/).flatMap((word) => once(this.#tokens, word, tokenize)),
      (token) => once(this.#stems, token, stem),
    )
  }
}

function once<Value>(known: Map<string, Value>, word: string, make: (word: string) => Value): Value {
  const found = known.get(word)
  if (found !== undefined) return found
  const made = make(word)
  known.set(word, made)
  return made
}

type Role = 'equal' | 'typed' | 'target'
type Row = readonly [concept: string, key: string, label: string, role: Role]

function rowsOf({ concepts, abbreviations, russian, english }: Thesaurus): readonly Row[] {
  const words = new Words()
  const rows: Row[] = []
  for (const { id, uk, en, ru = [], leads = [] } of concepts.flatMap((file) => file.rows)) {
    for (const term of [...uk, ...en]) rows.push([id, words.keyOf(term), term, 'equal'])
    for (const term of leads) rows.push([id, words.keyOf(term), term, 'typed'])
    for (const term of ru) rows.push([id, russianKey(term), term, 'typed'])
  }
  for (const [short, full, typed] of abbreviations.rows) {
    const concept = `abbr:${short}:${full}`
    rows.push([concept, words.keyOf(short), short, typed === undefined ? 'equal' : 'typed'])
    rows.push([concept, words.keyOf(full), full, typed === undefined ? 'equal' : 'target'])
  }
  for (const [word, ...translations] of russian.rows) {
    rows.push([`ru:${word}`, russianKey(word), word, 'typed'])
    for (const term of translations) rows.push([`ru:${word}`, words.keyOf(term), term, 'target'])
  }
  for (const [word, ...translations] of english.rows) {
    rows.push([`en:${word}`, words.keyOf(word), word, 'typed'])
    for (const term of translations) rows.push([`en:${word}`, words.keyOf(term), term, 'target'])
  }
  const once = new Map<string, Row>()
  for (const row of rows) {
    const place = `${row[0]}\n${row[1]}`
    if (row[1] !== '' && !once.has(place)) once.set(place, row)
  }
  return [...once.values()]
}

const ROWS_A_STATEMENT = 4000

/** Replaces the thesaurus that searches use, whole. */
export function thesaurusStatements(thesaurus: Thesaurus): readonly Statement[] {
  const rows = rowsOf(thesaurus)
  const statements = [statement(sql`delete from search_synonym where true`)]
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    statements.push(
      statement(sql`insert into search_synonym (concept, key, label, role)
        select r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3
        from json_each(${JSON.stringify(rows.slice(start, start + ROWS_A_STATEMENT))}) r`),
    )
  }
  return statements
}
