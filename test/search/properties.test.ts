import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFts5Engine } from '../../src/search/fts5.ts'
import { type SearchRequest, type SearchResult, SORTS } from '../../src/search/port.ts'
import { type Contestant, contestantOver, idsOf } from './engine-contract.ts'
import { DAY, type Entry } from './small-index.ts'

const LICENCES = ['MIT', 'EUPL-1.2', 'proprietary'] as const
const FUNCTIONS = ['health', 'education', 'utilities'] as const
const VERDICTS = ['free', 'lapsed'] as const
const NAMES = ['Облік води', 'Облік майна громади', 'Черга до лікаря', 'Електронна черга', 'Реєстр майна'] as const

/** 90 entries whose names, values and times of change repeat, as those of a register do. */
const ENTRIES: readonly Entry[] = Array.from({ length: 90 }, (_, n) => ({
  id: `UA-SW-${String(n + 1).padStart(6, '0')}`,
  name: `${NAMES[n % NAMES.length]} ${n % 4}`,
  short: n % 3 === 0 ? 'Черга і облік для громади' : 'Для громади',
  updatedAt: `2026-0${1 + (n % 7)}-01T00:00:00.000Z`,
  facets: [
    { facet: 'license', value: LICENCES[n % LICENCES.length] ?? '' },
    { facet: 'function', value: FUNCTIONS[(n >> 1) % FUNCTIONS.length] ?? '' },
    { facet: 'verdict', value: VERDICTS[0], until: '2026-06-01' },
    { facet: 'verdict', value: VERDICTS[n % 2] ?? '', from: '2026-06-01' },
  ],
}))

let contestant: Contestant
beforeAll(async () => {
  contestant = await contestantOver(async ({ database }) => ({
    engine: createFts5Engine(database.read),
    settle: async () => undefined,
    close: async () => undefined,
  }))
  await contestant.put(...ENTRIES)
})
afterAll(() => contestant.close())

const ask = (request: Partial<SearchRequest>): Promise<SearchResult> =>
  contestant.engine.search({
    ...{ type: 'software', text: '', filters: {}, facets: ['license', 'function', 'verdict'], sort: 'relevance' },
    ...{ day: DAY, limit: 20, cursor: null },
    ...request,
  })

const texts = fc.constantFrom('', 'облік', 'черга громади', 'обліком майна', 'xthuf', 'лікар -майно', '"облік води"')
const filters = fc.record({
  license: fc.subarray([...LICENCES]),
  function: fc.subarray([...FUNCTIONS]),
  verdict: fc.subarray([...VERDICTS]),
})

/** The same choice, the facets and the values of each in the order of the numbers. */
function shuffled(chosen: Readonly<Record<string, readonly string[]>>, order: readonly number[]) {
  const by = <Member>(members: readonly Member[]) =>
    members
      .map((member, place) => ({ member, key: order[place % order.length] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ member }) => member)
  return Object.fromEntries(by(Object.entries(chosen)).map(([facet, values]) => [facet, by(values)]))
}

