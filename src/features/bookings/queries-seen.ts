// A session's bookings, as somebody may see them: a column that is not theirs to see is never read.
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import type { Keys } from '../../kit/keys.ts'
import type { BookingField } from '../../kit/who-may.ts'
import type { State } from './rules.ts'

/** A booking with the fields asked for, and no other key. `null` is said by the family, `undefined` is not theirs to see. */
export type BookingSeen = {
  state: Extract<State, 'booked' | 'offered' | 'waiting'>
  /** Adults who take a place. */
  adults: number
  reference?: string
  people?: { first_name?: string; age?: number }[]
  must_know?: string | null
  emergency_contact?: string | null
  carer_name?: string | null
  contact?: string | null
  /** The record is marked sensitive, so who they are is kept back. Said only to those who else see the contact. */
  kept_back?: boolean
  /** From 1; null for those who do not wait. */
  place_in_line?: number | null
  offer_ends_at?: Date | null
}

// The contact of the booking is a contact of somebody whose record is marked sensitive.
const of_a_sensitive_record = sql`exists (
  select from contacts c join people p on p.id = c.person_id and p.sensitive_at is not null
  where c.send_to = b.send_to and c.ended_at is null)`

const unlessSensitive = (column: string) =>
  sql`case when not ${of_a_sensitive_record} then ${sql.ref(column)} end as ${sql.ref(column.slice(2))}`

function columnsOf(fields: ReadonlySet<BookingField>) {
  const whole = fields.has('carer_if_sensitive')
  const who = (column: string) => (whole ? sql.ref(column) : unlessSensitive(column))
  const person = [
    ...(fields.has('first_names') ? [sql`'first_name', k.first_name`] : []),
    ...(fields.has('ages') ? [sql`'age', k.age`] : []),
  ]
  const people = sql`(select coalesce(json_agg(json_build_object(${sql.join(person)}) order by k.nth), '[]')
    from booking_people k where k.booking_id = b.id and k.cancelled_at is null) as people`
  return [
    sql`b.state, b.adults`,
    ...(fields.has('reference') ? [sql`b.reference`] : []),
    ...(person.length ? [people] : []),
    ...(fields.has('must_know') ? [sql`b.must_know, b.id`] : []),
    ...(fields.has('emergency_contact') ? [sql`b.emergency_contact`] : []),
    ...(fields.has('carer_name') ? [who('b.carer_name')] : []),
    ...(fields.has('contact') ? [who('b.contact')] : []),
    ...(fields.has('contact') && !whole ? [sql`${of_a_sensitive_record} as kept_back`] : []),
    ...(fields.has('place_in_line')
      ? [
          sql`case when b.state = 'waiting' then
            row_number() over (partition by b.state order by b.line_no)::int end as place_in_line, b.offer_ends_at`,
        ]
      : []),
  ]
}

/**
 * The live bookings of a session with these fields and no other (`fieldsSeen` in kit/who-may.ts says whose they are):
 * places held first, then the line in order. Without `place_in_line`, only who is coming. Without fields, nobody.
 */
export async function bookingsSeen(
  { db, keys }: { db: Db; keys: Keys },
  session_id: string,
  fields: readonly BookingField[],
): Promise<BookingSeen[]> {
  if (!fields.length) return []
  const seen = new Set(fields)
  const states = seen.has('place_in_line') ? ['booked', 'offered', 'waiting'] : ['booked']
  const { rows } = await sql<BookingSeen & { id: string }>`
    select ${sql.join(columnsOf(seen))} from bookings b
    where b.session_id = ${session_id} and b.state = any (${states}) and b.forgotten_at is null
    order by b.state = 'waiting', case when b.state = 'waiting' then b.line_no else 0 end, b.asked_at, b.id`.execute(
    db,
  )
  if (!seen.has('must_know')) return rows
  // The id was read only to open the words kept under it.
  return rows.map(({ id, ...row }) => ({ ...row, must_know: keys.open(id, row.must_know ?? null) }))
}
