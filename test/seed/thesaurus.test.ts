import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mixedScriptWords } from '../../src/kernel/text.ts'
import { AbbreviationFile, type Concept, DictionaryFile, ThesaurusFile } from '../../src/search/thesaurus-file.ts'

const folder = join(import.meta.dirname, '../../seed/reference/thesaurus')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const files = readdirSync(join(folder, 'concepts')).map((name) => `concepts/${name}`)

const concepts = files.flatMap((name) => ThesaurusFile.parse(read(name)).rows)
const russian = DictionaryFile.parse(read('russian.json')).rows
const english = DictionaryFile.parse(read('english.json')).rows
const abbreviations = AbbreviationFile.parse(read('abbreviations.json')).rows

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)
const mixed = (terms: readonly string[]) => terms.filter((term) => mixedScriptWords(term).length > 0)
const RUSSIAN_LETTER = /[ыэъё]/i
const UKRAINIAN_LETTER = /[їєґі]/i

describe('the thesaurus', () => {
  it('covers the whole of what public bodies buy or build', () => {
    expect(concepts.length).toBeGreaterThanOrEqual(1350)
    expect(russian.length).toBeGreaterThanOrEqual(2600)
    expect(english.length).toBeGreaterThanOrEqual(3500)
    expect(abbreviations.length).toBeGreaterThanOrEqual(1150)
  })

  it('is of one edition', () => {
    const editions = [...files, 'russian.json', 'english.json', 'abbreviations.json'].map(
      (name) => (read(name) as { edition: string }).edition,
    )
    expect(new Set(editions).size).toBe(1)
  })

  it('names every need once, in the file of its group of functions', () => {
    expect(repeated(concepts.map(({ id }) => id))).toEqual([])
    for (const name of files)
      for (const { id } of ThesaurusFile.parse(read(name)).rows) expect(`concepts/${id.split('.')[0]}.json`).toBe(name)
  })

  it('refuses a group that says a term twice, an empty one, and a phrase of five words', () => {
    const group = { id: 'documents.flow', uk: ['документообіг'], en: ['document flow'] }
    const accepts = (rows: unknown) =>
      ThesaurusFile.safeParse({ edition: '2026-11-23', source: 'Compiled for this test alone', rows }).success
    expect(accepts([group])).toBe(true)
    expect(accepts([{ ...group, leads: ['Документообіг'] }])).toBe(false)
    expect(accepts([{ ...group, uk: [] }])).toBe(false)
    expect(accepts([{ ...group, uk: ['один два три чотири п’ять'] }])).toBe(false)
    expect(accepts([])).toBe(false)
  })

  it.each<[keyof Concept & ('uk' | 'leads' | 'ru' | 'en'), RegExp]>([
    ['uk', RUSSIAN_LETTER],
    ['leads', RUSSIAN_LETTER],
    ['ru', UKRAINIAN_LETTER],
    ['en', /\p{Script=Cyrillic}/u],
  ])('has no letter of another language among its terms in %s, nor words of two alphabets', (list, foreign) => {
    const terms = concepts.flatMap((concept) => concept[list] ?? [])
    expect(terms.filter((term) => foreign.test(term))).toEqual([])
    expect(mixed(terms)).toEqual([])
  })

  it('writes apostrophes as type has them', () => {
    const everything = [...concepts, ...russian, ...english, ...abbreviations]
    expect(JSON.stringify(everything)).not.toMatch(/['ʼ`]/)
  })
})

describe('the dictionaries into Ukrainian', () => {
  it.each([
    ['Russian', russian, UKRAINIAN_LETTER],
    ['English', english, /\p{Script=Cyrillic}/u],
  ] as const)('say every %s word once, in its own letters', (_language, rows, foreign) => {
    const words = rows.map(([word]) => word)
    expect(repeated(words)).toEqual([])
    expect(words.filter((word) => foreign.test(word))).toEqual([])
    expect(mixed(words)).toEqual([])
  })

  it.each([
    ['Russian', russian],
    ['English', english],
  ] as const)('translate %s into Ukrainian, no translation twice', (_language, rows) => {
    const translations = rows.flatMap(([, ...meanings]) => meanings)
    expect(translations.filter((word) => RUSSIAN_LETTER.test(word))).toEqual([])
    expect(mixed(translations)).toEqual([])
    expect(rows.filter(([, ...meanings]) => repeated(meanings).length > 0)).toEqual([])
  })

  it('leave out what Russian and Ukrainian write alike', () => {
    expect(russian.filter(([word, ...meanings]) => meanings.includes(word))).toEqual([])
  })

  it('take single Russian words', () => {
    expect(russian.filter(([word]) => word.includes(' '))).toEqual([])
  })
})

describe('the abbreviations', () => {
  it('are each explained once in the same words', () => {
    expect(repeated(abbreviations.map(([short, full]) => `${short} ${full}`.toLowerCase()))).toEqual([])
    const texts = abbreviations.flat()
    expect(texts.filter((text) => RUSSIAN_LETTER.test(text))).toEqual([])
    expect(mixed(texts)).toEqual([])
  })

  it('with several meanings are not searched for by any of them', () => {
    const meanings = Map.groupBy(abbreviations, ([short]) => short.toLowerCase())
    const loose = [...meanings.values()].filter((rows) => rows.length > 1).flat()
    expect(loose.length).toBeGreaterThan(0)
    expect(loose.filter(([, , typed]) => typed === undefined)).toEqual([])
  })

  it('are shorter than what they stand for', () => {
    expect(abbreviations.filter(([short, full]) => short.length >= full.length)).toEqual([])
  })
})

describe('the README of the thesaurus', () => {
  it('gives the numbers of rows there are', () => {
    const listed = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| `([\w/*]+\.json)` \| (\d+) \|/gm)]
    expect(Object.fromEntries(listed.map(([, name, rows]) => [name, Number(rows)]))).toEqual({
      'concepts/*.json': concepts.length,
      'russian.json': russian.length,
      'english.json': english.length,
      'abbreviations.json': abbreviations.length,
    })
  })
})
