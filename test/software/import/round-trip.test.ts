// Schemas made before this is loaded cannot be described in OpenAPI.
import '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { readPubliccode } from '../../../src/exchange/publiccode/read.ts'
import { missingForPubliccode, writePubliccode } from '../../../src/exchange/publiccode/write.ts'
import { fromPubliccode } from '../../../src/software/import/from-publiccode.ts'
import { toPubliccode } from '../../../src/software/import/to-publiccode.ts'
import { SoftwareDocument } from '../../../src/software/model.ts'
import { aFile, documentOf } from '../../exchange/publiccode-files.ts'
import { testApp } from '../../support/test-app.ts'
import { fileOf, hasRealData, importInto, realFiles } from './import-files.ts'

/** Through JSON, as the database keeps it. */
const stored = (document: SoftwareDocument) => SoftwareDocument.parse(JSON.parse(JSON.stringify(document)))

describe('an imported entry, written as publiccode.yml again', () => {
  it('says what the file said, though the register has no field for some of it', () => {
    const source = documentOf(
      aFile({
        applicationSuite: 'Suite',
        logo: 'docs/logo.svg',
        inputTypes: '[text/plain]',
        organisation: '{name: Місто, uri: "https://misto.example.org"}',
        supports: '[{id: "alias:gdpr"}]',
        IT: '{piattaforme: {spid: true}, riuso: {codiceIPA: c_h501}}',
        fundedBy: '[{name: Фонд, uri: "urn:x-fund:1"}]',
        localisation: '{localisationReady: true, availableLanguages: [uk, ca-valencia]}',
        description: `
  uk:
    localisedName: Черга
    genericName: Черги
    shortDescription: Електронна черга
    longDescription: "${'Опис. '.repeat(30)}"
    documentation: https://docs.example.org/uk
    features: [Запис]
    screenshots: [docs/uk.png, "https://example.org/uk.png"]
  en:
    localisedName: Queue
    shortDescription: A queue
    longDescription: "${'Text. '.repeat(30)}"
    apiDocumentation: https://docs.example.org/api
    features: [Booking]
    awards: [First]`,
      }),
    )
    const { document } = fromPubliccode(source, {})
    expect(toPubliccode(stored(document))).toEqual(source)
    expect(document.identity.name).toEqual({ uk: 'Черга', en: 'Queue' })
    expect(document.identity.interfaceLanguages).toEqual(['uk'])
    expect(document.identity.screenshots).toEqual(['https://example.org/uk.png'])
  })

  it('says what people have changed since, not what the file said', () => {
    const source = documentOf(aFile({ logo: 'docs/logo.svg', applicationSuite: 'Suite' }))
    const { document } = fromPubliccode(source, {})
    const edited = stored(document)
    edited.identity.name = { uk: 'Інша назва' }
    edited.identity.logo = 'https://example.org/new.svg'
    expect(toPubliccode(edited)).toMatchObject({
      name: 'Інша назва',
      logo: 'https://example.org/new.svg',
      applicationSuite: 'Suite',
    })
  })

  it('keeps the whole of a text that the register shows shortened', () => {
    const long = 'а'.repeat(25_000)
    const source = documentOf(
      aFile({ description: `{uk: {shortDescription: Черга, longDescription: ${long}, features: [Запис]}}` }),
    )
    const { document, remarks } = fromPubliccode(source, {})
    expect(document.identity.longDescription?.['uk']).toHaveLength(20_000)
    expect(remarks).toEqual([
      {
        severity: 'warning',
        rule: 'text-cut',
        path: 'description.uk.longDescription',
        params: { maximum: 20_000, length: 25_000 },
      },
    ])
    expect(toPubliccode(stored(document))).toEqual(source)
  })

  it('claims no short description that was made up for the register', () => {
    const source = documentOf(aFile({ description: '{uk: {longDescription: Перше речення про чергу. Друге.}}' }))
    const { document, remarks } = fromPubliccode(source, {})
    expect(document.identity.shortDescription).toEqual({ uk: 'Перше речення про чергу.' })
    expect(remarks.map(({ rule }) => rule)).toEqual(['short-description-made'])
    expect(toPubliccode(stored(document))).toEqual(source)
  })

  it.each([
    ['EUPL-1.2', 'EUPL-1.2', 'open-source'],
    ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', null],
    ['LicenseRef-Own', null, null],
    ['XXXXXXXXX', null, null],
    ['Apache', null, null],
    ['EUPL', null, null],
  ])('is open source only when the licence %s is known to be', (license, held, kind) => {
    const source = documentOf(aFile({ legal: `{license: ${license}}` }))
    const { document } = fromPubliccode(source, {})
    expect(document.rights).toMatchObject({ license: held, kind, basis: kind })
    expect(toPubliccode(stored(document)).legal.license).toBe(license)
  })

  it.skipIf(!hasRealData)('is the same document for every published file', () => {
    const files = realFiles('valid')
    expect(files).toHaveLength(191)
    for (const { source, bytes } of files) {
      const reading = readPubliccode(bytes ?? new Uint8Array())
      if (reading.document === null) continue
      const { document } = fromPubliccode(reading.document, reading.extensions)
      expect(toPubliccode(stored(document)), source).toEqual(reading.document)
    }
  })

  it.skipIf(!hasRealData)('is taken back without a change, wherever the standard lets it be written', async () => {
    const app = await testApp()
    const first = await importInto(app, realFiles('valid'))
    const exported = []
    for (const { id, source, outcome } of first.items) {
      if (id === null || outcome !== 'created') continue
      const { rows } = await app.database.client.execute({
        sql: 'select document from software where id = ?',
        args: [id],
      })
      const document = toPubliccode(SoftwareDocument.parse(JSON.parse(String(rows[0]?.['document']))))
      if (missingForPubliccode(document).length > 0) continue
      exported.push(fileOf(writePubliccode(document), { source, path: source }))
    }
    expect(exported.length).toBeGreaterThan(70)
    const again = await importInto(app, exported)
    expect(again.items.filter(({ outcome }) => outcome !== 'unchanged').map(({ source }) => source)).toEqual([])
  })
})
