import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../../test/fresh.ts'
import { anAsk, givenSession, now, secret } from '../../../test/storms/town.ts'
import type { Ask, Booked } from './asks.ts'
import { type Desk, makeDesk } from './desk.ts'
import { hashOf, manageToken } from './keys.ts'
import { bookingByToken, otherDates } from './queries.ts'

const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
let here: Awaited<ReturnType<typeof freshDatabase>>
let desk: Desk
before(async () => {
  here = await freshDatabase()
  desk = makeDesk({ pool: here.pool, config: { secret }, now: () => now })
})
after(() => here.close())

const book = async (session_id: string, changes: Partial<Ask> = {}, children = 1): Promise<Booked> => {
  const answer = await desk.ask(anAsk(session_id, changes, children))
  if (typeof answer === 'string') throw new Error(answer)
  return answer
}
const stateOf = async ({ booking_id }: Booked) =>
  (await here.db.selectFrom('bookings').select('state').where('id', '=', booking_id).executeTakeFirst())!
    .state
const told = async ({ booking_id }: Booked) => {
  const rows = await here.db
    .selectFrom('messages')
    .select('kind')
    .where('booking_id', '=', booking_id)
    .orderBy('created_at')
    .orderBy(sql`ctid`) // as they were written: two of one moment have no other order
    .execute()
  return rows.map((row) => row.kind)
}
const which = ({ booking_id }: Booked, at = now) => ({ booking_id, at })

test('a family books two children and is told so once', async () => {
  const { id } = await givenSession(here, { places: 3 })
  const booking = await book(id, {}, 2)
  assert.equal(booking.outcome, 'booked')
  assert.match(booking.reference, /^[2-9BCDFGHJKMNPQRSTVWXYZ]{7}$/)
  assert.deepEqual(await told(booking), ['booked'])
})

test('the private address opens the booking, and only its fingerprint is kept', async () => {
  const { id } = await givenSession(here)
  const booking = await book(id, {}, 2)
  const token = manageToken(secret, booking.booking_id)
  assert.equal(token.length, 22)
  const view = await bookingByToken(here.db, token)
  assert.deepEqual(
    view?.people.map((child) => child.first_name),
    ['Child 1', 'Child 2'],
  )
  assert.equal(await bookingByToken(here.db, `${token}x`), null)
  const { rows } = await here.pool.query('select b::text as row from bookings b where id = $1', [
    booking.booking_id,
  ])
  assert.ok(!rows[0].row.includes(token))
  assert.ok(rows[0].row.includes(hashOf(token).toString('hex')))
})

test('a smaller family takes the place a larger one ahead cannot use, and the larger keeps its place in line', async () => {
  const { id } = await givenSession(here, { places: 4 })
  const first = await book(id, {}, 3)
  const large = await book(id, {}, 3)
  const small = await book(id, {}, 1)
  assert.deepEqual([large.outcome, large.line_place, small.outcome], ['waiting', 1, 'booked'])
  assert.equal(await desk.cancel(which(first)), 'cancelled')
  assert.equal(await stateOf(large), 'booked')
  assert.deepEqual(await told(large), ['waiting', 'place_came'])
})

test('the same child cannot have two places at one session', async () => {
  const { id } = await givenSession(here)
  const ask = anAsk(id, { people: [{ first_name: 'Zoë', age: 7 }] })
  const again = { ...anAsk(id), send_to: ask.send_to, people: [{ first_name: ' ZOE ', age: 7 }] }
  const [one, two] = await Promise.all([desk.ask(ask), desk.ask(again)])
  assert.equal((one as Booked).outcome, 'booked')
  assert.equal(two, 'already-booked')
  assert.equal(await desk.ask({ ...again, form_key: anAsk(id).form_key }), 'already-booked')
})

test('a child of the same name in another family is another child', async () => {
  const { id } = await givenSession(here)
  const people = [{ first_name: 'Zoë', age: 7 }]
  const answers = await Promise.all([desk.ask(anAsk(id, { people })), desk.ask(anAsk(id, { people }))])
  assert.deepEqual(
    answers.map((answer) => (answer as Booked).outcome),
    ['booked', 'booked'],
  )
})

test('one party per family: the second is refused, on any of the dates, however they arrive', async () => {
  const saturday = await givenSession(here, { activity: { one_party_per_family: true } })
  const sunday = await givenSession(here, { activity_id: saturday.activity_id })
  const ask = anAsk(saturday.id)
  const other = { ...anAsk(sunday.id, { people: [{ first_name: 'Sam', age: 4 }] }), send_to: ask.send_to }
  const [one, two] = await Promise.all([desk.ask(ask), desk.ask(other)])
  assert.deepEqual([(one as Booked).outcome, two], ['booked', 'one-party'])
  assert.equal(await desk.ask({ ...other, form_key: anAsk(saturday.id).form_key }), 'one-party')
  await desk.cancel(which(one as Booked))
  assert.equal(
    ((await desk.ask({ ...other, form_key: anAsk(saturday.id).form_key })) as Booked).outcome,
    'booked',
  )
})

