// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../../src/kernel/actor.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { retryQuarantined } from '../../../src/software/import/quarantine.ts'
import type { ImportReport } from '../../../src/software/import/report.ts'
import { SoftwareDocument } from '../../../src/software/model.ts'
import { getSoftware, registerSoftware } from '../../../src/software/service.ts'
import { aFile } from '../../exchange/publiccode-files.ts'
import { type TestApp, testApp } from '../../support/test-app.ts'
import { fileOf, importInto, rowCounts } from './import-files.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})

const outcomes = ({ items }: ImportReport) => items.map(({ outcome }) => outcome)
const rulesOf = ({ items }: ImportReport) => items.flatMap(({ findings }) => findings.map(({ rule }) => rule))
const entry = async (id: string) => getSoftware(app.deps, OPERATOR, id)
const registrar = (organization: string | null): Actor => ({ role: 'registrar', organization, credential: null })

async function entries(): Promise<string[]> {
  const { rows } = await app.database.client.execute('select id from software order by id')
  return rows.map(({ id }) => String(id))
}

async function reasons(id: string): Promise<string[]> {
  const sql = "select envelope from version where type = 'software' and id = ? order by version"
  const { rows } = await app.database.client.execute({ sql, args: [id] })
  return rows.map(({ envelope }) => JSON.parse(String(envelope)).reason)
}

