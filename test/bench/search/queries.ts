import { registerNumber } from '../../../src/kernel/identifiers.ts'
import { BENCH_FILTERS, type Draw, drawFrom, WORDS_A_DOCUMENT } from './documents.ts'
import { FUNCTION_WORDS, type Vocabulary } from './vocabulary.ts'

/** What is asked of every engine, each in its own language. */
export interface BenchQuery {
  readonly text: string
  /** The same words as a plan for engines that want one: whole words, then the beginning of one. */
  readonly words: readonly string[]
  readonly beginning?: string
  readonly operator: 'and' | 'or'
  readonly filters: Readonly<Record<string, readonly string[]>>
}

/** A class of queries of search.md's table of speed. */
export interface QueryClass {
  readonly name: string
  readonly verb: 'search' | 'similar' | 'suggest'
  /** Engines without mending of typing errors cannot answer it. */
  readonly needsRepair?: boolean
  /** Between which shares of the records the rarest of its words stands, where the class promises one. */
  readonly share?: readonly [low: number, high: number]
  query(draw: Draw, vocabulary: Vocabulary): BenchQuery
}

/** The share of documents that have the word at this rank, in any form. */
export function shareAt(rank: number, vocabulary: Vocabulary): number {
  return 1 - (1 - vocabulary.probability(rank)) ** WORDS_A_DOCUMENT
}

/** A word in one of its forms that stands in a share of the documents between the bounds. */
function wordIn(low: number, high: number, draw: Draw, vocabulary: Vocabulary, shortest = 4): string {
  const first = firstRank((rank) => shareAt(rank, vocabulary) <= high, vocabulary.size)
  const end = Math.max(
    first + 1,
    firstRank((rank) => shareAt(rank, vocabulary) < low, vocabulary.size),
  )
  for (;;) {
    const rank = Math.min(vocabulary.size - 1, first + Math.floor(draw.chance() * (end - first)))
    const form = draw.one(vocabulary.forms(rank))
    if (!vocabulary.isFunctionWord(rank) && form.length >= shortest) return form
  }
}

/** The lowest rank from which on a condition holds; the condition must not stop holding again. */
function firstRank(holds: (rank: number) => boolean, size: number): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const NO_FILTERS: BenchQuery['filters'] = {}

function asked(words: readonly string[], operator: BenchQuery['operator'] = 'and', filters = NO_FILTERS): BenchQuery {
  return { text: words.join(' '), words, operator, filters }
}

function oneWord(name: string, low: number, high: number): QueryClass {
  return {
    ...{ name, verb: 'search', share: [low, high] },
    query: (draw, vocabulary) => asked([wordIn(low, high, draw, vocabulary)]),
  }
}

/** A word with a letter left out, doubled in the wrong place, or two of them swapped; never the first. */
function mistyped(word: string, draw: Draw): string {
  const place = 2 + Math.floor(draw.chance() * (word.length - 4))
  const [before, letter, next, after] = [
    ...[word.slice(0, place), word.charAt(place), word.charAt(place + 1)],
    word.slice(place + 2),
  ]
  if (letter !== next && draw.chance() < 0.5) return `${before}${next}${letter}${after}`
  return draw.chance() < 0.5 ? `${before}${next}${after}` : `${before}${letter}щ${next}${after}`
}

/** The classes for a register of `count` records. */
export function queryClasses(count: number): readonly QueryClass[] {
  return [
    oneWord('rare word', 2 / count, Math.max(0.0001, 10 / count)),
    oneWord('word in 0.5–3 %', 0.005, 0.03),
    oneWord('word in 5–10 %', 0.05, 0.1),
    oneWord('word in 20 %', 0.17, 0.23),
    {
      ...{ name: 'two words', verb: 'search', share: [0.01, 0.1] },
      query: (draw, vocabulary) => asked([0, 1].map(() => wordIn(0.01, 0.1, draw, vocabulary))),
    },
    {
      ...{ name: 'any of eight', verb: 'search', share: [0.003, 0.1] },
      query: (draw, vocabulary) =>
        asked(
          Array.from({ length: 8 }, () => {
            const share = 0.004 * 20 ** draw.chance()
            return wordIn(share * 0.75, share * 1.25, draw, vocabulary)
          }),
          'or',
        ),
    },
    {
      ...{ name: 'word + beginning', verb: 'search' },
      query: (draw, vocabulary) => {
        const word = wordIn(0.01, 0.1, draw, vocabulary)
        const beginning = wordIn(0.005, 0.05, draw, vocabulary, 7).slice(0, 5)
        return { ...asked([word]), text: `${word} ${beginning}`, beginning }
      },
    },
    {
      ...{ name: 'typing error', verb: 'search', needsRepair: true },
      query: (draw, vocabulary) => asked([mistyped(wordIn(0.005, 0.03, draw, vocabulary, 8), draw)]),
    },
    {
      ...{ name: 'word in 5–10 %, two filters', verb: 'search', share: [0.05, 0.1] },
      query: (draw, vocabulary) => asked([wordIn(0.05, 0.1, draw, vocabulary)], 'and', BENCH_FILTERS),
    },
    {
      ...{ name: 'identifier', verb: 'search' },
      query: (draw) => asked([registerNumber('software', 1 + Math.floor(draw.chance() * count))]),
    },
    {
      // From two letters to six of a word of a name, at times behind another word.
      ...{ name: 'suggestions', verb: 'suggest' },
      query: (draw, vocabulary) => {
        const beginning = wordIn(0.002, 0.1, draw, vocabulary, 7).slice(0, 2 + Math.floor(draw.chance() * 5))
        const before = draw.chance() < 0.3 ? [wordIn(0.01, 0.1, draw, vocabulary)] : []
        return { ...asked(before), text: [...before, beginning].join(' '), beginning }
      },
    },
    {
      ...{ name: 'text of 200 words', verb: 'similar' },
      query: (draw) => {
        const words = Array.from({ length: 200 }, () => draw.word())
        // The others have no list of words to pass over, and would rank all there is by them.
        const telling = words.filter((word) => !FUNCTION_WORDS.includes(word))
        return { ...asked(telling, 'or'), text: words.join(' ') }
      },
    },
  ]
}

/** The queries of a class: the same ones every time. */
export function queriesOf(one: QueryClass, count: number, vocabulary: Vocabulary, seed: number): readonly BenchQuery[] {
  const draw = drawFrom(seed, vocabulary)
  return Array.from({ length: count }, () => one.query(draw, vocabulary))
}