test('adults take a place only where places are for everyone', async () => {
  const everyone = await givenSession(here, { places: 3, activity: { places_for: 'everyone' } })
  const children = await givenSession(here, { places: 3 })
  assert.equal((await book(everyone.id, { adults: 2 }, 2).catch((fault) => fault)).message, 'too-many')
  assert.equal((await book(everyone.id, { adults: 2 }, 1)).outcome, 'booked')
  assert.equal((await book(everyone.id)).outcome, 'waiting')
  assert.equal((await book(children.id, { adults: 2 }, 2)).outcome, 'booked')
  assert.equal((await book(children.id)).outcome, 'booked')
})

test('cancelling twice is harmless, and after the start it is too late, in words', async () => {
  const { id, starts_at } = await givenSession(here)
  const booking = await book(id)
  const late = await book(id)
  assert.equal(await desk.cancel(which(booking)), 'cancelled')
  assert.equal(await desk.cancel(which(booking)), 'already')
  assert.equal(await desk.cancel(which(late, starts_at)), 'started')
  assert.equal(await desk.cancel({ booking_id: id, at: now }), 'unknown')
  assert.deepEqual(await told(booking), ['booked', 'cancelled'])
})

test('one of three children is cancelled: the others still come, and the place goes to the next family', async () => {
  const { id } = await givenSession(here, { places: 3 })
  const family = await book(id, {}, 3)
  const next = await book(id)
  assert.equal(await desk.cancel({ ...which(family), nths: [2] }), 'cancelled')
  assert.deepEqual([await stateOf(family), await stateOf(next)], ['booked', 'booked'])
  assert.deepEqual(await told(family), ['booked', 'changed'])
})

test('a cancelling can be taken back within ten minutes, if nobody has the place by then', async () => {
  const { id } = await givenSession(here, { places: 1 })
  const booking = await book(id)
  await desk.cancel(which(booking))
  assert.equal(await desk.undoCancel(which(booking, minutes(9))), 'undone')
  assert.equal(await stateOf(booking), 'booked')
  await desk.cancel(which(booking, minutes(20)))
  assert.equal(await desk.undoCancel(which(booking, minutes(31))), 'too-late')
  await book(id)
  assert.equal(await desk.undoCancel(which(booking, minutes(29))), 'gone')
  assert.equal(await desk.rejoin(which(booking, minutes(32))), 'waiting')
})

test('a family that asked to be asked has a day to answer, and the place is held for them', async () => {
  const { id } = await givenSession(here, { places: 1 })
  const first = await book(id)
  const asked = await book(id, { ask_first: true })
  await desk.cancel(which(first))
  assert.equal(await stateOf(asked), 'offered')
  assert.equal((await book(id)).outcome, 'waiting')
  assert.equal(await desk.accept(which(asked, minutes(23 * 60))), 'booked')
  assert.equal(await desk.accept(which(asked, minutes(23 * 60))), 'already')
  assert.deepEqual(await told(asked), ['waiting', 'offer', 'booked'])
})

test('an offer nobody answers goes to the next family, and the first may come back to the line', async () => {
  const { id } = await givenSession(here, { places: 1 })
  const first = await book(id)
  const asked = await book(id, { ask_first: true })
  const next = await book(id)
  await desk.cancel(which(first))
  const a_day_later = minutes(24 * 60)
  assert.equal(await desk.accept(which(asked, a_day_later)), 'lapsed')
  assert.deepEqual([await stateOf(asked), await stateOf(next)], ['lapsed', 'booked'])
  assert.equal(await desk.lapse(a_day_later), 0)
  assert.equal(await desk.rejoin(which(asked, a_day_later)), 'waiting')
})

test('an offer that comes at night is sent at nine, and its day runs from then', async () => {
  const night = new Date('2026-11-28T23:30:00Z')
  const { id } = await givenSession(here, { places: 1 })
  const first = await book(id)
  const asked = await book(id, { ask_first: true })
  await desk.cancel(which(first, night))
  const row = await here.db
    .selectFrom('messages')
    .innerJoin('bookings', 'bookings.id', 'messages.booking_id')
    .select(['send_after', 'offer_ends_at'])
    .where('booking_id', '=', asked.booking_id)
    .where('kind', '=', 'offer')
    .executeTakeFirstOrThrow()
  assert.equal(row.send_after.toISOString(), '2026-11-29T09:00:00.000Z')
  assert.equal(row.offer_ends_at?.toISOString(), '2026-11-30T09:00:00.000Z')
})

test('too close to the start to ask, the place goes to a family that said yes beforehand', async () => {
  const { id, starts_at } = await givenSession(here, { places: 1, starts_at: minutes(80) })
  const first = await book(id)
  const asked = await book(id, { ask_first: true })
  const sure = await book(id)
  await desk.cancel(which(first))
  assert.deepEqual([await stateOf(asked), await stateOf(sure)], ['waiting', 'booked'])
  assert.equal(await desk.cancel(which(sure, starts_at)), 'started')
})

