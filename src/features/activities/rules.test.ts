import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, localDay, localTime, weekday } from '../../kit/dates.ts'
import { type FactCode, filterable_facts } from '../places/index.ts'
import { timeIn } from './forms-session.ts'
import { isOver, missingFrom, missingFromActivity, roomOf, sentencesIn, standingOf } from './rules.ts'
import { fact_marks, finderFrom, groups, marks, wordsIn } from './rules-finder.ts'
import { daysMeant, repeats } from './rules-repeats.ts'

const now = new Date('2026-11-23T10:00:00Z')
const whole = {
  title: 'Swim together',
  what_you_will_do: 'You meet at the door. You swim. You have a drink.',
  min_age: 0,
  max_age: 8,
  siblings: 'welcome',
  adult: 'stays',
  cost_pence: 0,
  busy: null,
  noise: null,
  leave_and_return: 'yes',
  food: 'A drink.',
  bring: 'A towel.',
  who_you_will_meet: 'Jo.',
  staff_training: 'First aid.',
  if_full: 'You can wait.',
  phone: '0161 496 0100',
  drop_in: false,
  at_home: false,
} as const
const session = {
  starts_at: new Date('2026-12-01T10:00:00Z'),
  ends_at: new Date('2026-12-01T11:00:00Z'),
  busy: 'few',
  noise: 'quiet',
  places: 8,
} as const
const place = { street: '1 Road', postcode: 'M33 1AA', landmark_steps: ['One', 'Two', 'Three'] }

test('a session that says everything lacks nothing', () => {
  assert.deepEqual(missingFrom(whole, session, place, now), [])
})

test('a session that says nothing is told everything it lacks, at once', () => {
  const blank = {
    ...Object.fromEntries(Object.keys(whole).map((key) => [key, null])),
    title: ' ',
    drop_in: false,
    at_home: false,
  } as unknown as typeof whole
  const said = missingFrom(
    blank,
    { ...session, starts_at: now, busy: null, noise: null, places: null },
    null,
    now,
  )
  assert.equal(said.length, 18)
  assert.ok(!said.includes('address'), 'a place that is not chosen has no address to lack')
})

test('how busy and how loud may be said of the activity or of the date', () => {
  assert.deepEqual(missingFrom(whole, { ...session, busy: null }, place, now), ['busy'])
  assert.deepEqual(missingFrom({ ...whole, busy: 'many' }, { ...session, busy: null }, place, now), [])
})

test('what happens at home needs no place, and a drop-in no number of places', () => {
  assert.deepEqual(missingFrom({ ...whole, at_home: true }, session, null, now), [])
  assert.deepEqual(
    missingFrom({ ...whole, drop_in: true, if_full: null }, { ...session, places: null }, place, now),
    [],
  )
})

test('two sentences are not three', () => {
  assert.equal(sentencesIn('We swim. We play! Do we rest?'), 3)
  assert.equal(sentencesIn('We swim at 10.30 and play. We rest.'), 2)
  assert.deepEqual(missingFromActivity({ ...whole, what_you_will_do: 'We swim. We play.' }), [
    'three-sentences',
  ])
})

test('places are never told as a number: full, a few, or places', () => {
  assert.equal(roomOf(20, 20), 'full')
  assert.equal(roomOf(20, 16), 'few')
  assert.equal(roomOf(20, 15), 'open')
  assert.equal(roomOf(6, 3), 'few')
})

test('a session stands where a family would say it stands', () => {
  const base = {
    ...session,
    opens_at: null,
    cancelled_at: null,
    drop_in: false,
    places: 8 as number | null,
    booked: 0,
  }
  assert.equal(standingOf(base, now), 'open')
  assert.equal(standingOf({ ...base, booked: 8 }, now), 'full')
  assert.equal(standingOf({ ...base, opens_at: new Date('2026-11-24T18:00:00Z') }, now), 'not_open_yet')
  assert.equal(standingOf({ ...base, cancelled_at: now, booked: 8 }, now), 'cancelled')
  assert.equal(standingOf({ ...base, drop_in: true }, now), 'drop_in')
  assert.equal(standingOf(base, session.starts_at), 'past')
  assert.equal(isOver({ ...base, drop_in: true }, session.starts_at), false, 'one can still drop in')
})

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days))
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

test('a weekly 10am stays 10am on the wall through every change of the clocks, leap day and new year', () => {
  fc.assert(
    fc.property(
      day,
      time,
      fc.constantFrom('week', 'fortnight'),
      fc.integer({ min: 1, max: 104 }),
      (first_day, at, every, count) => {
        const dates = repeats({ first_day, time: at, minutes: 90, every, count })
        assert.equal(dates.length, count)
        dates.forEach(({ starts_at, ends_at }, nth) => {
          assert.equal(localDay(starts_at), addDays(first_day, nth * (every === 'week' ? 7 : 14)))
          assert.equal(weekday(localDay(starts_at)), weekday(first_day))
          // Between 1am and 2am on the last Sunday of March there is no such time: then it is an hour later.
          const skipped = at >= '01:00' && at < '02:00' && localTime(starts_at) !== at
          assert.ok(skipped || localTime(starts_at) === at)
          assert.ok(ends_at > starts_at)
        })
      },
    ),
    { seed: 42, numRuns: 300 },
  )
})

