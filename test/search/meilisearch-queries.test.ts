import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetCode } from '../../src/search/meilisearch-documents.ts'
import {
  candidateQueries,
  conceptFilter,
  exclusionFilters,
  facetFilters,
  isAskable,
} from '../../src/search/meilisearch-queries.ts'
import type { Alternative, Concept, Plan } from '../../src/search/plan.ts'
import { readFilter } from '../support/meilisearch-stand-in-filter.ts'

const WORDS = ['облік', 'черг', 'лікар', 'вод', 'майн', 'школ', 'journal', '48451000', 'мап', 'укритт']

function alternative(terms: readonly string[], weight = 1): Alternative {
  return { terms, weight, reading: weight === 1 ? null : 'synonym', label: terms.join(' ') }
}

function concept(...alternatives: readonly (readonly string[])[]): Concept {
  const weighted = alternatives.map((terms, index) => alternative(terms, 0.9 ** index))
  return { typed: 'слово', alternatives: weighted, df: 10, weight: 1, required: false }
}

function plan(concepts: readonly Concept[], excluded: Plan['excluded'] = []): Plan {
  return {
    concepts,
    excluded,
    needs: [],
    documents: 1000,
    interpretation: { readings: [], unknown: [], marks: [] },
  }
}

const terms = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
const concepts = fc.array(terms, { minLength: 1, maxLength: 6 }).map((each) => concept(...each))
const documents = fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: WORDS.length })

describe('queries for candidates', () => {
  it('ask for all of the words first, then without one of them, then for each', () => {
    const queries = candidateQueries(plan([concept(['черг']), concept(['лікар']), concept(['облік'])]))
    expect(queries.map(({ q }) => q.split(' ').length)).toEqual([3, 2, 2, 2, 1, 1, 1])
    expect(queries[0]?.weight).toBeCloseTo(1)
  })

  it('ask for other words of a concept in queries of their own, of less weight', () => {
    const queries = candidateQueries(plan([concept(['сед'], ['документ', 'обіг'])]))
    expect(queries).toEqual([
      { q: 'сед', weight: 1 },
      { q: 'документ обіг', weight: 0.9 },
    ])
  })

  it('keep a term together that the tokenizer would cut', () => {
    expect(candidateQueries(plan([concept(['12/2024-к'])]))).toEqual([{ q: '"12/2024-к"', weight: 1 }])
  })

  it('ask for a phrase in quotation marks as it stands, whatever else they ask for', () => {
    const phrase: Concept = { ...concept(['облік', 'вод']), required: true }
    expect(candidateQueries(plan([phrase])).map(({ q }) => q)).toEqual(['"облік вод"'])
    const queries = candidateQueries(plan([concept(['мап']), phrase, concept(['черг'])])).map(({ q }) => q)
    expect(queries).toEqual(['"облік вод" мап черг', '"облік вод" мап', '"облік вод" черг'])
  })

  it('are not asked when no word is known, or a phrase is longer than what Meilisearch reads', () => {
    expect(isAskable(plan([concept()]))).toBe(false)
    expect(isAskable(plan([concept(), concept(['мап'])]))).toBe(true)
    const long = Array.from({ length: 11 }, () => 'мап')
    expect(isAskable(plan([{ ...concept(long), required: true }]))).toBe(false)
    expect(isAskable(plan([concept(long)]))).toBe(true)
  })

  it('stay within what Meilisearch reads, heaviest first', () => {
    fc.assert(
      fc.property(fc.array(concepts, { maxLength: 14 }), (all) => {
        const queries = candidateQueries(plan(all))
        expect(queries.length).toBeLessThanOrEqual(32)
        if (all.length > 0) expect(queries.length).toBeGreaterThan(0)
        for (const { q, weight } of queries) {
          expect(q.split(' ').length).toBeLessThanOrEqual(10)
          expect(weight).toBeGreaterThan(0)
        }
        expect(queries.map(({ weight }) => weight)).toEqual(queries.map(({ weight }) => weight).sort((a, b) => b - a))
        expect(new Set(queries.map(({ q }) => q)).size).toBe(queries.length)
      }),
    )
  })
})

describe('filters', () => {
  const isFilterable = (attribute: string) => attribute === 'terms' || attribute.startsWith('f_')

  it('a concept is had by what has all terms of any of its alternatives', () => {
    fc.assert(
      fc.property(concepts, documents, (one, words) => {
        const expected = one.alternatives.some(({ terms: some }) => some.every((term) => words.includes(term)))
        expect(readFilter([conceptFilter(one)], isFilterable)({ terms: words })).toBe(expected)
      }),
    )
  })

  it('an excluded phrase is missed by what has all of its words', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 3 }), documents, (excluded, words) => {
        const expected = !excluded.some((some) => some.every((term) => words.includes(term)))
        expect(readFilter(exclusionFilters(plan([], excluded)), isFilterable)({ terms: words })).toBe(expected)
      }),
    )
  })

  it('a chosen value is met by itself alone, whatever it is made of', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: fc.constantFrom('a', 'A', '"', "'", '\\', ' ', ']', ',', '~', ')', 'AND'), minLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), value, (chosen, had) => {
        const filter = facetFilters({ license: chosen.map((each) => each.normalize('NFC')) })
        const own = had.normalize('NFC')
        const expected = chosen.map((each) => each.normalize('NFC')).includes(own)
        expect(readFilter(filter, isFilterable)({ f_license: [facetCode(own)] })).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('leave out the facet that is counted', () => {
    expect(facetFilters({ license: ['MIT'], function: ['a', 'b'], stage: [] }, 'license')).toEqual([
      'f_function IN ["a", "b"]',
    ])
  })
})
