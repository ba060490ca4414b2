// Searching: the counts are a plain recount, the listing is always what the tables say, and words are forgiven.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type World, world } from '../../../test/world.ts'
import { addDays, localDay } from '../../kit/dates.ts'
import { metresBetween, saveFact } from '../places/index.ts'
import { changePlaces } from './actions-sessions.ts'
import { sessionsWhole } from './queries.ts'
import { busyOf, isOver, noiseOf } from './rules.ts'
import type { Counts } from './rules-counts.ts'
import { type Finder, finderFrom, group_names, groups, whens, withins } from './rules-finder.ts'
import { daysMeant } from './rules-repeats.ts'
import { type Listed, search } from './search.ts'

const now = new Date('2026-11-23T10:00:00Z')
const today = '2026-11-23'
const facts = ['quiet_room', 'step_free_door']
const sale = { lat: 53.4247, lon: -2.3221 }
let here: World
before(async () => {
  here = await world({ now })
  await makeArea()
})
after(() => here.close())

const pool = () => here.database.pool
const db = () => here.database.db

// A small area made of every kind of thing, from one seed.
async function makeArea(): Promise<void> {
  const any = <T>(list: readonly T[], nth: number) => list[nth % list.length]!
  const places = []
  for (let nth = 0; nth < 6; nth++)
    places.push(await here.given.place({ lat: sale.lat + nth * 0.02, lon: sale.lon + (nth % 3) * 0.02 }))
  await pool().query(
    "insert into seasons (name, kind, starts_on, ends_on) values ('Christmas', 'holidays', '2026-12-19', '2027-01-03')",
  )
  for (const [nth, place] of places.entries())
    if (nth % 2)
      await saveFact(db(), { place_id: place.id }, checked('quiet_room', nth % 4 === 1 ? 'yes' : 'no'), today)
  for (let nth = 0; nth < 24; nth++) {
    const drop_in = nth % 7 === 0
    const activity = await here.given.activity({
      title: any(['Swimming for all', 'Trampoline hour', 'Café and craft', 'Big drum circle'], nth),
      theme: any(groups.theme, nth),
      min_age: (nth * 3) % 14,
      max_age: Math.min(25, ((nth * 3) % 14) + (nth % 9)),
      siblings: any(['welcome', 'not', null], nth),
      adult: any(['stays', 'may_leave'], nth),
      noise: any(['quiet', 'some', 'loud', null], nth),
      busy: any(['few', 'some', 'many'], nth),
      drop_in,
      at_home: nth % 11 === 0,
    })
    if (nth % 5 === 0)
      await saveFact(db(), { activity_id: activity.id }, checked('step_free_door', 'yes'), today)
    for (let date = 0; date < 6; date++) {
      const session = await here.given.session({
        activity_id: activity.id,
        place_id: any(places, nth + date).id,
        starts_at: new Date(
          now.getTime() + ((nth * 7 + date * 11) % 45) * 86_400_000 + (nth % 9) * 3_600_000 - 7_200_000,
        ),
        places: drop_in ? null : 8,
        noise: date === 1 ? 'quiet' : null,
        version: any([null, 'relaxed', 'busier'] as const, date),
        published_at: date === 5 && nth % 4 === 0 ? null : new Date('2026-11-01T10:00:00Z'),
        ...(nth % 6 === 1 && date === 2
          ? { cancelled_at: now, cancelled_because: 'The leader is ill.' }
          : {}),
      })
      if (nth % 8 === 0 && date === 3)
        await saveFact(db(), { session_id: session.id }, checked('quiet_room', 'no'), today)
      await pool().query('update session_places set booked = $2 where session_id = $1', [
        session.id,
        (nth + date * 3) % 9,
      ])
    }
  }
}

const checked = (fact: string, answer: 'yes' | 'no') => ({
  fact,
  answer,
  detail: null,
  checked_by: 'team' as const,
  checked_by_name: 'Priya',
  checked_on: today,
})

type Plain = { day: string; words: string[]; facts: string[]; room: boolean; metres: number }

