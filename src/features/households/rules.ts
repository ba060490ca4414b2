// Whose record it is, what each may see of it, and when that changes. Pure: days and moments are passed in.
import { localDay, localParts, weekday } from '../../kit/dates.ts'

export type Born = { birth_year: number; born_from_september: boolean | null }

/** From this age somebody may have a sign-in of their own. */
export const own_sign_in_from = 13
/** Up to this age somebody is booked for here. */
export const oldest = 25
/** Days an invitation can be taken up. */
export const offer_days = 7
/** Invitations one person may send in a day. */
export const offers_a_day = 5

/** The ages somebody can be on a local day: one where we can tell, else the younger and the older. */
export function agesOn({ birth_year, born_from_september }: Born, day: string): number[] {
  const turning = Number(day.slice(0, 4)) - birth_year
  const autumn = day.slice(5) >= '09-01'
  // Whoever was born before September has had this year's birthday by then; whoever was born after has not before.
  if (born_from_september === false && autumn) return [turning]
  if (born_from_september === true && !autumn) return [turning - 1]
  return day.slice(5) === '12-31' ? [turning] : [turning - 1, turning]
}

/** The likelier of the ages somebody can be on a day: from July on, most have had their birthday. */
export function likelyAge(born: Born, day: string): number {
  const ages = agesOn(born, day)
  return Math.max(0, ages.length === 1 || day.slice(5) < '07-01' ? ages[0]! : ages[1]!)
}

/** The last day of compulsory school age in a year: the last Friday of June, as a local day. */
export function leavingDay(year: number): string {
  const last = `${year}-06-30`
  return `${year}-06-${30 - ((weekday(last) + 2) % 7)}`
}

/** Who decides about a record: its carers, the young person, or we must ask one thing first. */
export type Control = 'carers' | 'ask' | 'young_person'

/**
 * Who decides on a local day. Compulsory school age ends with the last Friday of June of the school year in which
 * somebody turns 16 (Education Act 1996, section 8), so the day after it the young person decides, not on a birthday.
 */
export function controlOn({ birth_year, born_from_september }: Born, day: string): Control {
  const sooner = leavingDay(birth_year + 16)
  const later = leavingDay(birth_year + 17)
  if (day > later) return 'young_person'
  if (day <= sooner || born_from_september === true) return 'carers'
  return born_from_september === null ? 'ask' : 'young_person'
}

/** The day control passes, when we can tell: the day before, compulsory school age ends. */
export const passesAfter = ({ birth_year, born_from_september }: Born): string =>
  leavingDay(birth_year + (born_from_september ? 17 : 16))

/** Whether to tell a family now that control will pass: in the eight weeks before. */
export function isSoon(born: Born, now: Date): boolean {
  const day = localDay(now)
  const in_eight_weeks = localDay(new Date(now.getTime() + 56 * 86_400_000))
  return controlOn(born, day) === 'carers' && controlOn(born, in_eight_weeks) !== 'carers'
}

/** Whether the one question stands that decides which June it is: in the year it matters, and shortly before. */
export const mustSayMonth = (born: Born, now: Date): boolean =>
  born.born_from_september === null && (isSoon(born, now) || controlOn(born, localDay(now)) === 'ask')

/** Whether somebody is old enough for a sign-in of their own; 'ask' in the year of the birthday. */
export function mayHaveOwnSignIn(born: Born, now: Date): 'yes' | 'ask' | 'no' {
  const ages = agesOn(born, localDay(now))
  if (ages.every((age) => age >= own_sign_in_from)) return 'yes'
  return ages.some((age) => age >= own_sign_in_from) ? 'ask' : 'no'
}

/** The birth years of the people booked for here, newest first. */
export const birthYears = (now: Date): number[] => {
  const { year } = localParts(now)
  return Array.from({ length: oldest + 2 }, (_, ago) => year - ago)
}

/** What one signed-in person is to one record. */
export type Standing =
  | 'own' // it is theirs, and they decide
  | 'own_young' // it is theirs to see, and their carers decide until school age ends
  | 'carer' // they look after it and decide
  | 'asked' // they look after it, and one question stands before anything else
  | 'helper' // they looked after it; now the young person decides what they see
type Facts = Born & { mine: boolean; carers: number; linked: boolean }

/** What somebody is to a record on a local day, or null when it is nothing to them. */
export function standingOf(facts: Facts, day: string): Standing | null {
  const control = controlOn(facts, day)
  if (facts.mine) return control === 'young_person' || facts.carers === 0 ? 'own' : 'own_young'
  if (!facts.linked) return null
  if (control === 'carers') return 'carer'
  return control === 'ask' ? 'asked' : 'helper'
}

export type Sight = 'facts' | 'helps' | 'bookings' | 'change' | 'invite' | 'hand_over'

/** What each may see and do of a record: the one table. */
const sees: Record<Standing, readonly Sight[]> = {
  own: ['facts', 'helps', 'bookings', 'change'],
  own_young: ['facts', 'bookings'],
  carer: ['facts', 'helps', 'bookings', 'change', 'invite', 'hand_over'],
  asked: [],
  helper: ['hand_over'],
}

/** The same for one person: a helper sees bookings while the young person says yes, and a sign-in is given once. */
export const maySee = (
  standing: Standing,
  child: { own_sign_in: boolean; may_see_at: Date | null },
): readonly Sight[] => [
  ...sees[standing].filter((sight) => sight !== 'hand_over' || !child.own_sign_in),
  ...(standing === 'helper' && child.may_see_at ? (['bookings'] as const) : []),
]

/** Whether somebody may book for a record: freely, only with the young person's yes each time, or not. */
export function mayBook(
  standing: Standing,
  child: { own_sign_in: boolean; may_see_at: Date | null },
): 'yes' | 'with_agreement' | 'no' {
  if (standing === 'asked') return 'no'
  if (standing !== 'helper' || child.may_see_at) return 'yes'
  return child.own_sign_in ? 'no' : 'with_agreement'
}

/** The first of somebody's names: all that one carer is told of another. */
export const firstOf = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

/** Why an invitation was not made. */
export type OfferRefusal = 'too-many' | 'their-own' | 'too-young' | 'not-yours'
/** Why an invitation was not taken up. */
export type AcceptRefusal = 'gone' | 'not-for-you' | 'their-own'
