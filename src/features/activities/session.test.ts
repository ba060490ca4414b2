// J2: will it work for my child? The page of a session, its print, its calendar, its questions.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { cancelSession, moveSession } from './actions-sessions.ts'

const now = new Date('2026-11-23T10:00:00Z')
let here: World
before(async () => {
  here = await world({ now })
})
after(() => here.close())

const read = async (path: string) => {
  const { status, html } = await here.browser().read(path)
  return { status, html, words: wordsOf(html) }
}
const later = async () => {}
const described = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)

test('the page says everything in words: what, when, where, who, what it is like, and what is asked', async () => {
  const provider = await here.given.provider({
    name: 'Kind Club',
    safeguarding_lead: 'Sam Hill',
    first_aider: 'Jo',
    background_checks_on: '2026-03-01',
  })
  const session = await here.given.session({
    at: { name: 'Clay Barn' },
    activity: { title: 'Clay for all', provider_id: provider.id, drop_in: false },
  })
  const { db } = here.database
  await db
    .insertInto('requirements')
    .values({ activity_id: session.activity_id, nth: 1, kind: 'practical', sentence: 'Wear old clothes.' })
    .execute()
  await db
    .insertInto('story_steps')
    .values({ activity_id: session.activity_id, nth: 1, sentence: 'Jo meets you at the door.' })
    .execute()
  const { words, status } = await read(`/sessions/${session.id}`)
  assert.equal(status, 200)
  for (const said of [
    'Clay for all',
    'Monday 30 November, 10am to 12 noon',
    'Clay Barn',
    'Ages 5 to 16',
    'Brothers and sisters are welcome',
    'Free.',
    'Adult stays',
    'Quiet',
    'You can leave and come back',
    'Wear old clothes.',
    'Jo meets you at the door.',
    'Sam Hill',
    'We saw them on 1 March 2026',
    'Book places',
    'Places go to families in the order they ask',
  ])
    assert.ok(words.includes(said), said)
})

test('its own noise and busyness win over its activity’s', async () => {
  const session = await here.given.session({
    noise: 'loud',
    busy: 'many',
    activity: { noise: 'quiet', busy: 'few' },
  })
  const { words } = await read(`/sessions/${session.id}`)
  assert.match(words, /It can be loud/)
  assert.match(words, /Lots of people/)
  assert.doesNotMatch(words, /It is quiet/)
})