// Every session read the long way round, from the tables themselves.
async function recounted(): Promise<Plain[]> {
  const ids = await db().selectFrom('sessions').select('id').where('published_at', '<=', now).execute()
  const wholes = await sessionsWhole(
    db(),
    ids.map((each) => each.id),
  )
  const said = await db().selectFrom('access_facts').selectAll().execute()
  const christmas = (day: string) => day >= '2026-12-19' && day <= '2027-01-03'
  return wholes
    .filter(({ session, activity }) => !isOver({ ...session, drop_in: activity.drop_in }, now))
    .map(({ session, activity, place, booked }) => {
      const day = localDay(session.starts_at)
      const yes = facts.filter((fact) => {
        const of = (about: 'session_id' | 'activity_id' | 'place_id', id: string | null | undefined) =>
          said.find((each) => each.fact === fact && id && each[about] === id)?.answer
        return (
          (of('session_id', session.id) ?? of('activity_id', activity.id) ?? of('place_id', place?.id)) ===
          'yes'
        )
      })
      const bands = groups.age.filter((band) => {
        const [least, most] = band.split('-').map(Number)
        return least! <= activity.max_age! && most! >= activity.min_age!
      })
      const is_full = !activity.drop_in && session.places !== null && booked >= session.places
      return {
        day,
        facts: yes,
        room: !session.cancelled_at && !is_full,
        metres: place ? metresBetween(sale, { lat: place.lat!, lon: place.lon! }) : Infinity,
        words: [
          ...bands.map((band) => `age:${band}`),
          `adult:${activity.adult}`,
          `noise:${noiseOf(activity, session)}`,
          `busy:${busyOf(activity, session)}`,
          `siblings:${activity.siblings}`,
          `theme:${activity.theme}`,
          `where:${activity.at_home ? 'home' : 'place'}`,
          `version:${session.version}`,
          ...whens
            .filter((when) => {
              if (when === 'holidays') return christmas(day)
              const { from, to } = daysMeant(when, today)
              return day >= from && day <= to
            })
            .map((when) => `when:${when}`),
        ],
      }
    })
}

const fits = (session: Plain, finder: Finder): boolean =>
  group_names.every(
    (group) =>
      !finder.chosen[group].length ||
      finder.chosen[group].some((value) => session.words.includes(`${group}:${value}`)),
  ) &&
  finder.facts.every((fact) => session.facts.includes(fact)) &&
  (!finder.room || session.room) &&
  (!finder.when || session.words.includes(`when:${finder.when}`)) &&
  (finder.when || !finder.from || session.day >= finder.from) &&
  (finder.when || !finder.to || session.day <= finder.to) &&
  (!finder.near || !finder.within || session.metres <= finder.within * 1609.344)

function recount(all: Plain[], finder: Finder): Counts {
  const count = (change: Partial<Finder>) =>
    all.filter((session) => fits(session, { ...finder, ...change })).length
  const days = { from: null, to: null }
  return {
    total: count({}),
    room: count({ room: true }),
    when: Object.fromEntries(whens.map((when) => [when, count({ when, ...days })])) as Counts['when'],
    within: Object.fromEntries(
      withins.map((within) => [String(within), finder.near ? count({ within }) : 0]),
    ),
    fact: Object.fromEntries(facts.map((fact) => [fact, count({ facts: [...finder.facts, fact] })])),
    group: Object.fromEntries(
      group_names.map((group) => [
        group,
        Object.fromEntries(
          groups[group].map((value) => [value, count({ chosen: { ...finder.chosen, [group]: [value] } })]),
        ),
      ]),
    ) as Counts['group'],
  }
}

