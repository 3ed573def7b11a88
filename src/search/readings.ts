import { writtenOut } from './analyzer/clippings.ts'
import { editDistance } from './analyzer/edits.ts'
import { fromEnglishKeys } from './analyzer/layout.ts'
import { looksRussian, russianCandidates } from './analyzer/russian.ts'
import { skeleton } from './analyzer/skeleton.ts'
import { stem } from './analyzer/stem.ts'
import { isFunctionWord } from './analyzer/stop-words.ts'
import { terms } from './analyzer/tokens.ts'
import { fromLatin } from './analyzer/transliteration.ts'
import type { Alternative } from './plan.ts'
import type { Reading } from './port.ts'
import { russianKey } from './thesaurus.ts'
import { bonesWithoutEnding, endingsMended, isLatinWord, type Known, MOST_READ, type Word } from './typed-words.ts'
import type { Term, Vocabulary } from './vocabulary.ts'

/** Weights of the readings below the typed word (design: search.md, "Analyzer", step 5). */
const WEIGHTS = {
  spelling: 0.85,
  ending: 0.8,
  layout: 0.95,
  transliteration: 0.9,
  nearLatin: 0.85,
  beginning: 0.6,
  clipped: 0.85,
  rest: 0.4,
} as const
const ONE_EDIT = 0.7
const TWO_EDITS = 0.45
/** What a guess loses when the error is in the first letter, which people rarely miss. */
const OTHER_FIRST_LETTER = 0.7
/** Letters of a skeleton from which one, and two, typing errors are looked for. */
const ONE_EDIT_FROM = 5
const TWO_EDITS_FROM = 8
/** What a guess loses when an ending was cut beside: much of a short word, of which too little is left. */
const LONG_BONES = 6
const CUT = 0.9
const SHORT_CUT = 0.55
const SHORTEST_BEGINNING = 3
const MOST_BEGINNINGS = 8
const MOST_GUESSES = 3

export interface Resolved {
  readonly word: Word
  readonly alternatives: readonly Alternative[]
}

/** What each word is in the index. Only words of which nothing is known are guessed at. */
export async function resolve(
  vocabulary: Vocabulary,
  words: readonly Word[],
  known: Known,
  thesaurus: ReadonlySet<string>,
): Promise<readonly Resolved[]> {
  const first = words.map((word) => ({ word, alternatives: knownAlternatives(word, known) }))
  const unknown = first.filter(
    ({ word, alternatives }) => alternatives.length === 0 && !word.literal && !isFunctionWord(word.token),
  )
  if (unknown.length === 0) return first
  const guessed = new Map(unknown.map(({ word }) => [word, clippings(word, known)]))
  const lost = unknown.filter(
    ({ word }) =>
      guessed.get(word)?.length === 0 && !thesaurus.has(word.term) && !thesaurus.has(russianKey(word.token)),
  )
  const near =
    lost.length === 0
      ? []
      : await vocabulary.near(lost.flatMap(({ word }) => guessSkeletons(word).map(({ text }) => text)))
  for (const { word } of lost) guessed.set(word, typingErrors(word, near))
  const begun = lost.flatMap(({ word }) => (guessed.get(word)?.length === 0 && mayBegin(word) ? [word] : []))
  if (begun.length > 0) for (const [word, found] of await beginnings(vocabulary, begun)) guessed.set(word, found)
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
  const mended = endingsMended(token).flatMap((form) => known.byTerm.get(stem(form)) ?? [])
  const bare = mended.length > 0 ? mended : withoutEnding([token], known)
  const spelled = distinct(bare.map((found) => alternative(found, 'spelling', WEIGHTS.ending)))
  if (spelled.length > 0 && !looksRussian(token)) return spelled.slice(0, MOST_GUESSES)
  const russian = russianCandidates(token).flatMap(({ form, weight: share }) => {
    const found = known.byTerm.get(stem(form)) ?? known.bySkeleton.get(skeleton(stem(form)))?.[0]
    return found ? [alternative(found, 'russian', share)] : []
  })
  return distinct(russian.length > 0 ? russian : spelled).slice(0, MOST_GUESSES)
}

