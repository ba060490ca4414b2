// What the team types of a session: when, where, how many, and what differs from its activity.
import { z } from 'zod'
import { localDay, localTime, momentOf } from '../../kit/dates.ts'
import { said, type Typed } from '../../kit/forms.ts'
import { busy_words, noise_words, versions } from './rules.ts'
import { most_dates, repeats, sessionOn } from './rules-repeats.ts'

const is_day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const isDay = (text: string) =>
  is_day.test(text) && new Date(`${text}T12:00:00Z`).toISOString().startsWith(text)

/** '10:00', '10.30', '10am', '2:30 pm' as 'HH:MM'; null when it is no time. */
export function timeIn(typed: string): string | null {
  const read = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon)?$/i.exec(typed.trim())
  if (!read) return null
  const half = read[3]?.toLowerCase()
  let hour = Number(read[1])
  const minute = Number(read[2] ?? 0)
  if (half && (hour < 1 || hour > 12)) return null
  if (half === 'pm' && hour < 12) hour += 12
  if (half === 'am' && hour === 12) hour = 0
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const minutesBetween = (from: string, to: string) => {
  const [start, end] = [from, to].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
  return (end! - start! + 1440) % 1440
}

const time = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .refine((text) => text === '' || timeIn(text) !== null, 'not-a-time')
    .transform((text) => timeIn(text) ?? '')
const day = z
  .string()
  .trim()
  .min(1, 'no-day')
  .refine((text) => text === '' || isDay(text), 'not-a-day')
const choice = <const T extends readonly [string, ...string[]]>(list: T) =>
  z.enum(['', ...list]).transform((word) => (word === '' ? null : word) as T[number] | null)
const number = (most: number, wrong: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) <= most), wrong)
    .transform((text) => (text === '' ? null : Number(text)))

const dates = { day, from: time('no-start'), to: time('no-end') }
const ends = { path: ['to'], error: 'ends-first', when: () => true }
// An end before the start is after midnight; longer than half a day is a slip.
const endsLater = ({ from, to }: { from?: string; to?: string }) =>
  !from || !to || (from !== to && minutesBetween(from, to) <= 720)

const words = {
  places: number(2000, 'not-a-number'),
  version: choice(versions),
  busy: choice(busy_words),
  noise: choice(noise_words),
  opens_day: z
    .string()
    .trim()
    .refine((text) => text === '' || isDay(text), 'not-a-day'),
  opens_time: z
    .string()
    .trim()
    .refine((text) => text === '' || timeIn(text) !== null, 'not-a-time'),
  note: z
    .string()
    .trim()
    .max(600, 'too-long')
    .transform((text) => text || null),
}

export const sessionForm = z
  .object({
    ...dates,
    ...words,
    every: z.enum(['', 'week', 'fortnight'], 'no-repeat'),
    count: number(most_dates, 'too-many-dates'),
  })
  .refine(endsLater, ends)
  .refine(({ every, count }) => !every || (count ?? 0) > 1, { path: ['count'], error: 'no-count' })
export const datesForm = z.object(dates).refine(endsLater, ends)
export type SessionForm = z.infer<typeof sessionForm>
export type DatesForm = z.infer<typeof datesForm>

export const session_fields = [...Object.keys(sessionForm.shape), 'place', 'place_id'] as const
export type SessionTyped = Record<keyof typeof sessionForm.shape | 'place' | 'place_id', string>

/** Every field as typed. */
export const sessionTyped = (typed: Typed): SessionTyped =>
  Object.fromEntries(session_fields.map((field) => [field, said(typed, field)])) as SessionTyped

const minutesOf = ({ from, to }: DatesForm) => minutesBetween(from, to)

/** The one date of a form. */
export const datesIn = (form: DatesForm) => sessionOn(form.day, form.from, minutesOf(form))

/** Every date of a form, a run included. */
export const runIn = (form: SessionForm) =>
  form.every
    ? repeats({
        first_day: form.day,
        time: form.from,
        minutes: minutesOf(form),
        every: form.every,
        count: form.count!,
      })
    : [datesIn(form)]

/** When booking opens; a day without a time opens at 9am. */
export const opensIn = ({ opens_day, opens_time }: SessionForm): Date | null =>
  opens_day ? momentOf(opens_day, timeIn(opens_time) ?? '09:00') : null

/** A kept date as its form would have it typed. */
export const datesTyped = ({ starts_at, ends_at }: { starts_at: Date; ends_at: Date }) => ({
  day: localDay(starts_at),
  from: localTime(starts_at),
  to: localTime(ends_at),
})
