import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_SOFTWARE, REAL_SOFTWARE } from '../../../seed/demo/index.ts'
import { type JudgedQuery, readLines, readQueries } from '../set.ts'

const needsFile = join(import.meta.dirname, 'needs.jsonl')
const referenceFile = join(import.meta.dirname, 'reference.jsonl')
const needs = readQueries([needsFile])
const reference = readQueries([referenceFile])
const all = [...needs, ...reference]

const LEAST_OF_EACH = { english: 24, russian: 24, multi: 24, zero: 24, tender: 24 }

const entries = [...DEMO_SOFTWARE, ...REAL_SOFTWARE]
const published = new Set(entries.filter(({ state = 'published' }) => state === 'published').map(({ key }) => key))

const bestGrade = ({ judgements }: JudgedQuery) => Math.max(0, ...Object.values(judgements))
const asTyped = ({ query }: JudgedQuery) => query.toLowerCase().replace(/\s+/g, ' ').trim()
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

describe('the judged needs over the demonstration data', () => {
  it('are one judged query a line, in both files', () => {
    expect(needs).toHaveLength(readLines(needsFile).length)
    expect(reference).toHaveLength(readLines(referenceFile).length)
  })

  it('ask nothing twice, neither by id nor by query', () => {
    expect(repeated(all.map(({ id }) => id))).toEqual([])
    expect(repeated(all.map(asTyped))).toEqual([])
  })

  it('are of known types, at least 24 of each', () => {
    expect([...new Set(needs.map(({ type }) => type))].sort()).toEqual(Object.keys(LEAST_OF_EACH).sort())
    for (const [type, least] of Object.entries(LEAST_OF_EACH))
      expect(needs.filter((query) => query.type === type).length, type).toBeGreaterThanOrEqual(least)
    expect(new Set(reference.map(({ type }) => type))).toEqual(new Set(['reference']))
  })

  it('are answered by entries that anyone can find, graded 1 to 3', () => {
    expect(published.size).toBeGreaterThan(100)
    for (const { id, judgements } of all)
      for (const [key, grade] of Object.entries(judgements)) {
        expect(published, `${id} names ${key}`).toContain(key)
        expect([1, 2, 3], `${id} grades ${key}`).toContain(grade)
      }
  })

  it('have no answer where nothing answers, and an entry that does exactly this everywhere else', () => {
    for (const query of needs)
      if (query.type === 'zero') expect(query.judgements, query.query).toEqual({})
      else expect(bestGrade(query), query.id).toBe(3)
  })

  it('name something reusable in each query of the reference', () => {
    for (const query of reference) expect(bestGrade(query), query.id).toBeGreaterThanOrEqual(2)
  })

  it('paste 80 to 250 words with a code of the classifier when they are tender texts, and are short otherwise', () => {
    for (const { id, type, query, cpv } of all)
      if (type === 'tender') {
        expect(words(query), id).toBeGreaterThanOrEqual(80)
        expect(words(query), id).toBeLessThanOrEqual(250)
        expect(cpv, id).toEqual([expect.stringMatching(/^\d{8}-\d$/)])
      } else expect(words(query), id).toBeLessThanOrEqual(25)
  })

  it('spread over the entries: each is asked for at least once and none is the answer of more than five needs', () => {
    const asked = new Map([...published].map((key) => [key, 0]))
    for (const { judgements } of needs)
      for (const [key, grade] of Object.entries(judgements)) if (grade === 3) asked.set(key, (asked.get(key) ?? 0) + 1)
    expect([...asked].filter(([, times]) => times === 0 || times > 5)).toEqual([])
  })
})
