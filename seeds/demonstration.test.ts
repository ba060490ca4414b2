import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { missingFrom, missingFromActivity } from '../src/features/activities/rules.ts'
import { controlOn } from '../src/features/households/rules.ts'
import { localDay, localTime } from '../src/kit/dates.ts'
import { needs_second_factor, roles } from '../src/kit/who-may.ts'
import { freshDatabase } from '../test/fresh.ts'
import { datedFrom, offered, seedDemonstration } from './demonstration.ts'
import { childrenAt } from './households.ts'
import { seedMany } from './many.ts'
import { families } from './town/families.ts'
import { providers } from './town/providers.ts'
import { isHoliday, seasonsFrom } from './town/school-year.ts'

const now = new Date('2026-11-23T10:00:00Z')
const setting = { now, secret: 'a secret of this test' }
let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
  assert.equal(await seedDemonstration(database.pool, setting), 'loaded')
})
after(() => database.close())
const ask = async (sql: string) => (await database.pool.query(sql)).rows

test('the town has about 120 sessions in eight weeks, whatever day it is started on', () => {
  for (let days = 0; days < 370; days += 15) {
    const started = new Date(Date.UTC(2026, 10, 21, 12) + days * 86_400_000)
    const dated = datedFrom(started)
    assert.ok(dated.length > 100 && dated.length < 135, `${started.toISOString()}: ${dated.length}`)
    assert.equal(new Set(dated.map((session) => session.id)).size, dated.length)
    assert.ok(dated.every((session) => session.starts_at > started))
    assert.ok(
      dated.some((session) => isHoliday(session.starts_at.toISOString().slice(0, 10))),
      'something is on in the holidays',
    )
  }
})

test('a weekly ten in the morning stays ten in the morning when the clocks change', () => {
  for (const around of ['2026-10-12T12:00:00Z', '2027-03-10T12:00:00Z'])
    for (const session of datedFrom(new Date(around)))
      assert.equal(localTime(session.starts_at), session.pattern.time, session.activity.title)
})

test('every activity of the town says all that a family must know', () => {
  const sentences = (words: string) => words.split(/(?<=[.!?])\s+/)
  assert.equal(new Set(offered.map((activity) => activity.theme)).size, 8)
  for (const activity of offered) {
    assert.ok(sentences(activity.what_you_will_do).length >= 3, activity.title)
    for (const words of [
      activity.what_you_will_do,
      ...(activity.story ?? []),
      ...(activity.requirements ?? []).map((each) => each.sentence),
    ])
      for (const sentence of sentences(words))
        assert.ok(sentence.split(' ').length <= 20, `${activity.title}: ${sentence}`)
    assert.ok(
      providers.some((provider) => provider.name === activity.provider),
      activity.provider,
    )
  }
})

test('every published session passes the check that stands before publishing', async () => {
  const rows =
    await ask(`select row_to_json(a.*) as activity, row_to_json(s.*) as session, row_to_json(p.*) as place
    from sessions s join activities a on a.id = s.activity_id left join places p on p.id = s.place_id
    where s.published_at is not null`)
  assert.ok(rows.length > 100)
  for (const { activity, session, place } of rows) {
    const dated = { ...session, starts_at: new Date(session.starts_at) }
    assert.deepEqual(missingFrom(activity, dated, place, now), [], activity.title)
  }
  const [draft] =
    await ask(`select row_to_json(a.*) as activity from sessions s join activities a on a.id = s.activity_id
    where s.published_at is null`)
  assert.ok(missingFromActivity(draft.activity).length > 5)
})

test('nobody in the town can be rung or written to by mistake', () => {
  for (const { phone, email } of providers) {
    assert.match(phone, /^0161 496 0\d{3}$/)
    assert.match(email, /\.example$/)
  }
  for (const { contact } of families) assert.match(contact, /^(07700 900\d{3}|[a-z.]+@example\.org)$/)
})

