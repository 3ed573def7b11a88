import { z } from 'zod'
import type { Locale } from './localized.ts'

const DAY = 86_400_000
const pad = (value: number, length: number) => String(value).padStart(length, '0')

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether the text is `YYYY-MM-DD` and that day exists in the Gregorian calendar. */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** A calendar day, `YYYY-MM-DD`. Dates compare as text. Rules: `date-format`, `date-not-real` (2026-02-30). */
export const IsoDate = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'date-format', abort: true })
  .refine(isIsoDate, 'date-not-real')
  .meta({ format: 'date', example: '2026-11-23' })
export type IsoDate = z.infer<typeof IsoDate>

/** Days from 1970-01-01 to the date; negative before. Throws RangeError when the text is not a real date. */
export function dayNumber(date: IsoDate): number {
  if (!isIsoDate(date)) throw new RangeError(`Not a date: ${date}`)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  // Years are counted from March, so that the leap day is a year's last and months have a regular length.
  const marchYear = month > 2 ? year : year - 1
  const marchMonth = (month + 9) % 12
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + Math.floor((marchMonth * 153 + 2) / 5) + day - 1 - 719_468
}

/** The date that is `days` days after 1970-01-01. */
export function dateOfDayNumber(days: number): IsoDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((dayOfYear * 5 + 2) / 153)
  const day = dayOfYear - Math.floor((marchMonth * 153 + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The date so many calendar days later, or earlier when negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** Calendar days from one date to another; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day of the month so many months later; the last day of a shorter month. Source: Civil Code of Ukraine, art. 254. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (!isIsoDate(date)) throw new RangeError(`Not a date: ${date}`)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const total = year * 12 + (month - 1) + months
  const newYear = Math.floor(total / 12)
  const newMonth = total - newYear * 12 + 1
  return `${pad(newYear, 4)}-${pad(newMonth, 2)}-${pad(Math.min(day, daysInMonth(newYear, newMonth)), 2)}`
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekday(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/**
 * Milliseconds since 1970-01-01T00:00:00Z of an RFC 3339 timestamp with `Z` or an offset; `null` when it is not one.
 * Digits of a second past the third are dropped.
 */
export function parseInstant(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/.exec(text)
  if (!parts) return null
  const [, date = '', hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = parts
  if (!isIsoDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1)
  const seconds = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)
  return dayNumber(date) * DAY + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

// Built when first asked for: a Worker may not do work while it loads, and many requests need no date.
let kyivCalendar: Intl.DateTimeFormat | undefined

/**
 * The day it is in Kyiv at an instant (milliseconds since 1970 or an RFC 3339 timestamp). Deadlines and "today" follow
 * the clock of the law, not the server's.
 */
export function kyivDay(instant: number | string): IsoDate {
  const milliseconds = typeof instant === 'number' ? instant : parseInstant(instant)
  if (milliseconds === null) throw new RangeError(`Not an instant: ${instant}`)
  kyivCalendar ??= new Intl.DateTimeFormat('en-US', {
    timeZone: 'Europe/Kyiv',
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const parts = new Map(kyivCalendar.formatToParts(milliseconds).map((part) => [part.type, part.value]))
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}

/** The last millisecond of a day in Kyiv, RFC 3339 in UTC. Kyiv is two or three hours ahead, and its clocks never change at midnight. */
export function endOfKyivDay(day: IsoDate): string {
  const inWinter = `${day}T21:59:59.999Z`
  return kyivDay(inWinter) === day ? inWinter : `${day}T20:59:59.999Z`
}

const MONTHS: Record<Locale, readonly string[]> = {
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/**
 * A date as people write it: `23 листопада 2026 р.`, `23 November 2026`. The blanks are non-breaking (U+00A0), so that a
 * date is never torn apart at the end of a line. Not made with Intl: its words differ between versions.
 */
export function formatDate(date: IsoDate, locale: Locale): string {
  if (!isIsoDate(date)) throw new RangeError(`Not a date: ${date}`)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const words = [String(day), MONTHS[locale][month - 1], String(year), ...(locale === 'uk' ? ['р.'] : [])]
  return words.join('\u00A0')
}
