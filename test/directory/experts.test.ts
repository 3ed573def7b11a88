import { beforeEach, describe, expect, it } from 'vitest'
import { editExpert, recordConsent, registerExpert } from '../../src/directory/service.ts'
import { type Actor, OPERATOR } from '../../src/kernel/actor.ts'
import { sha256Hex } from '../../src/kernel/hash.ts'
import { anExpert } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

/** A name, words and papers that can be told from everything else in the database. */
const WORDS = ['Квітослава', 'Нездоймина', 'Kvitoslava', 'Спецкриптологія', 'Інституткибер', 'ПОСВ-777', 'Деклароване']
const person = (state: 'asked' | 'given') =>
  anExpert({
    name: { uk: 'Квітослава Нездоймина', en: 'Kvitoslava Nezdoimyna' },
    specialism: { uk: 'Спецкриптологія' },
    affiliation: { name: { uk: 'Інституткибер' } },
    qualifications: [{ title: { uk: 'Посвідчення' }, number: 'ПОСВ-777' }],
    conflictOfInterest: { uk: 'Деклароване: немає.' },
    consent: { state, date: state === 'given' ? '2026-10-01' : null, document: 'Лист Квітослави Нездоймини' },
  })
const ID = 'UA-EX-000001'
const withdrawal = { state: 'withdrawn', date: '2026-11-20', document: 'Заява Квітослави Нездоймини' } as const

let app: TestApp
let registrar: string
beforeEach(async () => {
  app = await testApp({ reference: false })
  registrar = await app.key('registrar')
})

async function everythingPublic(): Promise<string> {
  const paths = [
    '/experts',
    `/experts?q=${encodeURIComponent('Квітослава')}`,
    `/experts?q=${encodeURIComponent('криптологія')}`,
    `/experts/${ID}`,
    `/experts/${ID}/versions`,
    ...[1, 2, 3, 4].map((version) => `/experts/${ID}/versions/${version}`),
  ]
  const texts: string[] = []
  // What was asked is repeated to who asked, and is no answer.
  for (const path of paths) {
    const { interpretation: _, ...answer } = (await (await app.request(`/api/v1${path}`)).json()) as Record<
      string,
      unknown
    >
    texts.push(JSON.stringify(answer))
  }
  return texts.join('\n')
}

async function rowsOf(...tables: string[]): Promise<string> {
  const rows = await Promise.all(tables.map((table) => app.database.client.execute(`select * from ${table}`)))
  return JSON.stringify(rows.map((result) => result.rows))
}

const found = async () => (await (await app.request('/api/v1/experts')).json()) as { total: { count: number } }
const holding = (text: string) => WORDS.filter((word) => text.includes(word))

describe('an expert who was asked and has not answered', () => {
  beforeEach(() => registerExpert(app.deps, OPERATOR, person('asked'), 'test'))

  it('appears nowhere in public', async () => {
    expect(holding(await everythingPublic())).toEqual([])
    expect((await found()).total.count).toBe(0)
  })

  it('appears in no version, no leaf and not in the index', async () => {
    expect(
      holding(await rowsOf('version', 'leaf', 'search_document', 'search_stems', 'search_term', 'search_number')),
    ).toEqual([])
    const indexed = await app.database.client.execute('select count(*) as n from search_text')
    expect(indexed.rows[0]?.['n']).toBe(0)
  })

  it('is known to the registrar, who has to ask', async () => {
    const response = await app.request(`/api/v1/experts/${ID}`, { key: registrar })
    expect(holding(await response.text())).toEqual(WORDS)
    expect((await app.request(`/api/v1/experts/${ID}`, { key: await app.key('auditor') })).status).toBe(200)
    expect((await app.request(`/api/v1/experts/${ID}`, { key: await app.key('admin') })).status).toBe(404)
  })
})

describe('an expert who gave consent', () => {
  beforeEach(async () => {
    await registerExpert(app.deps, OPERATOR, person('asked'), 'test')
    await recordConsent(app.deps, OPERATOR, ID, 1, { state: 'given', date: '2026-11-01', document: null })
  })

  it('is shown, found and in the history, from then on', async () => {
    expect(holding(await (await app.request(`/api/v1/experts/${ID}`)).text())).toEqual(WORDS)
    expect((await found()).total.count).toBe(1)
    const byName = await app.request(`/api/v1/experts?q=${encodeURIComponent('нездоймина')}`)
    expect(await byName.json()).toMatchObject({ items: [{ id: ID }] })
    const first = await (await app.request(`/api/v1/experts/${ID}/versions/1`)).text()
    expect(holding(first)).toEqual([])
    const second = await (await app.request(`/api/v1/experts/${ID}/versions/2`)).text()
    expect(holding(second)).toEqual(WORDS)
  })

  it('keeps consent as it is when the record is edited', async () => {
    const changed = { ...person('given'), consent: { state: 'withdrawn', date: '2026-11-02', document: null } as const }
    await editExpert(app.deps, OPERATOR, ID, 2, changed, 'test')
    const response = await app.request(`/api/v1/experts/${ID}`)
    expect(await response.json()).toMatchObject({ version: 3, document: { consent: { state: 'given' } } })
  })
})

