// How long a code, a sign-in and a proof last, and how often something may be tried. Pure.
import { asciiDigits } from '../../kit/contact.ts'

/** Minutes a code and its link work for, and how many wrong tries a code takes. */
export const code_minutes = 10
export const code_tries = 5
/** Codes one contact is sent in an hour, at most; and the seconds in which asking twice is asking once. */
export const codes_an_hour = 5
export const same_asking_seconds = 15
/** Days a person stays signed in on a device of their own; hours on one that others use. */
export const signed_in_days = 7
export const shared_hours = 2
/** Minutes for which a code just shown lets someone set up a second step. */
export const set_up_minutes = 30

/**
 * How often something may be tried in an hour. A school is one network: sixty families who each ask, mistype twice and
 * come in are 60 askings and 120 wrong codes, and must never meet a limit.
 */
export const an_hour = {
  wrong_codes_of_contact: 25,
  wrong_codes_of_network: 300,
  askings_of_network: 300,
  wrong_second_steps_of_person: 5,
} as const
export type Tried = keyof typeof an_hour

/** What a code is for: one never does the work of the other. */
export type CodePurpose = 'sign_in' | 'confirm'

/** Why someone was not let in, without saying whether we know them. */
export type Refusal = 'not-a-contact' | 'landline' | 'cannot-send' | 'no-code' | 'wrong-code'

/** When a sign-in made now ends. */
export const signInEnds = (now: Date, shared: boolean): Date =>
  new Date(now.getTime() + (shared ? shared_hours * 3_600_000 : signed_in_days * 86_400_000))

/** What the sign-in library's column `email` holds for a person: unique, and never written to when it is a mobile. */
export const accountName = (contact: { contact_kind: 'email' | 'text'; send_to: string }): string =>
  contact.contact_kind === 'email' ? contact.send_to : `${contact.send_to}@text.invalid`

/** The digits of a code, whatever stands between them and in whichever numerals. */
export const digitsIn = (typed: string): string => asciiDigits(typed).replace(/\D/g, '')

/** When somebody proved what, on one sign-in. */
export type Proofs = { signed_in_at: Date; confirmed_at: Date | null; second_factor_at: Date | null }

/** Whether a second step may be set up now: by whoever has none and has just come in, or has just shown one. */
export function maySetUp(proofs: Proofs, factors: number, now: Date): boolean {
  const counted = factors === 0 ? [proofs.signed_in_at, proofs.confirmed_at] : [proofs.second_factor_at]
  return counted.some((at) => at !== null && now.getTime() - at.getTime() < set_up_minutes * 60_000)
}
