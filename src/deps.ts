import type { Database } from '../db/client.ts'
import { CALLBACK_PATH, createProvider, type Provider } from './accounts/oidc.ts'
import { allowsDemonstrationSignIn, type Config, ConfigError } from './config.ts'
import { createDemonstration, type Demonstration } from './demonstration.ts'
import { createReference, type Reference } from './directory/reference.ts'
import type { DirectoryPorts } from './directory/service.ts'
import { type Commits, createCommits } from './history/commit.ts'
import type { LogArchive } from './history/log/archive.ts'
import { keyName, parsePrivateKey } from './history/log/note.ts'
import { createPublicLog, type PublicLog } from './history/log/public-log.ts'
import { refuseWhileBehind } from './history/log/serving.ts'
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
  /** The log's private key that this machine keeps, where no other is configured. */
  readonly logKey?: string
  /** The copy of the log outside the database, where this machine has a place for one. */
  readonly logArchive?: LogArchive
  /** Asks the identity provider, which the operator named and which may stand in a private network; the host's own unless given. */
  readonly providerFetch?: typeof fetch
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
  readonly sleep: Host['sleep']
  /** Null: the host cannot, and what needs it says so. */
  readonly outgoing: OutgoingFetch | null
  readonly site: Site
  readonly demonstration: Demonstration
  /** How much each client has left; null: no limits. */
  readonly quotas: Quotas | null
  /** Who people sign in through; null: nobody signs in. */
  readonly signIn: { readonly provider: Provider; readonly pepper: string } | null
  /** Whether people of the demonstration may be chosen instead. */
  readonly demonstrationSignIn: boolean
  readonly config: Config
  readonly publicLog: PublicLog
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
  const records = createRecords({ client, sleep })
  const publicLog = publicLogOf(database, host, site, config, records)
  const commits = createCommits({ client, now, randomBytes, sleep, queued: queuedWrites })
  const licences = { isOpenSource: isOpenSourceLicense, licenseFinding }
  const signIn = signInOf(host, site.origin, config)
  const demonstrationSignIn = allowsDemonstrationSignIn(config)
  return {
    read,
    commits: {
      commit: async (deed) => {
        await refuseWhileBehind(read)
        const committed = await commits.commit(deed)
        publicLog.written()
        return committed
      },
    },
    records,
    search,
    delivery: meilisearch,
    reference,
    licences,
    indexOfHoldings: (id, document) => indexOfHoldings({ read, search, reference, licences }, id, document),
    now,
    today: () => kyivDay(now()),
    randomBytes,
    log,
    sleep,
    outgoing: host.outgoing ?? null,
    site: {
      ...site,
      get demo() {
        return demonstration.isLoaded
      },
      signIn: signIn !== null || demonstrationSignIn,
    },
    demonstration,
    quotas: policies === null ? null : createQuotas(policies, now),
    signIn,
    demonstrationSignIn,
    config,
    publicLog,
  }
}

/** The log is named by its keys, or by where the site is as long as it has none. Throws `ConfigError` when names differ. */
function publicLogOf(
  { read }: Database,
  { now, log, logKey, logArchive }: Host,
  site: Site,
  { LOG_KEY, LOG_NEXT_KEY, LOG_ORIGIN }: Config,
  records: Records,
): PublicLog {
  const first = { variable: 'LOG_KEY', text: LOG_KEY ?? logKey }
  const given = [first, { variable: 'LOG_NEXT_KEY', text: LOG_NEXT_KEY }].flatMap(({ variable, text }) =>
    text === undefined ? [] : [{ variable, text, name: keyName(text) }],
  )
  const origin = LOG_ORIGIN ?? given[0]?.name ?? `${new URL(site.origin).host}/log`
  const foreign = given.find(({ name }) => name !== origin)
  if (foreign) {
    throw new ConfigError([
      { variable: foreign.variable, reason: `is a key of ${foreign.name}, and the log is ${origin}` },
    ])
  }
  const keys = given.map(async ({ variable, text }) => {
    const signer = await parsePrivateKey(text)
    if (signer === null) throw new ConfigError([{ variable, reason: 'is not a private key as `log key` prints it' }])
    return signer
  })
  // Whoever signs is told; until then a wrong key is nobody's failure.
  for (const key of keys) key.catch(() => undefined)
  return createPublicLog({
    read,
    records,
    now,
    log,
    origin,
    signers: () => Promise.all(keys),
    archive: logArchive ?? null,
  })
}

function signInOf({ now, providerFetch }: Host, origin: string, config: Config): Deps['signIn'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SUBJECT_PEPPER } = config
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return null
  if (OIDC_CLIENT_SECRET === undefined || SUBJECT_PEPPER === undefined) return null
  const ports = { fetch: providerFetch ?? ((input, init) => fetch(input, init)), now }
  const provider = createProvider(ports, {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    scopes: config.OIDC_SCOPES,
    nameClaim: config.OIDC_NAME_CLAIM,
    edrpouClaim: config.OIDC_EDRPOU_CLAIM,
    redirectUri: `${origin}${CALLBACK_PATH}`,
  })
  return { provider, pepper: SUBJECT_PEPPER }
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
