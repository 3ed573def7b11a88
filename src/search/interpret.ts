import { editDistance } from './analyzer/edits.ts'
import { fromEnglishKeys, fromRussianKeys, fromUkrainianKeys } from './analyzer/layout.ts'
import { russianCandidates } from './analyzer/russian.ts'
import { skeleton } from './analyzer/skeleton.ts'
import { stem } from './analyzer/stem.ts'
import { isFunctionWord, isGeneric, isProcurementWord } from './analyzer/stop-words.ts'
import { identifiers, terms, tokenize } from './analyzer/tokens.ts'
import { fromLatin } from './analyzer/transliteration.ts'
import type { Alternative, Concept, Plan } from './plan.ts'
import type { Reading, ReadWord } from './port.ts'
import { readQuery, type TypedWord } from './query.ts'
import { russianKey } from './thesaurus.ts'
import type { Synonym, Term, Vocabulary } from './vocabulary.ts'

/** Weights of the readings below the typed word (design: search.md, "Analyzer", step 5). */
const WEIGHTS = { spelling: 0.85, layout: 0.95, transliteration: 0.9, nearLatin: 0.85, beginning: 0.6 } as const
const ONE_EDIT = 0.7
const TWO_EDITS = 0.45
/** What a guess loses when the error is in the first letter, which people rarely miss. */
const OTHER_FIRST_LETTER = 0.7
/** Letters of a skeleton from which one, and two, typing errors are looked for. */
const ONE_EDIT_FROM = 5
const TWO_EDITS_FROM = 8
const SHORTEST_BEGINNING = 3
const MOST_BEGINNINGS = 8
const MOST_GUESSES = 3
const LONGEST_SPAN = 4
const MOST_SYNONYMS = 12
const GENERIC_WEIGHT = 0.55
const PHRASE_WEIGHT = 3

/** A word of the query on its way to a concept. */
interface Word {
  readonly typed: string
  readonly token: string
  readonly term: string
  /** Other ways in which the index may write it. */
  readonly also: readonly string[]
  readonly literal: boolean
  /** How the token came out of what was typed, and how sure that is. */
  readonly via: { readonly reading: Reading; readonly weight: number } | null
  readonly part: number
}

interface Known {
  readonly byTerm: ReadonlyMap<string, Term>
  readonly bySkeleton: ReadonlyMap<string, readonly Term[]>
}

/**
 * Reads a query: which words it has, which of them the register knows, what the others may have been meant for, and what means
 * the same. At most five questions to the vocabulary, whatever the query.
 * @param asTyped words to be taken literally, `*` for all
 */
export async function interpret(vocabulary: Vocabulary, text: string, asTyped: readonly string[] = []): Promise<Plan> {
  const query = readQuery(text)
  const literal = (typed: string) => asTyped.includes('*') || asTyped.includes(typed)
  const typedWords = query.words.flatMap((word) => wordsOf(word, literal))
  const layouts = query.words.map((word) => (literal(word.typed) || numberOf(word) !== null ? [] : layoutWords(word)))
  const firstWords = [...typedWords, ...layouts.flat()]
  const known = await lookUp(vocabulary, firstWords, query.phrases)
  const firstSynonyms = await vocabulary.synonyms([...new Set([...spanKeys(typedWords), ...spanKeys(layouts.flat())])])
  const keys = new Set(firstSynonyms.map(({ key }) => key))
  const words = query.words.flatMap((word, index) => {
    const own = typedWords.filter((each) => each.part === word.place)
    const converted = layouts[index] ?? []
    const isKnown = (each: Word) => isUnderstood(each, known) || keys.has(each.term) || keys.has(russianKey(each.token))
    return converted.length > 0 && !own.some(isKnown) && converted.every(isKnown) ? converted : own
  })
  const resolved = await resolve(vocabulary, words, known, keys)
  const readTerms = resolved.map(({ word, alternatives }) => alternatives[0]?.terms[0] ?? word.term)
  const spans = await spansOf(vocabulary, words, readTerms)
  return planOf(vocabulary, query, resolved, spans, known)
}

