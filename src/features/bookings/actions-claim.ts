import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'

/** Bookings made as a guest become a person's own once they have proved the contact they were made with. */
export async function claimBookings(db: Db, person_id: string): Promise<void> {
  await sql`update bookings b set person_id = ${person_id}::uuid from contacts c
    where b.person_id is null and c.person_id = ${person_id}::uuid and c.send_to = b.send_to
      and c.verified_at is not null and c.ended_at is null`.execute(db)
}
