import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { anAsk } from '../../../test/storms/town.ts'
import { type World, world } from '../../../test/world.ts'
import { type Message, segmentsOf } from '../messages/index.ts'
import type { Ask, Booked } from './asks.ts'
import { bookingRenderers } from './renderers.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const canary = 'Xanthippe'
async function ask(session_id: string, changes: Partial<Ask> = {}): Promise<Booked> {
  const typed = {
    people: [{ first_name: canary, age: 9 }],
    carer_name: canary,
    must_know: canary,
    contact: canary,
  }
  return (await w.desk.ask(anAsk(session_id, { ...typed, asked_at: w.clock.now, ...changes }))) as Booked
}
const said = async (booking_id: string) => {
  const { rows } = await w.database.pool.query<Message>(
    'select * from messages where booking_id = $1 order by created_at, ctid',
    [booking_id],
  )
  return Promise.all(
    rows.map(async (message) => ({
      message,
      words: await bookingRenderers[message.kind]!(w.database.db, message, {
        config: w.config,
        now: w.clock.now,
      }),
    })),
  )
}
const title = 'Messy play and music for brothers, sisters and everybody who likes a really big noise'

for (const contact_kind of ['text', 'email'] as const)
  test(`every message by ${contact_kind} names the session and has one link, and holds nothing that anyone typed`, async () => {
    const session = await w.given.session({ places: 1, activity: { title } })
    const contact = (n: number) => ({
      contact_kind,
      send_to: contact_kind === 'text' ? `+4477009${n}` : `${n}@example.org`,
    })
    const first = await ask(session.id, contact(10001))
    const second = await ask(session.id, { ...contact(10002), ask_first: true })
    const third = await ask(session.id, contact(10003))
    const all = [...(await said(first.booking_id)), ...(await said(second.booking_id))]
    const at = w.clock.now
    await w.desk.cancel({ booking_id: first.booking_id, at })
    all.push(...(await said(first.booking_id)), ...(await said(second.booking_id)))
    await w.desk.lapse(new Date(at.getTime() + 25 * 3_600_000))
    all.push(...(await said(second.booking_id)), ...(await said(third.booking_id)))
    await w.desk.sessionMoved({ session_id: session.id, at })
    all.push(...(await said(third.booking_id)))
    await w.desk.sessionCancelled({ session_id: session.id, at })
    all.push(...(await said(third.booking_id)))
    const spoken = all.filter((each) => each.words)
    assert.deepEqual([...new Set(spoken.map(({ message }) => message.kind))].sort(), [
      'booked',
      'cancelled',
      'offer',
      'offer_lapsed',
      'place_came',
      'session_cancelled',
      'session_moved',
      'waiting',
    ])
    for (const { words, message } of spoken) {
      const whole = JSON.stringify(words)
      assert.ok(!whole.includes(canary), message.kind)
      assert.ok(words!.subject.includes('Messy play'))
      if (contact_kind === 'text') {
        assert.ok(segmentsOf(words!.text) <= 2, `${segmentsOf(words!.text)} segments: ${words!.text}`)
        assert.match(words!.text, /^Alongside: .*http:\/\/localhost:3000\/my-booking\/[\w-]{22}$/)
      } else assert.match(words!.button!.href, /\/my-booking\/[\w-]{22}$/)
    }
  })

test('a message that a later one has overtaken is not sent', async () => {
  const session = await w.given.session({ places: 1 })
  const { booking_id } = await ask(session.id, { send_to: '+447700930001' })
  await w.desk.cancel({ booking_id, at: w.clock.now })
  const [booked, cancelled] = await said(booking_id)
  assert.deepEqual(
    [booked!.words, cancelled!.words?.subject.startsWith('Your booking is cancelled')],
    [null, true],
  )
})

for (const [starts, local] of [
  ['2027-03-27T10:00:00Z', 'before the clocks change'],
  ['2027-03-29T09:00:00Z', 'after the clocks change'],
] as const)
  test(`the calendar file says the same moment, ${local}, and a cancelling keeps its id`, async () => {
    const starts_at = new Date(starts)
    const session = await w.given.session({ starts_at, activity: { title: 'Splash, play; and more' } })
    const { booking_id } = await ask(session.id, { contact_kind: 'email', send_to: `${starts}@example.org` })
    const file = async () => {
      const spoken = (await said(booking_id)).filter((each) => each.words)
      return String(spoken.at(-1)!.words!.attachments![0]!.content)
    }
    const read = (text: string) =>
      new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!)
    const first = await file()
    const booked = read(first)
    assert.equal(booked.startDate.toJSDate().toISOString(), starts_at.toISOString())
    assert.match(first, /DTSTART:\d{8}T\d{6}Z/)
    assert.ok(!/METHOD|ATTENDEE|ORGANIZER/.test(first))
    assert.ok(!first.includes(canary))
    assert.equal(booked.summary, 'Splash, play; and more')
    await w.desk.cancel({ booking_id, at: w.clock.now })
    const second = await file()
    const cancelled = read(second)
    assert.equal(cancelled.uid, booked.uid)
    assert.ok(cancelled.sequence > booked.sequence)
    assert.match(second, /STATUS:CANCELLED/)
  })
