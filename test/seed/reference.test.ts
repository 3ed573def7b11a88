import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import dk021 from '../../seed/reference/dk021-informatization.json' with { type: 'json' }
import functions from '../../seed/reference/functions.json' with { type: 'json' }
import informatization from '../../seed/reference/informatization.json' with { type: 'json' }
import categories from '../../seed/reference/publiccode-categories.json' with { type: 'json' }
import regions from '../../seed/reference/regions.json' with { type: 'json' }
import thresholds from '../../seed/reference/thresholds.json' with { type: 'json' }
import { Cpv, cpvParents, isInformatization } from '../../src/kernel/cpv.ts'
import { isIsoDate } from '../../src/kernel/dates.ts'
import { Katottg, katottgLevel, regionOf } from '../../src/kernel/katottg.ts'
import { mixedScriptWords } from '../../src/kernel/text.ts'

const folder = join(import.meta.dirname, '../../seed/reference')
const realData = process.env.REAL_DATA
const codes = new Set(dk021.rows.map(({ code }) => code))

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

describe('reference tables', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

  it.each(files)('%s says where it is from, when, and whether it is confirmed', (name) => {
    const table = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    expect(Object.keys(table)).toEqual(['source', 'date', 'confirmed', 'rows'])
    expect(table.source.length).toBeGreaterThan(20)
    expect(isIsoDate(table.date)).toBe(true)
    expect(typeof table.confirmed).toBe('boolean')
    expect(table.rows.length).toBeGreaterThan(0)
  })

  it('are listed in their README with the number of rows they have', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const listed = [...readme.matchAll(/^\| `([\w-]+\.json)` \| (\d+) \|/gm)].map(([, name, rows]) => `${name} ${rows}`)
    const actual = files.map((name) => `${name} ${JSON.parse(readFileSync(join(folder, name), 'utf8')).rows.length}`)
    expect(listed.sort()).toEqual(actual.sort())
  })

  it('write every word in one alphabet', () => {
    const mixed = files.flatMap((name) =>
      mixedScriptWords(readFileSync(join(folder, name), 'utf8')).map(({ word }) => word),
    )
    expect(mixed).toEqual([])
  })
})

describe('regions', () => {
  it('are 27, each with its codes and names', () => {
    expect(regions.rows.length).toBe(27)
    for (const region of regions.rows) {
      expect(Katottg.parse(region.code)).toBe(region.code)
      expect([katottgLevel(region.code), regionOf(region.code)]).toEqual([1, region.prefix])
      expect(region.iso3166).toMatch(/^UA-\d{2}$/)
    }
    for (const field of ['prefix', 'code', 'uk', 'ukFull', 'en', 'iso3166'] as const) {
      expect(repeated(regions.rows.map((row) => row[field]))).toEqual([])
    }
  })
})

describe('ДК 021 codes of informatization', () => {
  it('are well-formed, titled in both languages, and have those above them', () => {
    const table = new Set(dk021.rows.map(({ code }) => code.slice(0, 8)))
    expect(table.size).toBe(dk021.rows.length)
    for (const { code, uk, en } of dk021.rows) {
      expect(Cpv.parse(code)).toBe(code)
      expect(uk).toMatch(/\p{Script=Cyrillic}/u)
      expect(en).toMatch(/^[^а-яіїєґ]+$/iu)
      expect([code, cpvParents(code).filter((parent) => !table.has(parent))]).toEqual([code, []])
    }
  })

  it('cover the groups that count as informatization', () => {
    const prefixes = informatization.rows.map(({ prefix }) => prefix)
    for (const prefix of prefixes) {
      expect(dk021.rows.some(({ code }) => code.startsWith(prefix))).toBe(true)
    }
    expect(isInformatization('72230000-6', prefixes)).toBe(true)
    expect(isInformatization('32323500-8', prefixes)).toBe(true)
    expect(isInformatization('32320000-2', prefixes)).toBe(false)
    expect(isInformatization('45000000-7', prefixes)).toBe(false)
    expect(isInformatization('80533100-0', prefixes)).toBe(true)
    expect(isInformatization('80512000-6', prefixes)).toBe(false)
  })

  it.skipIf(!realData)('agree with the official classifier, title by title', () => {
    const official = JSON.parse(readFileSync(join(realData ?? '', 'classifiers/dk021/dk021_uk.json'), 'utf8'))
    const differing = dk021.rows.filter(({ code, uk }) => official[code]?.replaceAll(/\s+/g, ' ').trim() !== uk)
    expect(differing).toEqual([])
  })
})

describe('functions of government', () => {
  const groups = functions.rows.filter(({ parent }) => parent === null)
  const leaves = functions.rows.filter(({ parent }) => parent !== null)

  it('stand on two levels, some twenty groups of some six', () => {
    expect(groups.length).toBeGreaterThanOrEqual(20)
    for (const { code } of groups) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      const size = leaves.filter(({ parent }) => parent === code).length
      expect([code, size >= 4 && size <= 9]).toEqual([code, true])
    }
    for (const { code, parent } of leaves) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
      expect(code.split('.')[0]).toBe(parent)
      expect(groups.some((group) => group.code === parent)).toBe(true)
    }
  })

  it('have a name and a line of description of their own in each language', () => {
    for (const field of ['code', 'uk', 'en', 'descriptionUk', 'descriptionEn'] as const) {
      expect(repeated(functions.rows.map((row) => row[field]))).toEqual([])
    }
    for (const { uk, en, descriptionUk, descriptionEn } of functions.rows) {
      expect(`${uk} ${descriptionUk}`).not.toMatch(/[ыэёъ]/i)
      expect(`${en} ${descriptionEn}`).not.toMatch(/\p{Script=Cyrillic}/u)
      expect(descriptionUk.length).toBeLessThanOrEqual(120)
    }
  })

  it('map to categories of publiccode.yml and codes of ДК 021 that exist', () => {
    const known = new Set(categories.rows.map(({ code }) => code))
    for (const row of functions.rows) {
      expect([row.code, row.publiccodeCategories.filter((category) => !known.has(category))]).toEqual([row.code, []])
      expect([row.code, row.dk021.filter((code) => !codes.has(code))]).toEqual([row.code, []])
      expect(row.dk021.length).toBeGreaterThan(0)
      if (row.parent !== null) expect([row.code, row.publiccodeCategories.length > 0]).toEqual([row.code, true])
    }
  })
})

describe('thresholds', () => {
  it('are dated rows with a source, and an unknown date is said to be unknown', () => {
    const isDay = (value: string | null) => value === null || value === 'unknown' || isIsoDate(value)
    for (const row of thresholds.rows) {
      expect(Number.isSafeInteger(row.amount)).toBe(true)
      expect([row.id, isDay(row.validFrom), isDay(row.validTo)]).toEqual([row.id, true, true])
      expect(row.source.length).toBeGreaterThan(10)
    }
    expect(thresholds.rows.find(({ id }) => id === 'approval-cmu-1579')).toMatchObject({
      amount: 100_000_000,
      validFrom: 'unknown',
      adopted: '2025-12-03',
      confirmed: false,
    })
    expect(
      thresholds.rows.filter(({ purpose }) => purpose === 'scope').map(({ amount, inclusive }) => [amount, inclusive]),
    ).toEqual([[50_000_000, true]])
  })
})
