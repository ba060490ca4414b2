// A session's bookings as the reader's own roles let them be seen.
import type { VNode } from 'preact'
import type { Db } from '../../kit/db.ts'
import { fieldsSeen, type HeldRole } from '../../kit/who-may.ts'
import { SessionBookings } from './pages/team.tsx'
import { bookingsSeen } from './queries-seen.ts'

type Reader = { session_id: string; provider_id: string | null; roles: readonly HeldRole[]; now: Date }

/** The list of a session's bookings for a reader with these roles; null when there is nothing they may see. */
export async function bookingsFor(
  db: Db,
  { session_id, provider_id, roles, now }: Reader,
): Promise<VNode | null> {
  const bookings = await bookingsSeen(db, session_id, fieldsSeen(roles, provider_id))
  return bookings.length ? <SessionBookings {...{ bookings, now }} /> : null
}
