// A session's bookings as the reader's own roles let them be seen.
import { sql } from 'kysely'
import type { VNode } from 'preact'
import type { Db } from '../../kit/db.ts'
import type { Keys } from '../../kit/keys.ts'
import { fieldsSeen, type HeldRole } from '../../kit/who-may.ts'
import { SessionBookings } from './pages/team.tsx'
import { bookingsSeen } from './queries-seen.ts'

type Reader = {
  session_id: string
  provider_id: string | null
  person_id: string
  roles: readonly HeldRole[]
  now: Date
}

/** Notes in the record of each family with an account that their booking of this session was seen, and by whom. */
export const noteSeen = (db: Db, { session_id, person_id, now }: Omit<Reader, 'provider_id' | 'roles'>) =>
  sql`select audit_add(${now}, ${person_id}::uuid, 'saw who is booked', ${session_id}::text, theirs.person_id, null) from (
    select distinct c.person_id from bookings b
    join contacts c on c.send_to = b.send_to and c.ended_at is null and c.verified_at is not null
    where b.session_id = ${session_id} and b.state in ('booked', 'offered', 'waiting')
      and c.person_id <> ${person_id}::uuid
  ) theirs`.execute(db)

/** The list of a session's bookings for a reader with these roles; null when there is nothing they may see. */
export async function bookingsFor(
  { db, keys }: { db: Db; keys: Keys },
  reader: Reader,
): Promise<VNode | null> {
  const { session_id, provider_id, roles, now } = reader
  const bookings = await bookingsSeen({ db, keys }, session_id, fieldsSeen(roles, provider_id))
  if (!bookings.length) return null
  await noteSeen(db, reader)
  return <SessionBookings {...{ bookings, now }} />
}
