import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { OUTGOING_MAXIMUM_BYTES } from '../../src/kernel/outgoing.ts'
import { aFile } from '../exchange/publiccode-files.ts'
import { TEST_ORIGIN, type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let registrar: string
beforeEach(async () => {
  app = await testApp()
  registrar = await app.key('registrar')
})

/** What the answers of these tests hold, each its part. */
interface Body {
  readonly run: string
  readonly counts: unknown
  readonly items: readonly { readonly item: string; readonly source: string; readonly findings: readonly unknown[] }[]
  readonly next: string | null
  readonly errors: readonly { readonly rule: string }[]
  readonly document: { readonly people: object }
}
const bodyOf = async (answer: Response) => (await answer.json()) as Body

const PATH = '/api/v1/imports/publiccode'
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, init: { key?: string; type?: string } = {}) =>
  app.request(path, {
    method: 'POST',
    body,
    headers: { 'content-type': init.type ?? 'application/yaml', 'accept-language': 'en' },
    key: init.key ?? registrar,
  })

describe('POST /api/v1/imports/publiccode', () => {
  it('takes a file and tells what became of it', async () => {
    const answer = await post(PATH, aFile({ legal: '{license: XXXXXXXXX}' }))
    expect(answer.status).toBe(200)
    const report = await bodyOf(answer)
    expect(report).toMatchObject({
      run: expect.stringMatching(/^IM-[0-9a-f]{16}$/),
      dryRun: false,
      counts: { created: 1, updated: 0, unchanged: 0, skipped: 0, quarantined: 0 },
      items: [{ source: 'publiccode.yml', outcome: 'created', id: 'UA-SW-000001', ignored: [] }],
    })
    expect(report.items[0]?.findings).toContainEqual({
      severity: 'warning',
      rule: 'license-unknown',
      path: 'legal.license',
      line: 13,
      column: expect.any(Number),
      message: 'The licence «XXXXXXXXX» is not in the SPDX list, so it is not called open.',
    })
    const run = await app.request(`/api/v1/imports/${report.run}`, { key: registrar })
    expect(await run.json()).toMatchObject({ id: report.run, counts: report.counts, items: [{ id: 'UA-SW-000001' }] })
  })

  it('writes nothing when it is asked what would happen', async () => {
    const answer = await post(`${PATH}?dryRun=true`, aFile())
    expect(await answer.json()).toMatchObject({ run: null, dryRun: true, items: [{ outcome: 'created', id: null }] })
    expect((await app.request('/api/v1/software/UA-SW-000001')).status).toBe(404)
  })

  it('knows a file again by the address it is said to come from', async () => {
    const from = `${PATH}?source=${encodeURIComponent('https://raw.example.org/publiccode.yml')}`
    await post(from, aFile())
    const again = await post(from, aFile({ name: 'Нова', url: 'https://git.example.org/new' }))
    expect(await again.json()).toMatchObject({ items: [{ outcome: 'updated', id: 'UA-SW-000001' }] })
  })

  it('keeps bad UTF-8 in quarantine, byte for byte, until somebody corrects it', async () => {
    const bad = Uint8Array.from([...new TextEncoder().encode('name: '), 0xe0, 0x0a])
    const report = await bodyOf(await post(PATH, bad))
    expect(report.items).toMatchObject([
      { outcome: 'quarantined', id: null, findings: [{ rule: 'encoding-not-utf8', line: 1 }] },
    ])
    const item = report.items[0]?.item
    const list = await app.request('/api/v1/imports/quarantine?limit=1', { key: registrar })
    expect(await list.json()).toMatchObject({ items: [{ item, outcome: 'quarantined' }], next: null })
    const raw = await app.request(`/api/v1/imports/items/${item}/raw`, { key: registrar })
    expect(new Uint8Array(await raw.arrayBuffer())).toEqual(bad)
    expect(raw.headers.get('content-type')).toBe('application/octet-stream')
    expect(raw.headers.get('content-disposition')).toContain('attachment')

    const asItIs = await app.request(`/api/v1/imports/items/${item}/retry`, { method: 'POST', key: registrar })
    expect(await asItIs.json()).toMatchObject({ counts: { quarantined: 1 } })
    const corrected = await post(`/api/v1/imports/items/${item}/retry`, aFile())
    expect(await corrected.json()).toMatchObject({ counts: { created: 1 } })
    const after = await app.request('/api/v1/imports/quarantine', { key: registrar })
    expect(await after.json()).toMatchObject({ items: [] })
    const gone = await post(`/api/v1/imports/items/${item}/retry`, aFile())
    expect([gone.status, (await bodyOf(gone)).errors[0]?.rule]).toEqual([409, 'quarantine-resolved'])
  })

  it('pages through the quarantine', async () => {
    for (const name of ['a', 'b', 'c']) await post(`${PATH}?source=https://raw.example.org/${name}`, 'name: [')
    const sources: string[] = []
    for (let next: string | null = '/api/v1/imports/quarantine?limit=2'; next !== null; ) {
      const page = await bodyOf(await app.request(next, { key: registrar }))
      sources.push(...page.items.map(({ source }) => source.slice(-1)))
      next = page.next
    }
    expect(sources.sort()).toEqual(['a', 'b', 'c'])
  })

  it('fetches a list of addresses', async () => {
    const asked: string[] = []
    const deps = {
      ...app.deps,
      outgoing: async (address: string) => {
        asked.push(address)
        return address.endsWith('good.yml')
          ? { bytes: new TextEncoder().encode(aFile()), refusal: null }
          : { bytes: null, refusal: { rule: 'outgoing-status', params: { status: 404 } } as const }
      },
    }
    const urls = ['https://raw.example.org/good.yml', 'https://raw.example.org/bad.yml']
    const answer = await createApp(deps).request(`${TEST_ORIGIN}${PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${registrar}`, 'content-type': 'application/json', 'accept-language': 'uk' },
      body: JSON.stringify({ urls }),
    })
    expect(asked).toEqual(urls)
    expect(await answer.json()).toMatchObject({
      counts: { created: 1, quarantined: 1 },
      items: [
        { source: urls[0], outcome: 'created' },
        { source: urls[1], findings: [{ rule: 'outgoing-status', message: 'Сервер відповів кодом 404.' }] },
      ],
    })
  })

  it.each([
    [
      'addresses where the host cannot check them',
      PATH,
      '{"urls":["https://a.example.org/"]}',
      'application/json',
      503,
    ],
    [
      'too many addresses',
      PATH,
      JSON.stringify({ urls: Array(51).fill('https://a.example.org/') }),
      'application/json',
      422,
    ],
    ['no address', PATH, '{"urls":[]}', 'application/json', 422],
    ['an unknown parameter', `${PATH}?dry=1`, 'name: a', 'application/yaml', 422],
    ['a dry run that is neither', `${PATH}?dryRun=1`, 'name: a', 'application/yaml', 422],
    ['a form', PATH, 'a=b', 'application/x-www-form-urlencoded', 415],
    ['more than 1 MiB', PATH, 'a'.repeat(OUTGOING_MAXIMUM_BYTES + 1), 'application/yaml', 413],
  ])('refuses %s', async (_, path, body, type, status) => {
    const answer = await post(path, body, { type })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('is for registrars; auditors see the quarantine, editors may ask what would happen', async () => {
    const editor = await app.key('editor', 'UA-EDR-99000018')
    const auditor = await app.key('auditor')
    expect((await post(PATH, aFile(), { key: editor })).status).toBe(403)
    expect((await post(`${PATH}?dryRun=true`, aFile(), { key: editor })).status).toBe(200)
    expect((await post(PATH, aFile(), { key: auditor })).status).toBe(403)
    const statuses = await Promise.all(
      [auditor, editor, undefined].map(async (key) => {
        const init = key === undefined ? {} : { key }
        return (await app.request('/api/v1/imports/quarantine', init)).status
      }),
    )
    expect(statuses).toEqual([200, 403, 401])
  })
})

