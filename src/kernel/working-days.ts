import { addDays, dateOfDayNumber, dayNumber, type IsoDate, weekday } from './dates.ts'

/** When a row of the calendar holds, both ends included; `null` is "not limited". */
interface Period {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** A day that returns every year: a fixed day of a month, or so many days after Easter Sunday. */
export type HolidayRule = Period &
  (
    | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
    | { readonly kind: 'easter'; readonly offset: number }
  )

/** A single day that the government made working or free, whatever the rules say. */
export interface DayTransfer {
  readonly date: IsoDate
  readonly working: boolean
}

/** The public holidays of a country as data: the law changes them, so they are rows with dates and not code. */
export interface WorkingCalendar {
  readonly holidays: readonly HolidayRule[]
  readonly transfers: readonly DayTransfer[]
  /** Periods in which holidays are working days and nothing is transferred; Saturdays and Sundays stay free. */
  readonly suspensions: readonly Period[]
}

/** Easter Sunday of the Eastern Churches (Julian computus) as a Gregorian date; good for 1900–2099. */
export function orthodoxEaster(year: number): IsoDate {
  if (!Number.isInteger(year) || year < 1900 || year > 2099) throw new RangeError(`No Easter rule for ${year}`)
  const moon = (19 * (year % 19) + 15) % 30
  const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const julian = moon + sunday + 114
  const julianDate = `${year}-0${Math.floor(julian / 31)}-${String((julian % 31) + 1).padStart(2, '0')}`
  return addDays(julianDate, 13)
}

function holdsOn(period: Period, date: IsoDate): boolean {
  return (period.from === null || period.from <= date) && (period.to === null || date <= period.to)
}

function isHoliday(date: IsoDate, calendar: WorkingCalendar): boolean {
  const [year, month, day] = date.split('-').map(Number)
  return calendar.holidays.some((rule) => {
    if (!holdsOn(rule, date)) return false
    if (rule.kind === 'fixed') return rule.month === month && rule.day === day
    return addDays(orthodoxEaster(Number(year)), rule.offset) === date
  })
}

/**
 * Days off that holidays on a weekend move to: "the day off is transferred to the next one after the holiday" (Labour
 * Code of Ukraine, art. 67 part 3). Two holidays in one weekend move two days, past any holiday that stands there already.
 */
function isTransferredRest(date: IsoDate, calendar: WorkingCalendar): boolean {
  // Nine days back cover the longest chain that occurs: a weekend with two holidays, followed by holidays.
  const taken = new Set<IsoDate>()
  for (let back = 9; back >= 0; back--) {
    const origin = addDays(date, -back)
    if (weekday(origin) < 6 || !isHoliday(origin, calendar)) continue
    let rest = addDays(origin, 1)
    while (weekday(rest) >= 6 || isHoliday(rest, calendar) || taken.has(rest)) rest = addDays(rest, 1)
    taken.add(rest)
  }
  return taken.has(date)
}

/**
 * Whether the day is a working day of the five-day week. While a suspension holds (martial law: Law 2136-IX art. 6 part 6
 * switches off art. 67 parts 3–5 and art. 71–73 of the Labour Code) only Saturday and Sunday are free.
 */
export function isWorkingDay(date: IsoDate, calendar: WorkingCalendar): boolean {
  const isWeekend = weekday(date) >= 6
  if (calendar.suspensions.some((period) => holdsOn(period, date))) return !isWeekend
  const transfer = calendar.transfers.find((row) => row.date === date)
  if (transfer) return transfer.working
  return !isWeekend && !isHoliday(date, calendar) && !isTransferredRest(date, calendar)
}

/**
 * The date on which a term of `count` working days ends. The day it starts from is not counted (Civil Code of Ukraine,
 * art. 253); zero gives the day itself; a negative count goes back.
 */
export function addWorkingDays(date: IsoDate, count: number, calendar: WorkingCalendar): IsoDate {
  if (!Number.isInteger(count)) throw new RangeError(`Not a number of days: ${count}`)
  const step = count < 0 ? -1 : 1
  let current = date
  for (let left = Math.abs(count); left > 0; ) {
    current = addDays(current, step)
    if (isWorkingDay(current, calendar)) left--
  }
  return current
}

/** How many working days are after `from`, up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) {
    if (isWorkingDay(dateOfDayNumber(day), calendar)) count++
  }
  return count
}

/** A row of the shipped table of holidays (`seed/reference/calendar.json`) or of one edited by a registrar. */
export type CalendarRow =
  | HolidayRule
  | ({ readonly kind: 'transfer' } & DayTransfer)
  | ({ readonly kind: 'suspension' } & Period)

/** The calendar that rows of all kinds make up. */
export function workingCalendar(rows: readonly CalendarRow[]): WorkingCalendar {
  return {
    holidays: rows.filter((row) => row.kind === 'fixed' || row.kind === 'easter'),
    transfers: rows.filter((row) => row.kind === 'transfer'),
    suspensions: rows.filter((row) => row.kind === 'suspension'),
  }
}