describe('importing a file', () => {
  it('publishes an entry with where it came from, once', async () => {
    const file = fileOf(aFile(), {
      source: 'https://raw.example.org/publiccode.yml',
      address: 'https://raw.example.org/publiccode.yml',
    })
    const first = await importInto(app, [file])
    expect(first.counts).toEqual({ created: 1, updated: 0, unchanged: 0, skipped: 0, quarantined: 0 })
    const { state, version, document } = await entry('UA-SW-000001')
    expect({ state, version }).toEqual({ state: 'published', version: 1 })
    expect(document.provenance.identity).toEqual({
      origin: 'publiccode.yml',
      source: 'https://raw.example.org/publiccode.yml',
      at: '2026-11-23T08:00:00.000Z',
    })
    const before = await rowCounts(app)
    expect(outcomes(await importInto(app, [file]))).toEqual(['unchanged'])
    const after = await rowCounts(app)
    expect(after).toEqual({ ...before, import_run: 2, import_item: 2 })
  })

  it('is found by the search at once', async () => {
    await importInto(app, [fileOf(aFile())])
    const found = await app.request(`/api/v1/software?q=${encodeURIComponent('черга')}`)
    expect(await found.json()).toMatchObject({ items: [{ id: 'UA-SW-000001', license: 'EUPL-1.2' }] })
  })

  it('makes a version that names the file when something changed', async () => {
    await importInto(app, [fileOf(aFile(), { source: 'a/publiccode.yml' })])
    const changed = await importInto(app, [fileOf(aFile({ softwareVersion: '"2.0"' }), { source: 'b/publiccode.yml' })])
    expect(outcomes(changed)).toEqual(['updated'])
    expect(await entries()).toEqual(['UA-SW-000001'])
    expect(await reasons('UA-SW-000001')).toEqual([
      'publiccode.yml: a/publiccode.yml',
      'publiccode.yml: b/publiccode.yml',
    ])
    expect((await entry('UA-SW-000001')).document.technology.version).toBe('2.0')
  })

  it('writes nothing at all in a dry run, and reports what a commit then does', async () => {
    await importInto(app, [fileOf(aFile())])
    const files = [
      fileOf(aFile({ softwareVersion: '"2.0"' }), { source: 'one.yml', path: '1' }),
      fileOf(aFile({ softwareVersion: '"2.1"' }), { source: 'copy.yml', path: '2' }),
      fileOf(aFile({ name: 'Інша', url: 'https://git.example.org/other' }), { source: 'two.yml', path: '3' }),
      fileOf(aFile({ name: 'Інша', url: 'https://git.example.org/other/' }), { source: 'same.yml', path: '4' }),
      fileOf('name: [', { source: 'broken.yml', path: '5' }),
    ]
    const before = await rowCounts(app)
    const dry = await importInto(app, files, { dryRun: true })
    expect(await rowCounts(app)).toEqual(before)
    const done = await importInto(app, files)
    expect(dry.run).toBeNull()
    expect(outcomes(dry)).toEqual(['updated', 'skipped', 'created', 'skipped', 'quarantined'])
    expect(outcomes(done)).toEqual(outcomes(dry))
    expect(rulesOf(done)).toEqual(rulesOf(dry))
  })

  it('leaves what people typed as it is and says what differs', async () => {
    await importInto(app, [fileOf(aFile())])
    const { version, document } = await entry('UA-SW-000001')
    const key = await app.key('registrar')
    const edited = { ...document, identity: { ...document.identity, shortDescription: { uk: 'Талони і табло' } } }
    const put = await app.request('/api/v1/software/UA-SW-000001', {
      method: 'PUT',
      key,
      headers: { 'if-match': `"${version}"` },
      json: { document: edited },
    })
    expect(put.status).toBe(200)
    const again = await importInto(app, [fileOf(aFile({ softwareVersion: '"2.0"', developmentStatus: 'obsolete' }))])
    expect(outcomes(again)).toEqual(['updated'])
    expect(again.items[0]?.findings.find(({ rule }) => rule === 'typed-kept')?.params).toEqual({
      group: 'identity',
      fields: 'shortDescription, developmentStatus',
      origin: 'typed',
    })
    const after = (await entry('UA-SW-000001')).document
    expect(after.identity).toMatchObject({ shortDescription: { uk: 'Талони і табло' }, developmentStatus: 'stable' })
    expect(after.technology.version).toBe('2.0')
  })

  it('knows an entry that was typed by its repository and keeps all of it', async () => {
    const typed = SoftwareDocument.parse({
      identity: { name: { uk: 'Талони' }, shortDescription: { uk: 'Талони' }, functions: [] },
      technology: { repository: { url: 'http://www.git.example.org/queue.git' } },
    })
    await registerSoftware(app.deps, OPERATOR, typed, 'published', { typed: true, reason: 'software.register' })
    const report = await importInto(app, [fileOf(aFile(), { path: 'somewhere' })])
    expect(outcomes(report)).toEqual(['updated'])
    expect(await entries()).toEqual(['UA-SW-000001'])
    const { identity, rights } = (await entry('UA-SW-000001')).document
    expect(identity.name).toEqual({ uk: 'Талони' })
    expect(rights.license).toBe('EUPL-1.2')
  })

  it('takes out what nobody can see and what identifies people, and says where', async () => {
    const report = await importInto(app, [
      fileOf(
        aFile({
          landingURL: 'https://example.org',
          description: `
  uk:
    shortDescription: "Че\\u200Bрга"
    longDescription: "${'Опис. '.repeat(30)} РНОКПП 3184710691"
    features: [Запис]`,
        }),
      ),
    ])
    const found = report.items[0]?.findings.filter(({ rule }) => /removed$/.test(rule))
    expect(found?.map(({ rule, path, line }) => [rule, path, line])).toContainEqual([
      'personal-data-rnokpp-removed',
      'description.uk.longDescription',
      expect.any(Number),
    ])
    const { identity } = (await entry('UA-SW-000001')).document
    expect(JSON.stringify(identity)).not.toMatch(/3184710691|\u200B/)
  })

  it('passes over an archived entry', async () => {
    await importInto(app, [fileOf(aFile())])
    const key = await app.key('registrar')
    await app.request('/api/v1/software/UA-SW-000001/archive', {
      method: 'POST',
      key,
      headers: { 'if-match': '"1"' },
      json: { reason: 'замінено' },
    })
    const report = await importInto(app, [fileOf(aFile({ softwareVersion: '"9"' }))])
    expect([outcomes(report), rulesOf(report).includes('entry-archived')]).toEqual([['skipped'], true])
  })

  it('is not for just anybody', async () => {
    const anonymous: Actor = { role: 'anonymous', organization: null, credential: null }
    const editor: Actor = { role: 'editor', organization: 'UA-EDR-00000000', credential: null }
    await expect(importInto(app, [], { actor: anonymous })).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(importInto(app, [], { actor: editor })).rejects.toMatchObject({ code: 'forbidden' })
    expect(outcomes(await importInto(app, [fileOf(aFile())], { actor: editor, dryRun: true }))).toEqual(['created'])
  })

  it('does not let a registrar import for their own organization', async () => {
    const file = fileOf(aFile({ organisation: '{name: Місто, uri: "https://misto.example.org"}' }))
    const report = await importInto(app, [file], { actor: registrar('URL-misto.example.org') })
    expect([outcomes(report), rulesOf(report).includes('own-organization')]).toEqual([['quarantined'], true])
    expect(await entries()).toEqual([])
  })
})

