// Every verb on a booking holds its session's lock, reads afresh under it, and carries freed places down the line
// in the same transaction. The pieces they share are here.
import { sql, type Transaction } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { offerTimes, type State } from './rules.ts'

export type Trx = Transaction<DB>
export type Held = Awaited<ReturnType<typeof readUnderLock>> & object
export type Which = { booking_id: string; at: Date }

/** One transaction; the caller's when it has one. */
export const within = <T>(db: Db, act: (trx: Trx) => Promise<T>): Promise<T> =>
  db.isTransaction ? act(db as Trx) : db.transaction().execute(act)

/** Takes the session's lock. Read after it, never before. */
export const lock = (trx: Trx, session_id: string) =>
  sql`select desk_lock(array[${session_id}::uuid])`.execute(trx)

/** Carries free places down the line; the caller holds the lock. */
export async function carry(trx: Trx, session_id: string, at: Date): Promise<void> {
  const { from, until } = offerTimes(at)
  await sql`select desk_carry(${session_id}, ${at}, ${from}, ${until})`.execute(trx)
}

/** A booking, its session and its people, as they are now. */
export async function readUnderLock(trx: Db, booking_id: string) {
  const found = await trx
    .selectFrom('bookings')
    .innerJoin('sessions', 'sessions.id', 'bookings.session_id')
    .innerJoin('activities', 'activities.id', 'sessions.activity_id')
    .innerJoin('session_places as count', 'count.session_id', 'sessions.id')
    .selectAll('bookings')
    .select(['sessions.starts_at', 'sessions.published_at', 'sessions.opens_at', 'sessions.activity_id'])
    .select(['sessions.cancelled_at as session_cancelled_at', 'sessions.places as session_places'])
    .select(['activities.drop_in', 'activities.one_party_per_family'])
    .select(['count.places', 'count.booked', 'count.waiting', 'count.line_end'])
    .where('bookings.id', '=', booking_id)
    .executeTakeFirst()
  if (!found) return null
  const people = await trx
    .selectFrom('booking_people')
    .selectAll()
    .where('booking_id', '=', booking_id)
    .orderBy('nth')
    .execute()
  return { ...found, people }
}

/** Runs `act` on a booking as it is under the lock, after ending its offer if the time for that has come. */
export async function holding<T>(
  db: Db,
  { booking_id, at }: Which,
  act: (trx: Trx, booking: Held) => Promise<T>,
): Promise<T | 'unknown'> {
  return within(db, async (trx) => {
    const where = await trx
      .selectFrom('bookings')
      .select('session_id')
      .where('id', '=', booking_id)
      .executeTakeFirst()
    if (!where) return 'unknown'
    await lock(trx, where.session_id)
    let booking = (await readUnderLock(trx, booking_id))!
    if (booking.state === 'offered' && booking.offer_ends_at! <= at) {
      await lapseUnderLock(trx, booking, at)
      await carry(trx, booking.session_id, at)
      booking = (await readUnderLock(trx, booking_id))!
    }
    return act(trx, booking)
  })
}

/** Whether it holds places: an offer does. */
export const holdsPlaces = (state: State) => state === 'booked' || state === 'offered'
/** Whether a child of it counts as coming or waiting. */
export const isLive = (state: State) => holdsPlaces(state) || state === 'waiting'

/** Changes the desk's count for a session, by so many. */
export const count = (
  trx: Trx,
  session_id: string,
  by: { booked?: number; waiting?: number; line_end?: number },
) =>
  trx
    .updateTable('session_places')
    .set((is) => ({
      booked: is('booked', '+', by.booked ?? 0),
      waiting: is('waiting', '+', by.waiting ?? 0),
      line_end: is('line_end', '+', by.line_end ?? 0),
    }))
    .where('session_id', '=', session_id)
    .execute()

/** Writes a message about a booking to the outbox, born with the fact it tells. `about` never holds a typed word. */
export const tell = (
  trx: Trx,
  kind: string,
  booking_id: string,
  at: Date,
  about: Record<string, string> = {},
) => sql`select tell_family(${booking_id}, ${kind}, ${at}, ${JSON.stringify(about)})`.execute(trx)

/** Changes a booking; calendars see a newer revision. */
export const change = (trx: Trx, id: string, to: Record<string, unknown>) =>
  trx
    .updateTable('bookings')
    .set((is) => ({ ...to, revision: is('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** Ends the places of some of its people, or of all. */
export const endPeople = (trx: Trx, booking_id: string, at: Date, nths?: number[]) =>
  trx
    .updateTable('booking_people')
    .set({ cancelled_at: at })
    .where('booking_id', '=', booking_id)
    .where('cancelled_at', 'is', null)
    .$if(nths !== undefined, (query) => query.where('nth', 'in', nths!))
    .execute()

/** Ends one offer; the caller carries its places on. */
export async function lapseUnderLock(
  trx: Trx,
  offer: Pick<Held, 'id' | 'party' | 'session_id'>,
  at: Date,
): Promise<void> {
  await change(trx, offer.id, { state: 'lapsed', lapsed_at: at })
  await endPeople(trx, offer.id, at)
  await count(trx, offer.session_id, { booked: -offer.party })
  await tell(trx, 'offer_lapsed', offer.id, at)
}
