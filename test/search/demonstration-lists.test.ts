import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECORD_TYPES } from '../../src/kernel/identifiers.ts'
import { createMeilisearchEngine, type MeilisearchEngine } from '../../src/search/meilisearch.ts'
import { carriedOut, createClient } from '../../src/search/meilisearch-client.ts'
import { stateIndex } from '../../src/search/meilisearch-delivery.ts'
import { createEmbeddedIndex } from '../../src/search/meilisearch-embedded.ts'
import { createDeliverySource } from '../../src/search/meilisearch-source.ts'
import type { SearchRequest } from '../../src/search/port.ts'
import { isNeed } from '../eval/engines.ts'
import { type FilledRegister, registerOfDemonstration } from '../eval/register.ts'
import { type JudgedQuery, readQueries } from '../eval/set.ts'
import { startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'

/*
 * Whether both engines give the same for the judged queries over the demonstration data: Meilisearch by its stand-in in every run,
 * and by a real server where MEILI_URL names one, of which it is also said how far they agree.
 */

const SETS = ['needs', 'reference', 'words'].map(
  (name) => new URL(`../eval/demonstration/${name}.jsonl`, import.meta.url).pathname,
)
const { MEILI_URL, MEILI_KEY } = process.env
/** Without a real server every other one, for the time it takes. */
const queries: readonly JudgedQuery[] = readQueries(SETS)
  .filter((query) => !isNeed(query))
  .filter((_, index) => MEILI_URL || index % 2 === 0)
const STAND_IN = 'the stand-in'
const SERVERS = [
  {
    name: STAND_IN,
    start: async () => {
      const { url, stop } = await startMeilisearchStandIn()
      return { url, key: undefined, stop }
    },
  },
  ...(MEILI_URL
    ? [{ name: 'Meilisearch', start: async () => ({ url: MEILI_URL, key: MEILI_KEY, stop: async () => undefined }) }]
    : []),
]

const FACETS = ['license', 'function', 'verdict']
const request = (text: string, day: string, rest: Partial<SearchRequest> = {}): SearchRequest => ({
  ...{ type: 'software', text, filters: {}, facets: FACETS, sort: 'relevance', day, limit: 10, cursor: null },
  ...rest,
})

let register: FilledRegister
beforeAll(async () => {
  register = await registerOfDemonstration()
}, 120_000)

describe.each(SERVERS)('judged queries by $name', ({ name, start }) => {
  let engine: MeilisearchEngine
  let end: () => Promise<void>
  const said: string[] = []
  /** Queries that were left to the embedded engine. */
  const left: string[] = []

  beforeAll(async () => {
    const { url, key, stop } = await start()
    const { read, search, now, today } = register.deps
    const index = `once_lists_${process.pid}_${Date.now()}`
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
    engine = createMeilisearchEngine({
      url,
      key,
      index,
      fallback: {
        ...search,
        search: (asked) => {
          left.push(asked.text)
          return search.search(asked)
        },
      },
      embedded: createEmbeddedIndex(read),
      source: createDeliverySource({ read, dependents: async () => [] }),
      now,
      today,
      sleep,
      log: (event, details) => said.push(`${event} ${JSON.stringify(details)}`),
      searchLimit: 60_000,
    })
    await engine.deliver()
    end = async () => {
      const client = createClient({ url, key, timeLimit: 60_000 })
      for (const uid of [index, stateIndex(index)])
        await carriedOut(client, { sleep, taskLimit: 60_000 }, (each) => each.deleteIndex(uid))
      await stop()
    }
  }, 120_000)
  afterAll(() => end())

  it('are answered alike: the same records in the same order, as many, with the same values', async () => {
    const { search, today } = register.deps
    const different: string[] = []
    let [asked, shared] = [0, 0]
    for (const { query } of queries) {
      left.length = 0
      const own = await search.search(request(query, today()))
      const other = await engine.search(request(query, today()))
      // What nothing answers is left to the embedded engine, to name the nearest.
      if (own.interpretation.weak) continue
      const ids = new Set(own.hits.map(({ id }) => id))
      asked += ids.size
      shared += other.hits.filter(({ id }) => ids.has(id)).length
      if (left.length > 0 || !isDeepStrictEqual(own, other)) different.push(query)
    }
    expect(said).toEqual([])
    if (name === STAND_IN) expect(different).toEqual([])
    else
      process.stdout.write(`Of the first ten ${shared} of ${asked} are the same; ${different.length} lists differ.\n`)
    expect(shared / asked).toBeGreaterThanOrEqual(0.9)
  }, 120_000)

  it('are answered alike when they are narrowed, on their second page, and when they are only counted', async () => {
    const { search, today } = register.deps
    for (const { query } of queries.filter((_, index) => index % 15 === 0)) {
      const first = await search.search(request(query, today()))
      if (first.interpretation.weak) continue
      const license = first.facets.values['license']?.slice(0, 1).map(({ value }) => value) ?? []
      for (const rest of [{ filters: { license } }, { cursor: first.next }]) {
        const own = await search.search(request(query, today(), rest))
        expect(await engine.search(request(query, today(), rest)), query).toEqual(own)
      }
      expect(await engine.count(query, RECORD_TYPES), query).toEqual(await search.count(query, RECORD_TYPES))
    }
    expect(said).toEqual([])
  })
})