describe('an expert who withdrew consent', () => {
  let leaves: string
  let hashes: unknown
  beforeEach(async () => {
    await registerExpert(app.deps, OPERATOR, person('asked'), 'Внесено Квітославу')
    await recordConsent(app.deps, OPERATOR, ID, 1, { state: 'given', date: '2026-11-01', document: null })
    await editExpert(app.deps, OPERATOR, ID, 2, person('given'), 'Уточнено Нездоймину')
    leaves = await rowsOf('leaf')
    hashes = (await app.database.client.execute('select version, sha256, at from version order by version')).rows
    const response = await app.request(`/api/v1/experts/${ID}/consent`, {
      method: 'POST',
      key: registrar,
      headers: { 'if-match': '"3"' },
      json: withdrawal,
    })
    expect(response.status).toBe(200)
  })

  it('is erased by that one request: from the row, the index and the envelopes of all versions', async () => {
    const all = await rowsOf(
      'expert',
      'version',
      'leaf',
      'search_document',
      'search_stems',
      'search_term',
      'search_number',
      'commits',
    )
    expect(holding(all)).toEqual([])
    const indexed = await app.database.client.execute(
      `select count(*) as n from search_text where search_text match '"квітослава" OR "спецкриптологія"'`,
    )
    expect(indexed.rows[0]?.['n']).toBe(0)
    expect(holding(await everythingPublic())).toEqual([])
    expect((await found()).total.count).toBe(0)
    expect(holding(await (await app.request(`/api/v1/experts/${ID}`, { key: registrar })).text())).toEqual([])
  })

  it('leaves the log as it was: the same leaves and hashes, and one leaf more', async () => {
    const now = JSON.stringify(JSON.parse(await rowsOf('leaf'))[0].slice(0, 3))
    expect(now).toBe(JSON.stringify(JSON.parse(leaves)[0]))
    const versions = await app.database.client.execute('select version, sha256, at from version order by version')
    expect(JSON.stringify(versions.rows.slice(0, 3))).toBe(JSON.stringify(hashes))
    expect(versions.rows).toHaveLength(4)
  })

  it('shows a history without content, but the last step', async () => {
    const response = await app.request(`/api/v1/experts/${ID}/versions`, { key: registrar })
    const { items } = (await response.json()) as { items: Record<string, unknown>[] }
    expect(items.map(({ version, erased, changes }) => [version, erased, changes])).toEqual([
      [4, false, null],
      [3, true, null],
      [2, true, null],
      [1, true, null],
    ])
    const erased = await app.request(`/api/v1/experts/${ID}/versions/2`, { key: registrar })
    expect(await erased.json()).toMatchObject({ version: 2, envelope: null, erased: true, actor: null, reason: null })
    expect(erased.headers.get('etag')).toBe('"2-erased"')
    const cached = await app.request(`/api/v1/experts/${ID}/versions/2`, {
      key: registrar,
      headers: { 'if-none-match': '"2"' },
    })
    expect(cached.status).toBe(200)
  })

  it('keeps the number, and nobody else ever gets it', async () => {
    const { id } = await registerExpert(app.deps, OPERATOR, anExpert(), 'test')
    expect(id).toBe('UA-EX-000002')
    const response = await app.request(`/api/v1/experts/${ID}`, { key: registrar })
    expect(await response.json()).toMatchObject({
      document: { consent: { state: 'withdrawn', date: '2026-11-20', document: null }, demonstration: false },
    })
  })

  it('has envelopes whose hash is the leaf’s, where they are left', async () => {
    const { rows } = await app.database.client.execute(
      'select envelope, sha256 from version where envelope is not null',
    )
    expect(rows).toHaveLength(1)
    for (const row of rows) expect(await sha256Hex(String(row['envelope']))).toBe(row['sha256'])
  })
})

describe('who may bring an expert in', () => {
  it('is an editor, but only as somebody to be asked', async () => {
    const editor: Actor = { role: 'editor', organization: 'UA-EDR-99000014', credential: null }
    await expect(registerExpert(app.deps, editor, person('given'), 'test')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(registerExpert(app.deps, editor, person('asked'), 'test')).resolves.toMatchObject({ version: 1 })
  })
})

describe('what is said of an expert', () => {
  it('is of days that have come', async () => {
    const tomorrow = { state: 'given', date: '2026-11-24', document: null } as const
    await expect(registerExpert(app.deps, OPERATOR, anExpert({ consent: tomorrow }), 'test')).rejects.toMatchObject({
      findings: [{ pointer: '/consent/date', rule: 'date-in-future' }],
    })
    await registerExpert(app.deps, OPERATOR, person('asked'), 'test')
    await expect(recordConsent(app.deps, OPERATOR, ID, 1, tomorrow)).rejects.toMatchObject({
      findings: [{ pointer: '/date', rule: 'date-in-future' }],
    })
    const today = { ...tomorrow, date: '2026-11-23' }
    await expect(recordConsent(app.deps, OPERATOR, ID, 1, today)).resolves.toMatchObject({ version: 2 })
  })

  it('names an organization that is there', async () => {
    const affiliation = { organization: 'UA-EDR-99999999', name: { uk: 'Немає такої' } }
    const refused = { findings: [{ pointer: '/affiliation/organization', rule: 'organization-unknown' }] }
    const elsewhere = anExpert({ affiliation })
    await expect(registerExpert(app.deps, OPERATOR, elsewhere, 'test')).rejects.toMatchObject(refused)
    await registerExpert(app.deps, OPERATOR, person('asked'), 'test')
    await expect(editExpert(app.deps, OPERATOR, ID, 1, elsewhere, 'test')).rejects.toMatchObject(refused)
  })
})
