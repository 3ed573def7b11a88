import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from '../../src/host/static-files.ts'
import { buildAssets } from '../../src/web/assets/build.ts'
import type { Problem } from '../../src/web/problem.ts'
import { named } from '../support/builders.ts'
import { SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'
import { TEST_ORIGIN, type TestRequest } from '../support/test-app.ts'

let register: SmallRegister
let cookie: string
let before: Awaited<ReturnType<typeof tableCounts>>
beforeAll(async () => {
  register = await smallRegister()
  cookie = await register.signIn('head', SMALL.holder)
  before = await tableCounts(register.database)
})

const ask = (path: string, request: TestRequest = {}) => register.request(path, { redirect: 'manual', ...request })
const unchanged = async () => expect(await tableCounts(register.database)).toEqual(before)
const draft = { state: 'draft', document: named('Чужа дія', { rights: { holder: SMALL.holder } }) }

describe('a form sent by another site', () => {
  const send = (headers: Record<string, string>, method = 'POST') =>
    ask('/uk/software', { method, cookie, headers, body: new URLSearchParams({ name: 'x' }) })

  it.each([
    ['from another origin', { origin: 'https://evil.example' }],
    ['from no origin', {}],
    ['from an origin that is hidden', { origin: 'null' }],
    ['from a host below ours', { origin: 'http://evil.register.test' }],
    ['from a host that ours begins', { origin: `${TEST_ORIGIN}.evil.example` }],
    ['from our host by another scheme', { origin: TEST_ORIGIN.replace('http:', 'https:') }],
    ['from our host on another port', { origin: `${TEST_ORIGIN}:8080` }],
    ['from our origin in other letters', { origin: TEST_ORIGIN.toUpperCase() }],
    ['from several origins', { origin: `https://evil.example, ${TEST_ORIGIN}` }],
    ['across sites', { 'sec-fetch-site': 'cross-site' }],
    ['across hosts of one site', { 'sec-fetch-site': 'same-site' }],
    ['from nowhere, as an address typed in', { 'sec-fetch-site': 'none' }],
    ['across sites, as ours', { origin: TEST_ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['from another origin, as the same', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['with our address as the referrer alone', { referer: `${TEST_ORIGIN}/uk` }],
  ])('is refused: %s', async (_, headers: Record<string, string>) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) expect((await send(headers, method)).status).toBe(403)
    await unchanged()
  })

  it('cannot hide behind a method in a header or a field', async () => {
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const response = await ask(`/api/v1/software/${SMALL.published}`, {
        headers: { [name]: 'DELETE' },
        key: register.keys.registrar,
      })
      expect(response.status).toBe(200)
    }
    expect((await ask('/uk/software?_method=POST', { cookie })).status).toBe(200)
    await unchanged()
  })
})

describe('reading', () => {
  it('changes nothing, whoever is signed in and whatever the address says', async () => {
    const paths = [
      `/api/v1/software/${SMALL.draft}/submit`,
      `/api/v1/software/${SMALL.published}/archive`,
      `/api/v1/experts/${SMALL.asked}/consent`,
      '/api/v1/imports/publiccode',
      `/uk/software/${SMALL.published}?action=archive&confirm=yes`,
    ]
    for (const path of paths) await ask(path, { cookie })
    for (const path of paths) await ask(path, { key: register.keys.registrar })
    await unchanged()
  })
})

describe('the API', () => {
  it('knows no cookie: a page of another site cannot write or read with one', async () => {
    const own = { cookie, headers: { origin: TEST_ORIGIN } }
    expect((await ask('/api/v1/software', { ...own, method: 'POST', json: draft })).status).toBe(401)
    expect((await ask('/api/v1/keys', own)).status).toBe(401)
    expect((await ask(`/api/v1/software/${SMALL.draft}`, own)).status).toBe(404)
    await unchanged()
  })

  it('lets no page of another site send a key', async () => {
    const preflight = await ask('/api/v1/software', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(preflight.headers.get('access-control-allow-methods')).not.toMatch(/PUT|POST|DELETE/)
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).not.toContain('authorization')
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    '',
  ])('takes no JSON that says it is %j, as a form could send it', async (type) => {
    const headers = new Headers(type === '' ? {} : { 'content-type': type })
    const body = new TextEncoder().encode(JSON.stringify(draft))
    const response = await ask('/api/v1/software', { method: 'POST', key: register.keys.editor, headers, body })
    expect([400, 415, 422]).toContain(response.status)
    await unchanged()
  })

  it.each([
    ['in the address', `/api/v1/software/${SMALL.draft}?key={key}`, {}],
    ['in the address, by its other name', `/api/v1/software/${SMALL.draft}?access_token={key}`, {}],
    ['in a header of its own', `/api/v1/software/${SMALL.draft}`, { 'x-api-key': '{key}' }],
    ['as a cookie', `/api/v1/software/${SMALL.draft}`, { cookie: 'key={key}' }],
    ['as a password', `/api/v1/software/${SMALL.draft}`, { authorization: 'Basic {key}' }],
    ['twice', `/api/v1/software/${SMALL.draft}`, { authorization: 'Bearer {key}, Bearer {key}' }],
  ])('takes no key that comes %s', async (_, path, headers: Record<string, string>) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{key}', register.keys.editor)]),
    )
    const response = await ask(path.replace('{key}', register.keys.editor), { headers: filled })
    expect([401, 404, 422]).toContain(response.status)
  })
})

