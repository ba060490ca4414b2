// What a family does with a booking: cancel, take it back, come back, move to another date.
import type { Kysely } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import type { Keys } from '../../kit/keys.ts'
import type { Asking } from './asks.ts'
import { keyFrom } from './keys.ts'
import { type Closed, mayUndo, type Refusal, whyNot } from './rules.ts'
import {
  carry,
  change,
  count,
  endPeople,
  type Held,
  holding,
  holdsPlaces,
  isLive,
  readUnderLock,
  type Trx,
  tell,
  type Which,
} from './under-lock.ts'

export type Cancelled = 'cancelled' | 'already' | 'started' | 'unknown'

/** Cancels some of the people (by `nth`) or all, and frees their places for the next family at once. Twice is harmless. */
export const cancel = (
  db: Db,
  { nths, moved_to, ...which }: Which & { nths?: number[]; moved_to?: string },
): Promise<Cancelled> =>
  holding(db, which, async (trx, booking) => {
    const { at } = which
    const here = booking.people.filter((child) => !child.cancelled_at)
    const going = here.filter((child) => !nths || nths.includes(child.nth))
    if (!isLive(booking.state) || going.length === 0) return 'already'
    if (booking.starts_at <= at) return 'started'
    if (going.length === here.length) await cancelAll(trx, booking, at, moved_to)
    else await cancelSome(trx, booking, at, going)
    await carry(trx, booking.session_id, at)
    return 'cancelled'
  })

async function cancelAll(trx: Trx, booking: Held, at: Date, moved_to?: string) {
  await change(trx, booking.id, { state: 'cancelled', cancelled_at: at, ...(moved_to ? { moved_to } : {}) })
  await endPeople(trx, booking.id, at)
  await count(
    trx,
    booking.session_id,
    holdsPlaces(booking.state) ? { booked: -booking.party } : { waiting: -1 },
  )
  await tell(trx, 'cancelled', booking.id, at, { was: booking.state, ...(moved_to ? { moved: 'yes' } : {}) })
}

async function cancelSome(trx: Trx, booking: Held, at: Date, going: Held['people']) {
  const fewer = going.length
  await endPeople(
    trx,
    booking.id,
    at,
    going.map((child) => child.nth),
  )
  await change(trx, booking.id, { party: booking.party - fewer })
  if (holdsPlaces(booking.state)) await count(trx, booking.session_id, { booked: -fewer })
  await tell(trx, 'changed', booking.id, at)
}

export type Undone = 'undone' | 'gone' | 'too-late' | 'nothing' | 'started' | 'unknown'

/** Takes back the last cancelling, within ten minutes and if the places are still free; 'gone' when they are not. */
export const undoCancel = (db: Db, which: Which): Promise<Undone> =>
  holding(db, which, async (trx, booking) => {
    const { at } = which
    const { back, ended_at } = lastToGo(booking)
    if (!ended_at || booking.state === 'lapsed') return 'nothing'
    if (!mayUndo(ended_at, at)) return 'too-late'
    if (booking.starts_at <= at) return 'started'
    if (booking.session_cancelled_at) return 'gone'
    const state = stateToReturnTo(booking, at)
    const was_live = isLive(booking.state)
    const party = partyWith(booking, back)
    const more = was_live ? party - booking.party : party
    if (!state || (holdsPlaces(state) && more > booking.places - booking.booked)) return 'gone'
    if (!(await comeBack(trx, booking, back, at))) return 'gone'
    await change(trx, booking.id, { state, cancelled_at: null, moved_to: null, party })
    await count(
      trx,
      booking.session_id,
      holdsPlaces(state) ? { booked: more } : { waiting: was_live ? 0 : 1 },
    )
    await tell(trx, messageFor(state), booking.id, at)
    await carry(trx, booking.session_id, at)
    return 'undone'
  })

// Those who went last, together; they are the ones who come back.
function lastToGo(booking: Held) {
  const last = Math.max(0, ...booking.people.map((child) => child.cancelled_at?.getTime() ?? 0))
  const back = booking.people.filter((child) => child.cancelled_at?.getTime() === last)
  return { back, ended_at: last ? new Date(last) : null }
}

const partyWith = (booking: Held, back: Held['people']) =>
  booking.people.filter((child) => !child.cancelled_at).length + back.length + booking.adults

// Where it stood before it was cancelled. An offer is only taken back while it runs.
function stateToReturnTo(booking: Held, at: Date): 'booked' | 'offered' | 'waiting' | null {
  if (booking.state === 'booked' || booking.state === 'offered' || booking.state === 'waiting')
    return booking.state
  if (booking.booked_at) return 'booked'
  if (booking.offered_at) return booking.offer_ends_at! > at ? 'offered' : null
  return 'waiting'
}

const messageFor = (state: 'booked' | 'offered' | 'waiting') => (state === 'offered' ? 'offer' : state)

