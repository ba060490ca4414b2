// See, take a copy, see who looked, delete in two taps; kept no longer than said; forgotten again after a restore.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { anAsk } from '../../../test/storms/town.ts'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { erasureList, holdingsOf, retention } from '../../holdings.ts'
import type { Booked } from '../bookings/index.ts'
import { purgeAll, replayErasures } from './actions.ts'
import { gapsInMap } from './words-map.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const canary = 'Xanthippecanary'
async function family(places = 1) {
  const { person, browser, email } = await w.given.someone('Samina')
  const session = await w.given.session({ places, activity: { adult: 'may_leave' } })
  const booked = (await w.desk.ask({
    ...anAsk(session.id, {
      people: [{ first_name: canary, age: 9 }],
      carer_name: canary,
      contact: email,
      send_to: email,
      must_know: `sealed ${canary}`,
    }),
    asked_at: w.clock.now,
  })) as Booked
  return { person, browser, email, session, booked }
}

/** Every row of every table, as text, in which these words stand. */
async function rowsWith(words: string): Promise<string[]> {
  const { rows: tables } = await w.database.pool.query(
    `select tablename as name from pg_tables where schemaname in ('public', 'pgboss') or schemaname = current_schema()`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await w.database.pool
      .query(`select 1 from ${name} row where row::text ilike '%' || $1 || '%'`, [words])
      .catch(() => ({ rows: [] }))
    if (rows.length) found.push(name)
  }
  return found
}

test('you see everything that is held about you, opened, with where to change it', async () => {
  const { browser, email } = await family()
  const page = await browser.read('/account/record')
  assert.equal(page.status, 200)
  const words = wordsOf(page.html)
  for (const said of [email, canary, `sealed ${canary}`, 'A booking', 'Delete everything about me'])
    assert.match(words, new RegExp(said))
})

test('nobody sees another family’s record, and a stranger is asked to sign in', async () => {
  await family()
  const other = await w.given.someone('Nicola')
  assert.doesNotMatch((await other.browser.read('/account/record')).html, new RegExp(canary))
  assert.match((await w.browser().get('/account/record')).headers.get('location')!, /^\/sign-in/)
})

test('a copy is one file with all of it, and taking it is written down', async () => {
  const { person, browser } = await family()
  const reply = await browser.post('/account/record/download')
  assert.match(reply.headers.get('content-disposition')!, /attachment/)
  const file = await reply.text()
  assert.ok(JSON.parse(file))
  assert.match(file, new RegExp(`sealed ${canary}`))
  const { rows } = await w.database.pool.query('select act from audit where subject_id = $1', [person.id])
  assert.deepEqual(rows, [{ act: 'took a copy of their record' }])
})

test('a family sees who looked at their booking, by first name and role', async () => {
  const { browser, session } = await family()
  assert.match(wordsOf((await browser.read('/account/opened')).html), /Nobody has opened it/)
  const team = await w.given.coordinator('Priya Patel')
  await team.browser.get(`/team/sessions/${session.id}`)
  const words = wordsOf((await browser.read('/account/opened')).html)
  assert.match(words, /Looked at the list of a session you booked .*Priya, the team/)
  assert.doesNotMatch(words, /Patel/)
})

test('deleted in two taps: rows, words, keys and sign-ins go, and the place goes to the next family', async () => {
  await w.database.pool.query(`delete from messages`)
  const { person, browser, session, email, booked } = await family(1)
  const next = (await w.desk.ask({ ...anAsk(session.id), asked_at: w.clock.now })) as Booked
  assert.equal(next.outcome, 'waiting')
  assert.deepEqual((await rowsWith(`sealed ${canary}`)).length, 0, 'what is sealed is nowhere in the clear')
  await browser.post('/help', { need: `help ${canary}`, contact: email })
  const { rows: sealed } = await w.database.pool.query('select must_know from bookings where id = $1', [
    booked.booking_id,
  ])
  assert.equal(w.keys.open(booked.booking_id, sealed[0].must_know), `sealed ${canary}`)

  const first = await browser.read('/account/record')
  assert.match(first.html, /href="\/account\/delete"/)
  const second = wordsOf((await browser.read('/account/delete')).html)
  assert.match(second, /One booking still to come/)
  const done = await browser.post('/account/delete')
  assert.equal(done.headers.get('location'), '/account/deleted')

  assert.deepEqual(await rowsWith(email), [])
  assert.equal(w.keys.open(booked.booking_id, sealed[0].must_know), null, 'no key opens it any more')
  const { rows: after_it } = await w.database.pool.query(
    'select id, state, party, forgotten_at is not null as forgotten from bookings where session_id = $1 order by asked_at, line_no nulls first',
    [session.id],
  )
  assert.deepEqual(
    after_it.map(({ state, forgotten }) => [state, forgotten]).sort(),
    [
      ['booked', false],
      ['cancelled', true],
    ],
    'a count stays, and the next family has the place',
  )
  const { rows: there } = await w.database.pool.query('select 1 from people where id = $1', [person.id])
  assert.equal(there.length, 0)
  assert.match((await browser.get('/account/record')).headers.get('location')!, /^\/sign-in/)
})

test('sabotage: a word that is not sealed is found by the same search', async () => {
  const { booked } = await family()
  await w.database.db
    .updateTable('bookings')
    .set({ must_know: 'plain Hippocanary' })
    .where('id', '=', booked.booking_id)
    .execute()
  assert.deepEqual(await rowsWith('Hippocanary'), ['bookings'])
})

