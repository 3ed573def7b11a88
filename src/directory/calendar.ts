import { type CalendarRow, type WorkingCalendar, workingCalendar } from '../kernel/working-days.ts'
import type { Reference } from './reference.ts'

/** The working calendar that is loaded; without one only Saturdays and Sundays are free. */
export async function workingCalendarOf(reference: Pick<Reference, 'all'>): Promise<WorkingCalendar> {
  const rows = await reference.all('calendar')
  return workingCalendar(rows.map(({ details }) => details as unknown as CalendarRow))
}
