import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATEGORIES, SCOPES } from '../../src/exchange/publiccode/vocabulary.ts'
import {
  countOf,
  dictionary,
  formatCount,
  formatDate,
  formatMoment,
  formatMoney,
  formatMoneyShort,
  LOCALES,
} from '../../src/web/i18n/index.ts'

/** Texts are compared with ordinary spaces; that they are in truth unbreakable is asserted once. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('numbers and sums', () => {
  it('are set as each language sets them', () => {
    expect(plain(formatMoney('uk', 123_456_789))).toBe('1 234 567,89 ₴')
    expect(plain(formatMoney('en', 123_456_789))).toBe('UAH 1,234,567.89')
    expect(plain(formatMoney('uk', 248_000_000))).toBe('2 480 000 ₴')
    expect(plain(formatMoney('uk', 248_000_000, 'UAH', { cents: 'always' }))).toBe('2 480 000,00 ₴')
    expect(plain(formatMoney('uk', 5, 'EUR'))).toBe('0,05 EUR')
    expect(plain(formatMoney('en', -150n))).toBe('UAH −1.50')
    expect(plain(formatCount('uk', 1234))).toBe('1 234')
    expect(formatCount('en', 999)).toBe('999')
  })

  it('do not break across lines', () => {
    expect(formatMoney('uk', 123_456_789)).not.toContain(' ')
    expect(formatDate('uk', '2026-11-03')).toBe('3\u00a0листопада 2026\u00a0р.')
  })

  it('are exact for any number of kopiykas', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (minor) => {
        const digits = formatMoney('uk', minor, 'UAH', { cents: 'always' }).replace(/\D/g, '')
        expect(BigInt(digits)).toBe(minor)
      }),
    )
  })

  it('are shortened for charts', () => {
    expect(plain(formatMoneyShort('uk', 162_000_000))).toBe('1,62 млн ₴')
    expect(plain(formatMoneyShort('en', 162_000_000))).toBe('UAH 1.62m')
    expect(plain(formatMoneyShort('uk', 52_000_000))).toBe('520 тис. ₴')
    expect(plain(formatMoneyShort('uk', 99_999_900))).toBe('1 млн ₴')
    expect(plain(formatMoneyShort('uk', 120_000_000_000))).toBe('1,2 млрд ₴')
    expect(plain(formatMoneyShort('uk', 50_000))).toBe('500 ₴')
  })

  it('take the form of the word that Ukrainian wants', () => {
    const solutions = (count: number) => plain(countOf.uk(count, 'запис', 'записи', 'записів'))
    expect([1, 2, 5, 11, 21, 22, 112, 1001].map(solutions)).toEqual([
      '1 запис',
      '2 записи',
      '5 записів',
      '11 записів',
      '21 запис',
      '22 записи',
      '112 записів',
      '1 001 запис',
    ])
    expect(plain(countOf.en(1, 'record', 'records'))).toBe('1 record')
    expect(plain(countOf.en(0, 'record', 'records'))).toBe('0 records')
  })
})

describe('dates', () => {
  it('are written out, as exactly as they are known', () => {
    expect(plain(formatDate('uk', '2026-11-23'))).toBe('23 листопада 2026 р.')
    expect(plain(formatDate('en', '2026-11-23'))).toBe('23 November 2026')
    expect(plain(formatDate('uk', '2026-11'))).toBe('листопад 2026 р.')
    expect(plain(formatDate('en', '2026'))).toBe('2026')
    expect(formatDate('uk', 'невідомо')).toBe('невідомо')
  })

  it('of instants are those of Kyiv, in winter and in summer', () => {
    expect(plain(formatMoment('uk', '2026-11-23T22:30:00Z'))).toBe('24 листопада 2026 р., 00:30')
    expect(plain(formatMoment('en', '2026-07-01T21:05:00Z'))).toBe('2 July 2026, 00:05')
  })
})

describe('the dictionaries', () => {
  const leaves = (value: unknown, path = ''): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inside]) => leaves(inside, `${path}.${key}`))
      : [[path, value]]

  it('have the same keys, and no text is empty', () => {
    const [uk, en] = LOCALES.map((locale) => leaves(dictionary(locale)))
    expect(en?.map(([path]) => path).sort()).toEqual(uk?.map(([path]) => path).sort())
    expect([...(uk ?? []), ...(en ?? [])].filter(([, text]) => text === '')).toEqual([])
  })

  it('leave no Ukrainian on English pages but proper names', () => {
    const cyrillic = leaves(dictionary('en')).filter(
      ([, text]) => typeof text === 'string' && /[а-яіїєґ]/i.test(text.replaceAll('ДК 021', '')),
    )
    expect(cyrillic).toEqual([['.layout.otherLanguage', 'Українська']])
  })
})

describe('the codes of publiccode.yml', () => {
  it.each(LOCALES)('each have a word of their own (%s)', (locale) => {
    const { categories, scopes } = dictionary(locale).publiccode
    for (const [codes, words] of [
      [CATEGORIES, categories],
      [SCOPES, scopes],
    ] as const) {
      expect(Object.keys(words).sort()).toEqual([...codes].sort())
      expect(new Set(Object.values(words)).size).toBe(codes.length)
    }
  })
})
