// What bookings keep about a person, how it is forgotten, and for how long it is kept. What stays of a forgotten one is
// a count: the session, how many came, by which door and when.
import { sql, type Transaction } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import type { About, Held, Holding, Retention } from '../../kit/holdings.ts'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { whenWords } from '../activities/index.ts'
import { forgetMessagesOf } from '../messages/index.ts'
import { cancel } from './actions.ts'
import { manageToken } from './keys.ts'
import { shownReference } from './rules.ts'

type Trx = Transaction<DB>

// Booked by them, or by a contact that is theirs: proved, and not somebody else's by now.
const theirs = (person_id: string) =>
  sql<boolean>`(bookings.person_id = ${person_id}::uuid or bookings.send_to in (select c.send_to from contacts c
    where c.person_id = ${person_id}::uuid and c.verified_at is not null and not exists (
      select from contacts o where o.send_to = c.send_to and o.ended_at is null and o.person_id <> c.person_id)))`

const bookingsOf = (db: Db, person_id: string) =>
  db
    .selectFrom('bookings')
    .innerJoin('sessions', 'sessions.id', 'bookings.session_id')
    .innerJoin('activities', 'activities.id', 'sessions.activity_id')
    .selectAll('bookings')
    .select(['sessions.starts_at', 'sessions.ends_at', 'activities.title'])
    .select(
      sql<
        { first_name: string; age: number }[]
      >`(select coalesce(json_agg(json_build_object('first_name', p.first_name, 'age', p.age)
        order by p.nth), '[]') from booking_people p where p.booking_id = bookings.id)`.as('people'),
    )
    .where(theirs(person_id))
    .where('bookings.forgotten_at', 'is', null)
    .orderBy('sessions.starts_at', 'desc')
    .execute()
type Kept = Awaited<ReturnType<typeof bookingsOf>>[number]

const stands: Record<string, () => string> = {
  booked: () => t('Booked'),
  waiting: () => t('On the waiting list'),
  offered: () => t('A place is yours if you want it'),
  cancelled: () => t('Cancelled'),
  lapsed: () => t('The place went to another family'),
}

const is_live = ['booked', 'waiting', 'offered']

function heldOf(booking: Kept, { keys, now }: Pick<About, 'keys' | 'now'>, secret: string): Held {
  const facts: [string, string | null][] = [
    [t('What'), booking.title],
    [t('When'), whenWords({ starts_at: booking.starts_at, ends_at: booking.ends_at }, now)],
    [t('Reference'), shownReference(booking.reference)],
    [t('Stands'), stands[booking.state]!()],
    [
      t('Who'),
      booking.people
        .map(({ first_name, age }) => t('{{name}}, {{age}}', { name: first_name, age }))
        .join('; '),
    ],
    [t('Your name'), booking.carer_name],
    [t('How to reach you'), booking.contact],
    [t('Phone number for an emergency'), booking.emergency_contact],
    [t('Anything we must know'), keys.open(booking.id, booking.must_know)],
    [t('Why you cancelled'), keys.open(booking.id, booking.cancelled_because)],
  ]
  const live = is_live.includes(booking.state) && booking.starts_at > now
  return {
    kind: t('A booking'),
    facts: facts.flatMap(([term, value]) => (value ? [{ term, value }] : [])),
    ...(live ? { href: paths.myBooking(manageToken(secret, booking.id)) } : {}),
  }
}

/** Empties these bookings of everything but the count. Their keys go first: sealed words are then gone everywhere. */
async function empty(trx: Trx, around: Pick<About, 'keys' | 'now'>, ids: string[]): Promise<void> {
  if (!ids.length) return
  for (const id of ids) around.keys.forget(id)
  await forgetMessagesOf(trx, around, ids)
  await sql`delete from booking_people where booking_id = any (${ids}::uuid[])`.execute(trx)
  await sql`update bookings set carer_name = '', contact = '', send_to = '', emergency_contact = null, must_know = null,
      cancelled_because = null, language = 'en', person_id = null, form_hash = '', reference = '-' || left(md5(gen_random_uuid()::text), 14),
      manage_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')), forgotten_at = ${around.now}
    where id = any (${ids}::uuid[])`.execute(trx)
}

/** Bookings made with a contact that is theirs, with or without signing in. */
export const bookingHolding = (secret: string): Holding => ({
  name: 'bookings',
  async of({ db, keys, now }, person_id) {
    const found = await bookingsOf(db, person_id)
    return () => found.map((booking) => heldOf(booking, { keys, now }, secret))
  },
  async forget({ db, keys, now }, person_id) {
    const sessions = [...new Set((await bookingsOf(db, person_id)).map(({ session_id }) => session_id))]
    // All at once and in the desk's order, or two who are forgotten at the same moment could wait for each other.
    await sql`select desk_lock(${sessions}::uuid[])`.execute(db)
    const found = await bookingsOf(db, person_id)
    for (const booking of found)
      if (is_live.includes(booking.state) && booking.starts_at > now)
        await cancel(db, { booking_id: booking.id, at: now })
    await empty(
      db,
      { keys, now },
      found.map(({ id }) => id),
    )
  },
})

/** How many bookings still to come a person would lose if everything about them was deleted. */
export const bookingsToCome = async (db: Db, person_id: string, now: Date): Promise<number> =>
  (await bookingsOf(db, person_id)).filter(
    ({ state, starts_at }) => is_live.includes(state) && starts_at > now,
  ).length

/** A year after the session: names, contacts and words go. */
export const bookingRetention: Retention[] = [
  {
    kind: 'bookings',
    days: 365,
    async purge({ db, keys, now }, before) {
      const old = await db
        .selectFrom('bookings')
        .innerJoin('sessions', 'sessions.id', 'bookings.session_id')
        .select('bookings.id')
        .where('sessions.ends_at', '<', before)
        .where('bookings.forgotten_at', 'is', null)
        .execute()
      await empty(
        db,
        { keys, now },
        old.map(({ id }) => id),
      )
      return old.length
    },
  },
]