describe('a body made to cost much', () => {
  const post = (
    body: NonNullable<RequestInit['body']>,
    headers: Record<string, string> = {},
    path = '/api/v1/software',
  ) =>
    ask(path, {
      method: 'POST',
      key: register.keys.registrar,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  it('is refused packed, and never unpacked: a zip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024))
    for (const coding of ['gzip', 'deflate', 'br', 'x-gzip', 'identity, gzip']) {
      expect((await post(bomb, { 'content-encoding': coding })).status, coding).toBe(415)
    }
    const yaml = { 'content-type': 'application/yaml', 'content-encoding': 'gzip' }
    expect((await post(bomb, yaml, '/api/v1/imports/publiccode?dryRun=true')).status).toBe(415)
    expect((await post(bomb)).status).toBe(400)
  })

  it('is refused too large, whether it says so or not', async () => {
    const large = `{"a":"${'x'.repeat(3 * 1024 * 1024)}"}`
    expect((await post(large)).status).toBe(413)
    const drip = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(512 * 1024))
      },
    })
    const streamed = await ask('/api/v1/software', {
      method: 'POST',
      key: register.keys.registrar,
      body: drip,
      headers: { 'content-type': 'application/json', 'content-length': '10' },
      ...({ duplex: 'half' } as object),
    })
    expect(streamed.status).toBe(413)
  })

  it.each([
    ['lists', '['.repeat(200_000)],
    ['objects', '{"a":'.repeat(200_000)],
    ['lists that close', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['brackets after a text that ends in a backslash', `{"a":"\\\\","b":${'['.repeat(70)}${']'.repeat(70)}}`],
  ])('is refused nested deep: %s', async (_, body) => {
    const response = await post(body)
    expect(((await response.json()) as Problem).errors).toMatchObject([{ rule: 'json-too-deep' }])
  })

  it.each(['1e400', '-1e400', '9007199254740993', '1.5', '"1"', '1e3000000'])(
    'is refused with a number that is none of ours: %s',
    async (number) => {
      const body = `{"document":{"scheme":"IT-IPA","identifier":"c_a","name":{"uk":"Назва"},"kind":"other","population":${number}}}`
      expect((await post(body, {}, '/api/v1/organizations')).status).toBe(422)
      await unchanged()
    },
  )

  it.each([
    ['UTF-16', Buffer.from('\uFEFF{"state":"draft"}', 'utf16le')],
    ['halves of characters', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['overlong forms', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ])('is refused in %s', async (_, body) => expect((await post(body)).status).toBe(400))

  it('says of 100,000 mistakes only the first hundred', async () => {
    const document = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`f${index}`, 1]))
    const response = await post(JSON.stringify({ document }))
    expect(response.status).toBe(422)
    expect((await response.text()).length).toBeLessThan(60_000)
  })

  it('is refused with too many addresses to fetch', async () => {
    const urls = Array.from({ length: 51 }, (_, index) => `https://example.org/${index}`)
    expect((await post(JSON.stringify({ urls }), {}, '/api/v1/imports/publiccode?dryRun=true')).status).toBe(422)
  })
})

