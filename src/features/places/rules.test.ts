import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { facts, factsOfPlace, filterable_facts } from './facts.ts'
import {
  answerTo,
  distanceOf,
  factsToShow,
  isStale,
  mergeFacts,
  metresBetween,
  minutesToWalk,
  parsePostcode,
  postcodeWords,
  type Said,
} from './rules.ts'

const said = (fact: string, answer: 'yes' | 'no'): Said => ({
  fact,
  answer,
  detail: null,
  checked_by: 'parent',
  checked_by_name: 'Ruth',
  checked_on: '2026-01-01',
})

test('what is said of the session wins over the activity, and the activity over the place', () => {
  const merged = mergeFacts(
    [said('quiet_room', 'no'), said('fenced', 'no'), said('parking', 'yes')],
    [said('quiet_room', 'yes'), said('fenced', 'yes')],
    [said('fenced', 'no')],
  )
  assert.equal(answerTo(merged, 'quiet_room'), 'yes')
  assert.equal(answerTo(merged, 'fenced'), 'no')
  assert.equal(answerTo(merged, 'parking'), 'yes')
  assert.equal(answerTo(merged, 'hearing_loop'), null)
  assert.equal(merged.find((fact) => fact.code === 'fenced')!.said!.about, 'session')
  assert.equal(merged.length, facts.length)
})

test('a fact fades the day after its year is over', () => {
  assert.equal(isStale('2025-11-23', '2026-11-23', 365), false)
  assert.equal(isStale('2025-11-22', '2026-11-23', 365), true)
  assert.equal(isStale('2026-11-23', '2026-11-23', 0), false)
})

test('a postcode is read however it is typed', () => {
  for (const typed of ['M33 7ZF', 'm33 7zf', 'm337zf', ' M33-7zf. ', 'M 3 3 7 Z F'])
    assert.deepEqual(parsePostcode(typed), { postcode: 'M337ZF', outcode: 'M33' }, typed)
  assert.deepEqual(parsePostcode('m1 1ae'), { postcode: 'M11AE', outcode: 'M1' })
  assert.deepEqual(parsePostcode('M33 OAB'), { postcode: 'M330AB', outcode: 'M33' })
  assert.deepEqual(parsePostcode('ec1a 1bb'), { postcode: 'EC1A1BB', outcode: 'EC1A' })
  assert.deepEqual(parsePostcode('wa14'), { postcode: null, outcode: 'WA14' })
  assert.deepEqual(parsePostcode('M33 7'), { postcode: null, outcode: 'M33' })
  for (const typed of ['', 'hello', '12345', 'M', 'M33 7ZF and more', 'Manchester'])
    assert.equal(parsePostcode(typed), 'not-a-postcode', typed)
})

test('no words at all break the reading of a postcode', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
      const read = parsePostcode(typed)
      return read === 'not-a-postcode' || /^[A-Z0-9]{2,4}$/.test(read.outcode)
    }),
  )
  assert.equal(postcodeWords('m337zf'), 'M33 7ZF')
  assert.equal(postcodeWords('somewhere'), 'somewhere')
})

test('distances are right, and said as people say them', () => {
  const sale = { lat: 53.42442, lon: -2.31885 }
  const altrincham = { lat: 53.38744, lon: -2.34728 }
  const metres = metresBetween(sale, altrincham)
  assert.ok(metres > 4400 && metres < 4700, String(metres))
  assert.equal(metresBetween(sale, sale), 0)
  assert.deepEqual(distanceOf(40), { unit: 'here', count: 0 })
  assert.deepEqual(distanceOf(430), { unit: 'metres', count: 450 })
  assert.deepEqual(distanceOf(4550), { unit: 'miles', count: 2.8 })
  assert.deepEqual(distanceOf(30_000), { unit: 'miles', count: 19 })
  assert.equal(minutesToWalk(0), 1)
  assert.equal(minutesToWalk(800), 13)
})

test('a fact is a fact about a place, in words a ten-year-old can read', () => {
  for (const { code, question, yes, no } of facts) {
    for (const sentence of [question, yes, no])
      assert.ok(sentence.split(' ').length <= 14, `${code}: ${sentence}`)
    assert.match(question, /\?$/)
    assert.notEqual(yes, no)
  }
  assert.equal(filterable_facts.length, 8)
})

test('a library is not asked about its pool, and a session at home is not asked about its door', () => {
  assert.ok(!factsOfPlace('library').some((fact) => fact.code === 'pool_entry'))
  assert.ok(factsOfPlace('leisure_centre').some((fact) => fact.code === 'pool_entry'))
  const at_home = factsToShow(mergeFacts([]), null, 'session').map((fact) => fact.code)
  assert.ok(!at_home.includes('step_free_door') && at_home.includes('late_is_fine'))
  const at_library = factsToShow(mergeFacts([said('pool_entry', 'no')]), 'library', 'place')
  assert.ok(
    at_library.some((fact) => fact.code === 'pool_entry'),
    'what somebody said is always shown',
  )
})
