import { isFunctionWord, isGeneric } from './analyzer/stop-words.ts'
import type { Alternative } from './plan.ts'
import { russianKey } from './thesaurus.ts'
import type { Word } from './typed-words.ts'
import type { Synonym, Vocabulary } from './vocabulary.ts'

const LONGEST_SPAN = 4
const MOST_SYNONYMS = 12

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

export async function spansOf(
  vocabulary: Vocabulary,
  words: readonly Word[],
  readTerms: readonly string[],
): Promise<readonly Span[]> {
  const synonyms = await vocabulary.synonyms(spanKeys(words, readTerms))
  if (synonyms.length === 0) return []
  const byKey = Map.groupBy(synonyms, ({ key }) => key)
  const meantTerms = await vocabulary.terms([...new Set(synonyms.flatMap((synonym) => synonym.terms))], [])
  const df = new Map(meantTerms.map((term) => [term.term, term.df]))
  const spans: Span[] = []
  for (const places of runs(spanPlaces(words))) {
    const within = spans.some((span) => places.every((place) => span.places.includes(place)))
    const found = keysOfRun(places, words, readTerms).flatMap((key) => byKey.get(key) ?? [])
    // «обращения граждан» is a term of its own, and each of its words still is in another language.
    const meant = within ? found.filter(isTranslation) : found
    if (meant.length === 0) continue
    const alternatives = meant
      .flatMap((synonym) => [synonymAlternative(synonym, df), ...lastWords(synonym, df)])
      .filter((alternative) => alternative.df > 0)
    const best = [...new Map(alternatives.map((each) => [each.terms.join(' '), each])).values()]
    spans.push({
      places,
      alternatives: best.toSorted((a, b) => b.weight - a.weight || b.df - a.df).slice(0, MOST_SYNONYMS),
    })
  }
  return spans
}

const isTranslation = ({ concept }: Synonym) => /^(?:ru|en):/.test(concept)

const SYNONYM_WEIGHT = 0.56
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
  return [{ ...whole, weight: whole.weight * LAST_WORDS_WEIGHT, label }]
}

/** English words for Ukrainian ones: records have Ukrainian texts, and of English ones mostly the name. */
const FOREIGN_WEIGHT = 0.5
const LATIN = /^[a-z]/
const isForeign = (key: string, [first = '']: readonly string[]) => LATIN.test(first) && !LATIN.test(key)

function synonymAlternative(
  { key, role, concept, terms: meant, label, steps }: Synonym,
  df: ReadonlyMap<string, number>,
): Alternative & { readonly df: number } {
  const russian = key.startsWith('ru:')
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
    reading: russian ? 'russian' : 'synonym',
    label,
    df: Math.min(...meant.map((term) => df.get(term) ?? 0)),
  }
}