describe('an address', () => {
  const EVIL = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/%09/evil.example',
    '/%5cevil.example',
  ]

  it.each(EVIL)('leads to no other site: %s', async (evil) => {
    const encoded = encodeURIComponent(evil)
    const paths = [
      `/uk/search?q=${encoded}`,
      `/uk${evil.replaceAll('\\', '%5c')}/`,
      `/uk/software/${encoded}/`,
      `/problems/${encoded}`,
      `/id/${encoded}`,
      `/?return=${encoded}`,
      `/uk/?next=${encoded}`,
      `/favicon.ico?${encoded}`,
    ]
    for (const path of paths) {
      const response = await register.request(`${path}`, { redirect: 'manual' })
      const location = response.headers.get('location')
      if (location === null) continue
      expect(new URL(location, `${TEST_ORIGIN}${path}`).origin, path).toBe(TEST_ORIGIN)
      expect(location, path).toMatch(/^\/(?!\/|\\)/)
    }
  })

  it.each([
    '%0d%0aSet-Cookie:%20a=b',
    '%0aLocation:%20//evil.example',
    '%e5%98%8a%e5%98%8dSet-Cookie:a=b',
    '%00',
    '%0d',
  ])('puts no line into the headers: %s', async (lines) => {
    for (const path of [
      `/problems/${lines}`,
      `/id/${lines}`,
      `/uk/software/${lines}/`,
      `/uk/search?q=${lines}`,
      `/api/v1/software?q=${lines}`,
      `/uk/software.csv?q=${lines}`,
    ]) {
      const response = await ask(path)
      expect(response.status, path).toBeLessThan(500)
      expect(response.headers.has('set-cookie'), path).toBe(false)
      for (const [, value] of response.headers) expect(value, path).not.toMatch(/[\r\n]/)
      expect(new URL(response.headers.get('location') ?? '/', TEST_ORIGIN).origin, path).toBe(TEST_ORIGIN)
    }
  })

  it.each([
    ['..%2f..%2fpackage.json', '/assets/..%2f..%2fpackage.json'],
    ['../../', '/assets/../../package.json'],
    ['backslashes', '/assets/..%5c..%5cpackage.json'],
    ['twice encoded', '/assets/%252e%252e%252fpackage.json'],
    ['a null', '/assets/site.css%00.js'],
    ['a folder', '/assets/'],
    ['a drive', '/assets/C:%5cwindows'],
    ['a hidden file', '/.env'],
    ['the repository', '/.git/config'],
    ['the list of built files', '/assets/paths.json'],
  ])('leads to no file of the machine: %s', async (_, path) => {
    const files = createStaticFiles(await buildAssets())
    expect(await files(new Request(`${TEST_ORIGIN}${path}`))).toBeNull()
    expect((await ask(path)).status).toBe(404)
  })

  it.each([
    'UA-SW-000001%00',
    'UA-SW-000001%20',
    'ＵＡ-SW-000001',
    'UA‑SW‑000001',
    'UA-SW-００００01',
    'UА-SW-000001',
    'ua-sw-000001',
    'UA-SW-000001%0a',
    "UA-SW-000001'%20or%20'1'='1",
    '..%2fsoftware%2fUA-SW-000002',
    'UA-SW-000001;UA-SW-000002',
    'UA-SW-000001\u200B',
  ])('of a record is taken in one spelling alone: %s', async (id) => {
    expect([404, 422]).toContain((await ask(`/api/v1/software/${id}`)).status)
    expect((await ask(`/uk/software/${id}`)).status).toBe(404)
  })

  it('may be long, and is refused or cut, never an error of ours', async () => {
    const long = 'черга '.repeat(8000)
    expect((await ask(`/api/v1/software?q=${encodeURIComponent(long)}`)).status).toBe(422)
    expect((await ask(`/uk/organizations?q=${encodeURIComponent(long)}`)).status).toBe(200)
    expect((await ask(`/uk/software?${'function=x&'.repeat(5000)}`)).status).toBe(200)
    expect((await ask(`/api/v1/software/${'9'.repeat(50_000)}`)).status).toBe(422)
    expect((await ask('/api/v1/software', { headers: { 'accept-language': 'en;q=0.1,'.repeat(5000) } })).status).toBe(
      200,
    )
    expect(
      (await ask(`/api/v1/software/${SMALL.published}`, { headers: { 'if-none-match': '"2",'.repeat(5000) } })).status,
    ).toBe(200)
  })

  it.each([
    '?q=a&q=b',
    '?limit=1&limit=100',
    '?cursor=a&cursor=b',
    '?q[]=a',
    '?q[$ne]=a',
    '?__proto__[x]=1',
    '?constructor.prototype.x=1',
  ])('of the API is refused with parameters given twice or made of others: %s', async (query) =>
    expect((await ask(`/api/v1/software${query}`)).status).toBe(422),
  )
})