test('each side of 29 March and 25 October 2026 the same time is another moment', () => {
  const spring = repeats({ first_day: '2026-03-22', time: '10:00', minutes: 60, every: 'week', count: 3 })
  assert.deepEqual(
    spring.map((date) => date.starts_at.toISOString()),
    ['2026-03-22T10:00:00.000Z', '2026-03-29T09:00:00.000Z', '2026-04-05T09:00:00.000Z'],
  )
  const autumn = repeats({ first_day: '2026-10-18', time: '10:00', minutes: 60, every: 'week', count: 3 })
  assert.deepEqual(
    autumn.map((date) => date.starts_at.toISOString()),
    ['2026-10-18T09:00:00.000Z', '2026-10-25T10:00:00.000Z', '2026-11-01T10:00:00.000Z'],
  )
})

test('a run until a day has that day and no later one', () => {
  const dates = repeats({
    first_day: '2028-02-22',
    time: '10:00',
    minutes: 60,
    every: 'week',
    until: '2028-03-07',
  })
  assert.deepEqual(
    dates.map((date) => localDay(date.starts_at)),
    ['2028-02-22', '2028-02-29', '2028-03-07'],
  )
})

test('this week, the weekend and next week are the days a family means', () => {
  const monday = '2026-11-23'
  assert.deepEqual(daysMeant('week', monday), { from: monday, to: '2026-11-29' })
  assert.deepEqual(daysMeant('week', '2026-11-29'), { from: '2026-11-29', to: '2026-12-05' })
  assert.deepEqual(daysMeant('weekend', monday), { from: '2026-11-28', to: '2026-11-29' })
  assert.deepEqual(daysMeant('weekend', '2026-11-29'), { from: '2026-11-29', to: '2026-11-29' })
  assert.deepEqual(daysMeant('next_week', '2026-11-29'), { from: '2026-11-30', to: '2026-12-06' })
})

test('every filter has a bit, and every fact offered as a filter has one too', () => {
  const missing = Object.entries(groups).flatMap(([group, values]) =>
    values.filter((value) => !(marks as readonly string[]).includes(`${group}:${value}`)),
  )
  assert.deepEqual(missing, [])
  const codes: readonly string[] = fact_marks
  assert.deepEqual(
    filterable_facts.map((fact): FactCode => fact.code).filter((code) => !codes.includes(code)),
    [],
  )
})

const ask = (words: string) => finderFrom(new URLSearchParams(words), ['quiet_room'])

test('“swimming near M33” is swimming, near M33, however it is typed', () => {
  for (const q of ['swimming near M33', 'Swimming NEAR m33', 'swimming close to M33', 'swimming m33'])
    assert.deepEqual(
      [ask(`q=${q}`).q.toLowerCase(), ask(`q=${q}`).near.toLowerCase()],
      ['swimming', 'm33'],
      q,
    )
  assert.deepEqual([ask('q=near M33 7ZF').q, ask('q=near M33 7ZF').near], ['', 'M33 7ZF'])
  assert.deepEqual([ask('q=swimming').q, ask('q=swimming').near], ['swimming', ''])
})

test('any rubbish in the address bar is read without a fault, and what nobody offers is named', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom(
            'q',
            'near',
            'when',
            'from',
            'to',
            'age',
            'fact',
            'page',
            'within',
            'order',
            '__proto__',
            'constructor',
          ),
          fc.string(),
        ),
      ),
      (pairs) => {
        const finder = finderFrom(pairs, ['quiet_room'])
        assert.ok(Number.isInteger(finder.page))
        assert.ok(wordsIn(finder.q).length <= 8)
      },
    ),
    { seed: 7, numRuns: 500 },
  )
  assert.deepEqual(ask('noise=purple&colour=red&noise=quiet&utm_source=mail').not_offered, [
    'noise=purple',
    'colour=red',
  ])
  assert.deepEqual(ask('noise=purple&noise=quiet').chosen.noise, ['quiet'])
  assert.equal(ask('page=two').page, 0)
  assert.deepEqual(
    [ask('from=2026-12-31&to=2026-12-01').from, ask('from=2026-02-30').from],
    ['2026-12-01', null],
  )
})

test('times are read as people type them', () => {
  assert.deepEqual(['10am', '10:30', '2.15pm', '12am', '12pm', '14:00', '25:00', 'noon', ''].map(timeIn), [
    '10:00',
    '10:30',
    '14:15',
    '00:00',
    '12:00',
    '14:00',
    null,
    null,
    null,
  ])
})
