// J1: a family finds something, through whole requests.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type World, wordsOf, world } from '../../../test/world.ts'

const now = new Date('2026-11-23T10:00:00Z')
let here: World
before(async () => {
  here = await world({ now })
  const { db } = here.database
  await db
    .insertInto('outcodes')
    .values({ outcode: 'M33', lat: 53.4247, lon: -2.3221, town: 'Sale' })
    .execute()
  await db
    .insertInto('postcodes')
    .values({ postcode: 'M337ZF', lat: 53.425, lon: -2.322, ward: 'Sale' })
    .execute()
})
after(() => here.close())

const read = async (path: string) => {
  const { status, html } = await here.browser().read(path)
  return { status, html, words: wordsOf(html) }
}
const rows = async (table: string) =>
  (await here.database.pool.query(`select count(*) as n from ${table}`)).rows[0].n

test('home has four doors, a search, what is soonest, and says it is free and asks no proof', async () => {
  await here.given.session({ activity: { title: 'Pebble painting' } })
  const { status, words, html } = await read('/')
  assert.equal(status, 200)
  for (const said of [
    'This week',
    'This weekend',
    'Holidays',
    'Near me',
    'What would you like to do?',
    'Pebble painting',
    'It is free',
  ])
    assert.ok(words.includes(said), said)
  assert.match(html, /href="\/whats-on\?when=weekend"/)
})

test('a card says when, what, where, two facts that decide, and whether there is room, never how much', async () => {
  const session = await here.given.session({
    at: { name: 'Card Hall' },
    starts_at: new Date('2026-11-28T10:00:00Z'),
    activity: { title: 'Kite morning', noise: 'loud' },
    places: 10,
  })
  await here.database.pool.query('update session_places set booked = 9 where session_id = $1', [session.id])
  const { words } = await read('/whats-on?q=kite')
  assert.match(
    words,
    /Saturday 28 November, 10am to 12 noon Kite morning Card Hall, Sale Adult stays Loud A few places left/,
  )
  assert.doesNotMatch(words, /only 1 left|1 place/i)
})

test('“swimming near M33” finds the swim, nearest first, and says how far', async () => {
  await here.given.session({ activity: { title: 'Swimming far away' }, at: { lat: 53.5, lon: -2.2 } })
  await here.given.session({ activity: { title: 'Swimming close by' }, at: { lat: 53.43, lon: -2.32 } })
  const { status, words, html } = await read('/whats-on?q=swiming+near+M33')
  assert.equal(status, 200)
  assert.ok(words.indexOf('Swimming close by') < words.indexOf('Swimming far away'))
  assert.match(words, /metres away/)
  assert.match(words, /We looked for “swimming”/)
  assert.match(words, /Distances are from the middle of M33/)
  assert.match(html, /id="near"[^>]*value="M33"/)
})

test('ages overlap: a session for 5 to 16 is for a family with a child of 4 and one of 7, not of 20', async () => {
  await here.given.session({ activity: { title: 'Overlap club', min_age: 5, max_age: 16 } })
  assert.match((await read('/whats-on?q=overlap&age=0-4&age=5-7')).words, /Overlap club/)
  assert.doesNotMatch((await read('/whats-on?q=overlap&age=19-25')).words, /Overlap club/)
})

test('what is said of the session wins over what is said of its place', async () => {
  const place = await here.given.place()
  const [calm, busy] = [
    await here.given.session({ place_id: place.id, activity: { title: 'Lanterns one' } }),
    await here.given.session({ place_id: place.id, activity: { title: 'Lanterns two' } }),
  ]
  const fact = (about: object, answer: 'yes' | 'no') =>
    here.database.db
      .insertInto('access_facts')
      .values({
        ...about,
        fact: 'quiet_room',
        answer,
        checked_by: 'team',
        checked_by_name: 'Priya',
        checked_on: '2026-11-01',
      })
      .execute()
  await fact({ place_id: place.id }, 'yes')
  await fact({ session_id: busy.id }, 'no')
  const { words } = await read('/whats-on?q=lanterns&fact=quiet_room')
  assert.match(words, /Lanterns one/)
  assert.doesNotMatch(words, /Lanterns two/)
  assert.match((await read(`/sessions/${busy.id}`)).words, /No quiet room/)
  assert.match((await read(`/sessions/${calm.id}`)).words, /Quiet room/)
})