describe('the holder', () => {
  it.each([
    ['{name: Місто, uri: "https://WWW.Misto.example.org/Rada/"}', '{name: Рада, uri: "http://misto.example.org/rada"}'],
    ['{name: Bari, uri: "urn:x-italian-pa:C_A662"}', '{name: Bari, uri: "urn:x-italian-pa:c_a662"}'],
  ])('is registered once, unconfirmed, however files spell it: %s', async (one, other) => {
    const report = await importInto(app, [
      fileOf(aFile({ organisation: one }), { path: '1' }),
      fileOf(aFile({ organisation: other, name: 'Б', url: 'https://git.example.org/b' }), { path: '2' }),
    ])
    expect(outcomes(report)).toEqual(['created', 'created'])
    const { rows } = await app.database.client.execute('select confirmed from organization')
    expect(rows.map(({ confirmed }) => confirmed)).toEqual([0])
    const [first, second] = await Promise.all(['UA-SW-000001', 'UA-SW-000002'].map(entry))
    expect(first?.document.rights.holder).toBe(second?.document.rights.holder)
  })

  it('is the owner of the repository when the file names nobody', async () => {
    await importInto(app, [fileOf(aFile({ url: 'https://github.com/ComuneDiBari/SIT.git' }))])
    expect((await entry('UA-SW-000001')).document.rights.holder).toBe('URL-github.com~comunedibari')
  })

  it('gets its name from the first file that has one', async () => {
    const code = 'IT: {riuso: {codiceIPA: c_a662}}\n'
    await importInto(app, [fileOf(aFile() + code)])
    const named = aFile({
      name: 'Б',
      url: 'https://git.example.org/b',
      organisation: '{name: Bari, uri: "urn:x-italian-pa:c_a662"}',
    })
    await importInto(app, [fileOf(named)])
    const { rows } = await app.database.client.execute('select identifier, version, name from organization')
    expect(rows.map(({ identifier, version, name }) => [identifier, version, name])).toEqual([['c_a662', 2, 'Bari']])
  })

  it('stands or falls with the entry', async () => {
    const { client } = app.database
    await client.execute("create trigger refuse before insert on software begin select raise(abort, 'no'); end")
    const before = await rowCounts(app)
    await expect(importInto(app, [fileOf(aFile())])).rejects.toThrow()
    const after = await rowCounts(app)
    expect({ ...after, import_run: 0, sequence: 0 }).toEqual({ ...before, import_run: 0, sequence: 0 })
  })
})

describe('which entry a file is about', () => {
  const take = async (content: string, replaced: Parameters<typeof fileOf>[1] = {}) =>
    outcomes(await importInto(app, [fileOf(content, replaced)]))[0]
  const other = (name: string) =>
    aFile({ name, description: `{uk: {shortDescription: ${'зовсім інше рішення '.repeat(3)}${name}}}` })

  it('follows a file on the web through a new name and a new repository', async () => {
    const address = 'https://raw.example.org/publiccode.yml'
    await take(aFile(), { address })
    expect(await take(aFile({ name: 'Нова', url: 'https://git.example.org/new' }), { address })).toBe('updated')
    expect(await take(aFile())).toBe('updated')
    expect(await entries()).toEqual(['UA-SW-000001'])
  })

  it('tells files on the web apart that share a repository', async () => {
    expect(await take(aFile({ name: 'А' }), { address: 'https://raw.example.org/a.yml' })).toBe('created')
    expect(await take(aFile({ name: 'Б' }), { address: 'https://raw.example.org/b.yml' })).toBe('created')
    expect(await take(aFile({ name: 'Б' }), { address: 'https://raw.example.org/b.yml' })).toBe('unchanged')
    expect(await take(aFile({ name: 'В' }), { address: 'https://raw.example.org/b.yml' })).toBe('updated')
    expect(await entries()).toEqual(['UA-SW-000001', 'UA-SW-000002'])
  })

  it('takes a file of which only the name changed for a rename, and one that says something else for other software', async () => {
    await take(aFile(), { path: '1' })
    expect(await take(aFile({ name: 'Нова' }), { path: '2' })).toBe('updated')
    expect(await take(other('Інше'), { path: '3' })).toBe('created')
    expect(await entries()).toEqual(['UA-SW-000001', 'UA-SW-000002'])
  })

  it('keeps components apart when one more appears before the one that is known', async () => {
    await importInto(app, [fileOf(aFile({ name: 'Я' }), { path: 'я' })])
    const both = await importInto(app, [
      fileOf(aFile({ name: 'А' }), { path: 'а' }),
      fileOf(aFile({ name: 'Я' }), { path: 'я' }),
    ])
    expect(outcomes(both)).toEqual(['created', 'unchanged'])
  })

  it('takes the first of two files of one run that describe the same software, and passes over the other', async () => {
    const files = [
      fileOf(aFile(), { source: 'a.yml', path: '1' }),
      fileOf(aFile({ softwareVersion: '"9"' }), { path: '2' }),
    ]
    const report = await importInto(app, files)
    expect(outcomes(report)).toEqual(['created', 'skipped'])
    expect(report.items[1]?.findings.at(-1)).toMatchObject({
      rule: 'described-by-another-file',
      params: { id: 'UA-SW-000001', file: 'a.yml' },
    })
    expect(outcomes(await importInto(app, files))).toEqual(['unchanged', 'skipped'])
  })

  it('asks when several entries could be meant', async () => {
    await importInto(app, [fileOf(aFile({ name: 'А' }), { path: '1' }), fileOf(aFile({ name: 'Б' }), { path: '2' })])
    const report = await importInto(app, [fileOf(aFile({ name: 'В' }))])
    expect(report.items[0]?.findings.at(-1)).toMatchObject({ rule: 'identity-ambiguous', line: 3 })
    expect(await take(aFile({ name: 'В' }), { id: 'UA-SW-000002' })).toBe('updated')
    expect(await entries()).toHaveLength(2)
  })

  it('does not follow a number that is nobody’s', async () => {
    const report = await importInto(app, [fileOf(aFile(), { id: 'UA-SW-000009' })])
    expect(rulesOf(report)).toContain('software-unknown')
  })
})

