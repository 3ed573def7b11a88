import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEMO_SOFTWARE, REAL_SOFTWARE } from '../../../seed/demo/index.ts'

const PROMISED = { exact: 24, inflected: 24, typo: 24, translit: 24, layout: 24, abbr: 24, ortho: 24, phrase: 24 }
const TYPES = [
  'exact',
  'inflected',
  'typo',
  'translit',
  'layout',
  'abbr',
  'english',
  'russian',
  'ortho',
  'phrase',
  'multi',
  'zero',
  'tender',
] as const

const JudgedWords = z.strictObject({
  id: z.string().min(1),
  type: z.enum(TYPES),
  query: z.string().trim().min(1),
  judgements: z.record(z.string(), z.literal([1, 2, 3])),
})

const lines = readFileSync(new URL('./words.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const queries = lines.map((line) => JudgedWords.parse(JSON.parse(line)))
const published = new Set(
  [...DEMO_SOFTWARE, ...REAL_SOFTWARE].filter(({ state = 'published' }) => state === 'published').map(({ key }) => key),
)

const ofType = (type: (typeof TYPES)[number]) => queries.filter((one) => one.type === type)
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

describe('the judged short queries over the demonstration data', () => {
  it('are as many of each type as promised', () => {
    const missing = Object.entries(PROMISED).filter(
      ([type, count]) => queries.filter((one) => one.type === type).length < count,
    )
    expect(missing).toEqual([])
  })

  it('have an id of their own and are asked once', () => {
    expect(repeated(queries.map(({ id }) => id))).toEqual([])
    expect(repeated(queries.map(({ query }) => query.toLowerCase()))).toEqual([])
  })

  it('are judged by published entries alone', () => {
    const unknown = queries.flatMap(({ id, judgements }) =>
      Object.keys(judgements)
        .filter((key) => !published.has(key))
        .map((key) => `${id}: ${key}`),
    )
    expect(unknown).toEqual([])
  })

  it('have an entry that does exactly this, unless nothing answers', () => {
    const isAnswered = ({ judgements }: (typeof queries)[number]) => Object.values(judgements).includes(3)
    expect(queries.filter((one) => one.type !== 'zero' && !isAnswered(one)).map(({ id }) => id)).toEqual([])
    expect(ofType('zero').filter(({ judgements }) => Object.keys(judgements).length > 0)).toEqual([])
  })

  it('ask for the same entry five times at most', () => {
    const asked = new Map<string, number>()
    for (const { judgements } of queries)
      for (const [key, grade] of Object.entries(judgements)) if (grade === 3) asked.set(key, (asked.get(key) ?? 0) + 1)
    expect([...asked].filter(([, count]) => count > 5)).toEqual([])
  })

  it('are typed as their type says', () => {
    const isMixed = (query: string) => /[a-z]/i.test(query) && /[а-яіїєґ]/i.test(query)
    expect(ofType('layout').filter(({ query }) => isMixed(query))).toEqual([])
    expect(ofType('layout').filter(({ query }) => /[а-яіїєґ]/i.test(query)).length).toBeGreaterThanOrEqual(4)
    expect(ofType('translit').filter(({ query }) => /[а-яіїєґ]/i.test(query))).toEqual([])
    expect(ofType('phrase').filter(({ query }) => !/"[^" ]+( [^" ]+)+"/.test(query))).toEqual([])
  })
})
