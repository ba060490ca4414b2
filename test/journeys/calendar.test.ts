// A23: a calendar file means the same instant as the page, each side of the clock changes, read by two parsers.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import ical from 'node-ical'
import { manageToken } from '../../src/features/bookings/index.ts'
import { momentOf } from '../../src/kit/dates.ts'
import { type World, wordsOf, world } from '../world.ts'

let w: World
before(async () => {
  w = await world({ now: new Date('2026-03-20T10:00:00Z') })
})
after(() => w.close())

type Read = { uid: string; starts: number; ends: number; status: string; sequence: number }

function byIcalJs(text: string): Read {
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!
  const meeting = new ICAL.Event(component)
  return {
    uid: meeting.uid,
    starts: meeting.startDate.toJSDate().getTime(),
    ends: meeting.endDate.toJSDate().getTime(),
    status: String(component.getFirstPropertyValue('status') ?? ''),
    sequence: Number(component.getFirstPropertyValue('sequence') ?? 0),
  }
}

function byNodeIcal(text: string): Read {
  const meeting = Object.values(ical.sync.parseICS(text)).find(
    (each) => each?.type === 'VEVENT',
  ) as unknown as {
    uid: string
    start: Date
    end: Date
    status?: string
    sequence?: string
  }
  return {
    uid: meeting.uid,
    starts: meeting.start.getTime(),
    ends: meeting.end.getTime(),
    status: meeting.status ?? '',
    sequence: Number(meeting.sequence ?? 0),
  }
}

/** The file at an address, read by both; they must agree. */
async function fileAt(path: string): Promise<Read & { text: string }> {
  const reply = await w.browser().get(path)
  assert.equal(reply.status, 200)
  assert.match(reply.headers.get('content-type')!, /text\/calendar/)
  const text = await reply.text()
  assert.ok(
    text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'lines of 75 octets at most',
  )
  assert.ok(!/[^\r]\n/.test(text), 'lines end as the standard says')
  const [one, two] = [byIcalJs(text), byNodeIcal(text)]
  assert.deepEqual(one, two)
  return { ...one, text }
}

for (const day of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'])
  test(`ten in the morning on ${day} is ten in the morning in every calendar`, async () => {
    const starts_at = momentOf(day, '10:00')
    const session = await w.given.session({
      starts_at,
      activity: { title: 'Weekly drums, loud, with a long name that must be folded in a calendar file' },
    })
    const answer = await w.desk.ask({
      form_key: randomUUID(),
      session_id: session.id,
      people: [{ first_name: 'Zephyrine', age: 8 }],
      adults: 0,
      ask_first: false,
      carer_name: 'Wilhelmina',
      contact_kind: 'email',
      contact: 'w@example.org',
      send_to: 'w@example.org',
      emergency_contact: null,
      must_know: null,
      door: 'web',
      language: 'en',
      asked_at: w.clock.now,
    })
    assert.ok(typeof answer !== 'string')
    const address = `/my-booking/${manageToken(w.config.secret, answer.booking_id)}`
    for (const path of [`/sessions/${session.id}/calendar.ics`, `${address}/calendar.ics`]) {
      const file = await fileAt(path)
      assert.equal(file.starts, starts_at.getTime())
      assert.equal(file.ends, session.ends_at.getTime())
      assert.match(file.text, /DTSTART:\d{8}T\d{6}Z/)
      assert.doesNotMatch(file.text, /Zephyrine|Wilhelmina/, 'no child’s name, no carer’s')
      assert.doesNotMatch(file.text, /^METHOD:(?!PUBLISH)/m, 'a file to keep, not an invitation to answer')
    }
    assert.match(wordsOf((await w.browser().read(`/sessions/${session.id}`)).html), /10am to 12 noon/)

    const kept = await fileAt(`${address}/calendar.ics`)
    await w.desk.cancel({ booking_id: answer.booking_id, at: w.clock.now })
    const cancelled = await fileAt(`${address}/calendar.ics`)
    assert.equal(cancelled.uid, kept.uid)
    assert.equal(cancelled.status, 'CANCELLED')
    assert.ok(cancelled.sequence > kept.sequence)
  })
