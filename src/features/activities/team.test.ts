// The team makes an activity, gives it dates, and is stopped from publishing what lacks something.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type World, wordsOf, world } from '../../../test/world.ts'

const now = new Date('2026-11-23T10:00:00Z')
let here: World
let priya: Browser
before(async () => {
  here = await world({ now })
  priya = (await here.given.coordinator('Priya')).browser
})
after(() => here.close())

const read = async (path: string, browser = priya) => {
  const { status, html } = await browser.read(path)
  return { status, html, words: wordsOf(html) }
}
const whole = {
  title: 'Growing club',
  theme: 'outdoors',
  kind: 'community',
  led_by: 'parents',
  what_you_will_do: 'We dig. We plant. We eat.',
  min_age: '5',
  max_age: '12',
  siblings: 'welcome',
  adult: 'stays',
  free: 'yes',
  busy: 'few',
  noise: 'quiet',
  leave_and_return: 'yes',
  food: 'Soup.',
  bring: 'Boots.',
  who_you_will_meet: 'Jo.',
  staff_training: 'First aid.',
  if_full: 'You can wait.',
  phone: '0161 496 0100',
  places_for: 'children',
  provider_name: 'Green Fingers',
  practical: 'Bring boots.\nBring a coat.',
  story: 'You meet Jo.\nYou dig.',
}
const idAt = (response: Response) => /([0-9a-f-]{36})/.exec(response.headers.get('location')!)![1]!
const steps = ['Start at the stop.', 'Turn left.', 'Ring the bell.']

test('an activity needs only a name to be kept, and everything else before it is public', async () => {
  const made = await priya.post('/team/activities/new', {
    ...Object.fromEntries(Object.keys(whole).map((key) => [key, ''])),
    title: 'Half an idea',
    theme: 'meet',
    kind: 'community',
    led_by: 'provider',
    places_for: 'children',
  })
  assert.equal(made.status, 303)
  const activity = idAt(made)
  const place = await here.given.place({ name: 'Plot Nine' })
  const dated = await priya.post(`/team/sessions/new?activity=${activity}`, {
    day: '2026-12-05',
    from: '10am',
    to: '12:00',
    place: 'Plot Nine',
    places: '8',
  })
  assert.equal(dated.status, 303)
  const session = idAt(dated)
  const blocked = await priya.post(`/team/sessions/${session}/publish`)
  assert.equal(blocked.status, 422)
  const words = wordsOf(await blocked.text())
  for (const said of [
    'Before it can be public',
    'three sentences',
    'what ages',
    'free, or what it costs',
    'how busy',
    'three steps for finding the way',
  ])
    assert.ok(words.includes(said), said)
  assert.equal((await read(`/sessions/${session}`, here.browser())).status, 404)

  assert.equal((await priya.post(`/team/activities/${activity}`, whole)).status, 303)
  await here.database.db
    .updateTable('places')
    .set({ landmark_steps: steps })
    .where('id', '=', place.id)
    .execute()
  assert.match((await read(`/team/sessions/${session}/publish`)).words, /Publish this session\?/)
  assert.equal((await priya.post(`/team/sessions/${session}/publish`)).status, 303)
  const { status, words: seen } = await read(`/sessions/${session}`, here.browser())
  assert.equal(status, 200)
  for (const said of [
    'Growing club',
    'Saturday 5 December, 10am to 12 noon',
    'Bring a coat.',
    'You dig.',
    'Green Fingers',
    'Parents like you run it',
  ])
    assert.ok(seen.includes(said), said)
})

test('a form with something wrong comes back with everything typed, and nothing is kept', async () => {
  const posted = await priya.post('/team/activities/new', {
    ...whole,
    title: '',
    min_age: '12',
    max_age: 'lots',
    food: 'Cake & <tea>',
  })
  assert.equal(posted.status, 422)
  const html = await posted.text()
  assert.match(html, /<title>Error: /)
  assert.match(html, /href="#title"/)
  assert.match(html, /Cake &amp; &lt;tea>|Cake &amp; &lt;tea&gt;/)
  assert.match(html, /value="lots"/)
  const kept = await here.database.db
    .selectFrom('activities')
    .select('id')
    .where('food', '=', 'Cake & <tea>')
    .execute()
  assert.deepEqual(kept, [])
})

test('a run of weekly dates keeps its hour over the clocks and is published together', async () => {
  const activity = idAt(
    await priya.post('/team/activities/new', { ...whole, title: 'Weekly dig', at_home: 'yes' }),
  )
  const posted = await priya.post(`/team/sessions/new?activity=${activity}`, {
    day: '2027-03-21',
    from: '10:00',
    to: '11:00',
    places: '6',
    every: 'week',
    count: '3',
  })
  assert.equal(posted.status, 303)
  const dates = await here.database.db
    .selectFrom('sessions')
    .selectAll()
    .where('activity_id', '=', activity)
    .orderBy('starts_at')
    .execute()
  assert.deepEqual(
    dates.map((date) => date.starts_at.toISOString()),
    ['2027-03-21T10:00:00.000Z', '2027-03-28T09:00:00.000Z', '2027-04-04T09:00:00.000Z'],
  )
  assert.equal(new Set(dates.map((date) => date.repeats_id)).size, 1)
  assert.equal((await priya.post(`/team/activities/${activity}/publish`)).status, 303)
  assert.match((await read('/whats-on?q=weekly+dig', here.browser())).words, /3 things to do/)
})

