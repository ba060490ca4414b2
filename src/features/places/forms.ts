import { z } from 'zod'
import { said, type Typed } from '../../kit/forms.ts'
import { factsOfPlace } from './facts.ts'
import { type PlaceKind, parsePostcode, place_kinds } from './rules.ts'

const line = (most: number) => z.string().trim().max(most, 'too-long')
const optional = (most: number) => line(most).transform((text) => text || null)
const stop_kinds = ['bus', 'tram', 'train'] as const

/** What the team types of a place. Its codes are said in words by pages/team-place.tsx. */
export const placeForm = z
  .object({
    name: line(120).min(1, 'no-name'),
    kind: z.enum(place_kinds, 'no-kind'),
    street: optional(160),
    town: optional(80),
    postcode: optional(12).refine((text) => {
      const read = text ? parsePostcode(text) : null
      return read === null || (read !== 'not-a-postcode' && read.postcode !== null)
    }, 'not-a-postcode'),
    about: optional(600),
    phone: optional(40),
    website: optional(300).refine(
      (text) => text === null || /^https?:\/\/\S+\.\S+$/i.test(text),
      'not-a-website',
    ),
    step_1: line(200),
    step_2: line(200),
    step_3: line(200),
    stop_name: optional(80),
    stop_kind: z.enum(['', ...stop_kinds]),
    stop_minutes: z
      .string()
      .trim()
      .refine((text) => text === '' || /^(?:[1-9]|[1-8]\d|90)$/.test(text), 'not-minutes'),
  })
  .refine(
    ({ stop_name, stop_kind, stop_minutes }) =>
      new Set([Boolean(stop_name), Boolean(stop_kind), Boolean(stop_minutes)]).size === 1,
    // Asked even when another field is wrong, so that nobody is told of one thing at a time.
    { path: ['stop_name'], error: 'stop-in-part', when: () => true },
  )
  .transform(({ step_1, step_2, step_3, stop_kind, stop_minutes, ...place }) => ({
    ...place,
    kind: place.kind as PlaceKind,
    landmark_steps: [step_1, step_2, step_3].filter(Boolean),
    stop_kind: stop_kind || null,
    stop_minutes: stop_minutes ? Number(stop_minutes) : null,
  }))

/** The words that stand for the photo of a door. Its codes are said by pages/team-door.tsx. */
export const doorForm = z.object({ words: line(300).min(1, 'no-words') })

export type PlaceTyped = Record<(typeof place_fields)[number], string>
export const place_fields = [
  'name',
  'kind',
  'street',
  'town',
  'postcode',
  'about',
  'phone',
  'website',
  'step_1',
  'step_2',
  'step_3',
  'stop_name',
  'stop_kind',
  'stop_minutes',
] as const

/** The words typed in the place form, every field there, '' where nothing was. */
export const placeTyped = (typed: Typed): PlaceTyped =>
  Object.fromEntries(place_fields.map((name) => [name, said(typed, name)])) as PlaceTyped

const answer = z.enum(['yes', 'no', 'not_checked'])
const day = /^\d{4}-\d{2}-\d{2}$/

/** Who checked, and when: said once for a whole visit. */
export const visitForm = z.object({
  checked_by: z.enum(['parent', 'champion', 'provider', 'team'], 'no-checker'),
  checked_by_name: line(60).min(1, 'nobody-named'),
  checked_on: z
    .string()
    .trim()
    .refine((text) => day.test(text) && !Number.isNaN(Date.parse(text)), 'not-a-day'),
})
export type Visit = z.infer<typeof visitForm>
export type FactTyped = { fact: string; answer: z.infer<typeof answer>; detail: string }

/** The answers typed for the facts of a kind of place; a field left out or mangled is "not checked". */
export const factsTyped = (typed: Typed, kind: string): FactTyped[] =>
  factsOfPlace(kind).map(({ code }) => ({
    fact: code,
    answer: answer.catch('not_checked').parse(said(typed, `answer_${code}`)),
    detail: said(typed, `detail_${code}`).slice(0, 200),
  }))