/** Makes the children live again; false when one of them has another place here by now, or the family has. */
async function comeBack(trx: Trx, booking: Held, back: Held['people'], at: Date): Promise<boolean> {
  if (!isLive(booking.state) && booking.one_party_per_family && (await hasAnother(trx, booking, at)))
    return false
  const others = await trx
    .selectFrom('booking_people')
    .select('nth')
    .where('session_id', '=', booking.session_id)
    .where((is) =>
      is.or([
        is(
          'child_key',
          'in',
          back.map((child) => child.child_key),
        ),
        ...back.flatMap(({ child_id }) => (child_id ? [is('child_id', '=', child_id)] : [])),
      ]),
    )
    .where('cancelled_at', 'is', null)
    .execute()
  if (others.length) return false
  await trx
    .updateTable('booking_people')
    .set({ cancelled_at: null })
    .where('booking_id', '=', booking.id)
    .where(
      'nth',
      'in',
      back.map((child) => child.nth),
    )
    .execute()
  return true
}

const hasAnother = (trx: Trx, booking: Held, at: Date) =>
  trx
    .selectFrom('bookings')
    .innerJoin('sessions', 'sessions.id', 'bookings.session_id')
    .select('bookings.id')
    .where('sessions.activity_id', '=', booking.activity_id)
    .where('sessions.starts_at', '>', at)
    .where('bookings.send_to', '=', booking.send_to)
    .where('bookings.state', 'in', ['booked', 'waiting', 'offered'])
    .executeTakeFirst()

export type Rejoined = 'booked' | 'waiting' | 'already' | 'already-booked' | Closed

/** Comes back after an offer lapsed or a booking was cancelled: booked at once if there is room, else at the end of the line. */
export const rejoin = (db: Db, which: Which): Promise<Rejoined> =>
  holding(db, which, async (trx, booking): Promise<Rejoined> => {
    const { at } = which
    if (isLive(booking.state)) return 'already'
    const closed = whyNot(
      { ...booking, cancelled_at: booking.session_cancelled_at, places: booking.session_places },
      at,
    )
    if (closed) return closed
    const { back } = lastToGo(booking)
    if (!(await comeBack(trx, booking, back, at))) return 'already-booked'
    // Whoever waits goes before whoever comes now.
    await carry(trx, booking.session_id, at)
    const now = (await readUnderLock(trx, booking.id))!
    const party = partyWith(booking, back)
    const blank = {
      party,
      cancelled_at: null,
      lapsed_at: null,
      offered_at: null,
      offer_ends_at: null,
      moved_to: null,
    }
    if (party <= now.places - now.booked) {
      await change(trx, booking.id, { ...blank, state: 'booked', booked_at: at })
      await count(trx, booking.session_id, { booked: party })
      await tell(trx, 'booked', booking.id, at)
      return 'booked'
    }
    await change(trx, booking.id, { ...blank, state: 'waiting', booked_at: null, line_no: now.line_end + 1 })
    await count(trx, booking.session_id, { waiting: 1, line_end: 1 })
    await tell(trx, 'waiting', booking.id, at)
    return 'waiting'
  })

type Why = { booking_id: string; because: string; keys?: Keys }

/** Keeps why a family cancelled, in their words, sealed; asked afterwards and optional. */
export async function sayWhy(db: Db, { booking_id, because, keys }: Why): Promise<void> {
  if (!keys) throw new Error('This desk has no keys, so it cannot keep private words')
  await db
    .updateTable('bookings')
    .set({ cancelled_because: keys.seal(booking_id, because) })
    .where('id', '=', booking_id)
    .where('state', '=', 'cancelled')
    .where('forgotten_at', 'is', null)
    .execute()
}

export type Moved = { booking_id: string } | Refusal | 'same' | 'over'

/** Moves a family to another date of the same activity: booked there first, then cancelled here. 'full' changes nothing. */
export async function move(
  db: Kysely<DB>,
  desk: Asking,
  { booking_id, to_session_id, at, keys }: Which & { to_session_id: string; keys?: Keys },
): Promise<Moved> {
  // Under the lock, or another press of the same button could cancel between two reads.
  const booking = await holding(db, { booking_id, at }, async (_trx, held) => held)
  const there = await db
    .selectFrom('sessions')
    .select('activity_id')
    .where('id', '=', to_session_id)
    .executeTakeFirst()
  if (booking === 'unknown' || there?.activity_id !== booking.activity_id) return 'unknown'
  if (booking.session_id === to_session_id) return 'same'
  if (booking.moved_to) return { booking_id: booking.moved_to }
  if (!isLive(booking.state) || booking.starts_at <= at) return 'over'
  const people = booking.people
    .filter((child) => !child.cancelled_at)
    .map(({ first_name, age, child_id }) => ({ first_name, age, child_id }))
  const answer = await desk.ask({
    ...booking,
    people,
    // Opened here, and sealed again with the new booking's own key.
    must_know: keys?.open(booking_id, booking.must_know) ?? null,
    session_id: to_session_id,
    // Pressed twice, it is the same move; moved back and again, it is another.
    form_key: keyFrom('move', booking_id, to_session_id, booking.revision),
    asked_at: at,
    only_if_free: true,
    instead_of: booking_id,
  })
  if (typeof answer === 'string') return answer
  await cancel(db, { booking_id, at, moved_to: answer.booking_id })
  return { booking_id: answer.booking_id }
}
