import { readFileSync } from 'node:fs'
import { type Database, openDatabase } from '../../db/client.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { loadCodes } from '../../seed/load-reference.ts'
import { loadThesaurus } from '../../seed/load-thesaurus.ts'
import { createKey, type KeyRole } from '../../src/accounts/keys.ts'
import { startSession } from '../../src/accounts/sessions.ts'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createDeps, type Deps, type Host } from '../../src/deps.ts'
import type { LogArchive } from '../../src/history/log/archive.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { siteOf } from '../../src/site.ts'
import type { AssetPaths } from '../../src/web/assets.ts'
import { SESSION_COOKIE } from '../../src/web/session.ts'
import { databaseCopy } from './database-copies.ts'

export const TEST_ORIGIN = 'http://register.test'

export interface TestRequest extends RequestInit {
  readonly json?: unknown
  readonly key?: string
  /** As `signIn` gives it. */
  readonly cookie?: string
  /** Fields of a form; the request is a POST from our own origin. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>
  /** Address of the client, as a host tells it; without one nothing is counted by address. */
  readonly from?: string
}

export interface TestApp {
  readonly deps: Deps
  readonly database: Database
  /** Asks the app, `path` below the origin. A plain object as `json` is sent as the body; `form` is sent as a page of ours would. */
  request(path: string, init?: TestRequest): Promise<Response>
  /** An API key of a role. */
  key(role: KeyRole, organization?: string): Promise<string>
  /** Signs a new person in with a confirmed role, without a provider, and gives the cookie of the session. */
  signIn(role: KeyRole, organization?: string): Promise<string>
  /** Sets the clock, RFC 3339. */
  setNow(instant: string): void
}

const ASSETS: AssetPaths = {
  css: '/assets/site.css',
  js: '/assets/site.js',
  icon: '/assets/mark.svg',
  fontRegular: '/assets/r.woff2',
  fontBold: '/assets/b.woff2',
  verifier: '/assets/verify.mjs',
  verifyPage: '/assets/verify-page.js',
}

/** The whole program on a migrated database of its own, with a fixed clock and counted instead of random bytes. */
export async function testApp(
  options: {
    /** A database to use and to migrate, in place of one that nobody else sees. */
    url?: string
    /** A database that is migrated already, such as a copy. */
    database?: Database
    /** Tables of codes. */
    reference?: boolean
    /** The thesaurus, which takes a second to load: only for tests in which words are searched for by others. */
    thesaurus?: boolean
    demo?: boolean
    assets?: AssetPaths
    config?: Record<string, string>
    /** The copy of the log outside the database. */
    logArchive?: LogArchive
    /** Where the count of random bytes begins, for a database that another app wrote to. */
    randomFrom?: number
    /** What operators are told. */
    log?: Host['log']
    /** Asks the identity provider in place of the network. */
    providerFetch?: typeof fetch
    /** Waits; does not unless given. */
    sleep?: Host['sleep']
    origin?: string
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await databaseOf(options))
  let now = '2026-11-23T08:00:00.000Z'
  let counter = options.randomFrom ?? 0
  const host: Host = {
    now: () => now,
    randomBytes: (count) => {
      const digits = String(++counter).padStart(count, '0').slice(-count)
      return Uint8Array.from(digits, Number)
    },
    sleep: options.sleep ?? (() => Promise.resolve()),
    log: options.log ?? (() => undefined),
    queuedWrites: true,
    ...(options.logArchive === undefined ? {} : { logArchive: options.logArchive }),
    ...(options.providerFetch ? { providerFetch: options.providerFetch } : {}),
  }
  const config = readConfig({ DATABASE_URL: ':memory:', ...options.config })
  const deps = createDeps(
    database,
    host,
    siteOf({
      origin: options.origin ?? TEST_ORIGIN,
      assets: options.assets ?? ASSETS,
      demo: options.demo ?? false,
      config,
    }),
    config,
  )
  const app = createApp(deps)
  return {
    deps,
    database,
    request: async (path, { json, key, cookie, form, from, ...init } = {}) => {
      const environment = { clientAddress: from }
      const headers = new Headers(init.headers)
      if (cookie !== undefined) headers.set('cookie', cookie)
      if (form !== undefined) {
        if (!headers.has('origin')) headers.set('origin', TEST_ORIGIN)
        const fields = Object.entries(form).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))
        const body = new URLSearchParams(fields as [string, string][])
        return app.request(new URL(path, TEST_ORIGIN).href, { method: 'POST', ...init, headers, body }, environment)
      }
      if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
      if (json !== undefined) headers.set('content-type', 'application/json')
      const body = json === undefined ? init.body : JSON.stringify(json)
      const asked = { ...init, headers, ...(body === undefined ? {} : { body }) }
      return app.request(new URL(path, TEST_ORIGIN).href, asked, environment)
    },
    key: async (role, organization) => {
      const made = await createKey(deps, OPERATOR, {
        name: role,
        role,
        organization: organization ?? null,
        expiresAt: null,
      })
      return made.key
    },
    signIn: async (role, organization) => {
      const id = String(++counter).padStart(32, '0')
      const at = deps.now()
      await deps.records.record([
        {
          sql: 'insert into person (id, subject, name, created_at) values (?, ?, ?, ?)',
          args: [id, id, `Особа ${counter}`, at],
        },
        {
          sql: `insert into membership (id, person_id, role, organization_id, state, claimed, requested_at, decided_at, decided_by)
                values (?, ?, ?, ?, 'confirmed', 1, ?, ?, 'system')`,
          args: [id, id, role, organization ?? null, at, at],
        },
      ])
      const { token } = await startSession(deps, id, id, 'vitest')
      return `${SESSION_COOKIE}=${token}`
    },
    setNow: (instant) => {
      now = instant
    },
  }
}

type Contents = Pick<NonNullable<Parameters<typeof testApp>[0]>, 'url' | 'reference' | 'thesaurus'>

/** A migrated database with what the options ask for. */
async function databaseOf({ url, reference = true, thesaurus = false }: Contents): Promise<Database> {
  const fill = async (at: string) => {
    const database = await openDatabase(at)
    await migrateDatabase(database.client)
    const { deps } = await testApp({ database })
    if (reference) await loadCodes(deps, readReferenceFile)
    if (thesaurus) await loadThesaurus(deps, readReferenceFile)
    return database
  }
  const contents = ['migrated', ...(reference ? ['codes'] : []), ...(thesaurus ? ['thesaurus'] : [])].join('-')
  return url === undefined ? ((await databaseCopy(contents, fill)) ?? fill(':memory:')) : fill(url)
}

export function readReferenceFile(name: string): string {
  return readFileSync(new URL(`../../seed/reference/${name}`, import.meta.url), 'utf8')
}
