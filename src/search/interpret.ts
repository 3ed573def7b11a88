import { fold } from './analyzer/fold.ts'
import { isFiller, isFunctionWord, isGeneric, isProcurementWord } from './analyzer/stop-words.ts'
import { terms } from './analyzer/tokens.ts'
import type { Concept, Plan } from './plan.ts'
import type { ReadWord } from './port.ts'
import { type Query, readQuery, type TypedWord } from './query.ts'
import { distinct, type Resolved, resolve } from './readings.ts'
import { type Span, spanKeys, spansOf, type WordReading } from './synonyms.ts'
import { russianKey } from './thesaurus.ts'
import {
  isLatinWord,
  isUnderstood,
  type Known,
  latinStems,
  layoutWords,
  lookUp,
  numberOf,
  type Word,
  wordsOf,
} from './typed-words.ts'
import type { Vocabulary } from './vocabulary.ts'

const GENERIC_WEIGHT = 0.55
/** A word of procurement beside words that say what is bought. */
const PROCUREMENT_WEIGHT = 0.25
const PHRASE_WEIGHT = 3
/** Letters of a word from which a typing error can be told from another word. */
const SURELY_MISTYPED = 7

/**
 * Reads a query: which words it has, which of them the register knows, what the others may have been meant for, and what means
 * the same. At most eight questions to the vocabulary, whatever the query.
 * @param asTyped words to be taken literally, `*` for all
 */
export async function interpret(vocabulary: Vocabulary, text: string, asTyped: readonly string[] = []): Promise<Plan> {
  const query = readQuery(text)
  const literal = (typed: string) => asTyped.includes('*') || asTyped.includes(typed)
  const typedWords = query.words.flatMap((word) => wordsOf(word, literal))
  const layouts = query.words.map((word) => (literal(word.typed) || isPlain(word) ? [] : layoutWords(word)))
  const firstWords = [...typedWords, ...layouts.flat()]
  const known = await lookUp(vocabulary, firstWords, query.phrases)
  const inLatin = new Map(typedWords.filter(({ token }) => isLatinWord(token)).map((word) => [word, latinStems(word)]))
  const firstSynonyms = await vocabulary.synonyms([
    ...new Set([...spanKeys(typedWords), ...spanKeys(layouts.flat()), ...[...inLatin.values()].flat()]),
  ])
  const keys = new Set(firstSynonyms.map(({ key }) => key))
  const words = query.words.flatMap((word, index) => {
    const own = typedWords.filter((each) => each.part === word.place)
    const converted = layouts[index] ?? []
    const isKnown = (each: Word) => isUnderstood(each, known) || keys.has(each.term) || keys.has(russianKey(each.token))
    return converted.length > 0 && !own.some(isKnown) && converted.every(isKnown) ? converted : own
  })
  const resolved = await resolve(vocabulary, words, known, keys)
  const spans = await spansOf(
    vocabulary,
    words,
    resolved.map((each) =>
      readingOf(
        each,
        inLatin.get(each.word)?.find((term) => keys.has(term)),
      ),
    ),
  )
  return planOf(vocabulary, query, resolved, spans, known)
}

/** What is a number, or a word that only joins others, was typed as it was meant. */
function isPlain(word: TypedWord): boolean {
  return numberOf(word) !== null || isFunctionWord(fold(word.typed))
}

/**
 * What a word is looked up as in the thesaurus.
 * @param inThesaurus for a word in Latin letters that no record has, what it is in Ukrainian ones: «mapa» is «мапа», and so «карта»
 */
function readingOf({ word, alternatives: [first] }: Resolved, inThesaurus: string | undefined): WordReading {
  // Short words are near to many others: what means the same as such a guess would be a guess at a guess.
  const isGuess = first?.reading === 'typo' && word.token.length < SURELY_MISTYPED
  const single = first?.terms.length === 1 && !isGuess ? first.terms[0] : undefined
  return {
    term: single ?? inThesaurus ?? word.term,
    isOwn: first?.reading === null,
    sure: first === undefined ? 1 : (first.sure ?? first.weight),
  }
}