/** A number of a register, a tender or a classifier: looked for whole, for its parts stand everywhere. */
function numberOf({ typed, place }: TypedWord): Word | null {
  const forms = /\d{3}/.test(typed) ? identifiers(typed) : []
  const [token] = forms
  return token === undefined ? null : { typed, token, term: token, also: forms, literal: true, via: null, part: place }
}

function wordsOf(word: TypedWord, literal: (typed: string) => boolean): readonly Word[] {
  const { typed, place } = word
  const number = numberOf(word)
  if (number !== null) return [number]
  return tokenize(typed).map((token) => ({
    typed,
    token,
    term: stem(token),
    also: [],
    literal: literal(typed),
    via: null,
    part: place,
  }))
}

/** The word as it reads when the keyboard was set to another alphabet. */
function layoutWords({ typed, place }: TypedWord): readonly Word[] {
  const isLatin = /^[\u0020-\u007E]+$/.test(typed) && /[a-z]/i.test(typed)
  const hasRussian = /[ыэъё]/i.test(typed)
  const texts = isLatin ? [fromEnglishKeys(typed)] : hasRussian ? [fromRussianKeys(typed)] : [fromUkrainianKeys(typed)]
  return texts.flatMap((text) =>
    tokenize(text).map((token) => ({
      typed,
      token,
      term: stem(token),
      also: [],
      literal: false,
      via: { reading: 'layout', weight: WEIGHTS.layout } as const,
      part: place,
    })),
  )
}

const isLatinWord = (token: string) => /^[a-z0-9]+$/.test(token)

async function lookUp(vocabulary: Vocabulary, words: readonly Word[], phrases: readonly string[]): Promise<Known> {
  const asked = new Set(phrases.flatMap((phrase) => terms(phrase)))
  const skeletons = new Set<string>()
  for (const { token, term, also } of words) {
    for (const each of also) asked.add(each)
    asked.add(term)
    skeletons.add(skeleton(term))
    for (const form of otherForms(token)) {
      asked.add(stem(form))
      skeletons.add(skeleton(stem(form)))
    }
  }
  skeletons.delete('')
  return knownOf(await vocabulary.terms([...asked], [...skeletons]))
}

function knownOf(found: readonly Term[]): Known {
  const bySkeleton = new Map<string, Term[]>()
  for (const term of found) bySkeleton.set(term.skeleton, [...(bySkeleton.get(term.skeleton) ?? []), term])
  for (const list of bySkeleton.values()) list.sort((a, b) => b.df - a.df)
  return { byTerm: new Map(found.map((term) => [term.term, term])), bySkeleton }
}

function otherForms(token: string): readonly string[] {
  return isLatinWord(token) ? fromLatin(token) : russianCandidates(token).map(({ form }) => form)
}

function isUnderstood({ term }: Word, known: Known): boolean {
  return known.byTerm.has(term) || (known.bySkeleton.get(skeleton(term))?.length ?? 0) > 0
}

interface Resolved {
  readonly word: Word
  readonly alternatives: readonly Alternative[]
}

/** What each word is in the index. Only words of which nothing is known are guessed at. */
async function resolve(
  vocabulary: Vocabulary,
  words: readonly Word[],
  known: Known,
  thesaurus: ReadonlySet<string>,
): Promise<readonly Resolved[]> {
  const first = words.map((word) => ({ word, alternatives: knownAlternatives(word, known) }))
  const lost = first.filter(
    ({ word, alternatives }) =>
      alternatives.length === 0 &&
      !word.literal &&
      !isFunctionWord(word.token) &&
      !thesaurus.has(word.term) &&
      !thesaurus.has(russianKey(word.token)),
  )
  if (lost.length === 0) return first
  const near = await vocabulary.near(lost.flatMap(({ word }) => guessSkeletons(word).map(({ text }) => text)))
  const guessed = new Map<Word, readonly Alternative[]>()
  for (const { word } of lost) {
    const guesses = typingErrors(word, near)
    guessed.set(word, guesses.length > 0 ? guesses : await beginnings(vocabulary, word))
  }
  return first.map(({ word, alternatives }) => ({ word, alternatives: guessed.get(word) ?? alternatives }))
}

