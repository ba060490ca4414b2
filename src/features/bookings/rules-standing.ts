// What a family may do with a booking now. One table, read by the page that shows the buttons.
import { mayUndo, type State } from './rules.ts'

export type Standing =
  | 'booked'
  | 'waiting'
  | 'offered'
  | 'offer-over' // its time is over, though nobody has ended it yet
  | 'lapsed'
  | 'cancelled'
  | 'moved'
  | 'session-cancelled'
  | 'over' // the session has started

type Facts = {
  state: State
  starts_at: Date
  session_cancelled_at: Date | null
  offer_ends_at: Date | null
  moved_to: string | null
}

/** Where a booking stands for its family now. */
export function standingOf(booking: Facts, now: Date): Standing {
  if (booking.session_cancelled_at) return 'session-cancelled'
  if (booking.state === 'cancelled') return booking.moved_to ? 'moved' : 'cancelled'
  if (booking.starts_at <= now) return 'over'
  if (booking.state === 'offered') return booking.offer_ends_at! > now ? 'offered' : 'offer-over'
  return booking.state
}

export type Act = 'cancel' | 'leave' | 'accept' | 'decline' | 'move' | 'rejoin' | 'calendar'

/** The acts that make sense in each standing. */
export const acts: Record<Standing, Act[]> = {
  booked: ['calendar', 'cancel', 'move'],
  waiting: ['leave', 'move'],
  offered: ['accept', 'decline'],
  'offer-over': ['rejoin'],
  lapsed: ['rejoin'],
  cancelled: ['rejoin'],
  moved: [],
  'session-cancelled': [],
  over: [],
}

type Going = { cancelled_at: Date | null }
/** The children who went last, while that can still be undone. */
export function canComeBack<Child extends Going>(people: Child[], starts_at: Date, now: Date): Child[] {
  const last = Math.max(0, ...people.map((child) => child.cancelled_at?.getTime() ?? 0))
  if (!last || starts_at <= now || !mayUndo(new Date(last), now)) return []
  return people.filter((child) => child.cancelled_at?.getTime() === last)
}
