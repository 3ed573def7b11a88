import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDk021Json, parseKatottgCsv, parseKatottgJson } from '../../seed/reference/load-codes.ts'
import { checkCpv, cpvCheckDigit, cpvParents, cpvTable } from '../../src/kernel/cpv.ts'
import { formatKatottg, katottgLevel, parseKatottg } from '../../src/kernel/katottg.ts'

const realData = process.env.REAL_DATA
const official = (path: string) => readFileSync(join(realData ?? '', 'classifiers', path), 'utf8')

const HEADING =
  'Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;Категорія об’єкта;Назва об’єкта'
const [LVIV_REGION, LVIV_RAION, LVIV_COMMUNITY] = ['UA46000000000026241', 'UA46060000000042587', 'UA46060250000025047']
const [LVIV, SYKHIV] = ['UA46060250010015970', 'UA46060250010457177']

describe('the KATOTTG codifier', () => {
  it('is read with byte order mark, trailing blanks and Cyrillic category letters', () => {
    const text = `\uFEFF${HEADING}\r\n${LVIV_REGION};;;;;О;Львівська\r\n${LVIV_REGION};${LVIV_RAION};;;;Р;Львівський \r\n`
    expect(parseKatottgCsv(text)).toEqual({
      rows: [
        { code: LVIV_REGION, level: 1, category: 'O', name: 'Львівська', parent: null },
        { code: LVIV_RAION, level: 2, category: 'P', name: 'Львівський', parent: LVIV_REGION },
      ],
      findings: [],
    })
  })

  it('gives units that skip levels the parent they hang under', () => {
    const kyiv = 'UA80000000000093317'
    const district = 'UA80000000000126643'
    const { rows } = parseKatottgCsv(`${kyiv};;;;;K;Київ\n${kyiv};${kyiv};${kyiv};${kyiv};${district};B;Голосіївський`)
    expect(rows).toEqual([
      { code: kyiv, level: 1, category: 'K', name: 'Київ', parent: null },
      { code: district, level: 5, category: 'B', name: 'Голосіївський', parent: kyiv },
    ])
  })

  it('names the lines it leaves out', () => {
    const text = [
      HEADING,
      `${LVIV_REGION};;;;;O`,
      `${LVIV_REGION};UA46;;;;P;Львівський`,
      `${LVIV_REGION};;;;;Z;Львівська`,
      `${LVIV_REGION};;;;;O; `,
      `${LVIV_REGION};;;;;O;Львівська`,
      `${LVIV_REGION};;;;;O;Львівська знову`,
    ].join('\n')
    const { rows, findings } = parseKatottgCsv(text)
    expect(rows.map(({ name }) => name)).toEqual(['Львівська'])
    expect(findings.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/2 columns',
      '/3 katottg-format',
      '/4 katottg-category',
      '/5 text-empty',
      `/${LVIV_REGION} code-repeated`,
    ])
  })

  it('is read from the JSON that Prozorro publishes', () => {
    const text = JSON.stringify({
      [LVIV]: { name: 'Львів ', category: 'M', level: '4', parent_code: LVIV_COMMUNITY },
      [SYKHIV]: { name: 'Сихівський', category: 'В', level: 5, parent_code: LVIV },
      [LVIV_REGION]: { name: 'Львівська', category: 'O', level: 1, parent_code: null },
      UA: { name: 'x', category: 'O', level: 1 },
      [LVIV_RAION]: null,
    })
    const { rows, findings } = parseKatottgJson(text)
    expect(rows.map(({ name, category, level, parent }) => [name, category, level, parent])).toEqual([
      ['Львів', 'M', 4, LVIV_COMMUNITY],
      ['Сихівський', 'B', 5, LVIV],
      ['Львівська', 'O', 1, null],
    ])
    expect(findings.map(({ rule }) => rule)).toEqual(['katottg-format', 'katottg-category'])
    expect(parseKatottgJson('[]').rows).toEqual([])
    expect(() => parseKatottgJson('{')).toThrow(SyntaxError)
  })

  it.skipIf(!realData)(
    'of 16.05.2025 loads whole: 31,748 units, every parent among them, levels as the codes say',
    () => {
      const { rows, findings } = parseKatottgCsv(official('katottg/kodifikator-16-05-2025.csv'))
      expect(findings).toEqual([])
      expect(rows.length).toBe(31_748)
      const codes = new Set(rows.map(({ code }) => code))
      expect(rows.filter(({ parent }) => parent === null).length).toBe(27)
      expect(rows.filter(({ parent }) => parent !== null && !codes.has(parent))).toEqual([])
      expect(rows.filter(({ code, level }) => katottgLevel(code) !== level)).toEqual([])
      expect(rows.filter(({ name }) => name !== name.trim())).toEqual([])
      const unlike = rows.filter(({ code }) => {
        const parts = parseKatottg(code)
        return parts === null || formatKatottg(parts) !== code
      })
      expect(unlike).toEqual([])
      const counts = Object.entries(Object.groupBy(rows, ({ category }) => category)).map(([key, list]) => [
        key,
        list?.length,
      ])
      expect(Object.fromEntries(counts)).toEqual({ O: 25, K: 2, P: 136, H: 1772, M: 461, X: 2007, C: 27_237, B: 108 })
    },
  )
})

describe('ДК 021:2015', () => {
  it('is read as a map of code to title', () => {
    const text = '\uFEFF{"48000000-8":" Пакети  програмного\\nзабезпечення ","4800":"x","72000000-5":7}'
    expect(parseDk021Json(text)).toEqual({
      rows: [{ code: '48000000-8', title: 'Пакети програмного забезпечення' }],
      findings: [
        { pointer: '/4800', rule: 'cpv-format' },
        { pointer: '/72000000-5', rule: 'text-empty' },
      ],
    })
  })

  it.skipIf(!realData)(
    'loads whole in both languages: 9,458 codes, of which the formula of the check digit fits 8,925',
    () => {
      const uk = parseDk021Json(official('dk021/dk021_uk.json'))
      const en = parseDk021Json(official('dk021/cpv_en.json'))
      expect([uk.rows.length, uk.findings.length, en.rows.length, en.findings.length]).toEqual([9458, 0, 9458, 0])
      const table = cpvTable(uk.rows.map(({ code }) => code))
      expect(table.size).toBe(9458)
      const fitting = uk.rows.filter(({ code }) => cpvCheckDigit(code) === Number(code[9]))
      expect(fitting.length).toBe(8925)
      expect(uk.rows.filter(({ code }) => checkCpv(code, table).status !== 'known')).toEqual([])
      // The levels are decimal, so nearly every parent is a code itself; those left out by the vocabulary are few.
      const parents = uk.rows.flatMap(({ code }) => cpvParents(code))
      expect(parents.filter((parent) => !table.has(parent)).length / parents.length).toBeLessThan(0.01)
    },
  )
})