async function planOf(
  vocabulary: Vocabulary,
  query: Query,
  resolved: readonly Resolved[],
  spans: readonly Span[],
  known: Known,
): Promise<Plan> {
  const documents = await vocabulary.documents()
  const dfs = new Map([...known.byTerm].map(([term, { df }]) => [term, df]))
  const missing = resolved
    .flatMap(({ alternatives }) => alternatives.flatMap((each) => each.terms))
    .filter((term) => !dfs.has(term))
  for (const { term, df } of missing.length > 0 ? await vocabulary.terms(missing, []) : []) dfs.set(term, df)
  const phrases = query.phrases.map((phrase): Concept => {
    const asked = terms(phrase)
    const df = Math.min(...asked.map((term) => dfs.get(term) ?? 0))
    return {
      typed: `"${phrase}"`,
      alternatives: df > 0 ? [{ terms: asked, weight: 1, reading: null, label: phrase }] : [],
      df,
      weight: PHRASE_WEIGHT,
      required: true,
    }
  })
  const places = tellingPlaces(resolved)
  const single = phrases.length > 0 || places.some((place) => weightOf(resolved[place] as Resolved) === 1)
  const concepts = places.map((place): Concept => {
    const { word, alternatives } = resolved[place] as Resolved
    const meant = spans.filter((span) => span.places.includes(place)).flatMap((span) => span.alternatives)
    const all = distinct([...alternatives, ...meant].toSorted((a, b) => b.weight - a.weight))
    const df = Math.max(
      0,
      ...alternatives.flatMap((each) => each.terms.map((term) => dfs.get(term) ?? 0)),
      ...meant.map((each) => each.df),
    )
    return {
      typed: word.typed,
      alternatives: all,
      df,
      weight: single ? weightOf(resolved[place] as Resolved) : 1,
      required: false,
    }
  })
  return {
    concepts: [...phrases, ...concepts],
    excluded: query.excluded.map((text) => terms(text)).filter((each) => each.length > 0),
    needs: needsOf(query.joins, places, resolved, phrases.length),
    documents,
    interpretation: {
      readings: readingsOf(concepts),
      unknown: [...new Set(concepts.filter(({ df }) => df === 0).map(({ typed }) => typed))],
      marks: [
        ...new Set([...phrases, ...concepts].flatMap(({ alternatives }) => alternatives.flatMap((each) => each.terms))),
      ],
    },
  }
}

/** What a word tells by itself, as it is read. */
function weightOf({ word, alternatives: [first] }: Resolved): number {
  const term = first?.terms.length === 1 ? (first.terms[0] ?? word.term) : word.term
  if (isProcurementWord(word.token)) return PROCUREMENT_WEIGHT
  return isGeneric(term) ? GENERIC_WEIGHT : 1
}

/** Places of the words that say what is looked for; all of them when none does. */
function tellingPlaces(resolved: readonly Resolved[]): readonly number[] {
  const all = resolved.map((_, place) => place)
  const once = all.filter(
    (place) => resolved.findIndex(({ word }) => word.term === resolved[place]?.word.term) === place,
  )
  const words = once.filter((place) => !isFunctionWord(resolved[place]?.word.token ?? ''))
  const telling = words.filter((place) => !isFiller(resolved[place]?.word.token ?? ''))
  return telling.length > 0 ? telling : words.length > 0 ? words : once
}

/** The parts of «паркування і електронний квиток», where each part says something by itself. */
function needsOf(
  joins: readonly number[],
  places: readonly number[],
  resolved: readonly Resolved[],
  offset: number,
): readonly (readonly number[])[] {
  if (joins.length === 0 || joins.length > 3) return []
  const parts = Map.groupBy(
    places.map((place, index) => ({ index: index + offset, word: resolved[place]?.word })),
    ({ word }) => joins.filter((join) => join < (word?.part ?? 0)).length,
  )
  const needs = [...parts.values()]
  const tells = needs.every((part) => part.some(({ word }) => word && !isGeneric(word.term)))
  return needs.length > 1 && tells ? needs.map((part) => part.map(({ index }) => index)) : []
}

function readingsOf(concepts: readonly Concept[]): readonly ReadWord[] {
  const readings: ReadWord[] = []
  for (const { typed, alternatives } of concepts) {
    for (const [reading, found] of Map.groupBy(alternatives, (each) => each.reading)) {
      if (reading === null) continue
      const read = [...new Set(found.map(({ label }) => label))]
      if (!readings.some((each) => each.reading === reading && each.read.join() === read.join()))
        readings.push({ typed, reading, read })
    }
  }
  return readings
}