test('nothing found says what to let go, one tap each, and lets the family tell the team', async () => {
  const { status, words, html } = await read('/whats-on?when=today&theme=food&noise=loud&age=0-4')
  assert.equal(status, 200)
  assert.match(words, /Nothing fits all of that yet/)
  assert.match(words, /Without Loud/)
  assert.match(html, /href="\/whats-on\?when=today&amp;age=0-4&amp;theme=food"/)
  assert.match(html, /action="\/whats-on\/missing"/)
})

test('what was missing is kept without the person: of a postcode only its first half', async () => {
  const posted = await here
    .browser()
    .post('/whats-on/missing', { asked: 'q=sledging&near=M33+7ZF&noise=quiet', missing: 'Snow, please' })
  assert.equal(posted.status, 303)
  assert.match(wordsOf((await here.browser().read(posted.headers.get('location')!)).html), /Thank you/)
  const gap = await here.database.db.selectFrom('gaps').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual(
    [gap.words, gap.outcode, gap.filters],
    ['sledging – Snow, please', 'M33', { noise: ['quiet'] }],
  )
  assert.doesNotMatch(JSON.stringify(gap), /7ZF/i)
})

test('the same thing told twice in a moment is told once; an empty form is told so', async () => {
  const form = { asked: 'noise=loud', missing: 'Fireworks' }
  await Promise.all([
    here.browser().post('/whats-on/missing', form),
    here.browser().post('/whats-on/missing', form),
  ])
  const told = await here.database.db
    .selectFrom('gaps')
    .selectAll()
    .where('words', '=', 'Fireworks')
    .execute()
  assert.equal(told.length, 1)
  const before_it = await rows('gaps')
  const empty = await here.browser().post('/whats-on/missing', { asked: '', missing: ' ' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /<title>Error: /)
  assert.equal(await rows('gaps'), before_it)
})

test('bad input gets plain words, the right status, and nothing is written', async () => {
  const count = async () => [await rows('gaps'), await rows('questions'), await rows('sessions')]
  const at_first = await count()
  const cases: [string, number, RegExp][] = [
    ['/whats-on?near=ZZ99+9ZZ', 422, /We do not know that postcode/],
    ['/whats-on?near=%F0%9F%8E%88', 422, /That is not a postcode we can read/],
    ['/whats-on?q=swimming+near+me', 422, /Type your postcode here/],
    ['/whats-on?noise=purple', 422, /We left out part of what was asked/],
    ['/whats-on?colour=red', 422, /We left out part of what was asked/],
    ['/whats-on?page=999', 404, /Go to the first page/],
    ['/whats-on?page=two', 404, /Go to the first page/],
    ['/whats-on?utm_source=mail&fbclid=x', 200, /things to do/],
    ['/sessions/not-an-id', 404, /cannot find/],
    ['/sessions/00000000-0000-7000-8000-000000000000', 404, /cannot find/],
    ['/sessions/not-an-id/calendar.ics', 404, /cannot find/],
    ['/my-list?ids=rubbish,00000000-0000-7000-8000-000000000000', 200, /Your list is empty/],
  ]
  for (const [path, status, said] of cases) {
    const page = await read(path)
    assert.equal(page.status, status, path)
    assert.match(page.words, said, path)
  }
  assert.deepEqual(await count(), at_first)
})

test('an unknown postcode is shown back as typed, and everything that is on is still there', async () => {
  await here.given.session({ activity: { title: 'Still here' } })
  const { html, words } = await read('/whats-on?q=still&near=zz99')
  assert.match(html, /value="zz99"/)
  assert.match(html, /href="#near"/)
  assert.match(words, /Still here/)
})

test('my list shows what was kept, soonest first, and says when one was taken down', async () => {
  const later = await here.given.session({
    activity: { title: 'List two' },
    starts_at: new Date('2026-12-20T10:00:00Z'),
  })
  const sooner = await here.given.session({
    activity: { title: 'List one' },
    starts_at: new Date('2026-12-02T10:00:00Z'),
  })
  const draft = await here.given.session({ activity: { title: 'List hidden' }, published_at: null })
  const { words } = await read(`/my-list?ids=${later.id},${draft.id},${sooner.id}`)
  assert.ok(words.indexOf('List one') < words.indexOf('List two'))
  assert.doesNotMatch(words, /List hidden/)
  assert.match(words, /Something you kept has been taken down/)
})
