// The school year of the demonstration: near enough to an English one, for any year it is started in.
import { addDays, weekday } from '../../src/kit/dates.ts'

export type Season = { name: string; kind: 'term' | 'holidays'; starts_on: string; ends_on: string }

// Sunday of Easter, by Gauss.
function easter(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const of_month = h + l - 7 * m + 114
  return `${year}-0${Math.floor(of_month / 31)}-${String((of_month % 31) + 1).padStart(2, '0')}`
}

// The Monday on or before a day.
const monday = (day: string) => addDays(day, 1 - weekday(day))

function holidaysOf(year: number): Season[] {
  const holiday = (name: string, starts_on: string, ends_on: string): Season => ({
    name: `${name} ${year}`,
    kind: 'holidays',
    starts_on,
    ends_on,
  })
  const week = (name: string, first_monday: string) =>
    holiday(name, addDays(first_monday, -2), addDays(first_monday, 6))
  const good_friday = addDays(easter(year), -2)
  return [
    week('February half term', monday(`${year}-02-20`)),
    holiday('Easter holidays', good_friday, addDays(good_friday, 16)),
    week('May half term', monday(`${year}-05-31`)),
    holiday('Summer holidays', `${year}-07-22`, `${year}-09-01`),
    week('October half term', monday(`${year}-10-31`)),
    holiday('Christmas holidays', addDays(monday(`${year}-12-21`), -2), `${year + 1}-01-03`),
  ]
}

const term_names: Record<string, string> = { '09': 'Autumn term', '11': 'Autumn term', '01': 'Spring term' }
const termName = (day: string) =>
  `${term_names[day.slice(5, 7)] ?? (day.slice(5, 7) < '04' ? 'Spring term' : 'Summer term')} ${day.slice(0, 4)}`

/** The term and the holidays nearest ahead of a local day, the one it falls in first. */
export function seasonsFrom(today: string): [Season, Season] {
  const year = Number(today.slice(0, 4))
  const all = [year - 1, year, year + 1].flatMap(holidaysOf)
  const at = all.findIndex((holiday) => holiday.ends_on >= today)
  const holiday = all[at]!
  const term = (before: Season, after: Season): Season => {
    const starts_on = addDays(before.ends_on, 1)
    return { name: termName(starts_on), kind: 'term', starts_on, ends_on: addDays(after.starts_on, -1) }
  }
  return holiday.starts_on <= today
    ? [holiday, term(holiday, all[at + 1]!)]
    : [term(all[at - 1]!, holiday), holiday]
}

/** Whether a local day is in the school holidays. */
export function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4))
  return [year - 1, year]
    .flatMap(holidaysOf)
    .some(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on)
}