const some = (list: readonly string[]) => fc.subarray([...list], { maxLength: Math.min(2, list.length) })
const asked = fc
  .record({
    when: fc.option(fc.constantFrom(...whens), { freq: 2 }),
    chosen: fc.record(Object.fromEntries(group_names.map((group) => [group, some(groups[group])]))),
    facts: some(facts),
    room: fc.boolean(),
    near: fc.boolean(),
    within: fc.option(fc.constantFrom(...withins)),
    from: fc.option(fc.integer({ min: 0, max: 30 })),
    to: fc.option(fc.integer({ min: 0, max: 40 })),
    order: fc.constantFrom(null, 'date', 'distance'),
    busy: fc.integer({ min: 0, max: 6 }), // most finders ask for little: with eight groups chosen, nothing fits
  })
  .map(({ chosen, busy, from, to, ...rest }) => {
    const kept = Object.fromEntries(
      group_names.map((group, nth) => [group, nth % 7 < busy - 2 ? chosen[group] : []]),
    )
    const pairs = [
      ...Object.entries(kept).flatMap(([group, values]) =>
        (values as string[]).map((value) => [group, value]),
      ),
      ...rest.facts.map((fact) => ['fact', fact]),
      ...(rest.when ? [['when', rest.when]] : []),
      ...(rest.room ? [['room', 'left']] : []),
      ...(rest.near ? [['near', 'M33']] : []),
      ...(rest.within ? [['within', String(rest.within)]] : []),
      ...(from !== null ? [['from', addDays(today, from)]] : []),
      ...(to !== null ? [['to', addDays(today, to)]] : []),
      ...(rest.order ? [['order', rest.order]] : []),
    ] as [string, string][]
    return finderFrom(pairs, facts)
  })

const find = (finder: Finder) =>
  search(pool(), {
    finder,
    now,
    near: finder.near ? { ...sale, metres: finder.within ? finder.within * 1609.344 : null } : null,
  })

test('the count beside every filter is how many sessions it would leave, whatever else is asked', async () => {
  const all = await recounted()
  assert.ok(all.length > 100)
  await fc.assert(
    fc.asyncProperty(asked, async (finder) => {
      const found = await find(finder)
      const plain = recount(all, finder)
      const counts = found.counts!
      assert.deepEqual(
        { ...counts, fact: Object.fromEntries(facts.map((fact) => [fact, counts.fact[fact]])) },
        plain,
      )
      assert.equal(found.total, plain.total)
    }),
    { seed: 11, numRuns: 150 },
  )
})

test('the pages of a list hold each session once, in the order asked for', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (finder) => {
      const cards: Listed[] = []
      const { total } = await find(finder)
      for (let page = 1; page <= Math.ceil(total / 20); page++)
        cards.push(...(await find({ ...finder, page })).cards)
      assert.equal(new Set(cards.map((card) => card.session_id)).size, total)
      const by_distance = finder.near && finder.order !== 'date'
      const key = (card: Listed) => (by_distance ? (card.distance ?? Infinity) : card.starts_at.getTime())
      assert.deepEqual(
        cards.map(key),
        cards.map(key).toSorted((a, b) => a - b),
      )
    }),
    { seed: 5, numRuns: 25 },
  )
})

const untrue = `
  select session_id from (
    select session_id, marks, facts, day, room, listed_until, starts_at, ends_at, lat, lon, cancelled, moved, activity_id, title, theme, place_name, town, opens_at from listing_truth
    except
    select session_id, marks, facts, day, room, listed_until, starts_at, ends_at, lat, lon, cancelled, moved, activity_id, title, theme, place_name, town, opens_at from session_listing) different`