test('the button says what can be done: book, join the line, turn up, or wait for booking to open', async () => {
  const { given, database } = here
  const full = await given.session({ places: 2 })
  await database.pool.query('update session_places set booked = 2 where session_id = $1', [full.id])
  assert.match((await read(`/sessions/${full.id}`)).words, /Join the waiting list/)
  const drop_in = await given.session({ places: null, activity: { drop_in: true } })
  assert.match((await read(`/sessions/${drop_in.id}`)).words, /Just turn up/)
  const early = await given.session({ opens_at: new Date('2026-11-24T18:00:00Z') })
  const { words, html } = await read(`/sessions/${early.id}`)
  assert.match(words, /Booking opens on Tuesday 24 November, 6pm/)
  assert.doesNotMatch(html, /\/book"/)
})

test('the calmer version and the busier one lead to each other', async () => {
  const activity = await here.given.activity({ title: 'Two parties' })
  const relaxed = await here.given.session({ activity_id: activity.id, version: 'relaxed' })
  const busier = await here.given.session({ activity_id: activity.id, version: 'busier' })
  assert.match((await read(`/sessions/${relaxed.id}`)).html, new RegExp(`/sessions/${busier.id}`))
  assert.match((await read(`/sessions/${busier.id}`)).words, /Relaxed: fewer people/)
})

test('a draft is nowhere, what was taken back is gone, what is over says so', async () => {
  const draft = await here.given.session({ published_at: null })
  assert.equal((await read(`/sessions/${draft.id}`)).status, 404)
  const withdrawn = await here.given.session({ published_at: null, withdrawn_at: now })
  for (const path of ['', '/print', '/calendar.ics'])
    assert.equal((await read(`/sessions/${withdrawn.id}${path}`)).status, 410, path)
  const past = await here.given.session({ starts_at: new Date('2026-11-01T10:00:00Z') })
  const { status, words } = await read(`/sessions/${past.id}`)
  assert.equal(status, 200)
  assert.match(words, /been and gone/)
  assert.doesNotMatch(words, /Book places/)
})

test('a cancelled session stays where it was, and says why, everywhere', async () => {
  const session = await here.given.session({ activity: { title: 'Umbrella parade' } })
  const sent: string[] = []
  assert.equal(
    await cancelSession(here.database.db, session.id, {
      because: 'The hall has flooded.',
      now,
      later: async (_trx, name) => void sent.push(name),
    }),
    'cancelled',
  )
  assert.deepEqual(sent, ['bookings/session_cancelled'])
  const { words, html } = await read(`/sessions/${session.id}`)
  assert.match(words, /This session is cancelled The hall has flooded/)
  assert.doesNotMatch(words, /Book places/)
  assert.match((await read('/whats-on?q=umbrella')).words, /Umbrella parade.*Cancelled/)
  assert.equal(described(html).eventStatus, 'https://schema.org/EventCancelled')
  assert.match((await read(`/sessions/${session.id}/print`)).words, /This session is cancelled/)
})

test('a moved session says where and when it was, and calendars take the new time by the same name', async () => {
  const session = await here.given.session({
    at: { name: 'Old Hall' },
    activity: { title: 'Wandering band' },
  })
  const calendar = async () => {
    const text = await (await here.browser().get(`/sessions/${session.id}/calendar.ics`)).text()
    return new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!
  }
  const first = await calendar()
  const place = await here.given.place({ name: 'New Hall' })
  const starts_at = new Date('2026-12-05T14:00:00Z')
  const moving = { starts_at, ends_at: new Date('2026-12-05T15:00:00Z'), place_id: place.id, now, later }
  assert.equal(await moveSession(here.database.db, session.id, moving), 'moved')
  assert.equal(await moveSession(here.database.db, session.id, moving), 'nothing-changed')
  const { words, html } = await read(`/sessions/${session.id}`)
  assert.match(words, /This session has moved/)
  assert.match(words, /It was on Monday 30 November, 10am/)
  assert.match(words, /It was at Old Hall/)
  assert.match(
    (await read('/whats-on?q=wandering')).words,
    /Saturday 5 December, 2pm to 3pm.*New Hall.*Moved/,
  )
  const thing = described(html)
  assert.equal(thing.eventStatus, 'https://schema.org/EventRescheduled')
  assert.equal(thing.previousStartDate, '2026-11-30T10:00:00.000Z')
  const second = await calendar()
  assert.equal(second.getFirstPropertyValue('uid'), first.getFirstPropertyValue('uid'))
  assert.ok(
    Number(second.getFirstPropertyValue('sequence')) > Number(first.getFirstPropertyValue('sequence')),
  )
  assert.equal(
    (second.getFirstPropertyValue('dtstart') as ICAL.Time).toJSDate().getTime(),
    starts_at.getTime(),
  )
})

test('the calendar says the page’s own moment on each side of the clocks changing, and stays itself when cancelled', async () => {
  for (const day of ['2027-03-27', '2027-03-28', '2027-10-30', '2027-10-31']) {
    const session = await here.given.session({ starts_at: new Date(`${day}T09:30:00Z`) })
    const event = async () => {
      const text = await (await here.browser().get(`/sessions/${session.id}/calendar.ics`)).text()
      return new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!
    }
    const live = await event()
    assert.equal(
      (live.getFirstPropertyValue('dtstart') as ICAL.Time).toJSDate().toISOString(),
      session.starts_at.toISOString(),
    )
    await cancelSession(here.database.db, session.id, { because: 'Snow.', now, later })
    const ended = await event()
    assert.deepEqual(
      [ended.getFirstPropertyValue('uid'), ended.getFirstPropertyValue('status')],
      [live.getFirstPropertyValue('uid'), 'CANCELLED'],
    )
  }
})

test('search engines are told all of it, and no words can break out of the telling', async () => {
  const title = '</script><script>alert(1)</script>'
  const session = await here.given.session({ activity: { title, min_age: 5, max_age: 16 } })
  const { html } = await read(`/sessions/${session.id}`)
  assert.doesNotMatch(html, /<script>alert/)
  const thing = described(html)
  assert.equal(thing.name, title)
  for (const field of [
    'startDate',
    'endDate',
    'location',
    'eventStatus',
    'eventAttendanceMode',
    'offers',
    'organizer',
    'typicalAgeRange',
    'audience',
  ])
    assert.ok(thing[field], field)
  assert.deepEqual(
    [
      thing['@type'],
      thing.isAccessibleForFree,
      thing.offers.price,
      thing.offers.priceCurrency,
      thing.typicalAgeRange,
    ],
    ['Event', true, '0', 'GBP', '5-16'],
  )
})

test('the print sheet has the day, the place, a code to scan and the phone', async () => {
  const session = await here.given.session({ activity: { title: 'Print me', phone: '0161 496 0777' } })
  const { words, html, status } = await read(`/sessions/${session.id}/print`)
  assert.equal(status, 200)
  for (const said of ['Print me', 'Monday 30 November, 10am to 12 noon', '0161 496 0777', 'Free.'])
    assert.ok(words.includes(said), said)
  assert.match(html, /<svg[^>]*shape-rendering="crispEdges"/)
})

test('a question is held for the team, and is public only with its answer', async () => {
  const { browser: priya } = await here.given.coordinator('Priya')
  const session = await here.given.session({ activity: { title: 'Asked about' } })
  const ask = () =>
    here.browser().post(`/sessions/${session.id}/questions`, { question: 'Is there a hoist?' })
  const asked = await Promise.all([ask(), ask()])
  assert.deepEqual(
    asked.map((reply) => reply.status),
    [303, 303],
  )
  assert.match((await read(asked[0]!.headers.get('location')!)).words, /Thank you/)
  assert.doesNotMatch((await read(`/sessions/${session.id}`)).words, /Is there a hoist/)
  const questions = await here.database.db
    .selectFrom('questions')
    .selectAll()
    .where('activity_id', '=', session.activity_id)
    .execute()
  assert.equal(questions.length, 1, 'pressed twice is asked once')
  const id = questions[0]!.id
  const empty = await priya.post('/team/questions', { id, [`answer-${id}`]: '' })
  assert.equal(empty.status, 422)
  const answered = await priya.post('/team/questions', {
    id,
    [`answer-${id}`]: 'Yes, a ceiling hoist.',
    [`fact-${id}`]: 'changing_places',
    [`fact_answer-${id}`]: 'yes',
  })
  assert.equal(answered.status, 303)
  const { words } = await read(`/sessions/${session.id}`)
  assert.match(words, /Asked: Is there a hoist\? Yes, a ceiling hoist\. Priya/)
  assert.match(words, /Changing Places toilet/)
  assert.match((await read('/whats-on?q=asked&fact=changing_places')).words, /Asked about/)
})

test('an empty question or one too long is told so, and what was typed is kept', async () => {
  const session = await here.given.session()
  const empty = await here.browser().post(`/sessions/${session.id}/questions`, { question: '  ' })
  assert.equal(empty.status, 422)
  const long = await here
    .browser()
    .post(`/sessions/${session.id}/questions`, { question: `Why ${'o'.repeat(600)}?` })
  assert.equal(long.status, 422)
  const html = await long.text()
  assert.match(html, /<title>Error: /)
  assert.match(html, /href="#question"/)
  assert.match(html, /ooo/)
  assert.equal((await here.browser().post('/sessions/nope/questions', { question: 'Hi' })).status, 404)
})
