import { describe, expect, it } from 'vitest'
import {
  Cpv,
  checkCpv,
  cpvCheckDigit,
  cpvLevel,
  cpvParents,
  cpvTable,
  isInformatization,
} from '../../src/kernel/cpv.ts'
import {
  formatKatottg,
  Katottg,
  katottgLevel,
  katottgStatus,
  normaliseCategory,
  parseKatottg,
  regionOf,
} from '../../src/kernel/katottg.ts'

describe('KATOTTG codes', () => {
  it('are taken apart and put together', () => {
    const parts = parseKatottg('UA46060250010457177')
    expect(parts).toEqual({
      region: '46',
      raion: '06',
      community: '025',
      settlement: '001',
      district: '04',
      serial: '57177',
    })
    expect(parts && formatKatottg(parts)).toBe('UA46060250010457177')
    expect(parseKatottg('UA4606025001045717')).toBeNull()
    expect(parseKatottg('ua46060250010457177')).toBeNull()
  })

  it('say their region and their level', () => {
    const chain = [
      'UA46000000000026241',
      'UA46060000000042587',
      'UA46060250000025047',
      'UA46060250010015970',
      'UA46060250010457177',
    ]
    expect(chain.map(katottgLevel)).toEqual([1, 2, 3, 4, 5])
    expect(chain.map(regionOf)).toEqual(Array(5).fill('UA46'))
    expect(katottgLevel('UA80000000000126643')).toBe(5)
    expect(katottgLevel('UA32000000010085013')).toBe(4)
    expect([katottgLevel('x'), regionOf('x')]).toEqual([null, null])
  })

  it('are read in spite of blanks, lower case and Cyrillic twins of Latin letters', () => {
    expect(Katottg.parse(' uа 46060250010015970 ')).toBe('UA46060250010015970')
    expect(Katottg.safeParse('UA460602500100159').error?.issues[0]?.message).toBe('katottg-format')
    expect(Katottg.safeParse('8036100000').success).toBe(false)
    expect(['О', 'К', 'Р', 'Н', 'М', 'Х', 'С', 'В', 'Т', 'o ', 'Z', ''].map(normaliseCategory)).toEqual([
      'O',
      'K',
      'P',
      'H',
      'M',
      'X',
      'C',
      'B',
      'T',
      'O',
      null,
      null,
    ])
  })

  it('are known only to a table, and while there is none that is what is said', () => {
    const table = new Set(['UA46060250010015970'])
    expect(katottgStatus('UA46060250010015970', table)).toBe('known')
    expect(katottgStatus('UA46060250010015971', table)).toBe('unknown')
    expect(katottgStatus('UA46060250010015970', null)).toBe('table-not-loaded')
  })
})

describe('ДК 021 codes', () => {
  const table = cpvTable([
    '48000000-8',
    '48300000-1',
    '48310000-4',
    '48311000-1',
    '48311100-2',
    '51000000-9',
    '72253000-3',
  ])

  it('have a form, a level and codes above them', () => {
    expect(Cpv.parse(' 48311100-2')).toBe('48311100-2')
    expect(Cpv.safeParse('48311100').error?.issues[0]?.message).toBe('cpv-format')
    expect(['48000000-8', '48300000-1', '48310000-4', '48311000-1', '48311100-2', '30000000-9'].map(cpvLevel)).toEqual([
      'division',
      'group',
      'class',
      'category',
      'subcategory',
      'division',
    ])
    expect(cpvParents('48311100-2')).toEqual(['48000000', '48300000', '48310000', '48311000'])
    expect(cpvParents('48000000-8')).toEqual([])
    expect(cpvParents('30000000-9')).toEqual([])
    expect(cpvParents('72212211-1')).toEqual(['72000000', '72200000', '72210000', '72212000', '72212200', '72212210'])
  })

  it('are looked up with or without the check digit', () => {
    expect(checkCpv('48311100-2', table)).toEqual({ status: 'known', code: '48311100-2', suggestions: [] })
    expect(checkCpv(' 48311100 ', table)).toEqual({ status: 'known', code: '48311100-2', suggestions: [] })
    expect(checkCpv('48311100–2', table).status).toBe('known')
    expect(checkCpv('48311100-2', null)).toEqual({ status: 'table-not-loaded', code: '48311100-2', suggestions: [] })
    expect(checkCpv('48311100', null).code).toBeNull()
    expect(checkCpv('4831110-2', table).status).toBe('malformed')
  })

  it('that are unknown come with what may have been meant', () => {
    expect(checkCpv('48311100-3', table)).toEqual({ status: 'unknown', code: null, suggestions: ['48311100-2'] })
    expect(checkCpv('48399900', table).suggestions).toEqual([])
    expect(checkCpv('48311110-2', table).suggestions).toEqual(['48311100-2'])
    expect(checkCpv('84311100-2', table).suggestions).toEqual(['48311100-2'])
    expect(checkCpv('99999998-1', table).suggestions).toEqual([])
  })

  it('have a check digit that the formula gives to most, not to all', () => {
    expect(cpvCheckDigit('48311100')).toBe(2)
    expect(cpvCheckDigit('51000000-9')).not.toBe(9)
    expect(checkCpv('51000000-9', table).status).toBe('known')
    expect(() => cpvCheckDigit('4831')).toThrow(RangeError)
  })

  it('are informatization when they start with a configured prefix', () => {
    expect(isInformatization('48311100-2', ['48', '302'])).toBe(true)
    expect(isInformatization('30100000-0', ['48', '302'])).toBe(false)
    expect(isInformatization('48311100-2', [''])).toBe(false)
  })
})
