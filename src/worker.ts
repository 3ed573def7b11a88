import type { Database } from '../db/client.ts'
import { openPerCall } from '../db/per-call-client.ts'
import { schemaState } from '../db/schema-version.ts'
import { forgetAnswers } from './accounts/idempotency.ts'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { createDeps, type Deps, type Host } from './deps.ts'
import { isIndexCurrent } from './host/index-form.ts'
import { type Bucket, openLogBucket } from './host/log-bucket.ts'
import { failureText } from './kernel/failure-text.ts'
import { siteOf } from './site.ts'
import type { AssetPaths } from './web/assets.ts'
import { SECURITY_HEADERS } from './web/security-headers.ts'

/** What `wrangler.toml` binds, and the variables of `config.ts`. */
interface Environment {
  readonly ASSETS: { fetch(request: Request): Promise<Response> }
  /** The copy of the log outside the database. */
  readonly LOG_BUCKET?: Bucket
  readonly [variable: string]: unknown
}

type Answer = (request: Request) => Response | Promise<Response>

/** How long a look at the schema holds, in ms: a migration of the database must not wait for new isolates. */
const SCHEMA_CHECK_HOLDS_MS = 60_000

const host: Host = {
  now: () => new Date().toISOString(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  log: (event, details) => {
    // biome-ignore lint/suspicious/noConsole: it is the log of a Worker.
    console.error(JSON.stringify({ at: new Date().toISOString(), event, ...details }))
  },
  queuedWrites: false,
}

/** An answer before the program runs: it says what is wrong to operators in the log, and to readers only that it will pass. */
class NotReady extends Error {
  override readonly name = 'NotReady'
}

interface Isolate {
  readonly database: Database
  readonly answer: Answer
  readonly delivery: Deps['delivery']
  readonly publicLog: Deps['publicLog']
  readonly kept: Pick<Deps, 'records' | 'now'>
  schemaCheckedAt: number
}

// One an isolate. It holds no connection: those belong to the request that opens them.
let isolate: Isolate | undefined

export default {
  async fetch(request: Request, environment: Environment, context?: Waiting): Promise<Response> {
    try {
      isolate ??= await createIsolate(environment)
      await checkSchema(isolate)
      const answer = await isolate.answer(request)
      // What was just written is signed for at once; the trigger takes up what this could not.
      if (!READING.has(request.method)) context?.waitUntil(integrateLog(isolate))
      return answer
    } catch (error) {
      host.log('not ready', { error: failureText(error) })
      return unavailable()
    }
  },

  /** Signs the log, removes answers that are kept no longer, and brings Meilisearch to where the log is, when there is one. All say in the log when they cannot. */
  async scheduled(_event: unknown, environment: Environment): Promise<void> {
    try {
      const { MEILI_URL, LOG_KEY } = readConfig(environment)
      if (MEILI_URL === undefined && LOG_KEY === undefined) return
      isolate ??= await createIsolate(environment)
      await checkSchema(isolate)
      await integrateLog(isolate)
      await forgetAnswers(isolate.kept)
      await isolate.delivery?.keepUp()
    } catch (error) {
      host.log('not ready', { error: failureText(error) })
    }
  },
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Rounds of one call, which has a bounded number of requests of its own. */
const LOG_ROUNDS = 4

/** What a request may leave to be done after its answer. */
interface Waiting {
  waitUntil(work: Promise<unknown>): void
}

async function integrateLog({ publicLog }: Isolate): Promise<void> {
  try {
    await publicLog.integrate({ rounds: LOG_ROUNDS })
  } catch (error) {
    host.log('log not integrated', { error: failureText(error) })
  }
}

async function createIsolate(environment: Environment): Promise<Isolate> {
  const config = readConfig(environment)
  const { DATABASE_URL, DATABASE_AUTH_TOKEN, PUBLIC_URL } = config
  if (DATABASE_URL === undefined) throw new ConfigError([{ variable: 'DATABASE_URL', reason: 'is needed here' }])
  if (PUBLIC_URL === undefined) throw new ConfigError([{ variable: 'PUBLIC_URL', reason: 'is needed here' }])
  const database = openPerCall(DATABASE_URL, DATABASE_AUTH_TOKEN)
  const assets = await assetPaths(environment)
  // The schema may not be there yet; every page looks for itself.
  const demo = false
  const { LOG_BUCKET } = environment
  const withCopy = LOG_BUCKET === undefined ? host : { ...host, logArchive: openLogBucket(LOG_BUCKET, 'LOG_BUCKET') }
  const deps = createDeps(database, withCopy, siteOf({ origin: PUBLIC_URL, assets, demo, config }), config)
  const app = createApp(deps)
  return {
    database,
    answer: (request) => app.fetch(request, { clientAddress: request.headers.get('cf-connecting-ip') ?? undefined }),
    delivery: deps.delivery,
    publicLog: deps.publicLog,
    kept: deps,
    schemaCheckedAt: 0,
  }
}

/** The names of the built files, from the list that the build puts beside them. */
async function assetPaths({ ASSETS }: Environment): Promise<AssetPaths> {
  const response = await ASSETS.fetch(new Request('https://assets.invalid/assets/paths.json'))
  if (!response.ok) throw new NotReady('the assets were not built: npm run build')
  return (await response.json()) as AssetPaths
}

/** The Worker never migrates; it answers only over the schema it was written for. */
async function checkSchema(current: Isolate): Promise<void> {
  const now = Date.now()
  if (now - current.schemaCheckedAt < SCHEMA_CHECK_HOLDS_MS) return
  const state = await schemaState(current.database.read)
  if (state !== 'current') throw new NotReady(`the schema is ${state}: npm run once -- migrate`)
  // Searches go on over the old index, and find less; the CLI makes it anew.
  if (!(await isIndexCurrent(current.database))) host.log('search index is of another form: npm run once -- migrate')
  current.schemaCheckedAt = now
}

function unavailable(): Response {
  const problem = {
    type: 'about:blank',
    title: 'Тимчасово недоступно / Temporarily unavailable',
    status: 503,
    detail: 'Реєстр оновлюється, спробуйте за хвилину. / The register is being updated, try again in a minute.',
  }
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '60',
      'cache-control': 'no-store',
    },
  })
}
