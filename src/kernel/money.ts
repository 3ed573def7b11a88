import { z } from 'zod'
import type { Locale } from './localized.ts'

/**
 * Money is an integer number of the currency's smallest units (kopiykas for UAH) in a safe integer: up to ±90 trillion
 * hryvnias. Nothing here ever holds an amount in a fraction of a binary number.
 */
export const Kopiykas = z.int('amount-not-integer')
export type Kopiykas = z.infer<typeof Kopiykas>

// ISO 4217 codes in use, funds and metals left out.
const CURRENCIES = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP ' +
    'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF ' +
    'IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD ' +
    'MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB ' +
    'RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD ' +
    'UYU UZS VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)
const NO_MINOR_UNIT = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))
const THREE_DIGITS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** An ISO 4217 currency code in use. */
export const CurrencyCode = z
  .string()
  .refine((code) => CURRENCIES.has(code), 'currency-unknown')
  .meta({ description: 'ISO 4217 currency code', example: 'UAH' })
export type CurrencyCode = z.infer<typeof CurrencyCode>

/** A sum with what is needed to understand it. `amount` is in smallest units; `vatIncluded` is `null` when not known. */
export const Money = z
  .strictObject({ amount: Kopiykas, currency: CurrencyCode, vatIncluded: z.boolean().nullable() })
  .meta({ description: 'A sum in the smallest units of its currency (kopiykas for UAH)' })
export type Money = z.infer<typeof Money>

/** How many decimal digits the currency's smallest unit is: 2 for UAH, 0 for JPY, 3 for KWD (ISO 4217). */
export function minorDigits(currency: string): 0 | 2 | 3 {
  if (NO_MINOR_UNIT.has(currency)) return 0
  return THREE_DIGITS.has(currency) ? 3 : 2
}

export type AmountRule = 'amount-format' | 'amount-ambiguous' | 'amount-too-precise' | 'amount-too-large'
export type ParsedAmount =
  | { readonly amount: Kopiykas; readonly rounded: boolean }
  | { readonly amount: null; readonly rule: AmountRule }

const GROUP_BLANK = "[ \\u00A0\\u2009\\u202F'’]"
const GROUPED_BY_BLANKS = new RegExp(`^\\d{1,3}(?:${GROUP_BLANK}\\d{3})+$`)
const CURRENCY_WORD = /(?<=\d)\s*(?:₴|грн\.?|гривень|UAH)$/iu

/**
 * Reads an amount as people and data sources write it — `1 234 567,89`, `1,234,567.89`, `1234567.89`, `-5`, `500 000 грн`
 * or a JSON number — into smallest units, digit by digit. `1,234` and `1.234` are refused as ambiguous: they are a
 * thousand in one country and one in another. Digits beyond the smallest unit are refused unless `round` is set
 * (imports), then rounded half away from zero and reported.
 */
export function parseAmount(
  input: string | number,
  options: { readonly currency?: string; readonly round?: boolean } = {},
): ParsedAmount {
  const digits = minorDigits(options.currency ?? 'UAH')
  const decimal = typeof input === 'number' ? decimalOfNumber(input) : decimalOfText(input)
  if (typeof decimal === 'string') return { amount: null, rule: decimal }
  const kept = decimal.fraction.slice(0, digits).padEnd(digits, '0')
  const dropped = decimal.fraction.slice(digits)
  const rounded = /[1-9]/.test(dropped)
  if (rounded && options.round !== true) return { amount: null, rule: 'amount-too-precise' }
  const magnitude = BigInt(decimal.whole + kept) + (rounded && dropped >= '5' ? 1n : 0n)
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) return { amount: null, rule: 'amount-too-large' }
  const amount = Number(magnitude)
  return { amount: decimal.negative && amount !== 0 ? -amount : amount, rounded }
}

interface Decimal {
  readonly negative: boolean
  readonly whole: string
  readonly fraction: string
}

function decimalOfNumber(value: number): Decimal | AmountRule {
  if (!Number.isFinite(value)) return 'amount-format'
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'amount-too-large'
  // The shortest text that reads back as the same number is what the source wrote: 0.29, not 0.28999….
  const shortest = String(Math.abs(value))
  const plain = shortest.includes('e') ? Math.abs(value).toFixed(20) : shortest
  const [whole = '0', fraction = ''] = plain.split('.')
  return { negative: value < 0, whole, fraction }
}