function knownAlternatives(word: Word, known: Known): readonly Alternative[] {
  const { term, token, via, literal } = word
  const weight = via?.weight ?? 1
  const alternative = (found: Term, reading: Reading | null, share: number): Alternative => ({
    terms: [found.term],
    weight: weight * share,
    reading: via?.reading ?? reading,
    label: found.form,
  })
  const own = [term, ...word.also].flatMap((each) => known.byTerm.get(each) ?? [])[0]
  if (own) return [{ ...alternative(own, null, 1), label: via === null ? word.typed : token }]
  if (literal) return []
  const alike = known.bySkeleton.get(skeleton(term)) ?? []
  if (alike.length > 0)
    return alike.slice(0, MOST_GUESSES).map((found) => alternative(found, 'spelling', WEIGHTS.spelling))
  if (isLatinWord(token)) return latinAlternatives(token, known, alternative)
  const russian = russianCandidates(token).flatMap(({ form, weight: share }) => {
    const found = known.byTerm.get(stem(form)) ?? known.bySkeleton.get(skeleton(stem(form)))?.[0]
    return found ? [alternative(found, 'russian', share)] : []
  })
  return distinct(russian).slice(0, MOST_GUESSES)
}

function latinAlternatives(
  token: string,
  known: Known,
  alternative: (found: Term, reading: Reading, share: number) => Alternative,
): readonly Alternative[] {
  const forms = fromLatin(token)
  const exact = forms.flatMap((form) => {
    const found = known.byTerm.get(stem(form))
    return found ? [{ ...alternative(found, 'transliteration', WEIGHTS.transliteration), label: form }] : []
  })
  if (exact.length > 0) return distinct(exact).slice(0, MOST_GUESSES)
  const near = forms.flatMap((form) => known.bySkeleton.get(skeleton(stem(form)))?.slice(0, 1) ?? [])
  return distinct(near.map((found) => alternative(found, 'transliteration', WEIGHTS.nearLatin))).slice(0, MOST_GUESSES)
}

function distinct(alternatives: readonly Alternative[]): readonly Alternative[] {
  return [...new Map(alternatives.toReversed().map((each) => [each.terms.join(' '), each])).values()].toReversed()
}

/** What a word that is not known may be one typing error from: itself, and itself in Ukrainian letters. */
function guessSkeletons(
  word: Word,
): readonly { readonly text: string; readonly reading: Reading; readonly weight: number }[] {
  const { token, term } = word
  const own = { text: skeleton(term), reading: 'typo' as const, weight: 1 }
  const others = isLatinWord(token)
    ? [
        ...fromLatin(token)
          .slice(0, 2)
          .map((form) => ({ form, reading: 'transliteration' as const })),
        { form: fromEnglishKeys(word.typed.toLowerCase()), reading: 'layout' as const },
      ]
    : []
  const guesses = [
    own,
    ...others.map(({ form, reading }) => ({
      text: skeleton(terms(form)[0] ?? ''),
      reading,
      weight: WEIGHTS.transliteration,
    })),
  ]
  return guesses.filter(({ text }) => text.length >= ONE_EDIT_FROM)
}

