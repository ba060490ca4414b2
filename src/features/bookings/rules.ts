// When a place can be had, and what a family is told when it cannot. Pure: every fact, and the time, is passed in.
import { addDays, localDay, localParts, momentOf } from '../../kit/dates.ts'

/** Where a booking stands. An offer holds its places until it ends. */
export type State = 'booked' | 'waiting' | 'offered' | 'cancelled' | 'lapsed'
export type Door = 'web' | 'text' | 'phone' | 'face_to_face' | 'paper' | 'register' | 'open_booking'

/** Why a session cannot be booked by anyone now. */
export type Closed =
  | 'unknown'
  | 'not-published'
  | 'cancelled'
  | 'started'
  | 'nothing-to-book'
  | 'not-open-yet'
/** Why this ask was refused. Nothing was written. */
export type Refusal =
  | Closed
  | 'too-many' // the party is larger than all the places of the session
  | 'already-booked' // a child of this family has a place, or waits for one, here
  | 'one-party' // one party per family, and this family has one
  | 'full' // only when asked not to join the line
  | 'changed' // the same form, sent again with other words
  | 'busy' // more people at once than the desk can hold

export type SessionFacts = {
  published_at: Date | null
  cancelled_at: Date | null
  starts_at: Date
  opens_at: Date | null
  places: number | null
  drop_in: boolean
}

/** Why nobody can book this session now, or null when they can. The desk says the same under its lock. */
export function whyNot(session: SessionFacts | null, now: Date): Closed | null {
  if (!session) return 'unknown'
  if (!session.published_at || session.published_at > now) return 'not-published'
  if (session.cancelled_at) return 'cancelled'
  if (session.starts_at <= now) return 'started'
  if (session.drop_in || session.places === null) return 'nothing-to-book'
  if (session.opens_at && session.opens_at > now) return 'not-open-yet'
  return null
}

/** Places nobody holds; an offer holds its places. */
export const placesLeft = (count: { places: number; booked: number }): number =>
  Math.max(0, count.places - count.booked)

/** Whether a party would get its places at once. */
export const fits = (party: number, count: { places: number; booked: number }): boolean =>
  party <= placesLeft(count)

/** Whether these ages may come: every child within the ages, or at least one where siblings are welcome. */
export function ageFits(
  ages: number[],
  activity: { min_age: number | null; max_age: number | null; siblings: 'welcome' | 'not' | null },
): boolean {
  const within = (age: number) => age >= (activity.min_age ?? 0) && age <= (activity.max_age ?? 25)
  return activity.siblings === 'welcome' ? ages.some(within) : ages.every(within)
}

const minute = 60_000
const hour = 60 * minute
/** Offers are sent between these hours of the area's clock. */
export const offer_hours = { from: 9, until: 20 }
/** Minutes in which a cancelled place may be taken back. */
export const undo_minutes = 10

/** When an offer made now is sent, and when its 24 hours are over. */
export function offerTimes(now: Date): { from: Date; until: Date } {
  const from = nextSending(now)
  return { from, until: new Date(from.getTime() + 24 * hour) }
}

function nextSending(now: Date): Date {
  const { hour: at } = localParts(now)
  if (at >= offer_hours.from && at < offer_hours.until) return now
  const day = at < offer_hours.from ? localDay(now) : addDays(localDay(now), 1)
  return momentOf(day, '09:00')
}

/** When an offer made now would end, never later than an hour before the start; null when there is under half an hour to answer. */
export function offerEnds(now: Date, starts_at: Date): Date | null {
  const { from, until } = offerTimes(now)
  const ends = new Date(Math.min(until.getTime(), starts_at.getTime() - hour))
  return ends.getTime() - from.getTime() >= 30 * minute ? ends : null
}

/** Whether a cancelling can still be undone. */
export const mayUndo = (cancelled_at: Date | null, now: Date): boolean =>
  cancelled_at !== null && now.getTime() - cancelled_at.getTime() <= undo_minutes * minute

/** A reference as it is shown: 'K7M-4QXR'. */
export const shownReference = (reference: string): string => `${reference.slice(0, 3)}-${reference.slice(3)}`