test('somebody with a job here is asked to leave it first, and nothing goes', async () => {
  const { browser, person } = await w.given.coordinator('Tom')
  assert.equal((await browser.post('/account/delete')).status, 422)
  const { rows } = await w.database.pool.query('select 1 from people where id = $1', [person.id])
  assert.equal(rows.length, 1)
})

test('a copy put back from before forgets them again, and only once', async () => {
  const { person, browser } = await family()
  const table = async (name: string) =>
    (await w.database.pool.query(`select row_to_json(row) as row from ${name} row`)).rows
  const kept = { people: await table('people'), contacts: await table('contacts') }
  await browser.post('/account/delete')
  // The copy from before: the person is back, and this database knows of no erasure.
  const mine = (rows: { row: { id: string; person_id?: string } }[]) =>
    rows.filter(({ row }) => row.id === person.id || row.person_id === person.id)
  for (const name of ['people', 'contacts'] as const)
    for (const { row } of mine(kept[name]))
      await w.database.pool.query(
        `insert into ${name} select * from json_populate_record(null::${name}, $1)`,
        [JSON.stringify(row)],
      )
  await w.database.pool.query('delete from erasures')
  const list = erasureList(w.config)
  assert.doesNotMatch(readFileSync(list, 'utf8'), /@|Samina/, 'ids, and nothing anyone can read')
  const again = () =>
    replayErasures({
      db: w.database.db,
      keys: w.keys,
      now: w.clock.now,
      holdings: holdingsOf(w.config),
      list,
    })
  assert.ok((await again()) > 0)
  const { rows } = await w.database.pool.query('select 1 from people where id = $1', [person.id])
  assert.equal(rows.length, 0)
  assert.equal(await again(), 0)
})

test('T49–T50: with the clock moved, what is older than the days goes and nothing else, and proof stays', async () => {
  const old = await family()
  const purge = (now: Date) => purgeAll({ db: w.database.db, keys: w.keys, now, retention })
  const day = 86_400_000
  await purge(w.clock.now)
  const ends = old.session.ends_at.getTime()
  assert.equal((await purge(new Date(ends + 364 * day))).bookings, 0)
  const { rows: before_it } = await w.database.pool.query(
    'select count(*)::int as many from bookings where forgotten_at is null and session_id in (select id from sessions where ends_at <= $1)',
    [old.session.ends_at],
  )
  const gone = await purge(new Date(ends + 365 * day + 1000))
  assert.equal(gone.bookings, before_it[0].many)
  assert.deepEqual(await rowsWith(canary), [])
  const again = await purge(new Date(ends + 365 * day + 2000))
  assert.deepEqual(Object.values(again).filter(Boolean), [], 'run twice, the second finds nothing')
  const { rows } = await w.database.pool.query(
    `select how_many from purges where kind = 'bookings' order by at desc limit 2`,
  )
  assert.deepEqual(
    rows.map(({ how_many }) => how_many),
    [0, before_it[0].many],
  )
  const { rows: counts } = await w.database.pool.query(
    'select state, party, door from bookings where id = $1',
    [old.booked.booking_id],
  )
  assert.deepEqual(counts, [{ state: 'booked', party: 1, door: 'web' }])
})

test('the team changes the days, with a reason; nonsense is refused and kept to be mended', async () => {
  const { browser } = await w.given.someone('Ada', ['area_administrator'])
  const at = '/team/privacy/retention'
  const wrong = await browser.post(at, { kind: 'messages', days_messages: 'ages', why_messages: '' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /value="ages"/)
  const form = { kind: 'messages', days_messages: '30', why_messages: 'Thirty is enough' }
  assert.equal((await browser.post(at, form)).status, 303)
  assert.match(wordsOf((await browser.read(at)).html), /Kept for 30 days.*Thirty is enough/)
  assert.match(wordsOf((await w.browser().read('/about/what-we-keep')).html), /30 days/)
  assert.equal(
    (await w.given.coordinator()).browser && (await (await w.given.coordinator()).browser.get(at)).status,
    404,
  )
})

test('the record is read by number, who, what and day, and reading it is written in it', async () => {
  const { browser } = await w.given.someone('Ada', ['area_administrator'])
  await browser.get('/team/record')
  const words = wordsOf((await browser.read('/team/record?person=ada')).html)
  assert.match(words, /Ada, area administrator Opened: this record GET \/team\/record/)
  assert.equal((await browser.get('/team/record?day=2026-02-31&before=x&act=%00')).status, 200)
})

test('every table of the database, and every column that looks personal, is on the map', async () => {
  const { rows } = await w.database.pool.query(
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
     join pg_tables t on t.tablename = c.table_name and t.schemaname = c.table_schema
     where c.table_schema = 'public'`,
  )
  assert.deepEqual(gapsInMap(rows), [])
  assert.deepEqual(gapsInMap([...rows, { table: 'people', column: 'home_address' }]), [
    'people.home_address looks personal and is not on the map',
  ])
})

test('the assessment is made of the map and the settings', async () => {
  const { browser } = await w.given.someone('Ada', ['area_administrator'])
  const words = wordsOf((await browser.read('/team/privacy')).html)
  assert.match(words, /bookings\.must_know/)
  assert.match(words, /The Children’s Code/)
})
