// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findFiles, readImportFile } from '../../../src/host/import-files.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { OPERATOR } from '../../../src/kernel/actor.ts'
import { AppError } from '../../../src/kernel/errors.ts'
import type { SearchDocument } from '../../../src/search/port.ts'
import { distinctKeys } from '../../../src/software/import/distinct-keys.ts'
import { importPubliccode } from '../../../src/software/import/import-publiccode.ts'
import {
  getImport,
  getRaw,
  labelOf,
  listQuarantine,
  retryQuarantined,
} from '../../../src/software/import/quarantine.ts'
import type { ImportReport } from '../../../src/software/import/report.ts'
import { SoftwareDocument } from '../../../src/software/model.ts'
import { getSoftware, registerSoftware } from '../../../src/software/service.ts'
import { aFile } from '../../exchange/publiccode-files.ts'
import { type TestApp, testApp } from '../../support/test-app.ts'
import { fileOf, importInto } from './import-files.ts'

let app: TestApp
beforeEach(async () => {
  app = await testApp()
})

const outcomes = ({ items }: ImportReport) => items.map(({ outcome }) => outcome)
const rulesOf = ({ items }: ImportReport) => items.flatMap(({ findings }) => findings.map(({ rule }) => rule))
const entry = async (id: string) => (await getSoftware(app.deps, OPERATOR, id)).document
const open = async () => (await listQuarantine(app.deps, OPERATOR, 50, null)).rows.map(({ source }) => source)
const another = (name: string) => aFile({ name, url: `https://git.example.org/${name}` })

describe('a file with thousands of faults', () => {
  it('is reported with the first thousand and every kind, in time that grows with its size', async () => {
    const lines = Array.from({ length: 9000 }, (_, index) => `x-k${index}: "ІПН 3184710691"\n`).join('')
    const last = 'x-last: "Паспорт\\u200B"\n'
    const started = performance.now()
    const report = await importInto(app, [fileOf(aFile() + lines + last)], { dryRun: true })
    // It was 19 s; linear work takes about 2 s of a slow machine.
    expect(performance.now() - started).toBeLessThan(10_000)
    const findings = report.items[0]?.findings ?? []
    expect(findings.length).toBeLessThan(1010)
    expect(rulesOf(report)).toEqual(expect.arrayContaining(['personal-data-rnokpp-removed', 'extension-kept']))
  }, 30_000)
})

describe('texts that are longer than the register takes', () => {
  const long = (length: number) =>
    'Дуже довга назва '
      .repeat(length / 17 + 1)
      .slice(0, length - 1)
      .concat('!')
  it.each([
    ['a contractor', { maintenance: `{type: contract, contractors: [{name: "${long(600)}", until: 2030-01-01}]}` }],
    ['who funds it', { fundedBy: `[{name: "${long(600)}", uri: "https://example.org/"}]` }],
    ['a name without a description', { name: `"${long(1200)}"`, description: '{uk: {features: []}}' }],
  ])('are cut, and exported whole: %s', async (_, replaced) => {
    const report = await importInto(app, [fileOf(aFile(replaced))])
    expect([outcomes(report), rulesOf(report).includes('text-cut')]).toEqual([['created'], true])
    expect(JSON.stringify((await entry('UA-SW-000001')).extensions)).toContain('!')
  })

  it('leave a blank user out', async () => {
    expect(outcomes(await importInto(app, [fileOf(aFile({ usedBy: '["\\u200B", Місто]' }))]))).toEqual(['created'])
    expect((await entry('UA-SW-000001')).usedBy).toEqual(['Місто'])
  })
})