describe('a header', () => {
  it('that names another host changes nothing that is answered: poisoned hosts and caches', async () => {
    const paths = [
      '/uk',
      '/uk/software',
      '/sitemap.xml',
      '/robots.txt',
      '/opensearch.xml',
      '/uk/software.atom',
      '/uk/nowhere',
      '/api/v1/software',
      '/.well-known/security.txt',
    ]
    const evil: Record<string, string> = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-server': 'evil.example',
      'x-host': 'evil.example',
      forwarded: 'host=evil.example;proto=http',
      'x-original-url': '/admin',
      'x-rewrite-url': '/admin',
      'x-forwarded-prefix': '//evil.example',
      'x-forwarded-proto': 'javascript',
    }
    for (const path of paths) {
      const plain = await (await ask(path)).text()
      for (const [name, value] of Object.entries(evil)) {
        const poisoned = await ask(path, { headers: { [name]: value } })
        expect(await poisoned.text(), `${path} with ${name}`).toBe(plain)
        expect(poisoned.headers.get('location') ?? '').not.toContain('evil')
      }
    }
  })

  it('in the request line of which another host stands leads nowhere else', async () => {
    for (const path of ['/uk', '/uk/software/', '/', '/api/v1/software?limit=1']) {
      const response = await register.request(`https://evil.example${path}`, { redirect: 'manual' })
      expect(response.headers.get('location') ?? '').not.toContain('evil.example')
      expect(await response.text()).not.toContain('evil.example')
    }
  })

  it('tells caches that pages differ by who reads them, and keeps what keys and sessions read out of them', async () => {
    expect((await ask('/uk')).headers.get('vary')).toContain('Cookie')
    expect((await ask('/uk', { cookie })).headers.get('cache-control')).toContain('no-store')
    const read = await ask(`/api/v1/software/${SMALL.draft}`, { key: register.keys.editor })
    expect([read.status, read.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  })

  it('If-None-Match tells nobody of what they may not read', async () => {
    for (const tag of ['"1"', '*', 'W/"1"']) {
      const response = await ask(`/api/v1/software/${SMALL.draft}`, { headers: { 'if-none-match': tag } })
      expect(response.status).toBe(404)
    }
  })

  it.each(['*', 'W/"1"', '"1", "2"', '1', '"01"', `"${'9'.repeat(400)}"`])(
    'If-Match takes one version, and no wildcard: %s',
    async (tag) => {
      const response = await ask(`/api/v1/software/${SMALL.draft}/submit`, {
        method: 'POST',
        key: register.keys.editor,
        headers: { 'if-match': tag },
        json: { reason: '' },
      })
      expect(response.status).toBe(422)
      await unchanged()
    },
  )
})
