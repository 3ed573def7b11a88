import { describe, expect, it } from 'vitest'
import { LineCounter, Parser } from 'yaml'
import { IMPORT_RULES } from '../../src/exchange/publiccode/finding.ts'
import { readPubliccode } from '../../src/exchange/publiccode/read.ts'
import { MAXIMUM_LEXEMES, parseYaml } from '../../src/exchange/publiccode/yaml-parse.ts'
import { aFile, documentOf, read } from './publiccode-files.ts'

/** About a mebibyte of one thing. */
const much = (piece: string): string => piece.repeat(Math.floor(1_000_000 / piece.length))

describe('a file made to cost much', () => {
  it.each([
    ['brackets that close nothing', 'a: ]\n'.repeat(100_000), 'yaml-syntax'],
    ['brackets that close nothing, on one line', much(']'), 'yaml-syntax'],
    ['tabs as indentation', '\ta: 1\n'.repeat(150_000), 'too-many-values'],
    ['documents without end', '---\n'.repeat(250_000), 'several-documents'],
    ['documents that end', '...\n'.repeat(250_000), 'several-documents'],
    ['open lists', '['.repeat(500_000), 'nested-too-deep'],
    ['open groups', much('{a: '), 'nested-too-deep'],
    ['lists in lists', '- '.repeat(500_000), 'nested-too-deep'],
    ['values in values', much('a: b: c\n'), 'nested-too-deep'],
    ['quotes', much('"\n'), 'yaml-syntax'],
    ['texts after quotes', much('a: "b" c\n'), 'too-many-values'],
    ['escapes that are none', `a: "${much('\\q')}"`, 'too-many-values'],
    ['anchors', much('&a '), 'too-many-values'],
    ['directives', much('%YAML 9\n'), 'too-many-values'],
    ['comments', much('#a\n'), 'too-many-values'],
    ['signs that start nothing', much('a: @\n'), 'too-many-values'],
    ['items', `a: [${'b,'.repeat(450_000)}]`, 'too-many-values'],
  ])('%s, is left before it has', (_, text, rule) => {
    const { lexemes, errors, documents } = parseYaml(text)
    expect(lexemes).toBeLessThan(MAXIMUM_LEXEMES + 1000)
    expect(documents.length).toBeLessThanOrEqual(3)
    expect(errors.length).toBeLessThan(100)
    const reading = readPubliccode(new TextEncoder().encode(text))
    expect(reading.document).toBeNull()
    expect(reading.findings[0]).toMatchObject({ rule, line: expect.any(Number) })
  })

  it('is told from a file with twenty thousand users, which is read whole', () => {
    const users = Array.from({ length: 20_000 }, (_, index) => `\n  - "Громада № ${index}"`).join('')
    expect(documentOf(aFile({ usedBy: users })).usedBy).toHaveLength(20_000)
  })

  it('is parsed as far as it goes by the parser of the library, with the same lines', () => {
    const text = aFile().replaceAll('\n', '\r\n')
    const lines = new LineCounter()
    for (const token of new Parser(lines.addNewLine).parse(text)) expect(token.type).not.toBe('error')
    expect(parseYaml(text).lines.lineStarts).toEqual(lines.lineStarts)
  })
})

describe('a key or value that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']

  it.each(NAMES)('%s, is taken for a language, platform or licence by nobody', (name) => {
    const reading = read(
      aFile({
        description: `{${name}: {shortDescription: x}, uk: {shortDescription: Черга, features: [Запис]}}`,
        localisation: `{localisationReady: true, availableLanguages: [${name}, uk]}`,
        platforms: `[${name}]`,
        legal: `{license: ${name}}`,
        categories: `[${name}]`,
        developmentStatus: name,
        supports: `[{id: "alias:${name}"}]`,
        IT: `{conforme: {${name}: true}, piattaforme: {${name}: true}}`,
        [name]: `{${name}: {polluted: 1}}`,
      }),
    )
    expect(reading.document).toMatchObject({
      platforms: [name],
      categories: [],
      supports: [],
      developmentStatus: null,
      legal: { license: name },
      localisation: { availableLanguages: ['uk'] },
    })
    expect(Object.keys(reading.document?.description ?? {})).toEqual(['uk'])
    expect(reading.findings.every(({ rule }) => IMPORT_RULES.includes(rule))).toBe(true)
    expect(Object.keys(reading.extensions)).toContain(name)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('is not repeated at length in the message about a language', () => {
    const { findings } = read(
      aFile({ localisation: `{availableLanguages: ["uk_${'A1'.repeat(4)}${'_abcde'.repeat(40)}"]}` }),
    )
    const found = findings.find(({ rule }) => rule === 'language-spelling')
    expect(found?.message.length).toBeLessThan(400)
    expect(found?.message).toContain('…')
  })
})
