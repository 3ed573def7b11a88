import { beforeEach, describe, expect, it } from 'vitest'
import type { SoftwareDocument } from '../../src/software/model.ts'
import type { Problem } from '../../src/web/problem.ts'
import { publishedSoftware, SMALL, type SmallRegister, smallRegister } from '../support/small-register.ts'

const ENTRY = `software/${SMALL.published}`
const CP = 'UA-CP-000001'

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})

const renamed = (name: string): SoftwareDocument => ({
  ...publishedSoftware(),
  identity: { ...publishedSoftware().identity, name: { uk: name } },
})
const proposal = (name = 'Черга нова', baseVersion = 1) => ({
  baseVersion,
  reason: 'Нова назва',
  document: renamed(name),
})

async function ask(method: string, path: string, key?: string, json?: unknown, version?: number) {
  const response = await app.request(`/api/v1/${path}`, {
    method,
    ...(key === undefined ? {} : { key }),
    ...(json === undefined ? {} : { json }),
    headers: version === undefined ? {} : { 'if-match': `"${version}"` },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
const rules = ({ body }: { readonly body: Problem }) => body.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`)

describe('the life of a proposed change over the API', () => {
  it('is proposing, returning with topics, handing in anew and accepting, each at its version', async () => {
    const { editor, registrar } = app.keys
    const made = await ask('POST', `${ENTRY}/proposals`, editor, proposal())
    expect([made.status, made.headers.get('etag'), made.headers.get('location')]).toEqual([
      201,
      '"1"',
      `/api/v1/proposals/${CP}`,
    ])
    const topics = [{ topic: 'identity', text: 'Назва неточна.' }]
    const returned = await ask('POST', `proposals/${CP}/return`, registrar, { topics, reason: 'Виправте.' }, 1)
    expect([returned.status, returned.headers.get('etag')]).toEqual([200, '"2"'])
    const version = await ask('GET', `proposals/${CP}/versions/2`, editor)
    expect(version.body.reason).toBe('[identity] Назва неточна.\n\nВиправте.')
    expect((await ask('PUT', `proposals/${CP}`, editor, proposal('Черга точна'), 2)).status).toBe(200)
    expect((await ask('POST', `proposals/${CP}/accept`, registrar, {}, 3)).status).toBe(200)
    expect((await ask('GET', ENTRY)).body.document.identity.name).toEqual({ uk: 'Черга точна' })
    expect((await ask('GET', `proposals/${CP}`)).body).toMatchObject({
      id: CP,
      version: 4,
      state: 'accepted',
      software: SMALL.published,
      becameVersion: 2,
      organization: SMALL.holder,
    })
    expect((await ask('GET', `${ENTRY}/proposals`)).body.items).toMatchObject([{ id: CP, state: 'accepted' }])
  })

  it('is carried over field by field when the entry moved', async () => {
    const { editor, registrar } = app.keys
    await ask('POST', `${ENTRY}/proposals`, editor, proposal())
    await ask('PUT', ENTRY, registrar, { document: renamed('Черга інша') }, 1)
    const late = await ask('POST', `proposals/${CP}/accept`, registrar, {}, 1)
    expect([late.status, rules(late)]).toEqual([412, ['/baseVersion entry-moved']])
    const none = await ask('POST', `proposals/${CP}/rebase`, editor, {}, 1)
    expect([none.status, rules(none)]).toEqual([422, ['/identity/name/uk choice-missing']])
    const choices = { '/identity/name/uk': 'proposed' }
    expect((await ask('POST', `proposals/${CP}/rebase`, editor, { choices }, 1)).status).toBe(200)
    expect((await ask('POST', `proposals/${CP}/accept`, registrar, {}, 2)).status).toBe(200)
  })

  it('asks for If-Match, refuses a second proposal, and the key of another organization', async () => {
    const { editor, registrar, stranger, auditor } = app.keys
    await ask('POST', `${ENTRY}/proposals`, editor, proposal())
    const again = await ask('POST', `${ENTRY}/proposals`, editor, proposal('Ще одна'))
    expect([again.status, rules(again)]).toEqual([409, [' duplicate-proposal']])
    for (const step of ['accept', 'return', 'withdraw', 'rebase']) {
      expect((await ask('POST', `proposals/${CP}/${step}`, registrar, {})).status, step).toBe(428)
      expect((await ask('POST', `proposals/${CP}/${step}`, stranger, {}, 1)).status, step).toBe(404)
      expect((await ask('POST', `proposals/${CP}/${step}`, auditor, {}, 1)).status, step).toBe(403)
      expect((await ask('POST', `proposals/${CP}/${step}`, undefined, {}, 1)).status, step).toBe(404)
    }
    const past = await ask('PUT', `proposals/${CP}`, editor, proposal('Ще одна', 9), 1)
    expect([past.status, rules(past)]).toEqual([412, ['/baseVersion entry-moved']])
    const draft = await ask('POST', `software/${SMALL.draft}/proposals`, editor, proposal())
    expect([draft.status, rules(draft)]).toEqual([409, ['/state transition-refused']])
    expect((await ask('PUT', `proposals/${CP}`, editor, proposal('Ще одна'))).status).toBe(428)
    expect((await ask('PUT', `proposals/${CP}`, editor, proposal('Ще одна'), 7)).status).toBe(412)
    const empty = await ask('POST', `proposals/${CP}/return`, registrar, {}, 1)
    expect([empty.status, rules(empty)]).toEqual([422, ['/reason text-empty']])
    expect((await ask('POST', `proposals/${CP}/withdraw`, editor, {}, 1)).status).toBe(200)
    const gone = await ask('POST', `proposals/${CP}/accept`, registrar, {}, 2)
    expect([gone.status, rules(gone)]).toEqual([409, ['/state transition-refused']])
  })

  it('lists page by page, and to the public only what was accepted', async () => {
    const { editor, registrar } = app.keys
    for (const number of [1, 2, 3]) {
      await ask('POST', `${ENTRY}/proposals`, editor, proposal(`Черга ${number}`))
      await ask('POST', `proposals/UA-CP-00000${number}/withdraw`, editor, {}, 1)
    }
    const first = await ask('GET', `${ENTRY}/proposals?limit=2`, registrar)
    const next = String(first.body.next).replace('/api/v1/', '')
    const second = await ask('GET', next, registrar)
    const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id)
    expect(ids).toEqual(['UA-CP-000003', 'UA-CP-000002', 'UA-CP-000001'])
    expect((await ask('GET', `${ENTRY}/proposals`)).body).toEqual({ items: [], next: null })
    expect((await ask('GET', `${ENTRY}/proposals?cursor=x`, registrar)).status).toBe(422)
  })
})
