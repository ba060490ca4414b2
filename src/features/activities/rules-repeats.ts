import { addDays, momentOf, weekday } from '../../kit/dates.ts'

export type Repeats = {
  /** 'YYYY-MM-DD' on the area's clock. */
  first_day: string
  /** 'HH:MM' on the area's clock. */
  time: string
  minutes: number
  every: 'week' | 'fortnight'
} & ({ until: string; count?: undefined } | { count: number; until?: undefined })

/** The most dates one run may have: two years of weeks. */
export const most_dates = 104

/** The dates of a run. 10am stays 10am on the clock on the wall, through every change of the clocks. */
export function repeats(run: Repeats): { starts_at: Date; ends_at: Date }[] {
  const days = run.every === 'week' ? 7 : 14
  const found: { starts_at: Date; ends_at: Date }[] = []
  const last = run.until === undefined ? Math.min(run.count, most_dates) : most_dates
  for (let nth = 0; nth < last; nth++) {
    const day = addDays(run.first_day, nth * days)
    if (run.until !== undefined && day > run.until) break
    found.push(sessionOn(day, run.time, run.minutes))
  }
  return found
}

/** A session on a local day. Its end is read off the same clock, so 11pm to 3am is what the poster says. */
export function sessionOn(day: string, time: string, minutes: number): { starts_at: Date; ends_at: Date } {
  const starts_at = momentOf(day, time)
  const [hour, minute] = time.split(':').map(Number)
  const end = hour! * 60 + minute! + minutes
  const two = (number: number) => String(number).padStart(2, '0')
  const ends_at = momentOf(
    addDays(day, Math.floor(end / 1440)),
    `${two(Math.floor((end % 1440) / 60))}:${two(end % 60)}`,
  )
  // In the hour the clocks change an end could meet its start: then it lasts as long as it was said to.
  return {
    starts_at,
    ends_at: ends_at > starts_at ? ends_at : new Date(starts_at.getTime() + minutes * 60_000),
  }
}

/** The days of a week or weekend that a family means by its name, from today on, all local days. */
export function daysMeant(
  when: 'today' | 'week' | 'weekend' | 'next_week',
  today: string,
): { from: string; to: string } {
  const nth = weekday(today)
  const sunday = addDays(today, 7 - nth)
  if (when === 'today') return { from: today, to: today }
  // Seven days, not "until Sunday": a family who looks on Sunday evening means the days to come.
  if (when === 'week') return { from: today, to: addDays(today, 6) }
  if (when === 'weekend') return { from: nth >= 6 ? today : addDays(sunday, -1), to: sunday }
  return { from: addDays(sunday, 1), to: addDays(sunday, 7) }
}
