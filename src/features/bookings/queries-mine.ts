// A signed-in person's bookings to come: their own, and of the children they may see.
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'

type Asked = { person_id: string; child_ids: string[]; only_child?: string; now: Date }

/**
 * What is booked, when and where. Of a booking somebody else made, only the children this person may see are named,
 * and never who made it.
 */
export async function comingBookings(db: Db, { person_id, child_ids, only_child, now }: Asked) {
  const { rows } = await sql<{
    id: string
    mine: boolean
    state: 'booked' | 'waiting' | 'offered'
    reference: string
    title: string
    version: 'relaxed' | 'busier' | null
    starts_at: Date
    ends_at: Date
    place_name: string | null
    names: string[]
  }>`
    select b.id, b.person_id is not distinct from ${person_id}::uuid as mine, b.state, b.reference, v.title, s.version,
      s.starts_at, s.ends_at, p.name as place_name,
      (select coalesce(json_agg(k.first_name order by k.nth), '[]') from booking_people k
        where k.booking_id = b.id and k.cancelled_at is null
          and (b.person_id = ${person_id}::uuid or k.child_id = any (${child_ids}::uuid[]))) as names
    from bookings b
    join sessions s on s.id = b.session_id
    join activities v on v.id = s.activity_id
    left join places p on p.id = s.place_id
    where b.state in ('booked', 'waiting', 'offered') and s.starts_at > ${now} and s.cancelled_at is null
      and b.id in (
        select id from bookings where person_id = ${person_id}::uuid and ${only_child ?? null}::uuid is null
        union
        select booking_id from booking_people
        where cancelled_at is null and child_id = any (${only_child ? [only_child] : child_ids}::uuid[]))
    order by s.starts_at, b.id
    limit 50`.execute(db)
  return rows
}
export type Coming = Awaited<ReturnType<typeof comingBookings>>[number]
