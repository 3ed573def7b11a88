import { writtenOut } from './analyzer/clippings.ts'
import { fromEnglishKeys, fromRussianKeys, fromUkrainianKeys } from './analyzer/layout.ts'
import { russianCandidates } from './analyzer/russian.ts'
import { skeleton } from './analyzer/skeleton.ts'
import { stem } from './analyzer/stem.ts'
import { identifiers, terms, tokenize } from './analyzer/tokens.ts'
import { fromLatin } from './analyzer/transliteration.ts'
import type { Reading } from './port.ts'
import type { TypedWord } from './query.ts'
import type { Term, Vocabulary } from './vocabulary.ts'

/** Readings of a Latin word whose endings are tried. */
export const MOST_READ = 4
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

/** Stems of the likeliest readings of a word in Latin letters. */
export function latinStems({ token }: Word): readonly string[] {
  return fromLatin(token).slice(0, MOST_READ).map(stem)
}

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
    for (const form of endingsMended(token)) asked.add(stem(form))
    for (const part of writtenOut(token).flat()) asked.add(stem(part))
    for (const form of [token, ...fromLatin(token).slice(0, MOST_READ)])
      for (const bones of bonesWithoutEnding(form)) skeletons.add(bones)
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

/** Endings as skeletons have them. */
const ENDINGS: ReadonlySet<string> = new Set(
  'а е и о у ам ами аг ем ев еи ив иг им ими иу ов ови ом ого ои оу еу иа ие ига ову'.split(' '),
)
const LONGEST_ENDING = 3
const SHORTEST_BONES = 4

/** The skeleton of a form without what may be its ending, where stemming did not know better: «аргіву» is near «архів». */
export function bonesWithoutEnding(form: string): readonly string[] {
  const bones = skeleton(form)
  const cuts = Array.from({ length: LONGEST_ENDING + 1 }, (_, cut) => cut)
  return cuts.flatMap((cut) =>
    bones.length - cut >= SHORTEST_BONES && (cut === 0 || ENDINGS.has(bones.slice(-cut)))
      ? [bones.slice(0, bones.length - cut)]
      : [],
  )
}

/** Forms whose last letters are those that people mistake for one another: «петиціі» for «петиції», «якіст» for «якість». */
export function endingsMended(token: string): readonly string[] {
  if (!/^[а-яіїєґ]{5,}$/.test(token)) return []
  const vowels = /[іїийе]{1,2}$/.exec(token)
  if (vowels) {
    const rest = token.slice(0, vowels.index)
    return (vowels[0].length === 2 ? ['ії', 'ій', 'ий', 'ої'] : ['і', 'ї', 'и', 'ий', 'ій']).map(
      (ending) => rest + ending,
    )
  }
  return /[тнлсцдзр]$/.test(token) ? [`${token}ь`] : []
}

export function isUnderstood({ term }: Word, known: Known): boolean {
  return known.byTerm.has(term) || (known.bySkeleton.get(skeleton(term))?.length ?? 0) > 0
}
