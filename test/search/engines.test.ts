import { expect } from 'vitest'
import { createFts5Engine } from '../../src/search/fts5.ts'
import { createMeilisearchEngine } from '../../src/search/meilisearch.ts'
import { createEmbeddedIndex } from '../../src/search/meilisearch-embedded.ts'
import { createDeliverySource } from '../../src/search/meilisearch-source.ts'
import type { SearchEngine } from '../../src/search/port.ts'
import { startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { type Contestant, contestantOver, describeEngine } from './engine-contract.ts'
import { DAY, type SmallIndex } from './small-index.ts'

/** A search that Meilisearch should have answered and did not is a failure of these tests, whatever was found. */
function meilisearchContestant({ away }: { readonly away: boolean }): Promise<Contestant> {
  return contestantOver(async ({ database: { read } }: SmallIndex) => {
    const server = await startMeilisearchStandIn()
    const fts5 = createFts5Engine(read)
    const unasked: string[] = []
    const search: SearchEngine['search'] = async (request) => {
      const found = await fts5.search(request)
      const isOurs = request.sort === 'relevance' && request.text.trim() !== '' && request.day === DAY
      // What nothing answers is left to the embedded engine, to name the nearest.
      if (isOurs && !found.interpretation.weak) unasked.push(request.text)
      return found
    }
    const said: string[] = []
    const engine = createMeilisearchEngine({
      url: server.url,
      fallback: { ...fts5, search },
      embedded: createEmbeddedIndex(read),
      source: createDeliverySource({ read, dependents: async () => [] }),
      now: () => `${DAY}T10:00:00.000Z`,
      today: () => DAY,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      log: (event, details) => said.push(`${event} ${JSON.stringify(details)}`),
      // No machine is so slow.
      searchLimit: 60_000,
    })
    if (away) await server.stop()
    return {
      engine,
      settle: async () => {
        if (!away) await engine.deliver()
      },
      close: async () => {
        if (away) return
        await server.stop()
        expect({ said, unasked }).toEqual({ said: [], unasked: [] })
      },
    }
  })
}

const NOTHING_TO_DO = async () => undefined

describeEngine('FTS5', () =>
  contestantOver(async ({ database }) => ({
    engine: createFts5Engine(database.read),
    settle: NOTHING_TO_DO,
    close: NOTHING_TO_DO,
  })),
)
describeEngine('Meilisearch', () => meilisearchContestant({ away: false }))
describeEngine('Meilisearch when it is away', () => meilisearchContestant({ away: true }))