/** Terms that are the forms without what may be their endings; those with the longest beginning in common. */
function withoutEnding(forms: readonly string[], known: Known): readonly Term[] {
  for (const form of forms) {
    for (const bones of bonesWithoutEnding(form)) {
      const found = known.bySkeleton.get(bones)
      if (found && found.length > 0) return found
    }
  }
  return []
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
  const alike = forms.flatMap((form) => known.bySkeleton.get(skeleton(stem(form)))?.slice(0, 1) ?? [])
  const near = alike.length > 0 ? alike : withoutEnding(forms.slice(0, MOST_READ), known)
  return distinct(near.map((found) => alternative(found, 'transliteration', WEIGHTS.nearLatin))).slice(0, MOST_GUESSES)
}

export function distinct(alternatives: readonly Alternative[]): readonly Alternative[] {
  return [...new Map(alternatives.toReversed().map((each) => [each.terms.join(' '), each])).values()].toReversed()
}

/** What a word that is not known may be one typing error from: itself, and itself in Ukrainian letters. */
function guessSkeletons(
  word: Word,
): readonly { readonly text: string; readonly reading: Reading; readonly weight: number }[] {
  const { token, term } = word
  // Of a misspelt word the rules of stemming may have cut too much.
  const own = [
    { text: skeleton(term), reading: 'typo' as const, weight: 1 },
    ...(isLatinWord(token) ? [] : bonesWithoutEnding(token)).map((text) => ({
      text,
      reading: 'typo' as const,
      weight: text.length >= LONG_BONES ? CUT : SHORT_CUT,
    })),
  ]
  const others = isLatinWord(token)
    ? [
        ...fromLatin(token)
          .slice(0, 2)
          .map((form) => ({ form, reading: 'transliteration' as const })),
        { form: fromEnglishKeys(word.typed.toLowerCase()), reading: 'layout' as const },
      ]
    : []
  const guesses = [
    ...own,
    ...others.map(({ form, reading }) => ({
      text: skeleton(terms(form)[0] ?? ''),
      reading,
      weight: WEIGHTS.transliteration,
    })),
  ]
  return guesses.filter(({ text }) => text.length >= ONE_EDIT_FROM)
}

/** A clipped word or compound written out, and the rest of the compound alone. */
function clippings({ token }: Word, known: Known): readonly Alternative[] {
  const found = writtenOut(token).flatMap((words): Alternative[] => {
    const parts = words.flatMap((word) => known.byTerm.get(stem(word)) ?? [])
    const rest = words.length > 1 ? known.byTerm.get(stem(words.at(-1) ?? '')) : undefined
    const whole = { terms: parts.map(({ term }) => term), weight: WEIGHTS.clipped, label: words.join(' ') }
    const alone = rest && { terms: [rest.term], weight: WEIGHTS.rest, label: rest.form }
    return [...(parts.length === words.length ? [whole] : []), ...(alone ? [alone] : [])].map((each) => ({
      ...each,
      reading: 'clipping',
    }))
  })
  return distinct(found.toSorted((a, b) => b.weight - a.weight)).slice(0, MOST_GUESSES)
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

const mayBegin = ({ token, typed }: Word) =>
  token.length >= SHORTEST_BEGINNING && typed.length >= SHORTEST_BEGINNING && !/\d/.test(token)

/** The words that each of these may be the beginning of. */
async function beginnings(
  vocabulary: Vocabulary,
  words: readonly Word[],
): Promise<readonly (readonly [Word, readonly Alternative[]])[]> {
  const found = await vocabulary.beginnings(
    words.map(({ token }) => token),
    MOST_BEGINNINGS,
  )
  return words.map((word) => {
    const terms = found.get(word.token) ?? []
    return [
      word,
      terms.map(({ term, form }) => ({ terms: [term], weight: WEIGHTS.beginning, reading: 'beginning', label: form })),
    ]
  })
}
