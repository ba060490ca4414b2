// Dates by the area's clock: ten in the morning stays ten in the morning when the clocks change.
import { addDays, localDay, momentOf, weekday } from '../../src/kit/dates.ts'
import { isHoliday } from './school-year.ts'
import type { Pattern } from './shape.ts'

export const weeks_ahead = 8
const closed_days = new Set(['12-24', '12-25', '12-26', '12-31', '01-01'])

/** The local days a pattern falls on in the weeks ahead of `now`, soonest first, at most as many as it says. */
export function daysOf(pattern: Pattern, now: Date): string[] {
  const tomorrow = addDays(localDay(now), 1)
  const first = addDays(tomorrow, (pattern.weekday - weekday(tomorrow) + 7) % 7)
  const last = addDays(tomorrow, weeks_ahead * 7 - 1)
  const days: string[] = []
  const step = pattern.when === 'holidays' ? 1 : pattern.every
  for (let week = pattern.after ?? 0; days.length < pattern.most; week += step) {
    const day = addDays(first, week * 7)
    if (day > last) break
    const right_time = pattern.when === 'always' || (pattern.when === 'holidays') === isHoliday(day)
    if (right_time && !closed_days.has(day.slice(5))) days.push(day)
  }
  return days
}

/** When a session of a pattern starts and ends on a local day, as moments. */
export function timesOf({ time, minutes }: Pattern, day: string): { starts_at: Date; ends_at: Date } {
  const starts_at = momentOf(day, time)
  return { starts_at, ends_at: new Date(starts_at.getTime() + minutes * 60_000) }
}