describe('the order in which filters were chosen', () => {
  it('changes nothing: not what is found, not its order, not the counts', async () => {
    const orders = fc.array(fc.integer(), { minLength: 3, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(texts, filters, orders, fc.constantFrom(...SORTS), async (text, chosen, order, sort) => {
        const one = await ask({ text, filters: chosen, sort })
        const other = await ask({ text, filters: shuffled(chosen, order), sort })
        expect(other).toEqual(one)
      }),
      { numRuns: 60 },
    )
  })
})

describe('pages', () => {
  it('give what is found exactly once, under any order, filters and size of a page', async () => {
    const sizes = fc.integer({ min: 1, max: 40 })
    await fc.assert(
      fc.asyncProperty(texts, filters, fc.constantFrom(...SORTS), sizes, async (text, chosen, sort, limit) => {
        const whole = await ask({ text, filters: chosen, sort, limit: 100 })
        const found = whole.interpretation.weak ? [] : idsOf(whole)
        expect(found).toHaveLength(whole.total.count)
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page: SearchResult = await ask({ text, filters: chosen, sort, limit, cursor })
          expect(page.total).toEqual(whole.total)
          if (!page.interpretation.weak) seen.push(...idsOf(page))
          cursor = page.next
        } while (cursor !== null && seen.length <= ENTRIES.length)
        expect(seen).toEqual(found)
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('of one choice have all that has its values, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (chosen) => {
        const has = ({ facets = [] }: Entry, facet: string, values: readonly string[]) =>
          values.length === 0 ||
          facets.some(
            (each) =>
              each.facet === facet &&
              values.includes(each.value) &&
              (each.from ?? '') <= DAY &&
              (each.until === undefined || DAY < each.until),
          )
        const due = ENTRIES.filter((entry) =>
          Object.entries(chosen).every(([facet, values]) => has(entry, facet, values)),
        )
        const { total, hits } = await ask({ filters: chosen, sort: 'updated', limit: 100 })
        expect(total).toEqual({ count: due.length, exact: true })
        expect(hits.map(({ id }) => id).sort()).toEqual(due.map(({ id }) => id).sort())
      }),
      { numRuns: 60 },
    )
  })
})

/** What somebody would type to break it, each about 10,000 characters long where it can be. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one word': 'а'.repeat(10_000),
  'one Latin word': 'cherha'.repeat(1_700),
  'ten thousand words': 'а б в г '.repeat(1_250),
  'words that are unknown': Array.from({ length: 1_000 }, (_, n) => `щжх${n}ґїє`).join(' '),
  'operators alone': 'AND OR NOT NEAR '.repeat(600),
  'operators of FTS5': '(NEAR(а б, 5) ^ {name} : * + - ) '.repeat(300),
  quotes: '"'.repeat(10_001),
  'quotes around words': '"облік '.repeat(1_400),
  'quotes, opened in three ways': '«„“облік '.repeat(1_100),
  minuses: '-'.repeat(10_000),
  'excluded words': '-облік '.repeat(1_400),
  stars: '*'.repeat(10_000),
  parentheses: '('.repeat(5_000) + ')'.repeat(5_000),
  'NUL characters': 'обл\u0000ік\u0000'.repeat(1_100),
  'marks of direction': '\u202Eобл\u200Fік\u2066 '.repeat(1_000),
  'half characters': '\uD83D облік \uDE00'.repeat(900),
  'combining marks': `о${'\u0301\u0308'.repeat(5_000)}`,
  hyphens: 'а-'.repeat(5_000),
  dots: 'а.'.repeat(5_000),
  apostrophes: "а'".repeat(5_000),
  digits: '1234567890-'.repeat(900),
  identifiers: 'UA-SW-000001 '.repeat(770),
  'keys of the other layout': "],;'[.".repeat(1_600),
  emoji: '👨‍👩‍👧'.repeat(1_200),
  SQL: `'; drop table search_text; -- `.repeat(300),
}

/** Ample for a machine that does much else; when nothing hinders it, the slowest takes a tenth of it. */
const LONGEST_MS = 3_000

describe('whatever is typed', () => {
  it.each(Object.entries(HOSTILE))(
    'is answered in time: %s',
    async (_, text) => {
      const { engine } = contestant
      const types = ['software', 'organization', 'expert'] as const
      const answers: Readonly<Record<string, () => Promise<unknown>>> = {
        search: async () => {
          const { hits, total } = await ask({ text })
          expect(total.count).toBeGreaterThanOrEqual(0)
          expect(hits.length).toBeLessThanOrEqual(20)
        },
        literally: () => ask({ text, asTyped: ['*'], sort: 'name' }),
        count: () => engine.count(text, types),
        suggest: () => engine.suggest({ text, types, limit: 5 }),
        similar: async () => {
          const { hits } = await engine.similar({ type: 'software', text, dk021: [text], day: DAY, limit: 5 })
          for (const { coverage } of hits) expect(coverage).toBeLessThanOrEqual(1 + 1e-9)
        },
      }
      for (const [name, answer] of Object.entries(answers)) {
        const began = performance.now()
        await answer()
        expect(performance.now() - began, name).toBeLessThan(LONGEST_MS)
      }
    },
    30_000,
  )

  it('in a filter, finds nothing and breaks nothing', async () => {
    for (const value of ['"', "'; drop table search_text; --", '\u0000', '\uD800', 'MIT" OR "EUPL-1.2', '*', '']) {
      expect((await ask({ filters: { license: [value] } })).hits, value).toEqual([])
      expect((await ask({ text: 'облік', filters: { license: [value] } })).total.count, value).toBe(0)
    }
    expect((await ask({})).total.count).toBe(ENTRIES.length)
  })
})
