import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { PubliccodeDocument } from '../../src/exchange/publiccode/document.ts'
import { conforms } from '../../src/exchange/publiccode/read.ts'
import { cleanText } from '../../src/exchange/publiccode/text.ts'
import * as vocabulary from '../../src/exchange/publiccode/vocabulary.ts'
import { missingForPubliccode, writePubliccode } from '../../src/exchange/publiccode/write.ts'
import { aFile, documentOf, read } from './publiccode-files.ts'

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      'no',
      'Yes',
      'null',
      '~',
      '0.10',
      '1e3',
      '2020-01-01',
      '- x',
      'a: b',
      '# c',
      "it's",
      '«Дія»',
      '@x',
      '|',
      'a\n\n b\n\tc',
      '%YAML',
      '--- x',
      '\\',
      '"',
    ),
  )
  .map((raw) => cleanText(raw).text.trim())
  .filter((cleaned) => cleaned !== '')
const line = text.map((value) => value.replace(/\s+/g, ' '))
const url = fc.webUrl({ withQueryParameters: true }).filter((value) => !/[^\x21-\x7e]/.test(value))
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value)
const several = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.uniqueArray(value, { maxLength: 4 })
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const dependency = fc.record({
  name: line,
  versionMin: maybe(line),
  versionMax: maybe(line),
  version: maybe(line),
  optional: maybe(fc.boolean()),
})
const language = fc.constantFrom('uk', 'en', 'no', 'pt-BR', 'sr-Latn')
const party = fc.record({ name: maybe(line), uri: maybe(url) }).filter(({ name, uri }) => name !== null || uri !== null)

const description = fc.record({
  localisedName: maybe(line),
  genericName: maybe(line),
  shortDescription: maybe(line),
  longDescription: maybe(text),
  documentation: maybe(url),
  apiDocumentation: maybe(url),
  features: several(text),
  screenshots: several(fc.constantFrom('a.png', 'img/b.jpg', 'https://example.org/c.png')),
  videos: several(fc.constant('https://vimeo.com/1')),
  awards: several(text),
})

const anyDocument: fc.Arbitrary<PubliccodeDocument> = fc.record({
  name: line,
  applicationSuite: maybe(line),
  url,
  landingURL: maybe(url),
  isBasedOn: several(url),
  softwareVersion: maybe(line),
  releaseDate: maybe(day),
  logo: maybe(fc.constantFrom('logo.svg', 'a b/logo.png', 'https://example.org/logo.svg')),
  monochromeLogo: maybe(fc.constant('mono.svg')),
  organisation: maybe(party),
  fundedBy: several(party),
  supports: several(fc.constantFrom('alias:gdpr', 'urn:iso:std:iso:27001', 'https://example.org/law')),
  platforms: several(fc.constantFrom(...vocabulary.PLATFORMS)),
  categories: several(fc.constantFrom(...vocabulary.CATEGORIES)),
  usedBy: several(line),
  roadmap: maybe(url),
  developmentStatus: maybe(fc.constantFrom(...vocabulary.DEVELOPMENT_STATUSES)),
  softwareType: maybe(fc.constantFrom(...vocabulary.SOFTWARE_TYPES)),
  intendedAudience: fc.record({
    countries: several(fc.constantFrom('UA', 'NO', 'IT')),
    unsupportedCountries: several(fc.constantFrom('DE', 'US')),
    scope: several(fc.constantFrom(...vocabulary.SCOPES)),
  }),
  description: fc.dictionary(language, description, { maxKeys: 3, noNullPrototype: true }),
  legal: fc.record({
    license: maybe(fc.constantFrom('EUPL-1.2', 'MIT OR Apache-2.0')),
    mainCopyrightOwner: maybe(line),
    repoOwner: maybe(line),
    authorsFile: maybe(fc.constant('AUTHORS')),
  }),
  maintenance: fc.record({
    type: maybe(fc.constantFrom(...vocabulary.MAINTENANCE_TYPES)),
    contractors: several(fc.record({ name: line, website: maybe(url), until: maybe(day) })),
    contacts: several(line).map((names) => names.map((affiliation) => ({ name: null, email: null, affiliation }))),
  }),
  localisation: fc.record({ localisationReady: maybe(fc.boolean()), availableLanguages: several(language) }),
  dependsOn: fc.record({ open: several(dependency), proprietary: several(dependency), hardware: several(dependency) }),
  inputTypes: several(fc.constant('text/plain')),
  outputTypes: several(fc.constant('application/json')),
  it: fc.constant(null),
})

describe('writing publiccode.yml', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(documentOf(writePubliccode(document))).toEqual(document)
      }),
      { numRuns: 300, seed: 20261123 },
    )
  })

  it('is understood alike by readers of YAML 1.1', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const written = writePubliccode(document)
        expect(parse(written, { version: '1.1' })).toEqual(parse(written))
      }),
      { numRuns: 100, seed: 20261123 },
    )
  })

  it('keeps the order of the standard and leaves out what is absent', () => {
    const written = writePubliccode(documentOf(aFile()))
    expect(written).toMatch(
      /^# .*0\.7\.0\.\n# https:\/\/yml\.publiccode\.tools\n\npubliccodeYmlVersion: "0\.7\.0"\nname: Черга\nurl: "/,
    )
    const keys = written.split('\n').flatMap((row) => /^(\w+):/.exec(row)?.[1] ?? [])
    expect(keys).toEqual([
      'publiccodeYmlVersion',
      'name',
      'url',
      'platforms',
      'categories',
      'developmentStatus',
      'softwareType',
      'description',
      'legal',
      'maintenance',
      'localisation',
    ])
  })

  it('conforms exactly when nothing is missing', () => {
    expect(missingForPubliccode(documentOf(aFile()))).toEqual([])
    const lacking = documentOf(aFile({ legal: null, platforms: null, maintenance: '{type: community}' }))
    expect(missingForPubliccode(lacking).map(({ path }) => path)).toEqual([
      'legal.license',
      'platforms',
      'maintenance.contacts',
    ])
    expect(conforms(read(writePubliccode(lacking)))).toBe(false)
  })

  it('writes offices as contacts, and reads them past again', () => {
    const document = documentOf(
      aFile({ maintenance: '{type: internal, contacts: [{name: x, affiliation: Мінцифри}]}' }),
    )
    expect(missingForPubliccode(document)).toEqual([])
    document.maintenance.contacts = [{ name: 'Відділ реєстрів', email: 'office@example.org', affiliation: 'Мінцифри' }]
    expect(writePubliccode(document)).toContain('name: Відділ реєстрів')
    expect(documentOf(writePubliccode(document)).maintenance.contacts).toEqual([
      { name: null, email: null, affiliation: 'Мінцифри' },
    ])
  })

  it('writes sections of countries and extensions when asked, never the other leftovers', () => {
    const reading = read(`${aFile()}nl: {a: 1}\nx-b: [no]\nfoobar: z\n`)
    const document = documentOf(aFile())
    expect(writePubliccode(document, reading.extensions)).toMatch(/\nnl:\n {2}a: 1\nx-b:\n {2}- "no"\n$/)
    expect(writePubliccode(document)).not.toContain('nl:')
  })

  it('writes thousands of users', () => {
    const document = {
      ...documentOf(aFile()),
      usedBy: Array.from({ length: 5202 }, (_, index) => `Громада № ${index}`),
    }
    expect(documentOf(writePubliccode(document)).usedBy).toHaveLength(5202)
  })
})
