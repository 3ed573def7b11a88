import { describe, expect, it } from 'vitest'
import { reportOf } from './report.ts'
import { scoreOf } from './score.ts'
import type { JudgedQuery } from './set.ts'
import { bootstrapInterval, randomFrom, randomisationTest } from './statistics.ts'

const GRADES = { exact: 3, reusable: 2, related: 1 }

describe('the score of an answer', () => {
  it('is one for the ideal order', () => {
    expect(scoreOf(GRADES, ['exact', 'reusable', 'related'])).toEqual({ ndcg10: 1, r10: 1, mrr: 1, r50: 1, empty: 0 })
  })

  it('is what the formulas give for another order', () => {
    // (3 / 1 + 7 / log2 3) / (7 / 1 + 3 / log2 3 + 1 / 2) = 7.41651 / 9.39279
    const score = scoreOf(GRADES, ['reusable', 'exact', 'unjudged'])
    expect(score.ndcg10).toBeCloseTo(0.789596, 5)
    expect(score).toMatchObject({ r10: 1, mrr: 1 / 2, empty: 0 })
    expect(score.r50).toBeCloseTo(2 / 3, 10)
  })

  it('counts nothing below the tenth place but the first exact one and what is related', () => {
    const others = Array.from({ length: 10 }, (_, index) => `other ${index}`)
    expect(scoreOf(GRADES, [...others, 'exact'])).toEqual({ ndcg10: 0, r10: 0, mrr: 1 / 11, r50: 1 / 3, empty: 0 })
  })

  it('asks for ten at most, however many there are', () => {
    const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`id ${index}`, 2]))
    expect(scoreOf(many, Object.keys(many).slice(4))).toMatchObject({ ndcg10: 1, r10: 1 })
  })

  it('counts an id named twice once', () => {
    expect(scoreOf(GRADES, ['exact', 'exact', 'reusable', 'related']).ndcg10).toBe(1)
  })

  it('is nothing for an empty answer, and for any answer where nothing answers', () => {
    expect(scoreOf(GRADES, [])).toEqual({ ndcg10: 0, r10: 0, mrr: 0, r50: 0, empty: 1 })
    expect(scoreOf({}, ['exact'])).toEqual({ ndcg10: 0, r10: 0, mrr: 0, r50: 0, empty: 0 })
  })
})

describe('the randomisation test', () => {
  it('finds no difference between equal answers', () => {
    expect(randomisationTest([0.5, 1, 0], [0.5, 1, 0])).toBe(1)
  })

  it('gives what can be counted out by hand: of the 2^5 signs of five equal differences two lie as far', () => {
    expect(randomisationTest([1, 1, 1, 1, 1], [0, 0, 0, 0, 0])).toBeCloseTo(2 / 32, 1)
    expect(randomisationTest(new Array(30).fill(1), new Array(30).fill(0))).toBeLessThan(0.001)
  })

  it('is the same whichever engine is named first', () => {
    expect(randomisationTest([1, 0.4, 0.2], [0.3, 0.5, 0])).toBeCloseTo(
      randomisationTest([0.3, 0.5, 0], [1, 0.4, 0.2]),
      1,
    )
  })
})

describe('the bootstrap interval', () => {
  it('is a point where all are equal, and holds the mean where they are not', () => {
    expect(bootstrapInterval([0.7, 0.7, 0.7])).toEqual([expect.closeTo(0.7, 10), expect.closeTo(0.7, 10)])
    const [low, high] = bootstrapInterval([0, 1, 0, 1, 0, 1, 0, 1])
    expect(low).toBeGreaterThan(0)
    expect(low).toBeLessThan(0.5)
    expect(high).toBeGreaterThan(0.5)
    expect(high).toBeLessThan(1)
  })
})

it('chance comes from a seed: the same numbers again, and others from another', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, randomFrom(seed))
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  const many = Array.from({ length: 10_000 }, randomFrom(3))
  expect(many.reduce((total, number) => total + number, 0) / many.length).toBeCloseTo(0.5, 1)
})

describe('the report', () => {
  const query = (id: string, type: string, judgements: Record<string, number>): JudgedQuery => ({
    ...{ id, type, query: id, judgements, cpv: [] },
  })
  const queries = [query('one', 'exact', { a: 3 }), query('two', 'typo', { b: 3 }), query('none', 'zero', {})]
  const rows = reportOf({
    queries,
    runs: [
      { engine: 'ours', run: { one: ['a'], two: [], none: [] } },
      { engine: 'theirs', run: { one: [], two: [], none: ['a'] } },
    ],
  })
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
  const row = (type: string) => rows.find((cells) => cells[1] === type)

  it('has a row a type and one for all that have an answer', () => {
    expect(row('exact')).toEqual(['', 'exact', '1', '1.000', '1.000–1.000', '1.000', '1.000', '1.000', '.000', ''])
    expect(row('typo')?.slice(1, 4)).toEqual(['typo', '1', '.000'])
    expect(row('ALL')?.slice(1, 4)).toEqual(['ALL', '2', '.500'])
  })

  it('leaves what nothing answers out of the sums, and shows how many were answered with nothing', () => {
    expect(row('zero: empty')).toEqual(['', 'zero: empty', '1', '1.000', '', '', '', '', '.000', ''])
  })
})
