// What a family types of itself, and what it comes to. Values typed are kept, right or wrong.
import { z } from 'zod'
import { birthYears } from './rules.ts'

const line = (most: number) => z.string().trim().max(most, 'too-long')
export const longest = { name: 60, helps: 1000, words: 120 }

/** What is asked of somebody to book for. */
export const childForm = (now: Date) =>
  z.object({
    first_name: line(longest.name).min(1, 'no-first-name'),
    birth_year: z
      .string()
      .trim()
      .refine((typed) => birthYears(now).includes(Number(typed)), 'no-birth-year')
      .transform(Number),
    helps: line(longest.helps).transform((text) => text || null),
  })

export const formats = ['standard', 'large_print', 'easy_read', 'audio', 'braille'] as const
export type Format = (typeof formats)[number]

/** How to reach somebody and talk with them. `numbers` says whether a typed number can be rung. */
export const reachForm = (languages: string[], isNumber: (typed: string) => boolean) =>
  z
    .object({
      language: z.string().transform((code) => (languages.includes(code) ? code : null)),
      format: z.enum(formats).catch('standard'),
      interpreter: line(longest.words).transform((text) => text || null),
      phone_instead: z.string().transform((said) => said === 'yes'),
      ring_on: line(40).transform((text) => text || null),
      best_time: line(longest.words).transform((text) => text || null),
    })
    .refine(({ ring_on }) => !ring_on || isNumber(ring_on), { path: ['ring_on'], error: 'not-a-number' })
    .refine(({ phone_instead, ring_on }) => !phone_instead || ring_on, {
      path: ['ring_on'],
      error: 'no-number',
    })

export type ReachSaid = z.infer<ReturnType<typeof reachForm>>

/** Everything that can be wrong with a field here. A code without words does not compile. */
export type Problem =
  | 'no-first-name'
  | 'too-long'
  | 'no-birth-year'
  | 'no-number'
  | 'not-a-number'
  | 'no-contact'
  | 'not-a-contact'
  | 'too-many'
  | 'their-own'
  | 'not-13-yet'
  | 'say-13'
  | 'no-choice'
  | 'no-name'
export type Problems = Record<string, Problem>
