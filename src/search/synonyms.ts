import { looksRussian } from './analyzer/russian.ts'
import { isFunctionWord, isGeneric } from './analyzer/stop-words.ts'
import type { Alternative } from './plan.ts'
import { russianKey } from './thesaurus.ts'
import { isLatinWord, type Word } from './typed-words.ts'
import type { Synonym, Vocabulary } from './vocabulary.ts'

const LONGEST_SPAN = 4
const MOST_SYNONYMS = 12

/** What a word of the query is read as. */
export interface WordReading {
  readonly term: string
  /** Whether the index has the word as it stands. */
  readonly isOwn: boolean
  readonly sure: number
}

/** Places of the query that the thesaurus knows as one term. */
export interface Span {
  readonly places: readonly number[]
  readonly alternatives: readonly (Alternative & { readonly df: number })[]
}

/** Words that may be part of a term of the thesaurus, with their places. */
function spanPlaces(words: readonly Word[]): readonly number[] {
  return words.flatMap(({ token, literal }, place) => (isFunctionWord(token) || literal ? [] : [place]))
}

function* runs(places: readonly number[]): Generator<readonly number[]> {
  for (let length = Math.min(LONGEST_SPAN, places.length); length > 0; length -= 1)
    for (let start = 0; start + length <= places.length; start += 1) yield places.slice(start, start + length)
}

export function spanKeys(
  words: readonly Word[],
  readTerms: readonly string[] = words.map(({ term }) => term),
): readonly string[] {
  return [...runs(spanPlaces(words))].flatMap((places) => keysOfRun(places, words, readTerms))
}

function keysOfRun(places: readonly number[], words: readonly Word[], readTerms: readonly string[]): readonly string[] {
  const own = places.map((place) => words[place]?.term ?? '').join(' ')
  const read = places.map((place) => readTerms[place] ?? '').join(' ')
  return [...new Set([read, own, russianKey(places.map((place) => words[place]?.token ?? '').join(' '))])]
}

/**
 * What the thesaurus knows of words and of runs of them.
 * @param readings what each word is read as
 */
export async function spansOf(
  vocabulary: Vocabulary,
  words: readonly Word[],
  readings: readonly WordReading[],
): Promise<readonly Span[]> {
  const readTerms = readings.map(({ term }) => term)
  const synonyms = await vocabulary.synonyms(spanKeys(words, readTerms))
  if (synonyms.length === 0) return []
  const byKey = Map.groupBy(synonyms, ({ key }) => key)
  const meantTerms = await vocabulary.terms([...new Set(synonyms.flatMap((synonym) => synonym.terms))], [])
  const df = new Map(meantTerms.map((term) => [term.term, term.df]))
  // «Питание» is food and «питання» a question: a word that the index has is Russian only among words that are.
  const speaksRussian = words.some(
    ({ token }, place) =>
      looksRussian(token) ||
      (readings[place]?.isOwn !== true && byKey.has(russianKey(token)) && !byKey.has(words[place]?.term ?? '')),
  )
  const spans: Span[] = []
  for (const places of runs(spanPlaces(words))) {
    const within = spans.some((span) => places.every((place) => span.places.includes(place)))
    const isUkrainian = !speaksRussian && places.every((place) => readings[place]?.isOwn)
    const keys = keysOfRun(places, words, readTerms).filter((key) => !isUkrainian || !isRussianKey(key))
    const found = keys.flatMap((key) => byKey.get(key) ?? [])
    // «обращения граждан» is a term of its own, and each of its words still is in another language.
    const meant = within ? found.filter(isTranslation) : found
    if (meant.length === 0) continue
    const typed = [...new Set(places.map((place) => words[place]?.typed ?? ''))].join(' ')
    const instead = places.length > 1 ? { instead: typed } : {}
    // What means the same as a guess is no surer than the guess.
    const guessed = Math.min(...places.map((place) => readings[place]?.sure ?? 1))
    const alternatives = meant
      .flatMap((synonym) => [synonymAlternative(synonym, df), ...lastWords(synonym, df)])
      .filter((alternative) => alternative.df > 0)
      .map((alternative) => ({ ...alternative, sure: (alternative.sure ?? 1) * guessed, ...instead }))
    const best = [...new Map(alternatives.map((each) => [each.terms.join(' '), each])).values()]
    spans.push({
      places,
      alternatives: best.toSorted((a, b) => b.weight - a.weight || b.df - a.df).slice(0, MOST_SYNONYMS),
    })
  }
  return spans
}

const isRussianKey = (key: string) => key.startsWith('ru:')
const isTranslation = ({ concept }: Synonym) => /^(?:ru|en):/.test(concept)

const SYNONYM_WEIGHT = 0.56
/** What means the same is no guess, however much less than the word itself it counts in ranking. */
const SYNONYM_SURENESS = 0.8
const LEAD_WEIGHT = 0.49
const RUSSIAN_WEIGHT = 0.95
const ENGLISH_WEIGHT = 0.63

const LAST_WORDS = 2
const LAST_WORDS_WEIGHT = 0.5

/** The end of what an abbreviation stands for: records about «адміністративні послуги» are near to «ЦНАП». */
function lastWords(
  synonym: Synonym,
  df: ReadonlyMap<string, number>,
): readonly (Alternative & { readonly df: number })[] {
  const last = synonym.terms.slice(-LAST_WORDS)
  const tells = last.some((term) => !isGeneric(term)) && last.length < synonym.terms.length
  if (!synonym.concept.startsWith('abbr:') || !tells) return []
  const whole = synonymAlternative({ ...synonym, terms: last }, df)
  const label = synonym.label.split(' ').slice(-LAST_WORDS).join(' ')
  return [{ ...whole, weight: whole.weight * LAST_WORDS_WEIGHT, sure: LAST_WORDS_WEIGHT, label }]
}

/** English words for Ukrainian ones: records have Ukrainian texts, and of English ones mostly the name. */
const FOREIGN_WEIGHT = 0.5
const isForeign = (key: string, [first = '']: readonly string[]) =>
  isLatinWord(first) && !isLatinWord(key.split(' ')[0] ?? '')

function synonymAlternative(
  { key, role, concept, terms: meant, label, steps }: Synonym,
  df: ReadonlyMap<string, number>,
): Alternative & { readonly df: number } {
  const russian = isRussianKey(key)
  const weight = russian
    ? RUSSIAN_WEIGHT
    : concept.startsWith('en:')
      ? ENGLISH_WEIGHT
      : role === 'typed' && !concept.startsWith('abbr:')
        ? LEAD_WEIGHT
        : SYNONYM_WEIGHT
  return {
    terms: meant,
    weight: weight * (steps === 1 ? 1 : SYNONYM_WEIGHT) * (isForeign(key, meant) ? FOREIGN_WEIGHT : 1),
    sure: russian ? weight : SYNONYM_SURENESS,
    reading: russian ? 'russian' : 'synonym',
    label,
    df: Math.min(...meant.map((term) => df.get(term) ?? 0)),
  }
}
