import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import table from '../../seed/reference/calendar.json' with { type: 'json' }
import { dateOfDayNumber, dayNumber, weekday } from '../../src/kernel/dates.ts'
import {
  addWorkingDays,
  type CalendarRow,
  isWorkingDay,
  orthodoxEaster,
  workingCalendar,
  workingDaysBetween,
} from '../../src/kernel/working-days.ts'

const realData = process.env.REAL_DATA
const rows = table.rows as readonly CalendarRow[]
const law = workingCalendar(rows)
const peace = workingCalendar(rows.filter(({ kind }) => kind !== 'suspension'))
const day = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2030-12-31') }).map(dateOfDayNumber)

describe('working days', () => {
  it('know Easter', () => {
    const easters = Array.from({ length: 12 }, (_, index) => orthodoxEaster(2019 + index))
    expect(easters).toEqual([
      '2019-04-28',
      '2020-04-19',
      '2021-05-02',
      '2022-04-24',
      '2023-04-16',
      '2024-05-05',
      '2025-04-20',
      '2026-04-12',
      '2027-05-02',
      '2028-04-16',
      '2029-04-08',
      '2030-04-28',
    ])
    expect(() => orthodoxEaster(2100)).toThrow(RangeError)
  })

  it('under martial law are all but Saturdays and Sundays', () => {
    expect(isWorkingDay('2022-03-23', law)).toBe(true)
    expect(isWorkingDay('2022-03-08', law)).toBe(false)
    expect(isWorkingDay('2026-12-25', law)).toBe(true)
    expect(isWorkingDay('2026-08-24', law)).toBe(true)
    expect(isWorkingDay('2026-11-22', law)).toBe(false)
  })

  it('follow the holidays as each law changed them', () => {
    const holidays = (year: number) =>
      Array.from({ length: 365 }, (_, index) => dateOfDayNumber(dayNumber(`${year}-01-01`) + index)).filter(
        (date) => weekday(date) < 6 && !isWorkingDay(date, peace),
      )
    expect(holidays(2026)).toEqual([
      '2026-01-01',
      '2026-03-09',
      '2026-04-13',
      '2026-05-01',
      '2026-05-08',
      '2026-06-01',
      '2026-06-29',
      '2026-07-15',
      '2026-08-24',
      '2026-10-01',
      '2026-12-25',
    ])
    expect(isWorkingDay('2023-05-09', peace)).toBe(false)
    expect(isWorkingDay('2024-05-09', peace)).toBe(true)
    expect(isWorkingDay('2023-07-28', peace)).toBe(false)
    expect(isWorkingDay('2024-01-08', peace)).toBe(true)
  })

  it('move a day off past the holidays that already stand there', () => {
    // 2021: Saturday 1 May is a holiday, Sunday 2 May is Easter.
    expect(['2021-05-03', '2021-05-04', '2021-05-05'].map((date) => isWorkingDay(date, law))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('are counted from the day after', () => {
    expect(addWorkingDays('2026-11-23', 0, law)).toBe('2026-11-23')
    expect(addWorkingDays('2026-11-23', 10, law)).toBe('2026-12-07')
    expect(addWorkingDays('2026-11-21', 1, law)).toBe('2026-11-23')
    expect(addWorkingDays('2026-11-23', -1, law)).toBe('2026-11-20')
    expect(addWorkingDays('2026-12-24', 1, peace)).toBe('2026-12-28')
    expect(workingDaysBetween('2026-11-23', '2026-12-07', law)).toBe(10)
    expect(workingDaysBetween('2026-12-07', '2026-11-23', law)).toBe(-10)
    expect(() => addWorkingDays('2026-11-23', 1.5, law)).toThrow(RangeError)
  })

  it('come out the same when counted forward and back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), fc.constantFrom(law, peace), (start, count, calendar) => {
        const end = addWorkingDays(start, count, calendar)
        expect(isWorkingDay(end, calendar)).toBe(true)
        expect(workingDaysBetween(start, end, calendar)).toBe(count)
      }),
    )
  })

  it.skipIf(!realData)('are those of the published calendars from 2019 to the start of the suspension', () => {
    const read = (name: string): Set<string> =>
      new Set(JSON.parse(readFileSync(join(realData ?? '', 'classifiers/calendars', name), 'utf8')))
    const [weekendsOn, workdaysOff] = [read('weekends_on.json'), read('workdays_off.json')]
    const differing: string[] = []
    for (let number = dayNumber('2019-01-01'); number < dayNumber('2022-03-24'); number++) {
      const date = dateOfDayNumber(number)
      const published = weekday(date) >= 6 ? weekendsOn.has(date) : !workdaysOff.has(date)
      if (published !== isWorkingDay(date, law)) differing.push(date)
    }
    // Their 8 January 2019 has no holiday nor transfer behind it: 7 January was a Monday.
    expect(differing).toEqual(['2019-01-08'])
  })
})
