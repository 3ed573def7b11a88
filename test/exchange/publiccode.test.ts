import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { IMPORT_RULES } from '../../src/exchange/publiccode/finding.ts'
import { conforms, readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { aFile, documentOf, read } from './publiccode-files.ts'

const rulesOf = (text: string): string[] => read(text).findings.map((finding) => finding.rule)

function finding(text: string, rule: string) {
  const found = read(text).findings.find((candidate) => candidate.rule === rule)
  if (!found) throw new Error(`no ${rule} among ${JSON.stringify(read(text).findings)}`)
  return found
}

describe('a file without fault', () => {
  it('is read without a finding and conforms', () => {
    const reading = read(aFile())
    expect(reading.findings).toEqual([])
    expect(conforms(reading)).toBe(true)
    expect(reading.document).toMatchObject({ name: 'Черга', url: 'https://git.example.org/queue', platforms: ['web'] })
    expect(reading).toMatchObject({ ignored: [], extensions: {}, standardVersion: '0.7.0', normalizedFrom: null })
  })
})

describe('bytes that are no readable text', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

  it('names the place and the letter of a byte that is not UTF-8', () => {
    const bytes = utf8(aFile({ legal: '\n  license: MIT\n  repoOwner: Citt@ di Bari' }))
    bytes[bytes.indexOf(0x40)] = 0xe0
    const reading = readPubliccode(bytes)
    expect(reading.document).toBeNull()
    expect(reading.findings).toMatchObject([
      {
        rule: 'encoding-not-utf8',
        path: 'legal.repoOwner',
        line: 15,
        column: 18,
        params: { byte: '0xE0', letter: 'à' },
      },
    ])
  })

  it('points at the broken-off character at the end of a file', () => {
    const whole = utf8(`${aFile()}# ї`)
    const cut = whole.subarray(0, whole.length - 1)
    expect(readPubliccode(cut).findings[0]?.params?.offset).toBe(cut.length - 1)
  })

  it('skips a byte order mark', () => {
    expect(rulesOf(`\ufeff${aFile()}`)).toEqual(['byte-order-mark'])
  })

  it('reads UTF-16 with its mark, both ways round, as not conforming', () => {
    const text = `\ufeff${aFile()}`
    const little = new Uint8Array(
      [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
    )
    const big = little.map((_, index) => little[index ^ 1] ?? 0)
    for (const bytes of [little, big]) {
      const reading = readPubliccode(bytes)
      expect(reading.document?.name).toBe('Черга')
      expect(conforms(reading)).toBe(false)
    }
  })

  it.each([
    ['', 'file-empty'],
    ['\n  \n', 'file-empty'],
    ['# only a comment\n', 'file-empty'],
    ['api/public/schema/publiccode.yaml', 'symbolic-link'],
    ['<!DOCTYPE html>\n<html><body>404</body></html>', 'not-yaml'],
    ['just a sentence', 'root-not-mapping'],
    ['- a\n- b\n', 'root-not-mapping'],
    [`${aFile()}---\nname: Other\n`, 'several-documents'],
    [`<<<<<<< HEAD\nname: One\n=======\nname: Two\n>>>>>>> main\n${aFile({ name: null })}`, 'merge-conflict'],
  ])('refuses %j', (text, rule) => {
    const reading = read(text)
    expect(reading.document).toBeNull()
    expect(reading.findings.at(-1)).toMatchObject({ rule, severity: 'error', line: expect.any(Number) })
  })

  it('refuses more than a mebibyte', () => {
    expect(rulesOf(`# ${'x'.repeat(1_048_576)}`)).toEqual(['file-too-large'])
  })
})

describe('YAML', () => {
  it('keeps a version number, a date and the language of Norway as they are written', () => {
    const document = documentOf(
      aFile({
        softwareVersion: '0.10',
        releaseDate: '2026-01-10',
        localisation: '{localisationReady: false, availableLanguages: [no, uk]}',
      }),
    )
    expect(document.softwareVersion).toBe('0.10')
    expect(document.releaseDate).toBe('2026-01-10')
    expect(document.localisation.availableLanguages).toEqual(['no', 'uk'])
  })

  it('tells line, column and key of a syntax error', () => {
    const text = aFile({ description: '\n  uk:\n    shortDescription: "unclosed\n    features: [x]' })
    expect(read(text).document).toBeNull()
    expect(finding(text, 'yaml-syntax')).toMatchObject({ path: expect.stringMatching(/\w/), line: expect.any(Number) })
    expect(finding('name: x\nurl:\n\ttab: 1\n', 'yaml-syntax')).toMatchObject({ path: 'url.tab', line: 3, column: 1 })
  })

  it('refuses two different values under one key, naming both lines', () => {
    const text = `${aFile()}name: Other\n`
    expect(read(text).document).toBeNull()
    expect(finding(text, 'key-repeated-differently')).toMatchObject({
      path: 'name',
      line: 16,
      params: { firstLine: 2 },
    })
  })

  it('takes one value written twice', () => {
    const reading = read(`${aFile()}name: Черга\n`)
    expect(reading.document?.name).toBe('Черга')
    expect(conforms(reading)).toBe(false)
  })

  it('follows anchors, but not into millions of values or in circles', () => {
    const shared = aFile({
      usedBy: '&who [Київ]',
      legal: '{license: MIT, mainCopyrightOwner: &x Одеса, repoOwner: *x}',
    })
    expect(documentOf(shared).legal.repoOwner).toBe('Одеса')
    const nine = (name: string): string => Array(9).fill(`*${name}`).join(', ')
    const bomb = `a: &a [x]\nb: &b [${nine('a')}]\nc: &c [${nine('b')}]\nd: &d [${nine('c')}]\ne: &e [${nine('d')}]\nf: [${nine('e')}]\n`
    expect(rulesOf(`${bomb}${aFile()}`)).toEqual(['too-many-values'])
    expect(rulesOf(`a: &a\n  b: *a\n${aFile()}`)).toEqual(['alias-unknown'])
  })

  it('refuses nesting without end', () => {
    expect(read(`a: ${'['.repeat(50_000)}`).document).toBeNull()
    expect(rulesOf(`${aFile()}x-deep: ${'['.repeat(60)}${']'.repeat(60)}\n`)).toContain('nested-too-deep')
  })

  it('reads Windows line ends', () => {
    const reading = read(aFile().replaceAll('\n', '\r\n'))
    expect(reading.findings).toEqual([])
  })

  it('is not led to foreign prototypes by a key', () => {
    const { extensions } = read(`${aFile()}__proto__: {polluted: yes}\nconstructor: x\n`)
    expect(Object.keys(extensions).sort()).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('what identifies the software', () => {
  it.each([
    ['name', null],
    ['name', '""'],
    ['name', '[]'],
    ['url', null],
    ['url', '""'],
    ['url', 'ftp://example.org/x'],
    ['url', 'foobar'],
    ['url', 'javascript:alert(1)'],
  ])('refuses a file whose %s is %j', (key, value) => {
    const reading = read(aFile({ [key]: value }))
    expect(reading.document).toBeNull()
    expect(reading.findings.at(-1)).toMatchObject({ rule: 'essential-missing', params: { key } })
  })

  it.each([
    ['git@github.com:org/x.git', 'https://github.com/org/x.git'],
    ['ssh://git@gitlab.com/org/x', 'https://gitlab.com/org/x'],
    ['git+https://github.com/org/x', 'https://github.com/org/x'],
    ['github.com/org/x', 'https://github.com/org/x'],
    ['https://user:secret@example.org/x', 'https://example.org/x'],
  ])('understands the address %s', (written, url) => {
    expect(documentOf(aFile({ url: written })).url).toBe(url)
    expect(JSON.stringify(read(aFile({ url: written })))).not.toContain('secret')
  })

  it('refuses a YAML file of another kind', () => {
    expect(rulesOf('name: my-site\nurl: https://example.org\nplugins: [search]\n')).toContain('not-publiccode')
  })
})

describe('dialects', () => {
  it('takes the keys of 0.1 without calling them wrong', () => {
    const text = aFile({
      publiccodeYmlVersion: null,
      'publiccode-yaml-version': '"http://w3id.org/publiccode/version/0.1"',
      categories: null,
      tags: '[crm]',
      description: `\n  ita:\n    shortDescription: Breve\n    longDescription: "${'Lungo. '.repeat(30)}"\n    features: [Uno]`,
    })
    const reading = read(text)
    expect(reading).toMatchObject({ standardVersion: '0.1', normalizedFrom: 'http://w3id.org/publiccode/version/0.1' })
    expect(reading.document?.categories).toEqual(['crm'])
    expect(Object.keys(reading.document?.description ?? {})).toEqual(['it'])
    expect(conforms(reading)).toBe(true)
  })

  it('takes lists and single values for each other', () => {
    const document = documentOf(aFile({ platforms: 'web', isBasedOn: 'https://example.org/a', name: '[Черга]' }))
    expect(document).toMatchObject({ platforms: ['web'], isBasedOn: ['https://example.org/a'], name: 'Черга' })
    expect(conforms(read(aFile({ isBasedOn: 'https://example.org/a' })))).toBe(true)
    expect(conforms(read(aFile({ platforms: 'web' })))).toBe(false)
  })

  it('splits features written as one text', () => {
    const text = aFile({
      description: '\n  uk:\n    shortDescription: x\n    features: |\n      - Запис\n      - Нагадування',
    })
    expect(documentOf(text).description.uk?.features).toEqual(['Запис', 'Нагадування'])
  })

  it('takes a colon without quotes in a list for the text it was meant to be', () => {
    const text = aFile({ usedBy: '\n  - Київ: департамент' })
    expect(documentOf(text).usedBy).toEqual(['Київ: департамент'])
  })

  it('names users by name and keeps the rest of them', () => {
    const reading = read(aFile({ usedBy: '[{name: DGFiP, url: "https://example.org/d"}]' }))
    expect(reading.document?.usedBy).toEqual(['DGFiP'])
    expect(reading.extensions).toEqual({ 'usedBy[0].url': 'https://example.org/d' })
  })

  it.each([
    ['IT', 'it'],
    ['ita', 'it'],
    ['en_US', 'en-US'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['italian', 'it'],
    ['sl-IT-nedis', 'sl-IT-nedis'],
  ])('reads the language %s as %s', (written, tag) => {
    const text = aFile({ localisation: `{localisationReady: true, availableLanguages: [${written}]}` })
    expect(documentOf(text).localisation.availableLanguages).toEqual([tag])
  })

  it('puts two keys of one language together', () => {
    const text = aFile({
      description: '\n  it: {shortDescription: Prima}\n  ita: {shortDescription: Seconda, features: [Uno]}',
    })
    const reading = read(text)
    expect(reading.document?.description.it).toMatchObject({ shortDescription: 'Prima', features: ['Uno'] })
    expect(reading.extensions).toEqual({ 'description.ita.shortDescription': 'Seconda' })
  })

  it('takes texts without a language by the only language the software speaks', () => {
    const document = documentOf(aFile({ description: null, shortDescription: 'Черга', longDescription: 'Довго' }))
    expect(document.description.uk).toMatchObject({ shortDescription: 'Черга', longDescription: 'Довго' })
  })

  it.each([
    ['2021-08-2', '2021-08-02'],
    ['2021-31-01', '2021-01-31'],
    ['31.12.2020', '2020-12-31'],
    ['25/12/2020', '2020-12-25'],
    ['2020-12-25T10:00:00Z', '2020-12-25'],
    ['20201225', '2020-12-25'],
    ['03/04/2020', null],
    ['2021-02-30', null],
    ['t.b.d.', null],
  ])('reads the date %s as %s', (written, date) => {
    const reading = read(aFile({ releaseDate: written }))
    expect(reading.document?.releaseDate).toBe(date)
    expect(conforms(reading)).toBe(false)
    if (date === null) expect(reading.extensions).toHaveProperty('releaseDate')
  })

  it.each([
    ['mit', 'MIT', true],
    ['GPL-3.0', 'GPL-3.0', true],
    ['(MIT OR EUPL-1.2) AND Apache-2.0', '(MIT OR EUPL-1.2) AND Apache-2.0', true],
    ['GPL-2.0-or-later WITH Classpath-exception-2.0', 'GPL-2.0-or-later WITH Classpath-exception-2.0', true],
    ['EUPL-1.2+', 'EUPL-1.2+', true],
    ['Apache License, Version 2.0', 'Apache-2.0', false],
    ['GPLv3', 'GPL-3.0-only', false],
    ['https://opensource.org/licenses/MIT', 'MIT', false],
    ['apache', 'apache', false],
    ['EUPL', 'EUPL', false],
    ['GPL', 'GPL', false],
    ['constructor', 'constructor', false],
    ['LICENSE.md', 'LICENSE.md', false],
    ['MIT OR', 'MIT OR', false],
  ])('reads the licence %s as %s', (written, license, standard) => {
    const reading = read(aFile({ legal: `{license: "${written}"}` }))
    expect(reading.document?.legal.license).toBe(license)
    expect(conforms(reading)).toBe(standard)
  })

  it('keeps what is outside of a vocabulary beside the entry', () => {
    const reading = read(aFile({ categories: '[crm, healthcare]', softwareType: 'R package' }))
    expect(reading.document).toMatchObject({ categories: ['crm'], softwareType: 'library' })
    expect(reading.extensions).toEqual({ 'categories[1]': 'healthcare' })
  })

  it('brings the Italian section into the words of 0.7', () => {
    const document = documentOf(
      aFile({
        legal: '{license: MIT, repoOwner: Comune di Roma}',
        it: '{conforme: {privacy: yes}, piattaforme: {spid: true, cie: false}, riuso: {codiceIPA: c_h501}}',
      }),
    )
    expect(document.supports).toEqual(['alias:spid', 'alias:gdpr'])
    expect(document.organisation).toEqual({ name: 'Comune di Roma', uri: 'urn:x-italian-pa:c_h501' })
  })
})

describe('what is not taken', () => {
  const withPeople = aFile({
    maintenance: `{type: contract, contractors: [{name: ТОВ, until: 2027-01-01, email: office@example.org}], contacts: [
      {name: Олена Коваль, email: olena@example.org, phone: "+380501112233", affiliation: Мінцифри}]}`,
  })

  it('is every name, address and telephone number of a person, and the report says so', () => {
    const reading = read(withPeople)
    expect(JSON.stringify(reading)).not.toMatch(/Коваль|example\.org["@]|olena|office@|38050/)
    expect(reading.document?.maintenance.contacts).toEqual([{ name: null, email: null, affiliation: 'Мінцифри' }])
    expect([...reading.ignored].sort()).toEqual([
      'maintenance.contacts[0].email',
      'maintenance.contacts[0].name',
      'maintenance.contacts[0].phone',
      'maintenance.contractors[0].email',
    ])
    expect(conforms(reading)).toBe(true)
  })

  it('is a person among unknown keys either', () => {
    const reading = read(
      `${aFile()}contacts: {name: Олена Коваль}\nx-team:\n  - mail: a@example.org\nlandingURL: b@example.org\n`,
    )
    expect(JSON.stringify(reading)).not.toMatch(/Коваль|@example/)
    expect(reading.ignored).toEqual(['landingURL', 'contacts.name', 'x-team[0].mail'])
  })

  it('keeps sections of countries and extensions whole, with numbers as they were spelled', () => {
    const reading = read(`${aFile()}nl: {commonground: {layerType: process}}\nx-note: [1.10, 7, true, ~, "7"]\n`)
    expect(reading.extensions).toEqual({
      nl: { commonground: { layerType: 'process' } },
      'x-note': ['1.10', 7, true, '7'],
    })
    expect(conforms(reading)).toBe(true)
  })

  it('takes hidden characters out of texts', () => {
    const reading = read(aFile({ name: '"Чер\u202Eга\u200b"' }))
    expect(reading.document?.name).toBe('Черга')
    expect(reading.findings.map(({ rule, path }) => [rule, path])).toEqual([['unseen-characters-removed', 'name']])
  })

  it('bounds the report of a file with a fault on every line', () => {
    const reading = read(
      aFile({ categories: `\n${Array.from({ length: 20_000 }, (_, index) => `  - c${index}\n`).join('')}` }),
    )
    expect(reading.findings.length).toBeLessThan(2000)
    expect(Object.keys(reading.extensions)).toHaveLength(20_000)
  })
})

describe('the rules of the standard', () => {
  it.each([
    [{ platforms: null }, 'required-missing', 'platforms'],
    [{ maintenance: '{type: internal}' }, 'required-missing', 'maintenance.contacts'],
    [{ maintenance: '{type: contract}' }, 'required-missing', 'maintenance.contractors'],
    [{ logo: 'logo.gif' }, 'picture-format', 'logo'],
    [{ logo: '/logo.svg' }, 'path-outside', 'logo'],
    [{ logo: '../logo.svg' }, 'path-outside', 'logo'],
    [{ logo: 'file:///etc/passwd' }, 'url-invalid', 'logo'],
    [{ organisation: '{name: Мінцифри}' }, 'required-missing', 'organisation.uri'],
    [{ supports: '[{id: alias:nonexistent}]' }, 'support-unknown', 'supports[0].id'],
    [{ intendedAudience: '{countries: [UA, Fr]}' }, 'country-lowercase', 'intendedAudience.countries[1]'],
    [
      { localisation: '{localisationReady: yes, availableLanguages: [uk]}' },
      'boolean-word',
      'localisation.localisationReady',
    ],
    [{ foobar: 'x' }, 'key-unknown', 'foobar'],
    [{ publiccodeYmlVersion: '"2.4.0"' }, 'version-unknown', 'publiccodeYmlVersion'],
    [{ roadmap: '""' }, 'value-empty', 'roadmap'],
  ])('%j breaks %s', (replaced, rule, path) => {
    const found = finding(aFile(replaced), rule)
    expect(found).toMatchObject({ path, standardError: true, line: expect.any(Number), column: expect.any(Number) })
    expect(found.message).toMatch(/^[A-ZА-Я«].*\.$/u)
  })

  it('counts characters as a reader does', () => {
    const short = '👩‍👩‍👧‍👦'.repeat(150)
    const file = (text: string): string =>
      aFile({
        description: `\n  uk: {shortDescription: ${text}, longDescription: "${'х'.repeat(150)}", features: [x]}`,
      })
    expect(conforms(read(file(short)))).toBe(true)
    expect(rulesOf(file(`${short}x`))).toContain('text-too-long')
  })
})

describe('the list of findings', () => {
  it('is in the document, each once', () => {
    const text = readFileSync(new URL('../../docs/publiccode.md', import.meta.url), 'utf8')
    const documented = [...text.matchAll(/^\| `([a-z0-9-]+)` \| (?:error|warning|info)/gm)].map((match) => match[1])
    expect(documented.sort()).toEqual([...IMPORT_RULES].sort())
  })
})
