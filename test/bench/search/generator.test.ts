import { describe, expect, it } from 'vitest'
import { documentAt, drawFrom, WORDS_A_DOCUMENT } from './documents.ts'
import { queriesOf, queryClasses, shareAt } from './queries.ts'
import { vocabularyFor } from './vocabulary.ts'

const COUNT = 10_000
const SAMPLE = 3000
const vocabulary = vocabularyFor(COUNT)
const wordsIn = (texts: readonly string[]) =>
  texts
    .join(' ')
    .toLowerCase()
    .match(/[\p{L}]+/gu) ?? []
const documents = Array.from({ length: SAMPLE }, (_, index) => documentAt(index * 3, COUNT, vocabulary))
const wordSets = documents.map(({ fields }) => {
  const { name, short, long, functions, tags } = fields
  return new Set(wordsIn([...name, ...short, ...long, ...functions, ...tags]))
})

describe('the vocabulary', () => {
  it('grows with the root of the number of records, to 300,000 words at a million', () => {
    expect(vocabularyFor(1_000_000).size).toBe(300_000)
    expect(vocabularyFor(10_000).size).toBe(30_000)
  })

  it('follows the law of Zipf: probabilities sum to one and fall with the rank', () => {
    const sum = Array.from({ length: vocabulary.size }, (_, rank) => vocabulary.probability(rank))
    expect(sum.reduce((total, probability) => total + probability)).toBeCloseTo(1, 6)
    expect(vocabulary.probability(9) / vocabulary.probability(99)).toBeCloseTo(10, 0)
  })

  it('draws each rank as often as it says', () => {
    const { chance } = drawFrom(5, vocabulary)
    const drawn = new Map<number, number>()
    for (let draw = 0; draw < 200_000; draw++) {
      const rank = vocabulary.rankAt(chance())
      drawn.set(rank, (drawn.get(rank) ?? 0) + 1)
    }
    for (const rank of [0, 3, 20, 60]) {
      const ratio = (drawn.get(rank) ?? 0) / 200_000 / vocabulary.probability(rank)
      expect(Math.abs(ratio - 1), `rank ${rank}`).toBeLessThan(0.2)
    }
    expect(Math.max(...drawn.keys())).toBeLessThan(vocabulary.size)
  })

  it('has no base form twice', () => {
    const bases = Array.from({ length: vocabulary.size }, (_, rank) => vocabulary.forms(rank)[0])
    expect(vocabulary.size - new Set(bases).size).toBeLessThan(vocabulary.size * 0.001)
  })
})

describe('the documents', () => {
  it('are the same every time, and differ from one another', () => {
    expect(documentAt(41, COUNT, vocabulary)).toEqual(documentAt(41, COUNT, vocabularyFor(COUNT)))
    expect(new Set(documents.map(({ title }) => title['uk'])).size).toBe(SAMPLE)
  })

  it('have as many words as they say', () => {
    const lengths = documents.map(
      ({ fields: { name, short, long, functions, tags } }) =>
        wordsIn([...name, ...short, ...long, ...functions, ...tags]).length,
    )
    expect(lengths.reduce((total, length) => total + length) / SAMPLE).toBeCloseTo(WORDS_A_DOCUMENT, -1)
  })

  it('have words of the field in several forms', () => {
    const forms = ['звернення', 'зверненню', 'зверненням', 'звернень']
    for (const form of forms)
      expect(
        wordSets.some((words) => words.has(form)),
        form,
      ).toBe(true)
  })
})

describe('the queries', () => {
  const classes = queryClasses(COUNT)
  const allForms = new Map<string, { forms: readonly string[]; rank: number }>()
  for (let rank = vocabulary.size - 1; rank >= 0; rank--) {
    const forms = vocabulary.forms(rank)
    for (const form of forms) allForms.set(form, { forms, rank })
  }

  it('are the same every time', () => {
    for (const one of classes) expect(queriesOf(one, 5, vocabulary, 1)).toEqual(queriesOf(one, 5, vocabulary, 1))
  })

  it.each(classes.flatMap(({ name, share, ...rest }) => (share ? [{ name, share, ...rest }] : [])))(
    '$name: the share of the documents that have the words is what it claims',
    (one) => {
      const [low, high] = one.share
      const words = queriesOf(one, 20, vocabulary, 1).flatMap((query) => query.words)
      const shares = words.map((word) => {
        const { forms, rank } = allForms.get(word) ?? { forms: [], rank: 0 }
        return { seen: wordSets.filter((set) => forms.some((form) => set.has(form))).length / SAMPLE, rank }
      })
      for (const { seen, rank } of shares) {
        // Three standard errors of a share that is counted in the sample.
        const slack = 3 * Math.sqrt((shareAt(rank, vocabulary) + 1 / SAMPLE) / SAMPLE)
        expect(seen).toBeGreaterThanOrEqual(low - slack)
        expect(seen).toBeLessThanOrEqual(high + slack)
      }
    },
  )

  it('a typing error is no word of the vocabulary, mostly', () => {
    const typing = classes.find(({ needsRepair }) => needsRepair)
    if (typing === undefined) throw new Error('there is no such class')
    const words = queriesOf(typing, 40, vocabulary, 1).flatMap((query) => query.words)
    expect(words.filter((word) => allForms.has(word)).length).toBeLessThan(4)
  })
})