describe('GET /api/v1/software/{id}/publiccode.yml', () => {
  it('gives a file that comes in again without a change', async () => {
    await post(PATH, aFile())
    const answer = await app.request('/api/v1/software/UA-SW-000001/publiccode.yml')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/yaml; charset=utf-8')
    const text = await answer.text()
    expect(text).toContain('publiccodeYmlVersion: "0.7.0"')
    expect(await (await post(PATH, text)).json()).toMatchObject({ counts: { unchanged: 1 } })
  })

  it('names the office to turn to and its official mailbox, or the institution where no office is known', async () => {
    await post(
      PATH,
      aFile({ maintenance: '{type: internal, contacts: [{name: Олена Особа, email: olena@example.org}]}' }),
    )
    const institution = await (await app.request('/api/v1/software/UA-SW-000001/publiccode.yml')).text()
    expect(institution).toMatch(/contacts:\n\s+- name: /)
    expect(institution).not.toMatch(/Олена|olena/)
    const read = await bodyOf(await app.request('/api/v1/software/UA-SW-000001'))
    const contact = { role: { uk: 'Відповідальна за цифровий розвиток' }, email: 'cdto@misto.example.org' }
    const put = await app.request('/api/v1/software/UA-SW-000001', {
      method: 'PUT',
      key: registrar,
      headers: { 'if-match': '"1"' },
      json: { document: { ...read.document, people: { ...read.document.people, contact } } },
    })
    expect(put.status).toBe(200)
    const text = await (await app.request('/api/v1/software/UA-SW-000001/publiccode.yml')).text()
    expect(text).toContain('cdto@misto.example.org')
    expect(text).not.toContain('olena')
  })

  it('says what an entry lacks for it, in the reader’s language', async () => {
    const document = { identity: { name: { uk: 'Черга' }, shortDescription: { uk: 'Талони' } } }
    await app.request('/api/v1/software', { method: 'POST', key: registrar, json: { state: 'published', document } })
    const answer = await app.request('/api/v1/software/UA-SW-000001/publiccode.yml', {
      headers: { 'accept-language': 'uk' },
    })
    expect(answer.status).toBe(409)
    const { errors, ...problem } = await bodyOf(answer)
    expect(problem).toMatchObject({ type: expect.stringMatching(/\/problems\/not-exportable$/) })
    expect(errors).toContainEqual({
      pointer: '/url',
      rule: 'lacks-repository',
      detail: 'Немає адреси сховища коду.',
    })
  })
})
