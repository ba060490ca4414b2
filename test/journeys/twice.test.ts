// A26: every button a family can press, pressed twice a breath apart: one effect, one message.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { manageToken } from '../../src/features/bookings/index.ts'
import { type Form, type World, world } from '../world.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const ask = async (session_id: string, first_name: string, ask_first = false) => {
  const answer = await w.desk.ask({
    form_key: randomUUID(),
    session_id,
    people: [{ first_name, age: 8 }],
    adults: 0,
    ask_first,
    carer_name: 'Samina',
    contact_kind: 'email',
    contact: `${first_name}@example.org`,
    send_to: `${first_name.toLowerCase()}@example.org`,
    emergency_contact: null,
    must_know: null,
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.ok(typeof answer !== 'string')
  return { id: answer.booking_id, address: `/my-booking/${manageToken(w.config.secret, answer.booking_id)}` }
}

/** All that a second press could have changed: rows and their states. */
async function everything(): Promise<unknown> {
  const tables = ['bookings', 'booking_people', 'session_places', 'messages', 'questions', 'gaps']
  const counts: Record<string, unknown> = {}
  for (const table of tables)
    counts[table] = (await w.database.pool.query(`select count(*) as n from ${table}`)).rows[0].n
  counts.states = (await w.database.pool.query('select id, state, line_no from bookings order by id')).rows
  counts.places = (
    await w.database.pool.query('select session_id, booked, waiting, line_end from session_places order by 1')
  ).rows
  return counts
}

/** Presses, then presses again 40 ms later, before and after the first answer has come. */
async function pressTwice(path: string, form: Form = {}): Promise<void> {
  const browser = w.browser()
  const first = browser.post(path, form)
  await new Promise((resolve) => setTimeout(resolve, 40))
  const second = browser.post(path, form)
  const replies = await Promise.all([first, second])
  for (const reply of replies) assert.ok(reply.status < 400, `${path} answered ${reply.status}`)
  const once = await everything()
  const third = await browser.post(path, form)
  assert.ok(third.status < 400, `${path} answered ${third.status} the third time`)
  assert.deepEqual(await everything(), once, `${path} did more when pressed again`)
}
const told = async (id: string, kind: string) =>
  (
    await w.database.pool.query('select count(*) as n from messages where booking_id = $1 and kind = $2', [
      id,
      kind,
    ])
  ).rows[0].n
const state = async (id: string) =>
  (await w.database.pool.query('select state from bookings where id = $1', [id])).rows[0].state

test('“Cancel” and “Undo”, each pressed twice, happen once', async () => {
  const session = await w.given.session({ places: 1 })
  const booking = await ask(session.id, 'Ana')
  await pressTwice(`${booking.address}/cancel`, { nth: 'all' })
  assert.equal(await state(booking.id), 'cancelled')
  assert.equal(await told(booking.id, 'cancelled'), 1)
  await pressTwice(`${booking.address}/undo`)
  assert.equal(await state(booking.id), 'booked')
})

test('“Leave the line” and “Come back”, each pressed twice, happen once', async () => {
  const session = await w.given.session({ places: 1 })
  await ask(session.id, 'Bo')
  const waiting = await ask(session.id, 'Cy')
  await pressTwice(`${waiting.address}/leave`)
  assert.equal(await state(waiting.id), 'cancelled')
  await pressTwice(`${waiting.address}/rejoin`)
  assert.equal(await state(waiting.id), 'waiting')
})

test('“Yes please” to an offered place, pressed twice, books once', async () => {
  const session = await w.given.session({ places: 1 })
  const first = await ask(session.id, 'Di')
  const next = await ask(session.id, 'Ed', true)
  await w.desk.cancel({ booking_id: first.id, at: w.clock.now })
  assert.equal(await state(next.id), 'offered')
  await pressTwice(`${next.address}/accept`)
  assert.equal(await state(next.id), 'booked')
  assert.equal(await told(next.id, 'offer'), 1)
})

test('“No thank you”, pressed twice, frees the place for one family only', async () => {
  const session = await w.given.session({ places: 1 })
  const first = await ask(session.id, 'Flo')
  const next = await ask(session.id, 'Gus', true)
  const last = await ask(session.id, 'Hal')
  await w.desk.cancel({ booking_id: first.id, at: w.clock.now })
  await pressTwice(`${next.address}/decline`)
  assert.equal(await state(last.id), 'booked')
  assert.equal(await told(last.id, 'place_came'), 1)
})

test('a question, a wish and a call for help, each sent twice, are kept once', async () => {
  const session = await w.given.session()
  const count = async (sql: string) =>
    Number((await w.database.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)
  await pressTwice(`/sessions/${session.id}/questions`, {
    question: 'Is there a hoist?',
    words: 'Is there a hoist?',
  })
  assert.equal(await count('questions'), 1)
  await pressTwice('/whats-on/missing', { missing: 'Elephant polo' })
  assert.equal(await count('gaps'), 1)
  await pressTwice('/help', { form_key: randomUUID(), need: 'Please ring', contact: '07700 900 456' })
  assert.equal(await count("messages where kind = 'help_asked'"), 1)
})
