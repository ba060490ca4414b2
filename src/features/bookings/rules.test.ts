import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childKey } from './keys.ts'
import { ageFits, mayUndo, offerEnds, offerTimes, placesLeft, shownReference, whyNot } from './rules.ts'

const at = (iso: string) => new Date(iso)
const far = at('2027-06-01T10:00:00Z')

test('an offer runs for a day from when it is sent, between nine and eight', () => {
  const sent = (iso: string) => offerTimes(at(iso)).from.toISOString()
  assert.equal(sent('2026-11-28T12:00:00Z'), '2026-11-28T12:00:00.000Z')
  assert.equal(sent('2026-11-28T19:59:00Z'), '2026-11-28T19:59:00.000Z')
  assert.equal(sent('2026-11-28T20:00:00Z'), '2026-11-29T09:00:00.000Z')
  assert.equal(sent('2026-11-28T03:00:00Z'), '2026-11-28T09:00:00.000Z')
})

test('nine o’clock is nine on the clock on the wall, also the night the clocks change', () => {
  assert.equal(offerTimes(at('2026-10-24T20:00:00Z')).from.toISOString(), '2026-10-25T09:00:00.000Z')
  assert.equal(offerTimes(at('2026-03-28T21:00:00Z')).from.toISOString(), '2026-03-29T08:00:00.000Z')
  assert.equal(offerEnds(at('2026-03-28T12:00:00Z'), far)?.toISOString(), '2026-03-29T12:00:00.000Z')
})

test('an offer never ends later than an hour before the start, and leaves half an hour to answer', () => {
  const noon = at('2026-11-28T12:00:00Z')
  assert.equal(offerEnds(noon, at('2026-11-28T15:00:00Z'))?.toISOString(), '2026-11-28T14:00:00.000Z')
  assert.equal(offerEnds(noon, at('2026-11-28T13:30:00Z'))?.toISOString(), '2026-11-28T12:30:00.000Z')
  assert.equal(offerEnds(noon, at('2026-11-28T13:29:00Z')), null)
  assert.equal(offerEnds(at('2026-11-28T22:00:00Z'), at('2026-11-29T10:00:00Z')), null)
})

test('why a session cannot be booked', () => {
  const open = {
    published_at: at('2026-11-01T10:00:00Z'),
    cancelled_at: null,
    starts_at: at('2026-11-28T10:00:00Z'),
    opens_at: null,
    places: 4,
    drop_in: false,
  }
  const now = at('2026-11-20T10:00:00Z')
  assert.equal(whyNot(open, now), null)
  assert.equal(whyNot(null, now), 'unknown')
  assert.equal(whyNot({ ...open, published_at: null }, now), 'not-published')
  assert.equal(whyNot({ ...open, cancelled_at: now }, now), 'cancelled')
  assert.equal(whyNot(open, open.starts_at), 'started')
  assert.equal(whyNot({ ...open, drop_in: true }, now), 'nothing-to-book')
  assert.equal(whyNot({ ...open, opens_at: at('2026-11-20T10:00:01Z') }, now), 'not-open-yet')
  assert.equal(whyNot({ ...open, opens_at: now }, now), null)
})

test('where siblings are welcome, one child of the right age brings the others', () => {
  const ages = { min_age: 8, max_age: 12 }
  assert.equal(ageFits([9, 3], { ...ages, siblings: 'welcome' }), true)
  assert.equal(ageFits([3], { ...ages, siblings: 'welcome' }), false)
  assert.equal(ageFits([9, 3], { ...ages, siblings: 'not' }), false)
  assert.equal(ageFits([0, 25], { min_age: null, max_age: null, siblings: null }), true)
})

test('ten minutes to change your mind', () => {
  const now = at('2026-11-28T12:00:00Z')
  assert.equal(mayUndo(at('2026-11-28T11:50:00Z'), now), true)
  assert.equal(mayUndo(at('2026-11-28T11:49:59Z'), now), false)
  assert.equal(mayUndo(null, now), false)
  assert.equal(placesLeft({ places: 3, booked: 5 }), 0)
})

test('a child is known by contact, name and age, whatever the accents and spaces', () => {
  const key = (first_name: string, age = 7) => childKey('+447700900123', { first_name, age })
  assert.equal(key('Nguyễn  Thị'), key(' nguyen thi'))
  assert.notEqual(key('Sam'), key('Sam', 8))
  assert.notEqual(key('Sam'), childKey('+447700900124', { first_name: 'Sam', age: 7 }))
  assert.equal(shownReference('K7M4QXR'), 'K7M-4QXR')
})
