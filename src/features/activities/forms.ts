// What the team types of an activity. Everything but the name may be left for later: a draft may lack it.
import { z } from 'zod'
import { said, type Typed } from '../../kit/forms.ts'
import {
  busy_words,
  kinds,
  leaders,
  noise_words,
  type Requirement,
  requirement_kinds,
  themes,
} from './rules.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'too-long')
    .transform((text) => text || null)
const choice = <const T extends readonly [string, ...string[]]>(list: T) =>
  z.enum(['', ...list]).transform((word) => (word === '' ? null : word) as T[number] | null)
const age = z
  .string()
  .trim()
  .refine((text) => /^(\d|1\d|2[0-5])?$/.test(text), 'not-an-age')
  .transform((text) => (text === '' ? null : Number(text)))
const ticked = z.string().transform((word) => word === 'yes')
const lines = (most: number) =>
  z
    .string()
    .max(most * 200, 'too-long')
    .transform((text) =>
      [
        ...new Set(
          text
            .split('\n')
            .map((each) => each.trim())
            .filter(Boolean),
        ),
      ].slice(0, most),
    )
const is_day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** The pence of "£2.50", "2.50" or "2"; '' is null. */
const pounds = z
  .string()
  .trim()
  .refine((text) => /^£?\s*(\d{1,4}(\.\d{2})?)?$/.test(text), 'not-a-cost')
  .transform((text) => (text ? Math.round(Number(text.replace(/[£\s]/g, '')) * 100) : null))

export const activityForm = z
  .object({
    title: z.string().trim().min(1, 'no-title').max(100, 'too-long'),
    theme: z.enum(themes, 'no-theme'),
    kind: z.enum(kinds, 'no-kind'),
    led_by: z.enum(leaders, 'no-leader'),
    season_id: z.union([z.literal(''), z.uuid()], 'no-season').transform((id) => id || null),
    what_you_will_do: optional(1500),
    min_age: age,
    max_age: age,
    siblings: choice(['welcome', 'not']),
    adult: choice(['stays', 'may_leave']),
    free: choice(['yes', 'no']),
    cost: pounds,
    cost_note: optional(300),
    busy: choice(busy_words),
    noise: choice(noise_words),
    leave_and_return: choice(['yes', 'no']),
    food: optional(500),
    bring: optional(500),
    who_you_will_meet: optional(500),
    staff_training: optional(500),
    if_full: optional(500),
    phone: optional(40),
    drop_in: ticked,
    at_home: ticked,
    one_party_per_family: ticked,
    places_for: z.enum(['children', 'everyone'], 'no-places-for'),
    provider_name: optional(120),
    safeguarding_lead: optional(120),
    background_checks_on: z
      .string()
      .trim()
      .refine((text) => text === '' || is_day.test(text), 'not-a-day')
      .transform((text) => text || null),
    first_aider: optional(120),
    practical: lines(10),
    safety: lines(10),
    area_or_age: lines(10),
    story: lines(12),
  })
  .refine(({ min_age, max_age }) => min_age === null || max_age === null || min_age <= max_age, {
    path: ['max_age'],
    error: 'ages-crossed',
  })
  .refine(({ free, cost }) => free !== 'no' || (cost ?? 0) > 0, { path: ['cost'], error: 'no-cost' })

export type ActivityForm = z.infer<typeof activityForm>
const activity_fields = Object.keys(activityForm.shape) as (keyof typeof activityForm.shape)[]
export type ActivityTyped = Record<keyof typeof activityForm.shape, string>

/** Every field as typed, so that a form comes back with nothing lost. */
export const activityTyped = (typed: Typed): ActivityTyped =>
  Object.fromEntries(activity_fields.map((field) => [field, said(typed, field)])) as ActivityTyped

/** The three kinds of requirement, one sentence a line, as they are kept. */
export const requirementsIn = (form: ActivityForm): Requirement[] =>
  requirement_kinds.flatMap((kind) => form[kind].map((sentence) => ({ kind, sentence })))