describe('a file on which the program fails', () => {
  it('goes to quarantine, and the run goes on', async () => {
    const logged: unknown[] = []
    const ports = {
      ...app.deps,
      outgoing: null,
      log: (...details: unknown[]) => void logged.push(details),
      search: {
        ...app.deps.search,
        index: (...documents: readonly SearchDocument[]) => {
          if (documents[0]?.fields.name.includes('Погана')) throw new TypeError('reading РНОКПП 3184710691')
          return app.deps.search.index(...documents)
        },
      },
    }
    const files = [another('Добра'), another('Погана'), another('Ще')].map((text) => fileOf(text))
    const report = await importPubliccode(ports, OPERATOR, files, { dryRun: false })
    expect(outcomes(report)).toEqual(['created', 'quarantined', 'created'])
    expect(report.items[1]?.findings.at(-1)).toMatchObject({ rule: 'record-refused', params: { rule: 'TypeError' } })
    expect(logged).toHaveLength(1)
    expect(JSON.stringify(logged)).toContain('import')
    expect(JSON.stringify([logged, report])).not.toContain('3184710691')
  })

  it('ends the run when it is the database that fails, and says that it was cut short', async () => {
    const commit = vi.fn(app.deps.commits.commit)
    commit.mockRejectedValueOnce(new AppError('unavailable', 'the database stayed busy'))
    const ports = { ...app.deps, outgoing: null, commits: { commit } }
    const files = [fileOf(another('Добра')), fileOf(another('Ще'))]
    await expect(importPubliccode(ports, OPERATOR, files, { dryRun: false })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(commit).toHaveBeenCalledTimes(1)
    const { rows } = await app.database.client.execute('select id from import_run')
    const run = await getImport(app.deps, OPERATOR, String(rows[0]?.['id']))
    expect(run).toMatchObject({ finishedAt: '2026-11-23T08:00:00.000Z', counts: null, items: [] })
  })
})

describe('what waits in quarantine', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** The file as it is found by who stands in a folder of its own and calls it by its name alone. */
  const lying = async (place: string, content: string) => {
    mkdirSync(join(folder, place), { recursive: true })
    const path = join(folder, place, 'publiccode.yml')
    writeFileSync(path, content)
    const [found] = await findFiles(path)
    if (!found) throw new Error('not found')
    return { ...(await readImportFile(found)), source: 'publiccode.yml' }
  }

  it('is resolved by the same file alone, not by one that has its name', async () => {
    await importInto(app, [await lying('ra', 'name: [')])
    await importInto(app, [await lying('rb', aFile())])
    expect(await open()).toEqual(['publiccode.yml'])
    await importInto(app, [await lying('ra', another('Інше'))])
    expect(await open()).toEqual([])
  })

  it('holds the newest attempt at an address that cannot be got', async () => {
    const failing = async () => ({ bytes: null, refusal: { rule: 'outgoing-failed' } as const })
    const { fetchSource } = await import('../../../src/software/import/fetch-source.ts')
    const address = 'https://raw.example.org/p.yml'
    await importInto(app, [await fetchSource(failing, address)])
    await importInto(app, [await fetchSource(failing, address)])
    expect(await open()).toEqual([address])
    await importInto(app, [fileOf(aFile(), { source: address, address })])
    expect(await open()).toEqual([])
  })

  it('keeps its bytes no longer than it waits', async () => {
    const raws = async () => {
      const { rows } = await app.database.client.execute('select raw from import_item where raw is not null')
      return rows.length
    }
    const first = await importInto(app, [await lying('ra', 'name: [')])
    const item = String(first.items[0]?.item)
    expect(await getRaw(app.deps, OPERATOR, item)).toHaveLength(7)
    const ports = { ...app.deps, outgoing: null }
    await retryQuarantined(ports, OPERATOR, item, new TextEncoder().encode(aFile()))
    expect(await raws()).toBe(0)
    await expect(getRaw(app.deps, OPERATOR, item)).rejects.toMatchObject({ code: 'not-found' })
    await importInto(app, [await lying('rb', 'name: [')])
    expect(await raws()).toBe(1)
    await importInto(app, [await lying('rb', another('Інше'))])
    expect(await raws()).toBe(0)
  })

  it('answers its bytes for nobody to keep', async () => {
    const { items } = await importInto(app, [await lying('ra', 'name: [')])
    const key = await app.key('registrar')
    const answer = await app.request(`/api/v1/imports/items/${items[0]?.item}/raw`, { key })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  it('keeps an address without encryption through another try', async () => {
    const address = 'http://raw.example.org/publiccode.yml'
    const { items } = await importInto(app, [fileOf('name: [', { source: address, address })])
    const ports = { ...app.deps, outgoing: null }
    await retryQuarantined(ports, OPERATOR, String(items[0]?.item), new TextEncoder().encode(aFile()))
    expect((await entry('UA-SW-000001')).provenance.identity?.source).toBe(address)
  })
})

describe('a dry run by somebody of another authority', () => {
  const editor: Actor = { role: 'editor', organization: 'UA-EDR-00000000', credential: null }
  const content = aFile({ name: 'Нова', url: 'https://git.example.org/new' })

  it('tells nothing of a draft: number, name, address', async () => {
    const draft = SoftwareDocument.parse({
      identity: { name: { uk: 'Таємна' }, shortDescription: { uk: 'Таємна' } },
      technology: { repository: { url: 'https://git.example.org/new' } },
    })
    await registerSoftware(app.deps, OPERATOR, draft, 'draft', { typed: true, reason: 'software.register' })
    const file = fileOf(content)
    for (const files of [[file], [{ ...file, id: 'UA-SW-000001' }]]) {
      const seen = await importInto(app, files, { actor: editor, dryRun: true })
      const blank = await importInto(await testApp(), files, { actor: editor, dryRun: true })
      expect(seen).toEqual(blank)
    }
    const operator = await importInto(app, [file], { dryRun: true })
    expect(operator.items[0]).toMatchObject({ outcome: 'updated', id: 'UA-SW-000001' })
  })
})

describe('personal identifiers in a file', () => {
  it.each([
    ['a licence', aFile({ legal: '{license: "ІПН 3184710691 Іваненко"}' })],
    ['an unknown value', aFile({ developmentStatus: '"ІПН 3184710691"' })],
    ['a key', `${aFile()}"ІПН 3184710691": x\n`],
    ['a key below another', aFile({ maintenance: '{type: none, "3184710691": {"3184710691": 1}}' })],
    ['a key of an extension', `${aFile()}x-foo: {"3184710691": 1}\n`],
    ['a version', aFile({ publiccodeYmlVersion: '"ІПН 318\u200B4710691"' })],
    ['a text that is cut inside it', aFile({ developmentStatus: `"${'а'.repeat(46)} ІПН 3184710691 і далі"` })],
    ['a file that is refused', 'url: "ІПН 3184710691"\nname: "ІПН 3184710691"\nlegal: {}\ndescription: {}\n'],
  ])('are in no report and nowhere in the database: %s', async (_, content) => {
    const report = await importInto(app, [fileOf(content)])
    expect(report.items[0]?.findings.length).toBeGreaterThan(0)
    const { rows } = await app.database.client.execute(
      "select findings as text from import_item union all select document from software union all select envelope from version union all select ''",
    )
    const texts = JSON.stringify([report, rows])
    expect(texts).not.toMatch(/31847106|318\u200B4710691/)
  })

  it('are not in what the public history calls a file', () => {
    expect(labelOf('/srv/files/ІПН 3184710691/publiccode.yml')).toBe('ІПН [***]/publiccode.yml')
  })
})

describe('a holder that the register refuses', () => {
  it('is left out, with a remark', async () => {
    const uri = `https://misto.example.org/${'%D0%B0'.repeat(80)}`
    const report = await importInto(app, [fileOf(aFile({ organisation: `{name: Місто, uri: "${uri}"}` }))])
    expect(outcomes(report)).toEqual(['created'])
    expect(report.items[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'holder-refused', path: 'organisation', severity: 'warning' }),
    )
    expect((await entry('UA-SW-000001')).rights.holder).toBeNull()
    const { rows } = await app.database.client.execute('select id from organization')
    expect(rows).toEqual([])
  })
})

describe('keys of extensions', () => {
  it('are one for each path, however long', async () => {
    const path = `x-${'a'.repeat(400)}`
    const keys = distinctKeys([`${path}1`, 'x-b', `${path}2`, 'x-b', path.slice(0, 300), `${path}3`])
    expect(new Set(keys).size).toBe(6)
    expect(Math.max(...keys.map(({ length }) => length))).toBe(300)
    expect([keys[1], keys[4]]).toEqual(['x-b', path.slice(0, 300)])
    await importInto(app, [fileOf(`${aFile()}${path}1: одне\n${path}2: друге\n`)])
    const { extensions } = await entry('UA-SW-000001')
    expect(Object.values(extensions['publiccode.yml/aside'] ?? {})).toEqual(['одне', 'друге'])
  })
})
