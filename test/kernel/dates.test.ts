import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  endOfKyivDay,
  formatDate,
  IsoDate,
  isIsoDate,
  kyivDay,
  parseInstant,
  weekday,
} from '../../src/kernel/dates.ts'

const day = fc.integer({ min: -200_000, max: 200_000 })

describe('dates', () => {
  it('are real calendar days', () => {
    expect(IsoDate.parse('2024-02-29')).toBe('2024-02-29')
    const rule = (text: unknown) => IsoDate.safeParse(text).error?.issues[0]?.message
    expect(rule('2026-02-29')).toBe('date-not-real')
    expect(rule('1900-02-29')).toBe('date-not-real')
    expect(rule('2026-13-01')).toBe('date-not-real')
    expect(rule('2026-00-10')).toBe('date-not-real')
    expect(rule('2026-04-31')).toBe('date-not-real')
    expect(rule('23.11.2026')).toBe('date-format')
    expect(rule('2026-11-23T00:00:00Z')).toBe('date-format')
    expect(isIsoDate('2026-11-23\n')).toBe(false)
  })

  it('count days as the platform does', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = new Date(number * 86_400_000)
        const text = date.toISOString().slice(0, 10)
        expect(dateOfDayNumber(number)).toBe(text)
        expect(dayNumber(text)).toBe(number)
        expect(weekday(text)).toBe(date.getUTCDay() || 7)
      }),
    )
  })

  it('add and subtract', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3)
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-11-23', -12)).toBe('2025-11-23')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
  })

  it('are written as each language writes them', () => {
    expect(formatDate('2026-11-23', 'uk')).toBe('23\u00A0листопада\u00A02026\u00A0р.')
    expect(formatDate('2026-11-23', 'en')).toBe('23\u00A0November\u00A02026')
    expect(formatDate('2026-01-01', 'uk')).toBe('1\u00A0січня\u00A02026\u00A0р.')
  })
})

describe('instants', () => {
  it('read as the platform reads them', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime())
        },
      ),
    )
    for (const text of ['2021-12-01T10:15:30.123456+02:00', '2021-12-01T00:15:30-11:30', '2021-12-01T10:15:30Z']) {
      expect(parseInstant(text)).toBe(Date.parse(text))
    }
  })

  it.each(['2021-12-01', '2021-12-01T10:15:30', '2021-02-30T10:15:30Z', '2021-12-01T24:00:00Z', 'now', ''])(
    'are not: %j',
    (text) => {
      expect(parseInstant(text)).toBeNull()
      expect(() => kyivDay(text)).toThrow(RangeError)
    },
  )

  it.each([
    ['2027-01-31', '2027-01-31T21:59:59.999Z'],
    ['2026-07-01', '2026-07-01T20:59:59.999Z'],
    ['2026-03-28', '2026-03-28T21:59:59.999Z'],
    ['2026-03-29', '2026-03-29T20:59:59.999Z'],
    ['2026-10-25', '2026-10-25T21:59:59.999Z'],
  ])('end the day %s in Kyiv', (day, end) => {
    expect(endOfKyivDay(day)).toBe(end)
    expect(kyivDay(Date.parse(end) + 1)).toBe(addDays(day, 1))
  })

  it('are the day it is in Kyiv, in winter and in summer time', () => {
    expect(kyivDay('2026-11-22T21:59:59Z')).toBe('2026-11-22')
    expect(kyivDay('2026-11-22T22:00:00Z')).toBe('2026-11-23')
    expect(kyivDay('2026-07-01T20:59:59.999Z')).toBe('2026-07-01')
    expect(kyivDay('2026-07-01T21:00:00Z')).toBe('2026-07-02')
    expect(kyivDay(0)).toBe('1970-01-01')
  })
})