function typingErrors(word: Word, near: readonly Term[]): readonly Alternative[] {
  const found = guessSkeletons(word).flatMap(({ text, reading, weight }) => {
    const most = text.length >= TWO_EDITS_FROM ? 2 : 1
    return near.flatMap((term) => {
      const distance = editDistance(text, term.skeleton, most)
      if (distance > most || (distance === 0 && reading === 'typo' && term.term === word.term)) return []
      const edits = distance <= 1 ? ONE_EDIT : TWO_EDITS
      const sure = text[0] === term.skeleton[0] ? edits : edits * OTHER_FIRST_LETTER
      return [{ term, alternative: { terms: [term.term], weight: sure * weight, reading, label: term.form } }]
    })
  })
  const best = found.toSorted((a, b) => b.alternative.weight - a.alternative.weight || b.term.df - a.term.df)
  const top = best[0]?.alternative.weight ?? 0
  return distinct(best.map(({ alternative }) => alternative).filter(({ weight }) => weight >= top)).slice(
    0,
    MOST_GUESSES,
  )
}

async function beginnings(vocabulary: Vocabulary, { token, typed }: Word): Promise<readonly Alternative[]> {
  if (token.length < SHORTEST_BEGINNING || /\d/.test(token) || typed.length < SHORTEST_BEGINNING) return []
  const found = await vocabulary.beginning(token, MOST_BEGINNINGS)
  return found.map(({ term, form }) => ({
    terms: [term],
    weight: WEIGHTS.beginning,
    reading: 'beginning',
    label: form,
  }))
}

/** Places of the query that the thesaurus knows as one term. */
interface Span {
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

function spanKeys(
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

async function spansOf(
  vocabulary: Vocabulary,
  words: readonly Word[],
  readTerms: readonly string[],
): Promise<readonly Span[]> {
  const synonyms = await vocabulary.synonyms(spanKeys(words, readTerms))
  if (synonyms.length === 0) return []
  const byKey = Map.groupBy(synonyms, ({ key }) => key)
  const found = await vocabulary.terms([...new Set(synonyms.flatMap((synonym) => synonym.terms))], [])
  const df = new Map(found.map((term) => [term.term, term.df]))
  const spans: Span[] = []
  for (const places of runs(spanPlaces(words))) {
    if (spans.some((span) => places.every((place) => span.places.includes(place)))) continue
    const meant = keysOfRun(places, words, readTerms).flatMap((key) => byKey.get(key) ?? [])
    if (meant.length === 0) continue
    const alternatives = meant
      .map((synonym) => synonymAlternative(synonym, df))
      .filter((alternative) => alternative.df > 0)
    const best = [...new Map(alternatives.map((each) => [each.terms.join(' '), each])).values()]
    spans.push({
      places,
      alternatives: best.toSorted((a, b) => b.weight - a.weight || b.df - a.df).slice(0, MOST_SYNONYMS),
    })
  }
  return spans
}

const SYNONYM_WEIGHT = 0.8
const LEAD_WEIGHT = 0.7
const RUSSIAN_WEIGHT = 0.95
const ENGLISH_WEIGHT = 0.9

function synonymAlternative(
  { key, role, concept, terms: meant, label }: Synonym,
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
    weight,
    reading: russian ? 'russian' : 'synonym',
    label,
    df: Math.min(...meant.map((term) => df.get(term) ?? 0)),
  }
}

async function planOf(
  vocabulary: Vocabulary,
  query: ReturnType<typeof readQuery>,
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
  const single = places.some((place) => !isGeneric(resolved[place]?.word.term ?? '')) || phrases.length > 0
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
      weight: single && isGeneric(word.term) ? GENERIC_WEIGHT : 1,
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

/** Places of the words that say what is looked for; all of them when none does. */
function tellingPlaces(resolved: readonly Resolved[]): readonly number[] {
  const all = resolved.map((_, place) => place)
  const once = all.filter(
    (place) => resolved.findIndex(({ word }) => word.term === resolved[place]?.word.term) === place,
  )
  const words = once.filter((place) => !isFunctionWord(resolved[place]?.word.token ?? ''))
  const telling = words.filter((place) => !isProcurementWord(resolved[place]?.word.token ?? ''))
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