test('several places of one name are asked about, and a place nobody knows is told so', async () => {
  const activity = idAt(await priya.post('/team/activities/new', { ...whole, title: 'Where now' }))
  const one = await here.given.place({ name: 'Twin Hall', street: 'North Road' })
  await here.given.place({ name: 'Twin Hall', street: 'South Road' })
  const form = { day: '2026-12-05', from: '10am', to: '11am', places: '6', place: 'Twin Hall' }
  const asked = await priya.post(`/team/sessions/new?activity=${activity}`, form)
  assert.equal(asked.status, 422)
  assert.match(wordsOf(await asked.text()), /Which place do you mean\?(?=.*North Road)(?=.*South Road)/)
  assert.equal(
    (await priya.post(`/team/sessions/new?activity=${activity}`, { ...form, place_id: one.id })).status,
    303,
  )
  const unknown = await priya.post(`/team/sessions/new?activity=${activity}`, { ...form, place: 'Zzyzx' })
  assert.equal(unknown.status, 422)
})

test('a session is cancelled only after a reason and one more look', async () => {
  const session = await here.given.session({ activity: { title: 'Bell ringing' } })
  const path = `/team/sessions/${session.id}/cancel`
  assert.equal((await priya.post(path, { because: '' })).status, 422)
  const look = await priya.post(path, { because: 'The bells are cracked.' })
  assert.equal(look.status, 200)
  assert.match(wordsOf(await look.text()), /Check, then cancel.*The bells are cracked/)
  assert.match((await read(`/sessions/${session.id}`, here.browser())).words, /Book places/)
  for (const press of [1, 2])
    assert.equal(
      (await priya.post(path, { because: 'The bells are cracked.', sure: 'yes' })).status,
      303,
      `press ${press}`,
    )
  assert.match((await read(`/sessions/${session.id}`, here.browser())).words, /The bells are cracked/)
})

test('a session is moved only after one more look, never into the past', async () => {
  const session = await here.given.session({ at: { name: 'Moving Hall' } })
  const path = `/team/sessions/${session.id}/move`
  const form = { day: '2026-12-12', from: '2pm', to: '4pm', place: 'Moving Hall' }
  assert.match(
    wordsOf(await (await priya.post(path, form)).text()),
    /Check, then move.*Saturday 12 December, 2pm to 4pm/,
  )
  assert.equal((await priya.post(path, { ...form, sure: 'yes' })).status, 303)
  assert.match((await read(`/sessions/${session.id}`, here.browser())).words, /This session has moved/)
  assert.equal((await priya.post(path, { ...form, day: '2026-11-01' })).status, 422)
})

test('places cannot be fewer than the people booked', async () => {
  const session = await here.given.session({ places: 10 })
  await here.database.pool.query('update session_places set booked = 6 where session_id = $1', [session.id])
  const path = `/team/sessions/${session.id}/places`
  const fewer = await priya.post(path, { places: '5' })
  assert.equal(fewer.status, 422)
  assert.match(wordsOf(await fewer.text()), /More people than that are booked/)
  assert.equal((await priya.post(path, { places: 'many' })).status, 422)
  assert.equal((await priya.post(path, { places: '6' })).status, 303)
  const { rows } = await here.database.pool.query('select places from session_places where session_id = $1', [
    session.id,
  ])
  assert.equal(rows[0].places, 6)
})

test('what families have booked is cancelled, not taken back', async () => {
  const session = await here.given.session()
  await here.database.pool.query('update session_places set booked = 1 where session_id = $1', [session.id])
  const refused = await priya.post(`/team/sessions/${session.id}/withdraw`)
  assert.equal(refused.status, 422)
  assert.match(wordsOf(await refused.text()), /Cancel it instead/)
  await here.database.pool.query('update session_places set booked = 0 where session_id = $1', [session.id])
  assert.equal((await priya.post(`/team/sessions/${session.id}/withdraw`)).status, 303)
  assert.equal((await read(`/sessions/${session.id}`, here.browser())).status, 410)
})

test('today shows what is overdue first, and a session can be previewed and copied', async () => {
  const activity = await here.given.activity({ title: 'Overdue one', food: null })
  const draft = await here.given.session({ activity_id: activity.id, published_at: null })
  await here.database.db
    .insertInto('questions')
    .values({
      activity_id: activity.id,
      words: 'Can we come late?',
      asked_at: new Date('2026-11-10T10:00:00Z'),
    })
    .execute()
  const { words } = await read('/team')
  assert.match(words, /Waiting for you 1 question to answer Over two days old: 1/)
  assert.match(words, /Say what there is to eat and drink/)
  assert.match((await read(`/team/sessions/${draft.id}/preview`)).words, /Overdue one/)
  const copy = await priya.post(`/team/sessions/${draft.id}/copy`, {
    day: '2026-12-24',
    from: '10am',
    to: '11am',
  })
  assert.match((await read(copy.headers.get('location')!)).words, /Thursday 24 December/)
})

test('nobody but the team gets in', async () => {
  const session = await here.given.session()
  for (const path of [
    '/team',
    '/team/questions',
    '/team/gaps',
    '/team/activities/new',
    `/team/sessions/${session.id}`,
    `/team/sessions/${session.id}/cancel`,
  ]) {
    const response = await here.browser().get(path)
    assert.deepEqual(
      [response.status, response.headers.get('location')?.startsWith('/sign-in')],
      [303, true],
      path,
    )
  }
  const posted = await here
    .browser()
    .post(`/team/sessions/${session.id}/cancel`, { because: 'x', sure: 'yes' })
  assert.equal(posted.status, 303)
  assert.match((await read(`/sessions/${session.id}`, here.browser())).words, /Book places/)
})
