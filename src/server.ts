import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Database } from '../db/client.ts'
import { hasDemonstration, hasRecords, seedDemonstration } from '../seed/run.ts'
import { forgetAnswers } from './accounts/idempotency.ts'
import { createApp } from './app.ts'
import { type Config, ConfigError, readConfig, wantsDemonstration } from './config.ts'
import { createDeps, type Deps } from './deps.ts'
import { isSigned } from './history/log/rows.ts'
import { clientAddress } from './host/client-address.ts'
import { compressed } from './host/compression.ts'
import { type DeliveryLoop, startDelivering } from './host/delivery-loop.ts'
import { type LogLoop, startIntegrating } from './host/log-loop.ts'
import { logOfMachine } from './host/log-of-machine.ts'
import { nodeHost } from './host/node.ts'
import { DatabaseNotReady, loadShippedReference, openReady } from './host/prepare.ts'
import { bringIndexUpToDate } from './host/reindex.ts'
import { createStaticFiles } from './host/static-files.ts'
import { failureText } from './kernel/failure-text.ts'
import { siteOf } from './site.ts'
import { buildAssets } from './web/assets/build.ts'
import type { RequestEnv } from './web/kit.ts'

/** How long a stopping server waits for the answers it has begun, in ms. */
const STOP_DEADLINE_MS = 10_000
/** How long between two looks at what is kept no longer, in ms. */
const FORGET_EVERY_MS = 3_600_000

/** @param peer address of the other end of the connection */
type Answer = (request: Request, peer: string | undefined) => Promise<Response>

interface Running {
  readonly answer: Answer
  readonly database: Database
  /** Null where nothing is delivered. */
  readonly delivering: DeliveryLoop | null
  readonly integrating: LogLoop
}

/** Everything between an open port and the first answer: schema, codes, demonstration data, assets. */
async function prepare(config: Config, origin: string): Promise<Running> {
  const building = buildAssets()
  // Awaited below; a failure of the database first must not leave this one unhandled.
  building.catch(() => undefined)
  const database = await openReady(config)
  const assets = await building
  const demo = (await hasDemonstration(database)) || (wantsDemonstration(config) && !(await hasRecords(database)))
  const host = { ...nodeHost, ...(await logOfMachine(config, origin, () => isSigned(database.read))) }
  const deps = createDeps(database, host, siteOf({ origin, assets: assets.paths, demo, config }), config)
  await loadShippedReference(deps)
  await bringIndexUpToDate(deps)
  if (wantsDemonstration(config)) await seedDemonstration(deps)
  await beginLog(deps)
  setInterval(() => forget(deps), FORGET_EVERY_MS).unref()
  const integrating = startIntegrating(deps.publicLog, nodeHost)
  const delivering = deps.delivery && startDelivering(deps.delivery.keepUp, nodeHost)
  return { answer: answerWith(createApp(deps), createStaticFiles(assets), config), database, delivering, integrating }
}

/** Removes what is kept no longer, also where nobody comes by who would. */
async function forget(deps: Deps): Promise<void> {
  try {
    await forgetAnswers(deps)
  } catch (error) {
    deps.log('expired answers not removed', { error: failureText(error) })
  }
}

/** A log that may not be signed is known before the first answer; a copy that cannot be reached only delays it. */
async function beginLog({ publicLog, log }: Pick<Deps, 'publicLog' | 'log'>): Promise<void> {
  const signers = await publicLog.signers()
  if (signers.length === 0) process.stderr.write(NO_LOG_KEY)
  else if (publicLog.archive === null) process.stderr.write(NO_LOG_COPY)
  try {
    await publicLog.integrate({ rounds: 1 })
  } catch (error) {
    log('log not integrated', { error: failureText(error) })
  }
}

const NO_LOG_KEY = 'LOG_KEY is not set: the log is kept and not signed.\n'
const NO_LOG_COPY =
  'LOG_FOLDER is not set: the log has no copy outside the database, so a lost one cannot be told from a younger one.\n'

function answerWith(
  app: Pick<Hono<RequestEnv>, 'fetch'>,
  staticFiles: ReturnType<typeof createStaticFiles>,
  { TRUSTED_PROXIES }: Config,
): Answer {
  return async (request, peer) => {
    const address = clientAddress(peer, request.headers.get('x-forwarded-for'), TRUSTED_PROXIES)
    const environment = { clientAddress: address ?? undefined }
    return (await staticFiles(request)) ?? compressed(request, await app.fetch(request, environment))
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  let begin: (running: Promise<Running>) => void = () => undefined
  const running = new Promise<Running>((resolve) => {
    begin = resolve
  })
  // The port is taken first, so that a second start ends before it touches the database; early readers wait for the first answer.
  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => (await running).answer(request, incoming.socket.remoteAddress),
  })
  const port = await listening(server, config)
  const shown = /^(?:127\.0\.0\.1|0\.0\.0\.0|::1?|localhost)$/.test(config.HOST) ? 'localhost' : config.HOST
  const origin = config.PUBLIC_URL ?? `http://${shown}:${port}`
  begin(prepare(config, origin))
  stopOnSignal(server, await running)
  process.stdout.write(greeting(origin))
  if (config.OPERATOR_CONTACT === undefined) process.stderr.write(NO_CONTACT)
}

const NO_CONTACT = 'OPERATOR_CONTACT is not set: the pages tell readers that the operator has named no mailbox.\n'

type Server = ReturnType<typeof createAdaptorServer>

function listening(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.PORT, config.HOST, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : config.PORT)
    })
  })
}

/**
 * SIGTERM or Ctrl-C: no new connections, begun answers and the delivery under way are finished, the database is closed. A second
 * signal ends it at once.
 */
function stopOnSignal(
  server: Server,
  { database, delivering, integrating }: Pick<Running, 'database' | 'delivering' | 'integrating'>,
): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    const finish = () => {
      database.client.close()
      process.exit(0)
    }
    const stopped = Promise.all([delivering?.stop(), integrating.stop()])
    server.close(async () => {
      await stopped
      finish()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(finish, STOP_DEADLINE_MS).unref()
    // Both the terminal and npm pass on one Ctrl-C; only a later one is meant as a second.
    setTimeout(() => {
      for (const signal of SIGNALS) process.once(signal, () => process.exit(1))
    }, 1000).unref()
  }
  for (const signal of SIGNALS) process.on(signal, stop)
}
const SIGNALS = ['SIGTERM', 'SIGINT'] as const

function greeting(origin: string): string {
  return `
  Раз для всіх — реєстр програм, за які вже заплачено
  Once for All — the register of software already paid for

    Українською   ${origin}/uk
    In English    ${origin}/en
    API           ${origin}/api/v1/openapi.json

  Ctrl+C зупиняє сервер · stops the server
`
}

/** One line that an operator can act on, or the whole error when it is none of the expected ones. */
function complaint(error: unknown): string {
  if (error instanceof ConfigError) {
    return error.problems.map(({ variable, reason }) => `Cannot start: ${variable} ${reason}.`).join('\n')
  }
  if (error instanceof DatabaseNotReady) return `Cannot start: ${error.message}.`
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const port = error instanceof Error && 'port' in error ? ` ${error.port}` : ''
  if (code === 'EADDRINUSE') return `Cannot start: port${port} is already in use. Set PORT to another one.`
  if (code === 'EACCES') return `Cannot start: port${port} needs more rights than this process has. Set PORT.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'Cannot start: HOST is not an address of this machine.'
  return `Cannot start: ${failureText(error)}`
}

main().catch((error: unknown) => {
  process.stderr.write(`${complaint(error)}\n`)
  process.exit(1)
})
