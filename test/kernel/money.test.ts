import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CurrencyCode,
  decimalText,
  formatMoney,
  Money,
  minorDigits,
  parseAmount,
  splitByShares,
  sumAmounts,
} from '../../src/kernel/money.ts'

const money = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })

describe('amounts that people and data sources write', () => {
  it.each([
    ['1 234 567,89', 123_456_789],
    ['1\u00A0234\u00A0567,89', 123_456_789],
    ['1\u202F234\u202F567,89 ₴', 123_456_789],
    ["1'234'567.89", 123_456_789],
    ['1234567.89', 123_456_789],
    ['1,234,567.89', 123_456_789],
    ['1.234.567,89', 123_456_789],
    ['1,234,567', 123_456_700],
    ['500000', 50_000_000],
    ['500 000 грн.', 50_000_000],
    ['500 000 UAH', 50_000_000],
    ['0,5', 50],
    ['0.290', 29],
    ['-12,30', -1230],
    ['−12', -1200],
    ['0', 0],
    ['-0', 0],
    [' 007 ', 700],
  ])('reads %j', (text, amount) => {
    const parsed = parseAmount(text)
    expect(parsed).toEqual({ amount, rounded: false })
    expect(Object.is(parsed.amount, -0)).toBe(false)
  })

  it.each([
    [1234567.89, 123_456_789],
    [0.29, 29],
    [1.1, 110],
    [4.35, 435],
    [1e-7, 0],
    [90_071_992_547_409, 9_007_199_254_740_900],
    [-3.5, -350],
  ])('reads the JSON number %d without the error of binary fractions', (number, amount) => {
    expect(parseAmount(number, { round: true }).amount).toBe(amount)
  })

  it.each([
    ['', 'amount-format'],
    ['грн', 'amount-format'],
    ['12 34', 'amount-format'],
    ['1 2345', 'amount-format'],
    ['1e6', 'amount-format'],
    ['1,23,456', 'amount-format'],
    ['1,234.567.890', 'amount-format'],
    ['12,', 'amount-format'],
    [',5', 'amount-format'],
    ['1.2,3', 'amount-format'],
    ['--5', 'amount-format'],
    ['１２', 'amount-format'],
    ['1,234', 'amount-ambiguous'],
    ['12.500', 'amount-ambiguous'],
    ['10,555 1', 'amount-format'],
    ['1000,555', 'amount-too-precise'],
    [0.1 + 0.2, 'amount-too-precise'],
    [Number.NaN, 'amount-format'],
    [Number.POSITIVE_INFINITY, 'amount-format'],
    [1e21, 'amount-too-large'],
    ['90071992547409.92', 'amount-too-large'],
  ])('refuses %j: %s', (input, rule) => {
    expect(parseAmount(input)).toEqual({ amount: null, rule })
  })

  it('rounds half away from zero when an import asks for it, and says so', () => {
    expect(parseAmount('1000,555', { round: true })).toEqual({ amount: 100_056, rounded: true })
    expect(parseAmount('1000.5549', { round: true })).toEqual({ amount: 100_055, rounded: true })
    expect(parseAmount('-0,0051', { round: true })).toEqual({ amount: -1, rounded: true })
    expect(parseAmount(0.1 + 0.2, { round: true })).toEqual({ amount: 30, rounded: true })
    expect(parseAmount('1,000', { currency: 'KWD' })).toEqual({ amount: null, rule: 'amount-ambiguous' })
    expect(parseAmount('1000,125', { currency: 'KWD' })).toEqual({ amount: 1_000_125, rounded: false })
    expect(parseAmount('1500', { currency: 'JPY' })).toEqual({ amount: 1500, rounded: false })
  })

  it('are the same after writing and reading, in every form, up to the last safe integer', () => {
    fc.assert(
      fc.property(money, fc.constantFrom('UAH', 'JPY', 'KWD'), (amount, currency) => {
        const whole = amount + 0
        for (const text of [
          decimalText(whole, currency),
          formatMoney({ amount: whole, currency }, 'uk').replace(/.[₴A-Z]+$/u, ''),
        ]) {
          const parsed = parseAmount(text, { currency })
          if (currency === 'KWD' && parsed.amount === null) expect(parsed.rule).toBe('amount-ambiguous')
          else expect(parsed).toEqual({ amount: whole, rounded: false })
        }
      }),
    )
  })
})

describe('sums for readers', () => {
  it('are written as each language writes them', () => {
    expect(formatMoney({ amount: 123_456_789, currency: 'UAH' }, 'uk')).toBe('1\u00A0234\u00A0567,89\u00A0₴')
    expect(formatMoney({ amount: 123_456_789, currency: 'UAH' }, 'en')).toBe('UAH\u00A01,234,567.89')
    expect(formatMoney({ amount: -5, currency: 'EUR' }, 'uk')).toBe('−0,05\u00A0EUR')
    expect(formatMoney({ amount: 1500, currency: 'JPY' }, 'en')).toBe('JPY\u00A01,500')
    expect(decimalText(-5)).toBe('-0.05')
    expect(decimalText(1_000_125, 'KWD')).toBe('1000.125')
  })
})

describe('currencies', () => {
  it('are those in use by ISO 4217, with the number of digits the platform knows them by', () => {
    const supported = Intl.supportedValuesOf('currency')
    let compared = 0
    for (const currency of supported) {
      if (!CurrencyCode.safeParse(currency).success) continue
      // CLDR rounds some currencies for display; ISO 4217 keeps their two digits.
      const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      if (maximumFractionDigits !== 0)
        expect([currency, minorDigits(currency)]).toEqual([currency, maximumFractionDigits])
      compared++
    }
    expect(compared).toBeGreaterThan(145)
    for (const code of ['uah', 'UA', 'XXX', 'DEM', '']) expect(CurrencyCode.safeParse(code).success).toBe(false)
  })

  it('make money only with an integer amount and a stated or unknown VAT', () => {
    const sum = { amount: 1, currency: 'UAH', vatIncluded: null }
    expect(Money.safeParse(sum).success).toBe(true)
    for (const change of [
      { amount: 1.5 },
      { amount: 2 ** 53 },
      { amount: '1' },
      { vatIncluded: undefined },
      { extra: 1 },
    ]) {
      expect(Money.safeParse({ ...sum, ...change }).success).toBe(false)
    }
  })
})

describe('shares', () => {
  it('add up to the amount exactly, whatever is unassigned', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 2500 }), { maxLength: 4 })
    fc.assert(
      fc.property(money, shares, (amount, parts) => {
        const split = splitByShares(amount, parts)
        expect(split.parts.length).toBe(parts.length)
        expect(sumAmounts([...split.parts, split.unassigned])).toBe(amount + 0)
        split.parts.forEach((part, index) => {
          const exact = (BigInt(amount) * BigInt(parts[index] ?? 0)) / 10_000n
          const difference = BigInt(part) - exact
          expect(difference >= -1n && difference <= 1n).toBe(true)
        })
      }),
    )
  })

  it('leave nothing unassigned when they are the whole', () => {
    expect(splitByShares(100, [3333, 3333, 3334])).toEqual({ parts: [33, 33, 34], unassigned: 0 })
    expect(splitByShares(10, [5000])).toEqual({ parts: [5], unassigned: 5 })
    expect(() => splitByShares(1, [9999, 2])).toThrow(RangeError)
  })

  it('never lose a kopiyka in a sum too large to be exact', () => {
    expect(() => sumAmounts([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  })
})