test('the desk has full sessions with a line, one cancelled, one moved, and a draft that lacks parts', async () => {
  const full = await ask('select places, booked, waiting from session_places where waiting > 0')
  assert.equal(full.length, 3)
  for (const { places, booked, waiting } of full) assert.deepEqual([booked, waiting >= 3], [places, true])
  const [told] = await ask(`
    select (select count(*) from sessions where cancelled_at is not null) as cancelled,
      (select count(*) from sessions where moved_at is not null) as moved,
      (select count(*) from sessions where published_at is null) as drafts,
      (select count(*) from bookings) > 300 as busy,
      (select count(*) from messages where kind = 'session_cancelled') > 0 as families_told,
      (select count(*) from questions where answer is null) as unanswered,
      (select count(*) from session_places c where c.booked <> (select coalesce(sum(b.party), 0) from bookings b
         where b.session_id = c.session_id and b.state in ('booked', 'offered'))) as miscounted`)
  assert.deepEqual(told, {
    cancelled: 1,
    moved: 1,
    drafts: 1,
    busy: true,
    families_told: true,
    unanswered: 1,
    miscounted: 0,
  })
})

test('families with an account: shared, apart, about to decide and deciding, whatever day it is', async () => {
  for (let month = 0; month < 12; month++) {
    const day = new Date(Date.UTC(2027, month, 28, 12))
    const standing = (name: string) => {
      const { birth_year, september } = childrenAt(day).find(({ first_name }) => first_name === name)!
      return controlOn({ birth_year, born_from_september: september ?? null }, localDay(day))
    }
    assert.deepEqual(['Aisha', 'Leo', 'Maya'].map(standing), ['carers', 'carers', 'young_person'])
  }
  const carers = await ask(`
    select c.first_name, count(*)::int as carers from children c join child_carers k on k.child_id = c.id
    where k.ended_at is null group by c.id, c.first_name order by 1, 2`)
  assert.deepEqual(
    carers.map((each) => [each.first_name, each.carers]),
    [
      ['Aisha', 1],
      ['Aisha', 2],
      ['Leo', 1],
      ['Maya', 1],
      ['Omar', 2],
    ],
  )
  const booked = await ask(`
    select p.name, count(*)::int as children from bookings b join people p on p.id = b.person_id
    join booking_people c on c.booking_id = b.id and c.child_id is not null
    where b.state = 'booked' group by p.name order by 1`)
  assert.deepEqual(booked, [
    { name: 'Maya', children: 1 },
    { name: 'Samina', children: 2 },
  ])
  const unproved = await ask(`
    select 1 from people p where email like '%@home.example' and not exists
      (select from contacts c where c.person_id = p.id and c.verified_at is not null and c.ended_at is null)`)
  assert.deepEqual(unproved, [])
})

test('there is somebody to sign in as for nearly every role, with an app where a second step is asked', async () => {
  const rows = await ask(`
    select r.role, bool_and(exists (select from contacts c where c.person_id = r.person_id and c.verified_at is not null))
      as proved, bool_and(exists (select from second_factors f where f.person_id = r.person_id)) as app,
      bool_and(r.provider_id is null or exists (select from sessions s join activities a on a.id = s.activity_id
        where a.provider_id = r.provider_id and s.published_at is not null)) as has_sessions
    from roles r group by r.role`)
  assert.deepEqual(
    rows.map(({ role }) => role).sort(),
    roles.filter((role) => role !== 'report_viewer').sort(),
  )
  for (const { role, proved, app, has_sessions } of rows)
    assert.deepEqual([proved, app, has_sessions], [true, needs_second_factor.includes(role), true], role)
})

test('a town that is lived in is left alone', async () => {
  const before_again = await ask('select count(*) from sessions')
  assert.equal(await seedDemonstration(database.pool, setting), 'lived-in')
  assert.deepEqual(await ask('select count(*) from sessions'), before_again)
})

test('the seasons of the town are the term and the holidays ahead', () => {
  assert.deepEqual(
    seasonsFrom('2026-11-23').map((season) => [season.kind, season.starts_on, season.ends_on]),
    [
      ['term', '2026-11-02', '2026-12-18'],
      ['holidays', '2026-12-19', '2027-01-03'],
    ],
  )
  assert.equal(isHoliday('2027-03-28'), true, 'Easter Sunday')
  assert.equal(isHoliday('2027-04-12'), false)
})

test('thousands of sessions can be made for measuring', async () => {
  const more = await freshDatabase()
  try {
    await seedMany(more.pool, { sessions: 500, now })
    const { rows } = await more.pool.query(
      'select count(*) as sessions, count(*) filter (where published_at is not null) as published from sessions',
    )
    assert.deepEqual(rows, [{ sessions: 500, published: 500 }])
  } finally {
    await more.close()
  }
})
