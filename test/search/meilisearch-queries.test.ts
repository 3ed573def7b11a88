import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lists, membersOf } from '../../src/search/fts5-lists.ts'
import { facetCode } from '../../src/search/meilisearch-documents.ts'
import { listingSets } from '../../src/search/meilisearch-membership.ts'
import { candidateQueries, conceptFilter, facetFilters, membershipOf } from '../../src/search/meilisearch-queries.ts'
import { type Alternative, type Concept, masses, type Plan } from '../../src/search/plan.ts'
import { readFilter } from '../support/meilisearch-stand-in-filter.ts'

const WORDS = ['облік', 'черг', 'лікар', 'вод', 'майн', 'школ', 'journal', '48451000', 'мап', 'укритт']

function alternative(terms: readonly string[], weight = 1): Alternative {
  return { terms, weight, reading: weight === 1 ? null : 'synonym', label: terms.join(' ') }
}

function concept(...alternatives: readonly (readonly string[])[]): Concept {
  const weighted = alternatives.map((terms, index) => alternative(terms, 0.9 ** index))
  return { typed: 'слово', alternatives: weighted, df: 10, weight: 1, required: false }
}

function plan(concepts: readonly Concept[], rest: Partial<Plan> = {}): Plan {
  return {
    concepts,
    excluded: [],
    needs: [],
    documents: 1000,
    interpretation: { readings: [], unknown: [], marks: [] },
    ...rest,
  }
}

const terms = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
const concepts = fc.array(terms, { minLength: 1, maxLength: 6 }).map((each) => concept(...each))
/** Terms and compounds that a record may have in the index. */
const indexed = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...WORDS),
    terms.map((each) => each.join(' ')),
  ),
  { maxLength: 20 },
)

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

  it('a concept is had by what has any of its alternatives, of which those of several words stand in the index as such', () => {
    fc.assert(
      fc.property(concepts, indexed, (one, terms) => {
        const expected = one.alternatives.some((each) => terms.includes(each.terms.join(' ')))
        expect(readFilter([conceptFilter(one)], isFilterable)({ terms })).toBe(expected)
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

describe('membership', () => {
  const isFilterable = (attribute: string) => attribute === 'terms'
  const weighed = fc
    .array(fc.record({ df: fc.nat({ max: 900 }), weight: fc.constantFrom(1, 0.55), required: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    })
    .map((all) =>
      all.map(
        ({ df, weight, required }, index): Concept => ({
          typed: `слово${index}`,
          alternatives: df === 0 ? [] : [alternative([`слово${index}`])],
          df,
          weight: required && index === 0 ? 3 : weight,
          required: required && index === 0,
        }),
      ),
    )
  const needs = fc.constantFrom<Plan['needs']>(
    [],
    [
      [1, 2],
      [3, 4],
    ],
    [[1], [2, 3, 4, 5]],
  )

  /** What the embedded engine makes of a record with these words. */
  function isMember(asked: Plan, has: ReadonlySet<number>): boolean {
    const share = masses(asked)
    const sum = (places: readonly number[], whole: number) =>
      places.reduce((total, place) => total + (has.has(place) ? (share[place] ?? 0) : 0), 0) / whole
    const all = asked.concepts.map((_, place) => place)
    const lists: Lists = {
      from: 0,
      places: Float64Array.of(1),
      sure: new Set(),
      ofCut: Float64Array.of(0),
      mass: Float64Array.of(sum(all, 1)),
      needs: asked.needs.map((places) => {
        const whole = places.reduce((total, place) => total + (share[place] ?? 0), 0)
        return Float64Array.of(sum(places, Math.max(1e-9, whole)))
      }),
      required: Uint8Array.of(asked.concepts.every(({ required }, place) => !required || has.has(place)) ? 1 : 0),
      telling: Uint8Array.of(0),
      cut: 0,
      complete: true,
    }
    return membersOf(lists).keys.length > 0
  }

  it('is that of the embedded engine, for every record that has some of the words', () => {
    fc.assert(
      fc.property(weighed, needs, fc.nat({ max: 511 }), (concepts, some, bits) => {
        const asked = plan(concepts, { needs: some.map((places) => places.filter((place) => place < concepts.length)) })
        const known = concepts.flatMap(({ alternatives }, place) => (alternatives.length > 0 ? [place] : []))
        const has = new Set(known.filter((place) => (bits >> place) % 2 === 1))
        const terms = [...has].map((place) => `слово${place}`)
        const membership = membershipOf(asked)
        const found = membership !== null && readFilter(membership.filters, isFilterable)({ terms })
        if (listingSets(asked) !== null) expect(found).toBe(isMember(asked, has))
      }),
      { numRuns: 2000 },
    )
  })

  it('is told by the smallest sets of words: no set has another within it', () => {
    fc.assert(
      fc.property(weighed, needs, (concepts, some) => {
        const sets = listingSets(plan(concepts, { needs: some })) ?? []
        for (const set of sets)
          for (const other of sets) {
            if (set !== other) expect(set.every((place) => other.includes(place))).toBe(false)
          }
      }),
    )
  })

  const equal = (count: number) => Array.from({ length: count }, (_, index) => concept([`слово${index}`]))

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [6, 6],
    [7, 21],
  ])('of %i equal words has %i sets', (count, sets) => {
    expect(listingSets(plan(equal(count)))).toHaveLength(sets)
  })

  it('of very many equal words is not worked out', () => {
    expect(listingSets(plan(equal(13)))).toBeNull()
    expect(listingSets(plan(equal(24)))).toBeNull()
    expect(membershipOf(plan(equal(24)))).toBeNull()
  })

  it('is not asked about when no word is known, or a phrase is longer than what Meilisearch reads', () => {
    expect(membershipOf(plan([concept()]))).toBeNull()
    const phrase = (length: number): Concept => ({
      ...concept(Array.from({ length }, (_, index) => `слово${index}`)),
      required: true,
    })
    expect(membershipOf(plan([phrase(10)]))).not.toBeNull()
    expect(membershipOf(plan([phrase(11)]))).toBeNull()
    expect(membershipOf(plan([phrase(6)], { excluded: [['інш', 'слов', 'поспіл', 'усі', 'разом']] }))).toBeNull()
  })

  it('leaves out words with a minus by a filter and phrases with a minus by the query', () => {
    const membership = membershipOf(plan([concept(['облік'])], { excluded: [['вод'], ['майн'], ['облік', 'школ']] }))
    expect(membership).toEqual({
      filters: ['terms NOT IN ["вод", "майн"]', 'terms IN ["облік"]'],
      q: '-"облік школ"',
    })
  })
})
