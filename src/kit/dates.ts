// Moments are UTC inside and the area's clock outside. One time zone an installation: England's.
import { speaking } from './words.ts'

export const time_zone = 'Europe/London'

const formats = new Map<string, Intl.DateTimeFormat>()
function format(name: string, options: Intl.DateTimeFormatOptions, locale = localeOf()): Intl.DateTimeFormat {
  const at = `${locale} ${name}`
  const known = formats.get(at)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: time_zone, ...options })
  formats.set(at, made)
  return made
}
const localeOf = () => (speaking().code.startsWith('en') ? 'en-GB' : speaking().code)

/** 'Saturday 28 November', with the year when it is not this year's. */
export function dayWords(at: Date, now?: Date): string {
  const other_year = now && localDay(now).slice(0, 4) !== localDay(at).slice(0, 4)
  const words = format(other_year ? 'day-year' : 'day', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(other_year ? { year: 'numeric' } : {}),
  }).format(at)
  return words.replace(',', '')
}

/** '28 November 2026' from a local day 'YYYY-MM-DD' or a moment. */
export const dateWords = (day: string | Date): string =>
  format('date', { day: 'numeric', month: 'long', year: 'numeric' }).format(
    typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day,
  )

/** '10am', '12 noon', '6:30pm' on the area's clock (24-hour where the language uses it). */
export function timeWords(at: Date): string {
  if (!speaking().code.startsWith('en'))
    return format('time', { hour: 'numeric', minute: '2-digit' }).format(at)
  const { hour, minute } = localParts(at)
  if (minute === 0 && hour === 12) return '12 noon'
  if (minute === 0 && hour === 0) return '12 midnight'
  const half = hour < 12 ? 'am' : 'pm'
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, '0')}` : ''}${half}`
}

/** The year, month, day, hour and minute on the area's clock. */
export function localParts(at: Date) {
  const parts = format(
    'parts',
    {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
    'en-GB',
  ).formatToParts(at)
  const number = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  }
}

const two = (number: number) => String(number).padStart(2, '0')

/** The local day of a moment, 'YYYY-MM-DD'. */
export function localDay(at: Date): string {
  const { year, month, day } = localParts(at)
  return `${year}-${two(month)}-${two(day)}`
}

/** The local time of a moment, 'HH:MM'. */
export function localTime(at: Date): string {
  const { hour, minute } = localParts(at)
  return `${two(hour)}:${two(minute)}`
}

/** The moment of a local day 'YYYY-MM-DD' and time 'HH:MM'. An hour the spring change skips is read an hour later. */
export function momentOf(day: string, time: string): Date {
  const as_utc = Date.parse(`${day}T${time}:00Z`)
  const offset = (at: number) => {
    const { year, month, day: d, hour, minute } = localParts(new Date(at))
    return Date.UTC(year, month - 1, d, hour, minute) - at
  }
  // Guess with the offset of that hour, then look again: the guess may have crossed the change.
  const guess = as_utc - offset(as_utc)
  const again = as_utc - offset(guess)
  return new Date(offset(again) === offset(guess) ? again : Math.max(guess, again))
}

/** The local day some days after another; days, so a clock change never shifts it. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** 1 for Monday … 7 for Sunday, of a local day. */
export const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7
