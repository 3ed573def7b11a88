import type { Database } from '../db/client.ts'
import type { Config } from './config.ts'
import { createDemonstration, type Demonstration } from './demonstration.ts'
import { createReference, type Reference } from './directory/reference.ts'
import type { DirectoryPorts } from './directory/service.ts'
import { type Commits, createCommits } from './history/commit.ts'
import { createRecords, type Records } from './history/record.ts'
import { type IsoDate, kyivDay } from './kernel/dates.ts'
import type { OutgoingFetch } from './kernel/outgoing.ts'
import { createQuotas, policiesOf, type Quotas } from './kernel/quotas.ts'
import { createFts5Engine } from './search/fts5.ts'
import { createMeilisearchEngine, type MeilisearchEngine } from './search/meilisearch.ts'
import { createEmbeddedIndex } from './search/meilisearch-embedded.ts'
import { createDeliverySource } from './search/meilisearch-source.ts'
import type { SearchEngine } from './search/port.ts'
import { isOpenSourceLicense, licenseFinding } from './software/license.ts'
import { holdingsOf, indexOfHoldings, type SoftwarePorts } from './software/service.ts'
import type { Site } from './web/layout.tsx'

/** What the program needs of the machine it runs on. */
export interface Host {
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly now: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly sleep: (ms: number) => Promise<void>
  /** For operators. Nothing personal and no secrets. */
  readonly log: (event: string, details?: Readonly<Record<string, unknown>>) => void
  /** One write at a time inside this process (Node); Workers may not wait across requests. */
  readonly queuedWrites: boolean
  /** Gets addresses that others wrote down. Absent where a host cannot check what it connects to (Workers). */
  readonly outgoing?: OutgoingFetch
}

type Delivery = Pick<MeilisearchEngine, 'deliver' | 'keepUp'>

/** Everything the features are wired from. */
export interface Deps extends SoftwarePorts, DirectoryPorts {
  readonly commits: Commits
  readonly records: Records
  readonly search: SearchEngine
  /** What brings Meilisearch to where the log is; null: the embedded index answers alone. */
  readonly delivery: Delivery | null
  readonly reference: Reference
  readonly today: () => IsoDate
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Host['log']
  /** Null: the host cannot, and what needs it says so. */
  readonly outgoing: OutgoingFetch | null
  readonly site: Site
  readonly demonstration: Demonstration
  /** How much each client has left; null: no limits. */
  readonly quotas: Quotas | null
  readonly config: Config
}

export function createDeps(database: Database, host: Host, site: Site, config: Config): Deps {
  const { client, read } = database
  const { now, randomBytes, sleep, log, queuedWrites } = host
  const demonstration = createDemonstration(read, now, site.demo)
  const embedded = createFts5Engine(read)
  const { MEILI_URL: url, MEILI_KEY: key } = config
  const meilisearch = url === undefined ? null : meilisearchOver(embedded, read, host, { url, key })
  const search = meilisearch ?? embedded
  const reference = createReference(read)
  const policies = policiesOf(config.RATE_LIMITS)
  const licences = { isOpenSource: isOpenSourceLicense, licenseFinding }
  return {
    read,
    commits: createCommits({ client, now, randomBytes, sleep, queued: queuedWrites }),
    records: createRecords({ client, sleep }),
    search,
    delivery: meilisearch,
    reference,
    licences,
    indexOfHoldings: (id, document) => indexOfHoldings({ read, search, reference, licences }, id, document),
    now,
    today: () => kyivDay(now()),
    randomBytes,
    log,
    outgoing: host.outgoing ?? null,
    site: {
      ...site,
      get demo() {
        return demonstration.isLoaded
      },
    },
    demonstration,
    quotas: policies === null ? null : createQuotas(policies, now),
    config,
  }
}

function meilisearchOver(
  fallback: SearchEngine,
  read: Database['read'],
  { now, sleep, log }: Host,
  { url, key }: { readonly url: string; readonly key: string | undefined },
): MeilisearchEngine {
  return createMeilisearchEngine({
    url,
    key,
    fallback,
    embedded: createEmbeddedIndex(read),
    source: createDeliverySource({
      read,
      dependents: ({ type, id }) => (type === 'organization' ? holdingsOf({ read }, id) : Promise.resolve([])),
    }),
    now,
    today: () => kyivDay(now()),
    sleep,
    log,
  })
}