function decimalOfText(input: string): Decimal | AmountRule {
  const text = input.trim().replace(CURRENCY_WORD, '')
  const negative = /^[-−]/.test(text)
  const unsigned = negative ? text.slice(1).trimStart() : text
  const marks = [...unsigned].filter((character) => character === ',' || character === '.')
  const decimalMark = marks.at(-1)
  let whole = unsigned
  let fraction = ''
  let groupMark = ''
  if (decimalMark !== undefined) {
    const at = unsigned.lastIndexOf(decimalMark)
    if (marks.every((mark) => mark === decimalMark) && marks.length > 1) {
      groupMark = decimalMark
    } else {
      whole = unsigned.slice(0, at)
      fraction = unsigned.slice(at + 1)
      groupMark = marks.length > 1 ? (marks[0] ?? '') : ''
      if (!/^\d+$/.test(fraction)) return 'amount-format'
      if (marks.length === 1 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return 'amount-ambiguous'
    }
  }
  const plainWhole = ungroup(whole, groupMark)
  return plainWhole === null ? 'amount-format' : { negative, whole: plainWhole, fraction }
}

/** The digits of a whole number whose groups of three may be separated by blanks, or by `mark`; `null` when it is not one. */
function ungroup(text: string, mark: string): string | null {
  if (mark !== '') {
    const groups = text.split(mark)
    const isGrouped = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))
    return isGrouped ? groups.join('') : null
  }
  if (/^\d+$/.test(text)) return text
  return GROUPED_BY_BLANKS.test(text) ? text.replaceAll(/\D/g, '') : null
}

/** The amount in whole units with a point, for data files: `1234567.89`. Exact. */
export function decimalText(amount: Kopiykas, currency = 'UAH'): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const unsigned = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return amount < 0 ? `-${unsigned}` : unsigned
}

/**
 * A sum for readers: `1 234 567,89 ₴` (blanks are U+00A0) in Ukrainian, `UAH 1,234,567.89` in English.
 * Not made with Intl, whose output differs between versions.
 */
export function formatMoney(money: { readonly amount: Kopiykas; readonly currency: string }, locale: Locale): string {
  const [whole = '', fraction] = decimalText(Math.abs(money.amount), money.currency).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, locale === 'uk' ? '\u00A0' : ',')
  const number = fraction === undefined ? grouped : `${grouped}${locale === 'uk' ? ',' : '.'}${fraction}`
  const signed = money.amount < 0 ? `−${number}` : number
  if (locale === 'en') return `${money.currency}\u00A0${signed}`
  return `${signed}\u00A0${money.currency === 'UAH' ? '₴' : money.currency}`
}

/** The sum of amounts of one currency. Throws RangeError rather than lose a kopiyka beyond the safe integers. */
export function sumAmounts(amounts: Iterable<Kopiykas>): Kopiykas {
  let sum = 0
  for (const amount of amounts) {
    sum += amount
    if (!Number.isSafeInteger(sum)) throw new RangeError('A sum beyond the safe integers')
  }
  return sum
}

/** A share in basis points: 10,000 is the whole. */
export const BasisPoints = z.int('share-not-integer').min(0, 'share-range').max(10_000, 'share-range')
export type BasisPoints = z.infer<typeof BasisPoints>

/**
 * Splits an amount by shares in basis points, so that the parts and the unassigned rest add up to the amount exactly:
 * each part is rounded down, and what rounding left goes one unit each to the largest remainders, the earlier first.
 * Throws RangeError when the shares exceed the whole.
 */
export function splitByShares(
  amount: Kopiykas,
  shares: readonly BasisPoints[],
): { readonly parts: readonly Kopiykas[]; readonly unassigned: Kopiykas } {
  const rest = 10_000 - shares.reduce((sum, share) => sum + share, 0)
  if (rest < 0 || shares.some((share) => share < 0)) throw new RangeError('Shares are not parts of a whole')
  const sign = amount < 0 ? -1 : 1
  const whole = BigInt(Math.abs(amount))
  const lots = [...shares, rest].map((share, index) => {
    const product = whole * BigInt(share)
    return { index, part: product / 10_000n, remainder: product % 10_000n }
  })
  const left = whole - lots.reduce((sum, lot) => sum + lot.part, 0n)
  const byRemainder = lots.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const lot of byRemainder.slice(0, Number(left))) lot.part += 1n
  // Adding zero turns the -0 of a negative amount into 0.
  const parts = lots.map((lot) => Number(lot.part) * sign + 0)
  return { parts: parts.slice(0, -1), unassigned: parts.at(-1) ?? 0 }
}
