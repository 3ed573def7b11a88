import { afterEach, describe, expect, it } from 'vitest'
import { createMeilisearchEngine, type MeilisearchEngine } from '../../src/search/meilisearch.ts'
import type { EmbeddedIndex } from '../../src/search/meilisearch-embedded.ts'
import type { Plan } from '../../src/search/plan.ts'
import type { Hit, Match, SearchEngine, SearchRequest, SearchResult } from '../../src/search/port.ts'
import { type FaultName, type StandIn, startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { DAY } from './small-index.ts'
import { SmallRegister } from './small-register.ts'

/*
 * When Meilisearch is asked and when the embedded engine answers, with an interpretation that takes words as they stand and a
 * ranking by date. What both engines find is in engine-contract.ts.
 */

const running: StandIn[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

const EMBEDDED: SearchResult = {
  hits: [{ id: 'embedded', matches: [] }],
  total: { count: 1, exact: true },
  facets: { values: {}, among: null },
  interpretation: { readings: [], unknown: [], relaxed: false, weak: false, record: null, marks: [] },
  next: null,
}

const fallback: SearchEngine = {
  search: async () => EMBEDDED,
  count: async (_, types) => new Map(types.map((type) => [type, { count: -1, exact: true }])),
  similar: async () => ({ hits: [{ id: 'embedded', coverage: 1, common: [] }], marks: [] }),
  suggest: async () => ({ records: [], queries: ['embedded'] }),
  index: () => [],
  clear: () => [],
  remove: () => [],
  erase: () => [],
}

function planOf(text: string): Plan {
  const words = text.split(/\s+/).filter((word) => word !== '')
  return {
    concepts: words.map((word) => ({
      typed: word,
      alternatives: word.startsWith('?') ? [] : [{ terms: [word], weight: 1, reading: null, label: word }],
      df: 3,
      weight: 1,
      required: false,
    })),
    excluded: [],
    needs: [],
    documents: 100,
    interpretation: { readings: [], unknown: words.filter((word) => word.startsWith('?')), marks: words },
  }
}

/** Reads words as they stand, and ranks the latest record first. */
function embeddedOver(register: SmallRegister): EmbeddedIndex {
  return {
    interpret: async (text) => planOf(text),
    recordOf: async () => null,
    rank: async ({ concepts }, keys) =>
      keys
        .toSorted((a, b) => b - a)
        .map((key) => ({ key, score: 1, mass: 1, sure: 1, sureOfNeeds: [], matches: matchesIn(concepts.length) })),
    hits: async (ranked) =>
      ranked.flatMap(({ key, matches }): Hit[] => {
        const id = register.idOf(key)
        return id === undefined ? [] : [{ id, matches }]
      }),
  }
}

const matchesIn = (count: number): Match[] =>
  Array.from({ length: count }, () => ({ typed: '', reading: null, found: '', field: 'name' }))

interface Stage {
  readonly server: StandIn
  readonly register: SmallRegister
  readonly engine: MeilisearchEngine
  /** Events of the log with their reasons. */
  readonly said: string[]
  instant: number
  day: string
  ask(text: string, request?: Partial<SearchRequest>): Promise<SearchResult>
  /** Which engine answered. */
  by(text?: string, request?: Partial<SearchRequest>): Promise<'meilisearch' | 'embedded'>
}

/** So long that no machine is too slow; only a server that never answers is given up sooner. */
const PATIENT_MS = 60_000

async function aStage(options: { searchLimit?: number } = {}): Promise<Stage> {
  const server = await startMeilisearchStandIn({ masterKey: 'master', keys: { 'search-only': ['search'] } })
  running.push(server)
  const register = new SmallRegister()
  register.put('A', 'черг лікар', [{ facet: 'license', value: 'MIT' }])
  register.put('B', 'черг', [{ facet: 'license', value: 'EUPL-1.2' }])
  register.put('C', 'облік')
  const said: string[] = []
  const stage: Stage = {
    server,
    register,
    said,
    instant: Date.parse('2026-11-23T10:00:00.000Z'),
    day: DAY,
    engine: createMeilisearchEngine({
      url: server.url,
      key: 'master',
      fallback,
      embedded: embeddedOver(register),
      source: register,
      now: () => new Date(stage.instant).toISOString(),
      today: () => stage.day,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      log: (event, details) => said.push([event, details?.['reason'] ?? details?.['after'] ?? ''].join(': ')),
      searchLimit: options.searchLimit ?? PATIENT_MS,
    }),
    ask: (text, request = {}) =>
      stage.engine.search({
        type: 'software',
        text,
        filters: {},
        facets: [],
        sort: 'relevance',
        day: DAY,
        limit: 20,
        cursor: null,
        ...request,
      }),
    by: async (text = 'черг', request = {}) =>
      (await stage.ask(text, request)).hits[0]?.id === 'embedded' ? 'embedded' : 'meilisearch',
  }
  return stage
}

async function aFilledStage(options: { searchLimit?: number } = {}): Promise<Stage> {
  const stage = await aStage(options)
  await stage.engine.deliver()
  return stage
}

const FELL_BACK = 'search falls back to the embedded index'

describe('what Meilisearch is asked', () => {
  it('searches by words, with counts and facets that ignore their own choice', async () => {
    const { ask, said } = await aFilledStage()
    const found = await ask('черг', { facets: ['license'], filters: { license: ['MIT'] } })
    expect(found.hits.map(({ id }) => id)).toEqual(['A'])
    expect(found.total).toEqual({ count: 1, exact: true })
    expect(found.facets.values['license']).toHaveLength(2)
    expect(said).toEqual([])
  })

  it('in one request, and a list that is too long to be ranked whole in two', async () => {
    const { ask, server, register, engine } = await aFilledStage()
    const asked = async (text: string) => {
      const before = server.requests.length
      await ask(text, { facets: ['license'], filters: { license: [] } })
      return server.requests.slice(before)
    }
    expect(await asked('черг')).toEqual(['POST /multi-search'])
    for (let n = 0; n < 201; n++) register.put(`R${n}`, 'багато')
    await engine.deliver()
    expect(await asked('багато')).toEqual(['POST /multi-search', 'POST /multi-search'])
  })

  it('finds what has enough of the words', async () => {
    const { ask } = await aFilledStage()
    const found = await ask('лікар облік')
    expect(found.hits.map(({ id }) => id).sort()).toEqual(['A', 'C'])
    expect(found.total).toEqual({ count: 2, exact: true })
    // One of seven equal words is too little, two are enough.
    expect((await ask('черг лікар чотири пять шість сім вісім')).hits.map(({ id }) => id)).toEqual(['A'])
  })

  it('counts what each type has, and leaves to the embedded index what nothing answers', async () => {
    const { engine } = await aFilledStage()
    expect(await engine.count('черг', ['software', 'expert'])).toEqual(
      new Map([
        ['software', { count: 2, exact: true }],
        ['expert', { count: -1, exact: true }],
      ]),
    )
  })

  it('pages neither repeat a record nor skip one, where the ranked beginning ends either', async () => {
    const stage = await aStage()
    for (let n = 0; n < 457; n++) stage.register.put(`R${n}`, `багато слів${n % 3}`)
    await stage.engine.deliver()
    for (const limit of [30, 100]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: SearchResult = await stage.ask('багато', { limit, cursor })
        seen.push(...page.hits.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== null && seen.length < 500)
      expect(seen).toHaveLength(457)
      expect(new Set(seen).size).toBe(457)
    }
  })

  it('gives at least ten thousand, and says that it stopped there', async () => {
    const stage = await aStage()
    for (let n = 0; n < 10_050; n++) stage.register.put(`R${n}`, 'багато')
    await stage.engine.deliver()
    expect((await stage.ask('багато')).total).toEqual({ count: 10_000, exact: false })
  })

  it.each([
    ['the whole list', '', {}],
    ['a list by date', 'черг', { sort: 'updated' }],
    ['a list by name', 'черг', { sort: 'name' }],
    ['words that nothing has', '?щщжж', {}],
    ['more ways to answer than a filter holds', 'а б в г ґ д е є ж з и і ї', {}],
    ['values too long to be filtered by', 'черг', { filters: { holder: ['х'.repeat(300)] } }],
  ] as const)('leaves %s to the embedded index, and asks nothing', async (_, text, request) => {
    const { by, server, said } = await aFilledStage()
    const before = server.requests.length
    expect(await by(text, request)).toBe('embedded')
    expect(server.requests.length).toBe(before)
    expect(said).toEqual([])
  })

  it('says of what is narrowed to nothing what it could be narrowed to, for the register does answer', async () => {
    const { ask, said } = await aFilledStage()
    const found = await ask('лікар', { facets: ['license'], filters: { license: ['EUPL-1.2'] } })
    expect(found).toMatchObject({ hits: [], total: { count: 0, exact: true }, interpretation: { weak: false } })
    expect(found.facets.values['license']).toEqual([{ value: 'MIT', count: 1 }])
    expect(said).toEqual([])
  })

  it('leaves to the embedded index what nothing answers, to name the nearest', async () => {
    const { by, said } = await aFilledStage()
    expect(await by('зозуля')).toBe('embedded')
    expect(said).toEqual([])
  })

  it('leaves long texts and suggestions to the embedded index', async () => {
    const { engine } = await aFilledStage()
    expect((await engine.similar({ type: 'software', text: 'а', dk021: [], day: DAY, limit: 5 })).hits[0]?.id).toBe(
      'embedded',
    )
    expect((await engine.suggest({ text: 'а', types: ['software'], limit: 5 })).queries).toEqual(['embedded'])
  })

  it('refuses a cursor of another list', async () => {
    const { ask } = await aFilledStage()
    await expect(ask('черг', { cursor: 'nonsense' })).rejects.toThrow('Malformed cursor')
  })
})

describe('when Meilisearch does not answer', () => {
  const FAULTS: readonly (readonly [FaultName, string])[] = [
    ['connection-reset', 'unreachable'],
    ['answer-lost', 'unreachable'],
    ['answer-cut', 'unreachable'],
    ['too-many-searches', 'overloaded'],
    // The client of Meilisearch reads the JSON before the status, so that of a page in HTML the status is lost.
    ['request-timeout', 'broken'],
    ['service-unavailable', 'broken'],
    ['bad-gateway', 'broken'],
    ['internal', 'broken'],
    ['key-revoked', 'refused'],
    ['payload-too-large', 'too-large'],
    ['no-space', 'full'],
  ]

  it.each(FAULTS)('%s: the embedded index does, and the log says so once: %s', async (name, reason) => {
    const stage = await aFilledStage()
    const mend = stage.server.inject(name)
    expect(await stage.by()).toBe('embedded')
    stage.instant += 60_000 * 3
    expect(await stage.by()).toBe('embedded')
    expect(stage.said).toEqual([`${FELL_BACK}: ${reason}`])
    mend()
    stage.instant += 60_000 * 3
    expect(await stage.by()).toBe('meilisearch')
    expect(stage.said.at(-1)).toBe(`search is answered by Meilisearch again: ${reason}`)
  })

  it('silence: the embedded index does after a while, and the log says so', async () => {
    const stage = await aFilledStage({ searchLimit: 200 })
    stage.server.inject('silence')
    expect(await stage.by()).toBe('embedded')
    expect(stage.said).toEqual([`${FELL_BACK}: slow`])
  })

  it('it is left alone for a while, so that not every reader waits', async () => {
    const stage = await aFilledStage()
    stage.server.inject('internal', { times: 1 })
    await stage.by()
    const before = stage.server.requests.length
    stage.instant += 4900
    expect(await stage.by()).toBe('embedded')
    expect(stage.server.requests.length).toBe(before)
    stage.instant += 200
    expect(await stage.by()).toBe('meilisearch')
  })

  it('it is left alone for as long as it asks', async () => {
    const stage = await aFilledStage()
    stage.server.inject('too-many-searches', { times: 1 })
    await stage.by()
    stage.instant += 9900
    expect(await stage.by()).toBe('embedded')
    stage.instant += 200
    expect(await stage.by()).toBe('meilisearch')
  })

  it('a server that was never there is no reason to fail', async () => {
    const stage = await aStage()
    await stage.server.stop()
    running.splice(0)
    expect(await stage.by()).toBe('embedded')
    expect((await stage.engine.count('черг', ['software'])).get('software')?.count).toBe(-1)
    expect(await stage.engine.keepUp()).toBe(false)
    expect(stage.said).toEqual([`${FELL_BACK}: unreachable`, 'delivery to Meilisearch failed: unreachable'])
  })

  it('what people typed is not in the log', async () => {
    const stage = await aFilledStage()
    const said: unknown[] = []
    const engine = createMeilisearchEngine({
      url: stage.server.url,
      key: 'search-only',
      fallback,
      embedded: embeddedOver(stage.register),
      source: stage.register,
      now: () => '2026-11-23T10:00:00.000Z',
      today: () => DAY,
      sleep: async () => undefined,
      log: (...all) => said.push(all),
    })
    stage.server.change('once', { filterableAttributes: [] })
    await engine.search({ ...REQUEST, text: 'таємниця' })
    expect(JSON.stringify(said)).toContain('invalid_search_filter')
    expect(JSON.stringify(said)).not.toContain('таємниця')
  })
})

const REQUEST: SearchRequest = {
  type: 'software',
  text: 'черг',
  filters: {},
  facets: [],
  sort: 'relevance',
  day: DAY,
  limit: 20,
  cursor: null,
}

describe('an index that is behind', () => {
  it('is not asked before the first delivery', async () => {
    const stage = await aStage()
    expect(await stage.by()).toBe('embedded')
    expect(stage.said).toEqual([`${FELL_BACK}: absent`])
  })

  it('does not answer while it lacks a change, and does so right after the delivery', async () => {
    const stage = await aFilledStage()
    stage.register.remove('A')
    expect(await stage.by()).toBe('embedded')
    await stage.engine.deliver()
    expect((await stage.ask('черг')).hits.map(({ id }) => id)).toEqual(['B'])
    expect(stage.said).toEqual([])
  })

  it('is said to be behind when it stays so, and not while deliveries go on', async () => {
    const stage = await aFilledStage()
    const pass = (ms: number) => {
      stage.instant += ms
    }
    stage.register.put('D', 'черг')
    await stage.by()
    pass(119_000)
    await stage.engine.deliver()
    stage.register.put('E', 'черг')
    expect(await stage.by()).toBe('embedded')
    pass(119_000)
    expect(await stage.by()).toBe('embedded')
    expect(stage.said).toEqual([])
    pass(1000)
    await stage.by()
    await stage.by()
    expect(stage.said).toEqual([`${FELL_BACK}: behind`])
    await stage.engine.deliver()
    expect(await stage.by()).toBe('meilisearch')
    expect(stage.said.at(-1)).toBe('search is answered by Meilisearch again: behind')
  })

  it('does not answer for another day than that of its values', async () => {
    const stage = await aFilledStage()
    expect(await stage.by('черг', { day: '2026-11-24' })).toBe('embedded')
    stage.day = '2026-11-24'
    await stage.engine.deliver()
    expect(await stage.by('черг', { day: '2026-11-24' })).toBe('meilisearch')
  })

  it('does not answer when it holds another register, or more than this one has', async () => {
    const stage = await aFilledStage()
    stage.register.leaves.pop()
    expect(await stage.by()).toBe('embedded')
    stage.register.log('Z')
    expect(await stage.by()).toBe('embedded')
    await stage.engine.deliver()
    expect(await stage.by()).toBe('meilisearch')
  })

  it('does not answer when the records are indexed otherwise than when they were delivered', async () => {
    const stage = await aFilledStage()
    stage.register.edition = 'second'
    expect(await stage.by()).toBe('embedded')
    expect((await stage.engine.deliver()).restarted).toBe('edition')
    expect(await stage.by()).toBe('meilisearch')
  })

  it('does not answer half filled after its data were lost', async () => {
    const stage = await aFilledStage()
    stage.server.lose()
    expect(await stage.by()).toBe('embedded')
    stage.server.inject('task-fails', { request: /^POST \/indexes\/once\/documents$/ })
    await stage.engine.deliver().catch(() => undefined)
    stage.instant += 60_000
    expect(await stage.by()).toBe('embedded')
  })
})

describe('keeping up', () => {
  it('asks nothing where nothing changed, and looks whether all is well from time to time', async () => {
    const stage = await aStage()
    expect(await stage.engine.keepUp()).toBe(true)
    const before = stage.server.requests.length
    expect(await stage.engine.keepUp()).toBe(true)
    expect(stage.server.requests.length).toBe(before)
    stage.server.lose()
    stage.instant += 300_000
    expect(await stage.engine.keepUp()).toBe(true)
    expect(await stage.by()).toBe('meilisearch')
  })

  it('looks at once when a search finds that the data are lost', async () => {
    const stage = await aStage()
    await stage.engine.keepUp()
    stage.server.lose()
    expect(await stage.by()).toBe('embedded')
    expect(await stage.engine.keepUp()).toBe(true)
    stage.instant += 5000
    expect(await stage.by()).toBe('meilisearch')
  })

  it('delivers after each change and at the turn of the day', async () => {
    const stage = await aStage()
    await stage.engine.keepUp()
    stage.register.put('D', 'черг')
    await stage.engine.keepUp()
    expect((await stage.ask('черг')).total.count).toBe(3)
    stage.day = '2026-11-24'
    await stage.engine.keepUp()
    expect(await stage.by('черг', { day: '2026-11-24' })).toBe('meilisearch')
  })

  it('says that it fails, once, and that it works again', async () => {
    const stage = await aStage()
    const mend = stage.server.inject('key-revoked')
    expect(await stage.engine.keepUp()).toBe(false)
    expect(await stage.engine.keepUp()).toBe(false)
    mend()
    expect(await stage.engine.keepUp()).toBe(true)
    expect(stage.said).toEqual([
      'delivery to Meilisearch failed: refused',
      'delivery to Meilisearch works again: refused',
    ])
  })
})
