import { fromEnglishKeys, fromRussianKeys, fromUkrainianKeys } from './analyzer/layout.ts'
import { russianCandidates } from './analyzer/russian.ts'
import { skeleton } from './analyzer/skeleton.ts'
import { stem } from './analyzer/stem.ts'
import { identifiers, terms, tokenize } from './analyzer/tokens.ts'
import { fromLatin } from './analyzer/transliteration.ts'
import type { Reading } from './port.ts'
import type { TypedWord } from './query.ts'
import type { Term, Vocabulary } from './vocabulary.ts'

/** How sure a reading in another keyboard layout is. */
const LAYOUT_WEIGHT = 0.95

/** A word of the query on its way to a concept. */
export interface Word {
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

export interface Known {
  readonly byTerm: ReadonlyMap<string, Term>
  readonly bySkeleton: ReadonlyMap<string, readonly Term[]>
}

/** A number of a register, a tender or a classifier: looked for whole, for its parts stand everywhere. */
export function numberOf({ typed, place }: TypedWord): Word | null {
  const forms = /\d{3}/.test(typed) ? identifiers(typed) : []
  const [token] = forms
  return token === undefined ? null : { typed, token, term: token, also: forms, literal: true, via: null, part: place }
}

export function wordsOf(word: TypedWord, literal: (typed: string) => boolean): readonly Word[] {
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
export function layoutWords({ typed, place }: TypedWord): readonly Word[] {
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
      via: { reading: 'layout', weight: LAYOUT_WEIGHT } as const,
      part: place,
    })),
  )
}

export const isLatinWord = (token: string) => /^[a-z0-9]+$/.test(token)

export async function lookUp(
  vocabulary: Vocabulary,
  words: readonly Word[],
  phrases: readonly string[],
): Promise<Known> {
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

export function isUnderstood({ term }: Word, known: Known): boolean {
  return known.byTerm.has(term) || (known.bySkeleton.get(skeleton(term))?.length ?? 0) > 0
}