describe('the quarantine', () => {
  const broken = fileOf('name: [', {
    source: 'https://raw.example.org/p.yml',
    address: 'https://raw.example.org/p.yml',
  })
  const open = async () => {
    const sql = "select count(*) as open from import_item where outcome = 'quarantined' and resolved_at is null"
    return Number((await app.database.client.execute(sql)).rows[0]?.['open'])
  }

  it('keeps the bytes of what could not be taken, and of nothing else', async () => {
    await importInto(app, [broken, fileOf(aFile())])
    const { rows } = await app.database.client.execute('select raw from import_item order by position')
    expect(rows.map(({ raw }) => raw && new TextDecoder().decode(raw as ArrayBuffer))).toEqual(['name: [', null])
  })

  it('lets a corrected file in, under the address it came from', async () => {
    const { items } = await importInto(app, [broken])
    const ports = { ...app.deps, outgoing: null }
    const id = String(items[0]?.item)
    expect(outcomes(await retryQuarantined(ports, OPERATOR, id, null))).toEqual(['quarantined'])
    expect(await open()).toBe(1)
    const corrected = new TextEncoder().encode(aFile())
    expect(outcomes(await retryQuarantined(ports, OPERATOR, id, corrected))).toEqual(['created'])
    expect(await open()).toBe(0)
    await expect(retryQuarantined(ports, OPERATOR, id, corrected)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('holds the newest attempt of a source alone', async () => {
    await importInto(app, [broken])
    await importInto(app, [broken])
    expect(await open()).toBe(1)
    await importInto(app, [{ ...broken, bytes: new TextEncoder().encode(aFile()) }])
    expect(await open()).toBe(0)
  })
})

describe('a run that was cut short', () => {
  it('leaves whole files, and is finished by running it again', async () => {
    const files = Array.from({ length: 6 }, (_, index) =>
      fileOf(aFile({ name: `Рішення ${index}`, url: `https://git.example.org/${index}` }), { path: String(index) }),
    )
    const { client } = app.database
    await client.execute(
      "create trigger refuse before insert on search_stems when (select count(*) from software) > 3 begin select raise(abort, 'disk full'); end",
    )
    await expect(importInto(app, files)).rejects.toThrow('disk full')
    const counts = await rowCounts(app)
    expect([counts['software'], counts['import_item']]).toEqual([3, 3])
    await client.execute('drop trigger refuse')
    expect((await importInto(app, files)).counts).toMatchObject({ created: 3, unchanged: 3 })
  })
})

describe('a holder that a later file names', () => {
  it('is found by that name with what it held before', async () => {
    const of = (name: string, organisation: string) =>
      fileOf(aFile({ name, url: `https://github.com/misto/${name}`, organisation }), { source: `${name}.yml` })
    const uri = 'https://misto.example.org/'
    await importInto(app, [of('persha', `{uri: "${uri}"}`)])
    await importInto(app, [of('druha', `{uri: "${uri}", name: Зеленогайська рада}`)])
    const answer = await app.request(`/api/v1/software?q=${encodeURIComponent('Зеленогайська')}`)
    expect(await answer.json()).toMatchObject({ total: { count: 2 } })
  })
})