test('who left the line is not booked in later', async () => {
  const { id } = await givenSession(here, { places: 1 })
  const first = await book(id)
  const left = await book(id)
  const next = await book(id)
  assert.equal(await desk.leaveLine(which(left)), 'cancelled')
  await desk.cancel(which(first))
  assert.deepEqual([await stateOf(left), await stateOf(next)], ['cancelled', 'booked'])
  assert.deepEqual(await told(left), ['waiting', 'cancelled'])
})

test('moving to another date gives up the old place only when there is a new one', async () => {
  const first = await givenSession(here, { places: 1 })
  const full = await givenSession(here, { places: 1, activity_id: first.activity_id })
  const open = await givenSession(here, { places: 1, activity_id: first.activity_id })
  await book(full.id)
  const booking = await book(first.id)
  const dates = await otherDates(here.db, {
    activity_id: first.activity_id,
    session_id: first.id,
    party: 1,
    now,
  })
  assert.deepEqual(
    dates.map((date) => date.id),
    [open.id],
  )
  assert.equal(await desk.move({ ...which(booking), to_session_id: full.id }), 'full')
  assert.equal(await stateOf(booking), 'booked')
  const moves = await Promise.all([1, 2].map(() => desk.move({ ...which(booking), to_session_id: open.id })))
  assert.deepEqual(moves[0], moves[1])
  assert.equal(await stateOf(booking), 'cancelled')
})

test('a cancelled session tells each family once, and a moved one too', async () => {
  const { id } = await givenSession(here, { places: 1 })
  const families = [await book(id), await book(id)]
  await here.db.updateTable('sessions').set({ moved_at: now }).where('id', '=', id).execute()
  assert.equal(await desk.sessionMoved({ session_id: id, at: minutes(1) }), 2)
  assert.equal(await desk.sessionMoved({ session_id: id, at: minutes(2) }), 0)
  assert.equal(await desk.sessionCancelled({ session_id: id, at: minutes(3) }), 2)
  assert.equal(await desk.sessionCancelled({ session_id: id, at: minutes(4) }), 0)
  assert.deepEqual(await told(families[1]!), ['waiting', 'session_moved', 'session_cancelled'])
})

test('more places are given down the line', async () => {
  const { id } = await givenSession(here, { places: 1 })
  await book(id)
  const next = await book(id)
  await here.db.updateTable('sessions').set({ places: 3 }).where('id', '=', id).execute()
  await desk.placesChanged({ session_id: id, at: now })
  assert.equal(await stateOf(next), 'booked')
})

test('one ask the tables refuse does not spoil the others that came with it', async () => {
  const { id } = await givenSession(here)
  const [good, bad, also_good] = await Promise.allSettled([
    desk.ask(anAsk(id)),
    desk.ask(anAsk(id, { people: [{ first_name: 'Sam', age: 99 }] })),
    desk.ask(anAsk(id)),
  ])
  assert.deepEqual([good.status, bad.status, also_good.status], ['fulfilled', 'rejected', 'fulfilled'])
})

test('more people than the desk can hold are asked to try again', async () => {
  const small = makeDesk({ pool: here.pool, config: { secret }, now: () => now, longest_queue: 2 })
  const { id } = await givenSession(here)
  const answers = await Promise.all([1, 2, 3].map(() => small.ask(anAsk(id))))
  assert.equal(answers[2], 'busy')
})

test('a booking without a session, or a child without a booking, cannot be written; a booked session cannot be deleted', async () => {
  const { id } = await givenSession(here, { places: 3 })
  const booking = await book(id, {}, 2)
  const nobody = '0190aaaa-0000-7000-8000-000000000000'
  const copied = (column: string) =>
    here.pool.query(
      `insert into bookings (id, form_key, form_hash, session_id, reference, manage_hash, state, party, carer_name, contact_kind, contact, send_to, asked_at)
       select gen_random_uuid(), gen_random_uuid(), form_hash, ${column}, 'X' || reference, sha256(manage_hash), 'cancelled', party, carer_name, contact_kind, contact, send_to, asked_at
       from bookings where id = $1`,
      [booking.booking_id],
    )
  await assert.rejects(copied(`'${nobody}'`), { constraint: 'a_booking_is_of_a_session' })
  await copied('session_id') // the same with its session is taken, so it was the session that was missed
  const child =
    "insert into booking_people (booking_id, nth, session_id, first_name, age, child_key) values ($1, 9, $2, 'Sam', 9, 'key')"
  await assert.rejects(here.pool.query(child, [nobody, id]), { constraint: 'a_person_is_of_a_booking' })
  await assert.rejects(here.pool.query('delete from sessions where id = $1', [id]), {
    constraint: 'a_booking_is_of_a_session',
  })
  await here.pool.query('delete from bookings where session_id = $1', [id])
  const { rows } = await here.pool.query(
    'select count(*) as left from booking_people where session_id = $1',
    [id],
  )
  assert.equal(rows[0].left, 0, 'the children go with their booking')
})
