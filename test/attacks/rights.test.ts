import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actorOfKey, createKey, revokeKey } from '../../src/accounts/keys.ts'
import { readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { AppError } from '../../src/kernel/errors.ts'
import { registerSoftware } from '../../src/software/service.ts'
import type { Problem } from '../../src/web/problem.ts'
import { anExpert, anOrganization, aSoftware, edrpou, named } from '../support/builders.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'
import { tableCounts } from '../support/table-counts.ts'
import { type TestRequest, testApp } from '../support/test-app.ts'

let register: SmallRegister
let before: Awaited<ReturnType<typeof tableCounts>>
beforeAll(async () => {
  register = await smallRegister()
})
beforeEach(async () => {
  before = await tableCounts(register.database)
})

type As = keyof SmallRegister['keys']
const held = { rights: { holder: SMALL.holder } }
const send = (as: As, method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  register.request(`/api/v1${path}`, { method, key: register.keys[as], json, headers } as TestRequest)
const unchanged = async () => expect(await tableCounts(register.database)).toEqual(before)
const rulesOf = async (response: Response) => ((await response.json()) as Problem).errors?.map(({ rule }) => rule) ?? []
const read = async (path: string) =>
  (await (await register.request(`/api/v1${path}`, { key: register.keys.auditor })).json()) as {
    document: Record<string, unknown>
    state: string
    version: number
  }

describe('power over another organization', () => {
  it.each([
    ['registering software for it', 'POST', '/software', { state: 'draft', document: named('Чуже', held) }],
    [
      'taking its software over',
      'PUT',
      `/software/${SMALL.published}`,
      { document: { ...publishedSoftware(), rights: { holder: SMALL.other } } },
    ],
    [
      'renaming it',
      'PUT',
      `/organizations/${SMALL.holder}`,
      { document: anOrganization({ name: { uk: 'Інша назва' } }) },
    ],
    [
      'saying that it uses something',
      'POST',
      '/deployments',
      { document: { software: SMALL.published, organization: SMALL.holder, state: 'in-use' } },
    ],
    [
      'saying that it uses something no more',
      'PUT',
      `/deployments/${SMALL.deployment}`,
      { document: { software: SMALL.published, organization: SMALL.holder, state: 'retired' } },
    ],
    ['archiving its entry', 'POST', `/software/${SMALL.published}/archive`, { reason: 'Помста' }],
    [
      'proposing a change to its entry',
      'POST',
      `/software/${SMALL.published}/proposals`,
      { baseVersion: 1, reason: 'x', document: publishedSoftware() },
    ],
  ])('is refused: %s', async (_, method, path, json) => {
    expect((await send('stranger', method, path, json, { 'if-match': '"1"' })).status).toBe(403)
    await unchanged()
  })

  it('is not had by giving one’s own entry to it: the new holder has to be one’s own too', async () => {
    const mine = await send('stranger', 'POST', '/software', {
      state: 'draft',
      document: named('Моє', { rights: { holder: SMALL.other } }),
    })
    const { id } = (await mine.json()) as { id: string }
    before = await tableCounts(register.database)
    const given = await send(
      'stranger',
      'PUT',
      `/software/${id}`,
      { document: named('Моє', held) },
      { 'if-match': '"1"' },
    )
    expect(given.status).toBe(403)
    await unchanged()
  })

  it('is not had by saying so in a header, a field or a parameter', async () => {
    const json = { state: 'draft', document: named('Чуже', held) }
    const headers = {
      'x-organization': SMALL.holder,
      'x-role': 'registrar',
      'x-user': 'admin',
      'x-forwarded-user': 'admin',
    }
    expect((await send('stranger', 'POST', '/software', json, headers)).status).toBe(403)
    expect(
      (await send('stranger', 'POST', '/software', { ...json, organization: SMALL.holder, role: 'registrar' })).status,
    ).toBe(422)
    expect((await send('stranger', 'POST', `/software?organization=${SMALL.holder}`, json)).status).toBe(403)
    await unchanged()
  })

  it('is not told of by how a draft is refused: a draft of others is nothing there', async () => {
    const [theirs, none] = await Promise.all([
      register.request(`/api/v1/software/${SMALL.draft}`, { key: register.keys.stranger }),
      register.request('/api/v1/software/UA-SW-999999', { key: register.keys.stranger }),
    ])
    expect([theirs.status, await theirs.text()]).toEqual([none.status, await none.text()])
    const submit = (id: string) =>
      send('stranger', 'POST', `/software/${id}/submit`, { reason: '' }, { 'if-match': '"1"' })
    expect((await submit(SMALL.draft)).status).toBe((await submit('UA-SW-999999')).status)
  })
})

describe('fields that nobody is to fill in', () => {
  const document = aSoftware(held)
  it.each([
    ['an id beside the document', { id: 'UA-SW-000777', document }],
    ['a version', { version: 9, document }],
    ['an actor', { actor: { role: 'registrar', organization: null }, document }],
    ['an id in the document', { document: { ...document, id: 'UA-SW-000777' } }],
    ['a state in the document', { document: { ...document, state: 'published' } }],
    ['the mark of demonstration data', { document: { ...document, demonstration: true } }],
    [
      'extensions',
      { document: { ...document, extensions: { 'publiccode.yml/source': { address: 'https://git.example.org/x' } } } },
    ],
    ['a state that is none', { state: 'archived', document }],
    ['a state that only a return gives', { state: 'returned', document }],
    ['its prototype', JSON.parse(`{"__proto__":{"state":"published"},"document":${JSON.stringify(document)},"x":1}`)],
  ])('are refused: %s', async (_, json) => {
    expect((await send('editor', 'POST', '/software', json)).status).toBe(422)
    await unchanged()
  })

  it('where they come from: an entry that was typed says so, whatever it claims', async () => {
    const at = '2020-01-01T00:00:00.000Z'
    const provenance = {
      identity: { origin: 'contract', source: 'https://contracts.example/1', at },
      rights: { origin: 'publiccode.yml', source: null, at },
    }
    const made = await send('editor', 'POST', '/software', {
      state: 'draft',
      document: { ...named('Звідки', held), provenance },
    })
    const { id } = (await made.json()) as { id: string }
    const { document: stored } = await read(`/software/${id}`)
    expect(
      Object.values(stored['provenance'] as Record<string, { origin: string }>).map(({ origin }) => origin),
    ).toEqual(['typed', 'typed'])
  })

  it('that confirm an organization, an expert’s consent or a deployment, without the right to', async () => {
    const made = await send('editor', 'POST', '/organizations', {
      document: anOrganization({ identifier: edrpou(7), confirmed: true }),
    })
    const { id } = (await made.json()) as { id: string }
    expect((await read(`/organizations/${id}`)).document['confirmed']).toBe(false)
    expect((await send('editor', 'POST', '/experts', { document: anExpert() })).status).toBe(403)
    const deployment = {
      software: SMALL.published,
      organization: SMALL.other,
      state: 'in-use',
      confirmedOn: '2026-11-01',
    }
    expect((await send('registrar', 'POST', '/deployments', { document: deployment })).status).toBe(403)
  })

  it('of the same name twice: the last one counts, and is checked', async () => {
    const body = `{"state":"draft","state":"published","document":${JSON.stringify(named('Двічі', held))}}`
    const headers = { 'content-type': 'application/json' }
    const response = await register.request('/api/v1/software', {
      method: 'POST',
      key: register.keys.editor,
      body,
      headers,
    })
    expect(response.status).toBe(403)
    await unchanged()
  })
})

describe('a prototype', () => {
  const POLLUTED = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}'

  it('is given nothing by JSON, by addresses or by files', async () => {
    const bodies = [
      `{"state":"draft","document":${POLLUTED}}`,
      `{"state":"draft","document":{"identity":{"name":${POLLUTED},"shortDescription":{"uk":"x"}}}}`,
      `{"state":"draft","document":{"identity":{"name":{"uk":"x"},"shortDescription":{"uk":"x"},"features":{"__proto__":["x"]}},"extensions":${POLLUTED}}}`,
      `{"baseVersion":1,"reason":"x","choices":${POLLUTED}}`,
    ]
    for (const body of bodies) {
      for (const path of ['/software', '/organizations', '/experts', '/deployments']) {
        const headers = { 'content-type': 'application/json' }
        const response = await register.request(`/api/v1${path}`, {
          method: 'POST',
          key: register.keys.registrar,
          body,
          headers,
        })
        expect(response.status, body).toBe(422)
      }
    }
    for (const query of ['__proto__[polluted]=yes', '__proto__.polluted=yes', 'constructor[prototype][polluted]=yes']) {
      await register.request(`/api/v1/software?${query}`)
      await register.request(`/uk/software?${query}`)
    }
    readPubliccode(
      new TextEncoder().encode(
        '__proto__: {polluted: yes}\nname: x\ndescription: {__proto__: {polluted: yes}}\nit: {"constructor": {prototype: {polluted: yes}}}\n',
      ),
    )
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    await unchanged()
  })
})

describe('a step of the lifecycle left out', () => {
  const move = (as: As, id: string, transition: string, version = '"1"') =>
    send(as, 'POST', `/software/${id}/${transition}`, { reason: 'Причина' }, { 'if-match': version })

  it('is refused: publishing one’s own draft, or what was handed in by one’s own organization', async () => {
    const own = await register.key('registrar', SMALL.holder)
    before = await tableCounts(register.database)
    expect((await move('editor', SMALL.draft, 'publish')).status).toBe(403)
    expect((await move('head', SMALL.draft, 'publish')).status).toBe(403)
    const request = { method: 'POST', key: own, json: { reason: '' }, headers: { 'if-match': '"1"' } }
    expect((await register.request(`/api/v1/software/${SMALL.draft}/publish`, request)).status).toBe(403)
    expect(
      (await send('editor', 'POST', '/software', { state: 'published', document: named('Одразу', held) })).status,
    ).toBe(403)
    await unchanged()
  })

  it.each([
    ['publishing a draft nobody handed in', SMALL.draft, 'publish', '"1"'],
    ['returning what is published', SMALL.published, 'return', '"1"'],
    ['archiving a draft', SMALL.draft, 'archive', '"1"'],
    ['publishing again what was archived', SMALL.archived, 'publish', '"2"'],
    ['handing in again what was archived', SMALL.archived, 'submit', '"2"'],
    ['archiving twice', SMALL.archived, 'archive', '"2"'],
  ])('is refused to the registrar too: %s', async (_, id, transition, version) => {
    const response = await move('registrar', id, transition, version)
    expect([response.status, await rulesOf(response)]).toEqual([409, ['transition-refused']])
    await unchanged()
  })

  it('is refused: editing what is archived, and a step that there is not', async () => {
    const edit = await send(
      'registrar',
      'PUT',
      `/software/${SMALL.archived}`,
      { document: named('Знову', held) },
      { 'if-match': '"2"' },
    )
    expect(edit.status).toBe(410)
    for (const step of ['delete', 'approve', 'constructor', '__proto__', 'toString']) {
      expect([404, 422], step).toContain((await move('registrar', SMALL.draft, step)).status)
    }
    await unchanged()
  })

  it('is refused with a version that was read before somebody else’s change', async () => {
    expect((await move('registrar', SMALL.published, 'archive', '"7"')).status).toBe(412)
    expect((await send('registrar', 'POST', `/software/${SMALL.published}/archive`, { reason: 'x' })).status).toBe(428)
    await unchanged()
  })
})

describe('a key', () => {
  it('is not found by guessing: ten tries, then none from that address is looked at for a while', async () => {
    const app = await testApp({ reference: false })
    const key = await app.key('registrar')
    const from = '203.0.113.66'
    const guess = async (last: string) =>
      (await app.request('/api/v1/keys', { key: key.slice(0, -1) + last, from })).status
    const wrong = [...'0123456789abcdef'].filter((digit) => !key.endsWith(digit))
    const statuses: number[] = []
    for (const digit of wrong) statuses.push(await guess(digit))
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.slice(10).every((status) => status === 429)).toBe(true)
    expect(await guess(key.slice(-1))).toBe(429)
  })

  it('is not told from another by what is answered to a wrong one', async () => {
    const [malformed, unknown, spoilt, revoked, expired] = await Promise.all([
      'x',
      `ofa_${'0'.repeat(16)}_${'1'.repeat(46)}`,
      register.keys.editor.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      revokedKey(),
      expiredKey(),
    ])
    const answers = await Promise.all(
      [malformed, unknown, spoilt, revoked, expired].map(async (key) => {
        const response = await register.request('/api/v1/software', { key: key ?? '' })
        return [response.status, response.headers.get('www-authenticate'), await response.text()].join('\n')
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  async function revokedKey(): Promise<string> {
    const { id, key } = await createKey(register.deps, OPERATOR, {
      name: 'x',
      role: 'auditor',
      organization: null,
      expiresAt: null,
    })
    await revokeKey(register.deps, OPERATOR, id)
    return key
  }

  async function expiredKey(): Promise<string> {
    const { key, id } = await createKey(register.deps, OPERATOR, {
      name: 'x',
      role: 'auditor',
      organization: null,
      expiresAt: '2026-11-23T08:00:01.000Z',
    })
    await register.deps.records.record([
      { sql: `update api_key set expires_at = '2026-11-23T07:00:00.000Z' where id = ?`, args: [id] },
    ])
    return key
  }

  it.each([
    ['revoked', `update api_key set revoked_at = '2026-11-23T08:00:00.000Z'`],
    ['run out', `update api_key set expires_at = '2026-11-23T08:00:00.000Z'`],
    ['made smaller in its role', `update api_key set role = 'officer'`],
    ['moved to another organization', `update api_key set organization_id = 'UA-EDR-99000022'`],
    ['left without the scope', `update api_key set scopes = '["read"]'`],
    ['gone', 'delete from api_key'],
  ])('that was %s while it wrote, writes nothing', async (_, meanwhile) => {
    const own = await smallRegister()
    const actor = await actorOfKey(own.deps, own.keys.editor)
    const counts = await tableCounts(own.database)
    await own.database.client.execute(meanwhile)
    const write = registerSoftware(own.deps, actor, named('Облік', held), 'draft', { typed: true, reason: 'test' })
    await expect(write).rejects.toThrow(AppError)
    await expect(write).rejects.toMatchObject({ code: 'forbidden' })
    const after = await tableCounts(own.database)
    expect({ ...after, api_key: 0 }).toEqual({ ...counts, api_key: 0 })
  })

  it('makes no other: whoever steals one does not outlive its revocation', async () => {
    const admin = await actorOfKey(register.deps, register.keys.admin)
    const wanted = { name: 'x', role: 'registrar', organization: null, expiresAt: null } as const
    await expect(createKey(register.deps, admin, wanted)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await send('admin', 'POST', '/keys', wanted)).status).toBe(405)
    await unchanged()
  })
})
