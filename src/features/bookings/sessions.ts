// What a change to a session does to the bookings in it.
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import { carry, lock, within } from './under-lock.ts'

type Session = { session_id: string; at: Date }

/** Ends every live booking of a cancelled session, with one message each. Run twice, it finds nothing left to tell. */
export const sessionCancelled = (db: Db, { session_id, at }: Session): Promise<number> =>
  within(db, async (trx) => {
    await lock(trx, session_id)
    const { rows } = await sql`
      with ended as (
        update bookings set state = 'cancelled', cancelled_at = ${at}, revision = revision + 1
        where session_id = ${session_id} and state in ('booked', 'waiting', 'offered')
        returning id
      ), people as (
        update booking_people set cancelled_at = ${at}
        where booking_id in (select id from ended) and cancelled_at is null
      ), count as (
        update session_places set booked = 0, waiting = 0 where session_id = ${session_id}
      )
      select tell_family(id, 'session_cancelled', ${at}) from ended`.execute(trx)
    return rows.length
  })

/** Tells every family with a live booking that the date, the time or the place has changed; once for each change. */
export const sessionMoved = (db: Db, { session_id, at }: Session): Promise<number> =>
  within(db, async (trx) => {
    await lock(trx, session_id)
    const { rows } = await sql`
      with told as (
        update bookings b set revision = b.revision + 1,
          offer_ends_at = case when b.state = 'offered' then least(b.offer_ends_at, s.starts_at - interval '1 hour') else b.offer_ends_at end
        from sessions s
        where s.id = b.session_id and b.session_id = ${session_id} and b.state in ('booked', 'waiting', 'offered')
          and s.cancelled_at is null
          and not exists (select from messages m where m.booking_id = b.id and m.kind = 'session_moved' and m.created_at >= s.moved_at)
        returning b.id
      )
      select tell_family(id, 'session_moved', ${at}) from told`.execute(trx)
    return rows.length
  })

/** Carries the line on after a session was given more places. */
export const placesChanged = (db: Db, { session_id, at }: Session): Promise<void> =>
  within(db, async (trx) => {
    await lock(trx, session_id)
    await carry(trx, session_id, at)
  })
