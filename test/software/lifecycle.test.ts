import { beforeEach, describe, expect, it } from 'vitest'
import { registerOrganization } from '../../src/directory/service.ts'
import { ANONYMOUS, OPERATOR } from '../../src/kernel/actor.ts'
import { SoftwareDocument } from '../../src/software/model.ts'
import { getSoftware, moveSoftware, registerSoftware } from '../../src/software/service.ts'
import { anOrganization, aSoftware, edrpou, named, organizationOf } from '../support/builders.ts'
import {
  ARCHIVED_BECAUSE,
  publishedSoftware,
  SMALL,
  type SmallRegister,
  smallRegister,
} from '../support/small-register.ts'

let app: SmallRegister
beforeEach(async () => {
  app = await smallRegister()
})

const held = { rights: { holder: SMALL.holder } }

async function send(path: string, key: string, json: unknown, version?: number, method = 'POST') {
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` }
  const response = await app.request(`/api/v1${path}`, { method, key, json, headers })
  return { status: response.status, etag: response.headers.get('etag'), body: await response.json(), response }
}

describe('the life of an entry', () => {
  it('goes from draft over return to publication, and ends in the archive', async () => {
    const { editor, head, registrar } = app.keys
    const made = await send('/software', editor, { state: 'draft', document: named('Облік звернень', held) })
    expect([made.status, made.etag]).toEqual([201, '"1"'])
    const at = made.response.headers.get('location') ?? ''
    expect(at).toBe('/api/v1/software/UA-SW-000004')
    const id = 'UA-SW-000004'
    const stateNow = async () => (await getSoftware(app.deps, OPERATOR, id)).state

    expect((await send(`/software/${id}/submit`, editor, {}, 1)).etag).toBe('"2"')
    expect(await stateNow()).toBe('submitted')
    expect((await send(`/software/${id}/return`, registrar, { reason: 'Немає опису прав.' }, 2)).etag).toBe('"3"')
    expect(await stateNow()).toBe('returned')
    const better = named('Облік звернень', { rights: { holder: SMALL.holder, kind: 'shared' } })
    expect((await send(`/software/${id}`, editor, { document: better }, 3, 'PUT')).etag).toBe('"4"')
    expect(await stateNow()).toBe('returned')
    expect((await app.request(at)).status).toBe(404)
    await send(`/software/${id}/submit`, editor, {}, 4)
    expect((await send(`/software/${id}/publish`, registrar, {}, 5)).etag).toBe('"6"')
    expect((await app.request(at)).status).toBe(200)
    expect((await send(`/software/${id}`, registrar, { document: better }, 6, 'PUT')).etag).toBe('"7"')
    expect(await stateNow()).toBe('published')
    expect((await send(`/software/${id}/archive`, head, { reason: ARCHIVED_BECAUSE }, 7)).etag).toBe('"8"')
    expect((await app.request(at)).status).toBe(410)

    const versions = await app.request(`${at}/versions`, { key: registrar })
    const history = (await versions.json()) as { items: Record<string, unknown>[] }
    expect(history.items.map(({ version, reason }) => `${version} ${reason}`)).toEqual([
      `8 ${ARCHIVED_BECAUSE}`,
      '7 software.edit',
      '6 software.publish',
      '5 software.submit',
      '4 software.edit',
      '3 Немає опису прав.',
      '2 software.submit',
      '1 software.register',
    ])
    expect(history.items.map(({ actor }) => (actor as { role: string }).role)).toEqual([
      'head',
      'registrar',
      'registrar',
      'editor',
      'editor',
      'registrar',
      'editor',
      'editor',
    ])
  })

  it('is seen before publication by its holder, registrars and auditors alone', async () => {
    const { editor, head, registrar, auditor, admin, stranger } = app.keys
    const statusOf = async (key?: string) =>
      (await app.request(`/api/v1/software/${SMALL.draft}`, key === undefined ? {} : { key })).status
    for (const key of [editor, head, registrar, auditor]) expect(await statusOf(key)).toBe(200)
    for (const key of [admin, stranger, undefined]) expect(await statusOf(key)).toBe(404)
  })

  it('leaves a tombstone whose history can be read, to everybody', async () => {
    const list = await app.request(`/api/v1/software/${SMALL.archived}/versions`)
    expect(await list.json()).toMatchObject({ items: [{ version: 2, reason: ARCHIVED_BECAUSE }, { version: 1 }] })
    expect((await app.request(`/api/v1/software/${SMALL.archived}/versions/1`)).status).toBe(200)
    expect((await app.request(`/api/v1/software/${SMALL.archived}`, { key: app.keys.auditor })).status).toBe(200)
  })

  it('takes reasons in one normal form', async () => {
    await moveSoftware(app.deps, OPERATOR, SMALL.published, 1, 'archive', '  Застарі\u0438\u0306ло. ')
    const response = await app.request(`/api/v1/software/${SMALL.published}/versions/2`)
    expect(await response.json()).toMatchObject({ reason: 'Застарійло.' })
  })
})

describe('an entity tag', () => {
  it('is the version, and spares the body of what has not changed', async () => {
    const at = `/api/v1/software/${SMALL.published}`
    const first = await app.request(at)
    expect(first.headers.get('etag')).toBe('"1"')
    for (const tag of ['"1"', 'W/"1"', '"7", "1"', '*']) {
      const again = await app.request(at, { headers: { 'if-none-match': tag } })
      expect([again.status, again.headers.get('etag'), await again.text()], tag).toEqual([304, '"1"', ''])
    }
    for (const tag of ['"2"', '1', '']) {
      expect((await app.request(at, { headers: { 'if-none-match': tag } })).status, tag).toBe(200)
    }
  })

  it.each([
    `/organizations/${SMALL.holder}`,
    `/deployments/${SMALL.deployment}`,
    `/software/${SMALL.published}/versions/1`,
  ])('is given for %s as well', async (path) => {
    expect((await app.request(`/api/v1${path}`)).headers.get('etag')).toBe('"1"')
  })
})

describe('provenance', () => {
  const provenance = async (id: string) => (await getSoftware(app.deps, OPERATOR, id)).document.provenance
  const imported = {
    origin: 'publiccode.yml',
    source: 'https://a.ua/publiccode.yml',
    at: '2026-01-01T00:00:00.000Z',
  } as const
  const typed = { origin: 'typed', source: null, at: '2026-11-23T08:00:00.000Z' }

  it('says of a typed entry which groups were filled in, whatever the writer says', async () => {
    const document = aSoftware({ technology: { databases: ['PostgreSQL'] }, provenance: { rights: imported } })
    const { id } = await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: true, reason: 'test' })
    expect(await provenance(id)).toEqual({ identity: typed, technology: typed })
  })

  it('of an imported entry changes with the groups that somebody typed over', async () => {
    const document = named('Імпорт', { provenance: { identity: imported, technology: imported } })
    const { id } = await registerSoftware(app.deps, OPERATOR, document, 'published', { typed: false, reason: 'import' })
    expect(await provenance(id)).toEqual({ identity: imported, technology: imported })
    const changed = { ...document, funding: { ...document.funding, sources: ['civic'] }, provenance: {} }
    await send(`/software/${id}`, app.keys.registrar, { document: changed }, 1, 'PUT')
    expect(await provenance(id)).toEqual({ identity: imported, technology: imported, funding: typed })
    const emptied = { ...changed, technology: { ...document.technology, databases: ['SQLite'] } }
    await send(`/software/${id}`, app.keys.registrar, { document: emptied }, 2, 'PUT')
    expect(await provenance(id)).toEqual({ identity: imported, technology: typed, funding: typed })
  })
})

describe('warnings', () => {
  it('come with the number of the new entry, for the editor to look at', async () => {
    const document = aSoftware({
      identity: {
        name: { uk: 'Облiк звернень' },
        shortDescription: { uk: 'Облік.' },
        dk021: ['48311110-2', '48000000-8'],
      },
    })
    const { status, body } = await send('/software', app.keys.registrar, { state: 'draft', document })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      id: 'UA-SW-000004',
      warnings: [
        { pointer: '/document/identity/dk021/0', rule: 'cpv-unknown' },
        { pointer: '/document/identity/name/uk', rule: 'mixed-scripts', params: { word: 'Облiк' } },
      ],
    })
  })

  it('are what too long imported texts get, where people are refused', async () => {
    const document = named('Імпорт', {
      identity: { name: { uk: 'Імпорт' }, shortDescription: { uk: 'довгий '.repeat(40) } },
    })
    const options = { typed: false, reason: 'import' }
    const { warnings } = await registerSoftware(app.deps, OPERATOR, document, 'draft', options)
    expect(warnings).toMatchObject([{ pointer: '/identity/shortDescription/uk', rule: 'text-too-long' }])
  })
})

describe('limits of what an entry holds', () => {
  it('let a permission name thousands of organizations, and name those that there are not', async () => {
    await registerOrganization(
      app.deps,
      OPERATOR,
      anOrganization({ identifier: edrpou(3), name: { uk: 'Третя' } }),
      'test',
    )
    const grants = Array.from({ length: 8 }, (_, index) => ({
      permittedUsers: 'named-organizations' as const,
      organizations: Array.from({ length: 5000 }, (_, place) => organizationOf(index * 5000 + place + 1)),
    }))
    const { status, body } = await send('/software', app.keys.registrar, {
      state: 'draft',
      document: aSoftware({ rights: { grants } }),
    })
    expect(status).toBe(422)
    expect((body as { errors: unknown[] }).errors).toHaveLength(100)
    expect(body).toMatchObject({ errorsLeftOut: 39_897 })
  })

  it('give back what was written, member for member', async () => {
    const response = await app.request(`/api/v1/software/${SMALL.published}`)
    const { document } = (await response.json()) as { document: unknown }
    const { provenance, ...rest } = SoftwareDocument.parse(document)
    expect({ ...rest, provenance: {} }).toEqual(publishedSoftware())
    expect(Object.keys(provenance)).toEqual(['identity', 'technology', 'rights'])
  })

  it('know "__proto__" for an unknown field', async () => {
    const json = `{"state":"draft","document":{"identity":{"name":{"uk":"А"},"shortDescription":{"uk":"Б"}},"__proto__":{"civic":true}}}`
    const response = await app.request('/api/v1/software', {
      method: 'POST',
      key: app.keys.registrar,
      body: json,
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/document/__proto__', rule: 'unknown-field' }],
    })
  })
})

describe('the public', () => {
  it('is told nothing by asking for what it may not see', async () => {
    await expect(getSoftware(app.deps, ANONYMOUS, SMALL.draft)).rejects.toMatchObject({ code: 'not-found' })
    const missing = await app.request('/api/v1/software/UA-SW-000099')
    const hidden = await app.request(`/api/v1/software/${SMALL.draft}`)
    expect(await hidden.text()).toBe(await missing.text())
  })
})
