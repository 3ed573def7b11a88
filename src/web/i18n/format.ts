import type { Locale } from './locale.ts'

const NBSP = '\u00a0'
const MINUS = '\u2212'

const GROUP = { uk: NBSP, en: ',' } as const
const POINT = { uk: ',', en: '.' } as const

const MONTHS = {
  uk: [
    'січня',
    'лютого',
    'березня',
    'квітня',
    'травня',
    'червня',
    'липня',
    'серпня',
    'вересня',
    'жовтня',
    'листопада',
    'грудня',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const

const MONTH_ALONE = [
  'січень',
  'лютий',
  'березень',
  'квітень',
  'травень',
  'червень',
  'липень',
  'серпень',
  'вересень',
  'жовтень',
  'листопад',
  'грудень',
] as const

function grouped(locale: Locale, digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, GROUP[locale])
}

/** A whole number with its thousands set apart: `1 234 567` · `1,234,567`. */
export function formatCount(locale: Locale, count: number | bigint): string {
  const text = count.toString()
  return text.startsWith('-') ? MINUS + grouped(locale, text.slice(1)) : grouped(locale, text)
}

/**
 * Money from whole minor units (kopiykas, cents): `1 234 567,89 ₴` · `UAH 1,234,567.89`. Other currencies carry their
 * ISO 4217 code. With `cents: 'auto'` (the default) a round sum is written without `,00`.
 */
export function formatMoney(
  locale: Locale,
  minor: number | bigint,
  currency = 'UAH',
  { cents = 'auto' }: { readonly cents?: 'auto' | 'always' } = {},
): string {
  const value = BigInt(minor)
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  const whole = grouped(locale, digits.slice(0, -2))
  const fraction = digits.slice(-2)
  const sum = fraction === '00' && cents === 'auto' ? whole : `${whole}${POINT[locale]}${fraction}`
  return withCurrency(locale, (value < 0n ? MINUS : '') + sum, currency)
}

/** Money for a chart or a sentence, rounded to at most two decimals of a thousand, million or billion: `1,62 млн ₴`. */
export function formatMoneyShort(locale: Locale, minor: number | bigint, currency = 'UAH'): string {
  const value = Number(minor) / 100
  const size = Math.abs(value)
  const scale = size >= 999_995_000 ? 1e9 : size >= 999_995 ? 1e6 : size >= 1000 ? 1e3 : 1
  const scaled = value / scale
  const decimals = scale === 1 || Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2
  const [whole = '0', fraction = ''] = Math.abs(scaled).toFixed(decimals).split('.')
  const tail = fraction.replace(/0+$/, '')
  const number = grouped(locale, whole) + (tail === '' ? '' : POINT[locale] + tail)
  const word = { uk: { 1: '', 1e3: 'тис.', 1e6: 'млн', 1e9: 'млрд' }, en: { 1: '', 1e3: 'k', 1e6: 'm', 1e9: 'bn' } }[
    locale
  ][scale]
  const spaced = word === '' ? number : `${number}${locale === 'uk' ? NBSP : ''}${word}`
  return withCurrency(locale, (value < 0 ? MINUS : '') + spaced, currency)
}

function withCurrency(locale: Locale, sum: string, currency: string): string {
  if (locale === 'uk') return `${sum}${NBSP}${currency === 'UAH' ? '₴' : currency}`
  return `${currency}${NBSP}${sum}`
}

/**
 * A day as people write it: `23 листопада 2026 р.` · `23 November 2026`. Takes ISO 8601 `YYYY`, `YYYY-MM` or
 * `YYYY-MM-DD`; anything after the day is ignored, so give it a civil date (see `formatMoment` for instants).
 * What is not a date comes back as it was.
 */
export function formatDate(locale: Locale, date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date) ?? []
  const index = Number(month) - 1
  if (year === undefined) return date
  const years = locale === 'uk' ? `${year}${NBSP}р.` : year
  if (month === undefined) return years
  const name = (day === undefined && locale === 'uk' ? MONTH_ALONE : MONTHS[locale])[index]
  if (name === undefined) return date
  return day === undefined ? `${name} ${years}` : `${Number(day)}${NBSP}${name} ${years}`
}

/** An instant in Kyiv time: `23 листопада 2026 р., 17:50` · `23 November 2026, 17:50`. */
export function formatMoment(locale: Locale, instant: string | Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Kyiv',
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(typeof instant === 'string' ? new Date(instant) : instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return `${formatDate(locale, `${part('year')}-${part('month')}-${part('day')}`)}, ${part('hour')}:${part('minute')}`
}

const RULES = { uk: new Intl.PluralRules('uk'), en: new Intl.PluralRules('en') } as const

/** The word that goes with a number: `wordFor.uk(3, 'рішення', 'рішення', 'рішень')`. */
export const wordFor = {
  uk: (count: number, one: string, few: string, many: string): string =>
    ({ one, few, many, other: few, zero: many, two: few })[RULES.uk.select(count)],
  en: (count: number, one: string, other: string): string => (RULES.en.select(count) === 'one' ? one : other),
} as const

/** A number with its word, kept on one line: `countOf.uk(5, 'рішення', 'рішення', 'рішень')` is `5 рішень`. */
export const countOf = {
  uk: (count: number, one: string, few: string, many: string): string =>
    `${formatCount('uk', count)}${NBSP}${wordFor.uk(count, one, few, many)}`,
  en: (count: number, one: string, other: string): string =>
    `${formatCount('en', count)}${NBSP}${wordFor.en(count, one, other)}`,
} as const

/** A number with its word, of which there may be more: `10 000+ рішень`. */
export function orMore(counted: string): string {
  return counted.replace(/^[\d\u00a0,]*\d/, '$&+')
}
