import { createFts5Engine } from '../../src/search/fts5.ts'
import { createMeilisearchEngine } from '../../src/search/meilisearch.ts'
import { createEmbeddedIndex } from '../../src/search/meilisearch-embedded.ts'
import { createDeliverySource } from '../../src/search/meilisearch-source.ts'
import { startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'
import { type Contestant, contestantOver, describeEngine } from './engine-contract.ts'
import { DAY, type SmallIndex } from './small-index.ts'

/** A search that Meilisearch should have answered and did not is a failure of these tests, whatever was found. */
function meilisearchContestant({ away }: { readonly away: boolean }): Promise<Contestant> {
  return contestantOver(async ({ database: { read } }: SmallIndex) => {
    const server = await startMeilisearchStandIn()
    const said: string[] = []
    const engine = createMeilisearchEngine({
      url: server.url,
      fallback: createFts5Engine(read),
      embedded: createEmbeddedIndex(read),
      source: createDeliverySource({ read, dependents: async () => [] }),
      now: () => `${DAY}T10:00:00.000Z`,
      today: () => DAY,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      // Of another day than that of the delivery the embedded engine is asked: that is as it should be.
      log: (event, details) => {
        const ofAnotherDay = details?.['leaves'] === 0 || details?.['after'] === 'behind'
        if (!ofAnotherDay) said.push(`${event} ${JSON.stringify(details)}`)
      },
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
        if (said.length > 0) throw new Error(`Meilisearch did not answer everything: ${said.join('; ')}`)
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
