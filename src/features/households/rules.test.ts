import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localDay, weekday } from '../../kit/dates.ts'
import {
  agesOn,
  controlOn,
  isSoon,
  leavingDay,
  likelyAge,
  mayBook,
  mayHaveOwnSignIn,
  maySee,
  passesAfter,
  standingOf,
} from './rules.ts'

test('school age ends on the last Friday of June, whichever day that is', () => {
  assert.equal(leavingDay(2023), '2023-06-30') // the 30th itself is a Friday
  assert.equal(leavingDay(2024), '2024-06-28')
  assert.equal(leavingDay(2026), '2026-06-26')
  assert.equal(leavingDay(2029), '2029-06-29')
  assert.equal(leavingDay(2035), '2035-06-29')
  assert.equal(leavingDay(2017), '2017-06-30')
  for (let year = 2000; year < 2100; year++) {
    assert.equal(weekday(leavingDay(year)), 5)
    assert.ok(Number(leavingDay(year).slice(8)) >= 24, String(year))
  }
})

const born = (birth_year: number, born_from_september: boolean | null = null) => ({
  birth_year,
  born_from_september,
})

test('control passes the day after school age ends, not on a birthday', () => {
  // Born from January to August 2010: turns 16 in the school year that ends in 2026, in August as in January.
  assert.equal(controlOn(born(2010, false), '2026-06-26'), 'carers', 'on the Friday itself, not yet')
  assert.equal(controlOn(born(2010, false), '2026-06-27'), 'young_person')
  // Born from September on: a whole school year later.
  assert.equal(controlOn(born(2010, true), '2026-06-27'), 'carers')
  assert.equal(controlOn(born(2010, true), '2027-06-25'), 'carers')
  assert.equal(controlOn(born(2010, true), '2027-06-26'), 'young_person')
  assert.equal(passesAfter(born(2010, true)), '2027-06-25')
})

test('we ask about September only in the year when it decides', () => {
  assert.equal(controlOn(born(2010), '2026-06-26'), 'carers')
  assert.equal(controlOn(born(2010), '2026-06-27'), 'ask')
  assert.equal(controlOn(born(2010), '2027-06-25'), 'ask')
  assert.equal(controlOn(born(2010), '2027-06-26'), 'young_person')
  assert.equal(controlOn(born(2001), '2026-11-24'), 'young_person')
  assert.equal(controlOn(born(2020), '2026-11-24'), 'carers')
})

test('the day is England’s, at midnight in summer time', () => {
  const before = new Date('2026-06-26T22:59:59Z')
  const after = new Date('2026-06-26T23:00:00Z')
  assert.equal(controlOn(born(2010, false), localDay(before)), 'carers')
  assert.equal(controlOn(born(2010, false), localDay(after)), 'young_person')
})

test('control, once passed, never goes back', () => {
  const order = { carers: 0, ask: 1, young_person: 2 }
  const day = fc.date({ min: new Date('2015-01-01'), max: new Date('2045-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 1995, max: 2025 }),
      fc.constantFrom(null, true, false),
      day,
      day,
      (year, autumn, a, b) => {
        const [first, second] = [localDay(a), localDay(b)].sort() as [string, string]
        const facts = born(year, autumn)
        assert.ok(order[controlOn(facts, first)] <= order[controlOn(facts, second)])
      },
    ),
  )
})

test('a family is told in the eight weeks before', () => {
  assert.equal(isSoon(born(2010, false), new Date('2026-04-01T12:00:00Z')), false)
  assert.equal(isSoon(born(2010, false), new Date('2026-05-20T12:00:00Z')), true)
  assert.equal(isSoon(born(2010), new Date('2026-05-20T12:00:00Z')), true)
  assert.equal(isSoon(born(2010, true), new Date('2026-05-20T12:00:00Z')), false)
  assert.equal(isSoon(born(2010, false), new Date('2026-07-01T12:00:00Z')), false)
})

test('from a birth year alone there are two ages, or one when we can tell', () => {
  assert.deepEqual(agesOn(born(2017), '2026-11-24'), [8, 9])
  assert.deepEqual(agesOn(born(2017), '2026-12-31'), [9])
  assert.deepEqual(agesOn(born(2017, true), '2026-08-31'), [8])
  assert.deepEqual(agesOn(born(2017, false), '2026-09-01'), [9])
  assert.deepEqual(agesOn(born(2017, true), '2026-09-01'), [8, 9])
  assert.equal(likelyAge(born(2017), '2026-11-24'), 9)
  assert.equal(likelyAge(born(2017), '2026-02-24'), 8)
  assert.equal(likelyAge(born(2026), '2026-02-24'), 0, 'a baby is not minus one')
})

test('a sign-in of one’s own comes at 13', () => {
  const now = new Date('2026-11-24T10:00:00Z')
  assert.equal(mayHaveOwnSignIn(born(2012), now), 'yes')
  assert.equal(mayHaveOwnSignIn(born(2013), now), 'ask')
  assert.equal(mayHaveOwnSignIn(born(2013, false), now), 'yes')
  assert.equal(mayHaveOwnSignIn(born(2014), now), 'no')
})

test('who sees what: carers until school age ends, then the young person, and whom they say yes to', () => {
  const child = { ...born(2010, false), mine: false, carers: 1, linked: true }
  assert.equal(standingOf(child, '2026-06-01'), 'carer')
  assert.equal(standingOf(child, '2026-07-01'), 'helper')
  assert.equal(standingOf({ ...child, born_from_september: null }, '2026-07-01'), 'asked')
  assert.equal(standingOf({ ...child, mine: true }, '2026-06-01'), 'own_young')
  assert.equal(standingOf({ ...child, mine: true }, '2026-07-01'), 'own')
  assert.equal(standingOf({ ...child, mine: true, carers: 0 }, '2026-06-01'), 'own')
  assert.equal(standingOf({ ...child, linked: false }, '2026-06-01'), null)
  const yes = new Date()
  assert.deepEqual(maySee('helper', { own_sign_in: true, may_see_at: null }), [])
  assert.deepEqual(maySee('helper', { own_sign_in: false, may_see_at: null }), ['hand_over'])
  assert.deepEqual(maySee('helper', { own_sign_in: true, may_see_at: yes }), ['bookings'])
  assert.ok(!maySee('own_young', { own_sign_in: true, may_see_at: null }).includes('helps'))
  assert.equal(mayBook('helper', { own_sign_in: true, may_see_at: null }), 'no')
  assert.equal(mayBook('helper', { own_sign_in: true, may_see_at: yes }), 'yes')
  assert.equal(mayBook('helper', { own_sign_in: false, may_see_at: null }), 'with_agreement')
  assert.equal(mayBook('carer', { own_sign_in: true, may_see_at: null }), 'yes')
})
