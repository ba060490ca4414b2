// Who is made what, why a record is opened, and how somebody who lost their phone is let back in. Pure.
import { type HeldRole, needs_second_factor, type Role, roles } from '../../kit/who-may.ts'

/**
 * Why somebody opens a record. Chosen, never typed: the record of what was done cannot be mended, so no family's words
 * may get into it. The family reads these.
 */
export const opening_reasons = [
  'rang',
  'to-change',
  'booking',
  'lost-phone',
  'safeguarding',
  'mistake',
] as const
export type OpeningReason = (typeof opening_reasons)[number]

/** Why a record is hidden from search, and why it is shown again. */
export const hiding_reasons = ['they-asked', 'not-to-be-found', 'safeguarding-lead'] as const
export type HidingReason = (typeof hiding_reasons)[number]
export const showing_reasons = ['they-asked', 'safe-now', 'by-mistake'] as const
export type ShowingReason = (typeof showing_reasons)[number]

/** How it was made sure that it is them. None of these is "they rang us and said so". */
export const call_backs = ['the-number-we-had', 'another-number-of-theirs', 'face-to-face'] as const
export type CallBack = (typeof call_backs)[number]
/** What may be asked of them; two answers are needed. */
export const questions_asked = ['child', 'session', 'reference', 'joined', 'other-contact'] as const
export type QuestionAsked = (typeof questions_asked)[number]
export const questions_needed = 2

export type RelinkRefusal =
  | 'own' // nobody lets themselves in
  | 'holds-a-role' // only an area administrator changes how the team signs in
  | 'taken' // the contact is somebody else's; whose is not said

/** Roles that are of one organisation, and never of the whole area. */
export const of_an_organisation: readonly Role[] = ['partner_lead', 'session_worker']

/** Whether this word from a form is one of these. */
export const isOneOf = <Word extends string>(words: readonly Word[], said: string): said is Word =>
  (words as readonly string[]).includes(said)

/** Whether this word is a role. */
export const isRole = (said: string): said is Role => isOneOf(roles, said)

type Who = { id: string; roles: readonly Pick<HeldRole, 'role'>[] }

/** Why this member of the team may not change how that person signs in; null when they may. */
export function whyNotRelink(by: Who, whom: Who): Exclude<RelinkRefusal, 'taken'> | null {
  if (by.id === whom.id) return 'own'
  // Otherwise whoever can let a family back in could let themselves in as the administrator.
  const sees_others = whom.roles.some(({ role }) => needs_second_factor.includes(role))
  const administers = by.roles.some(({ role }) => role === 'area_administrator')
  return sees_others && !administers ? 'holds-a-role' : null
}

export type GrantRefusal =
  | 'own' // nobody gives a role to themselves
  | 'held' // they have it
  | 'no-organisation' // this role is of one organisation, and none was said
export type EndRefusal =
  | 'last-administrator' // somebody must be able to give roles
  | 'not-held'

/** Why a role cannot be given; null when it can. */
export function whyNotGrant(
  by: string,
  to: { id: string; roles: readonly HeldRole[] },
  role: HeldRole,
): GrantRefusal | null {
  if (by === to.id) return 'own'
  if (of_an_organisation.includes(role.role) && !role.provider_id) return 'no-organisation'
  return to.roles.some((each) => each.role === role.role && each.provider_id === role.provider_id)
    ? 'held'
    : null
}

const dots = '•••'

/** A contact that its owner would know again and nobody else could write to: 's•••@example.org', '•••982'. */
export function masked(send_to: string): string {
  const at = send_to.lastIndexOf('@')
  return at > 0 ? `${[...send_to][0]}${dots}${send_to.slice(at)}` : `${dots}${send_to.slice(-3)}`
}

/** The name people are called by on a list: the first word of it. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

/** A booking's reference as it is kept, from 'K7M-4QXR' however it was typed; null when it cannot be one. */
export function referenceIn(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '')
  return /^[2-9B-Z]{7}$/.test(plain) ? plain : null
}