test('the listing is what the tables say after every kind of change', async () => {
  const { given } = here
  const session = await given.session({ activity: { title: 'Kept true' } })
  const other = await given.place({ name: 'Second Hall', lat: 53.5, lon: -2.2 })
  const sql = (text: string, values: unknown[] = []) => pool().query(text, values)
  const steps: [string, () => Promise<unknown>][] = [
    [
      'moved',
      () => sql('update sessions set place_id = $2, moved_at = now() where id = $1', [session.id, other.id]),
    ],
    [
      'place renamed',
      () => sql("update places set name = 'New name', lat = 53.41 where id = $1", [other.id]),
    ],
    [
      'title',
      () =>
        sql("update activities set title = 'Renamed', noise = 'loud', min_age = 0 where id = $1", [
          session.activity_id,
        ]),
    ],
    ['fact', () => saveFact(db(), { place_id: other.id }, checked('step_free_door', 'yes'), today)],
    [
      'fact of the session',
      () => saveFact(db(), { session_id: session.id }, checked('step_free_door', 'no'), today),
    ],
    [
      'fact taken away',
      () =>
        saveFact(
          db(),
          { session_id: session.id },
          { ...checked('step_free_door', 'no'), answer: 'not_checked' as never },
          today,
        ),
    ],
    ['nearly full', () => sql('update session_places set booked = 9 where session_id = $1', [session.id])],
    ['full', () => sql('update session_places set booked = places where session_id = $1', [session.id])],
    ['more places', () => changePlaces(db(), session.id, { places: 40, now, later: async () => {} })],
    ['drop-in', () => sql('update activities set drop_in = true where id = $1', [session.activity_id])],
    ['booked again', () => sql('update activities set drop_in = false where id = $1', [session.activity_id])],
    [
      'cancelled',
      () =>
        sql("update sessions set cancelled_at = now(), cancelled_because = 'Ill' where id = $1", [
          session.id,
        ]),
    ],
    ['withdrawn', () => sql('update sessions set published_at = null where id = $1', [session.id])],
  ]
  for (const [what, change] of steps) {
    await change()
    assert.deepEqual((await sql(untrue)).rows, [], what)
  }
})

const titles = async (q: string) => [
  ...new Set((await find(finderFrom([['q', q]], facts))).cards.map((card) => card.title)),
]

test('slips of typing, accents and endings of words are forgiven', async () => {
  assert.deepEqual(await titles('swim'), ['Swimming for all'])
  assert.deepEqual(await titles('swiming'), ['Swimming for all'])
  assert.deepEqual(await titles('trampolene'), ['Trampoline hour'])
  assert.deepEqual(await titles('TRAMPOLINES'), ['Trampoline hour'])
  assert.deepEqual(await titles('cafe'), ['Café and craft'])
  assert.deepEqual(await titles('cafés'), ['Café and craft'])
  assert.deepEqual(await titles('the big drums'), ['Big drum circle'])
})

test('what was mended or is nowhere is told, and a word nobody lists finds nothing', async () => {
  const mended = await find(finderFrom([['q', 'swiming']], facts))
  assert.deepEqual(mended.heard?.mended, [{ typed: 'swiming', meant: 'swimming' }])
  const nothing = await find(finderFrom([['q', 'zeppelin']], facts))
  assert.deepEqual([nothing.total, nothing.heard?.unknown], [0, ['zeppelin']])
  const some_only = await find(finderFrom([['q', 'trampoline drum']], facts))
  assert.ok(some_only.heard?.some_only && some_only.total > 0)
})

test('places, towns and those who run it are found by name, and a name in the title comes first', async () => {
  const provider = await here.given.provider({ name: 'Ember Trust' })
  const place = await here.given.place({ name: 'Ember Library', town: 'Urmston' })
  const at = await here.given.session({
    place_id: place.id,
    activity: { title: 'Lego', provider_id: provider.id },
  })
  const named = await here.given.session({
    activity: { title: 'Ember day' },
    starts_at: new Date('2027-01-20T10:00:00Z'),
  })
  const ids = async (q: string) =>
    (await find(finderFrom([['q', q]], facts))).cards.map((card) => card.session_id)
  assert.deepEqual(await ids('ember'), [named.id, at.id])
  assert.deepEqual(await ids('lego urmston'), [at.id])
})

test('nothing typed can be taken for the language of the database', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40 }), async (q) => {
      assert.ok((await find(finderFrom([['q', q]], facts))).total >= 0)
    }),
    { seed: 3, numRuns: 100 },
  )
  for (const q of ["' or 1=1 --", 'a & b | !c:*', "\\'); drop table sessions", '%_%', '((((', ':*'])
    assert.ok((await find(finderFrom([['q', q]], facts))).total >= 0)
})
