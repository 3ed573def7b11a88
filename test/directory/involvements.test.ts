import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { recordConsent, registerExpert } from '../../src/directory/service.ts'
import { OPERATOR } from '../../src/kernel/actor.ts'
import { editSoftware, registerSoftware } from '../../src/software/service.ts'
import { anExpert, named } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

const EXPERT = 'UA-EX-000001'
const SOFTWARE = 'UA-SW-000001'
const PLANTED = ['Нездоймина', 'Тодішньоустанова', 'Причетноінтерес', 'Протоколопапір']
const holding = (text: string) => PLANTED.filter((word) => text.toLowerCase().includes(word.toLowerCase()))

const expert = () =>
  anExpert({
    name: { uk: 'Нездоймина' },
    specialism: { uk: 'Захист інформації' },
    consent: { state: 'asked' },
    involvements: [
      {
        software: SOFTWARE,
        role: 'security-auditor',
        affiliationThen: 'Тодішньоустанова',
        conflictOfInterest: 'Причетноінтерес',
        document: 'Протоколопапір',
      },
    ],
  })

/** A published entry that names an expert who was asked for consent. */
async function withAskedExpert(url?: string): Promise<TestApp> {
  const app = await testApp({ reference: false, ...(url === undefined ? {} : { url }) })
  const options = { typed: true, reason: 'test' }
  await registerSoftware(app.deps, OPERATOR, named('Черга'), 'published', options)
  await registerExpert(app.deps, OPERATOR, expert(), 'test')
  const involved = { expert: EXPERT, role: 'security-auditor', from: '2024-01-01', to: null } as const
  await editSoftware(app.deps, OPERATOR, SOFTWARE, 1, named('Черга', { people: { experts: [involved] } }), options)
  return app
}

const consent = (app: TestApp, version: number, state: 'given' | 'withdrawn') =>
  recordConsent(app.deps, OPERATOR, EXPERT, version, { state, date: '2026-11-01', document: null })

/** Everything that a reader without a key can get at about the entry and the expert. */
async function everythingPublic(app: TestApp): Promise<string> {
  const word = encodeURIComponent('Тодішньоустанова')
  const record = (base: string) => [base, `${base}/versions`, ...[1, 2, 3].map((each) => `${base}/versions/${each}`)]
  const page = (base: string) => [base, `${base}/history`, ...[1, 2, 3].map((each) => `${base}/history/${each}`)]
  const paths = [
    ...record(`/api/v1/software/${SOFTWARE}`),
    ...record(`/api/v1/experts/${EXPERT}`),
    ...page(`/uk/software/${SOFTWARE}`),
    ...page(`/uk/experts/${EXPERT}`),
    '/api/v1/software',
    `/api/v1/software?q=${word}`,
    `/api/v1/experts?q=${word}`,
    '/api/v1/log/entries',
    `/uk/software/${SOFTWARE}/publiccode.yml`,
    '/uk/software.csv',
    '/uk/experts',
    '/uk',
  ]
  const texts: string[] = []
  // A search repeats what was searched for.
  for (const path of paths)
    texts.push((await (await app.request(path)).text()).replaceAll(/"[^"]*q=[^"]*"|"unknown":\[[^\]]*\]/g, ''))
  return texts.join('\n')
}

async function everyTable(app: TestApp): Promise<string> {
  const { client } = app.database
  const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'")
  const contents: string[] = []
  for (const { name } of tables) {
    const { rows: columns } = await client.execute(`select name from pragma_table_info('${name}')`)
    const bytes = columns.map((column) => `hex(coalesce("${column['name']}", ''))`)
    const { rows } = await client.execute(`select ${bytes.join(` || '20' || `)} as bytes from "${name}"`)
    contents.push(...rows.map((row) => textOf(String(row['bytes']))))
  }
  return contents.join('\n')
}

function textOf(hex: string): string {
  return new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)))
}

describe('what is known of an expert’s part in software', () => {
  it('is nowhere in public while they have not answered', async () => {
    const app = await withAskedExpert()
    const everything = await everythingPublic(app)
    expect(everything).toContain('security-auditor')
    expect(holding(everything)).toEqual([])
  })

  it('is shown with the entry, and on their own page, once they gave consent', async () => {
    const app = await withAskedExpert()
    await consent(app, 1, 'given')
    const entry = await (await app.request(`/uk/software/${SOFTWARE}`)).text()
    expect(holding(entry)).toEqual(PLANTED)
    expect(holding(await (await app.request(`/api/v1/experts/${EXPERT}`)).text())).toEqual(PLANTED)
    expect(holding(await (await app.request(`/uk/experts/${EXPERT}`)).text())).toContain('Тодішньоустанова')
    for (const path of [`/api/v1/software/${SOFTWARE}`, `/api/v1/software/${SOFTWARE}/versions/2`])
      expect(holding(await (await app.request(path)).text()), path).toEqual([])
  })

  it('is gone from the public and from every table when they withdraw', async () => {
    const app = await withAskedExpert()
    await consent(app, 1, 'given')
    expect(holding(await everyTable(app))).toEqual(PLANTED)
    await consent(app, 2, 'withdrawn')
    expect(holding(await everythingPublic(app))).toEqual([])
    expect(holding(await everyTable(app))).toEqual([])
  })

  it('is refused in the entry itself', async () => {
    const app = await withAskedExpert()
    const document = named('Черга')
    const involved = { expert: EXPERT, role: 'security-auditor', affiliationThen: 'Тодішньоустанова' }
    const response = await app.request(`/api/v1/software/${SOFTWARE}`, {
      method: 'PUT',
      key: await app.key('registrar'),
      headers: { 'if-match': '"2"' },
      json: { document: { ...document, people: { experts: [involved] } } },
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('affiliationThen')
  })

  it('names software that is there', async () => {
    const app = await testApp({ reference: false })
    await expect(registerExpert(app.deps, OPERATOR, expert(), 'test')).rejects.toMatchObject({
      findings: [{ pointer: '/involvements/0/software', rule: 'software-unknown' }],
    })
  })
})

describe('a file after a withdrawal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('has no byte of what was erased, in tables, free pages, index or write-ahead log', async () => {
    const app = await withAskedExpert(`file:${join(folder, 'register.db')}`)
    await consent(app, 1, 'given')
    const { client } = app.database
    for (let number = 1; number <= 20; number++) {
      const other = anExpert({ name: { uk: `Інша людина ${number}` }, consent: { state: 'given', date: '2026-11-01' } })
      await registerExpert(app.deps, OPERATOR, other, 'test')
    }
    // A name among many in one segment of the index is what a deletion alone leaves there.
    await client.execute("insert into search_text (search_text) values ('optimize')")
    await client.execute('pragma wal_checkpoint(truncate)')
    expect(holding(bytesOf(folder))).toEqual(PLANTED)
    await consent(app, 2, 'withdrawn')
    await client.execute('pragma wal_checkpoint(truncate)')
    expect(holding(bytesOf(folder))).toEqual([])
    // The index shortens what two words have in common, and nothing else.
    expect(bytesOf(folder).toLowerCase()).not.toContain('ездоймин')
    client.close()
  })
})

function bytesOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}
