import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayWords, localDay, localTime, momentOf, timeWords, weekday } from './dates.ts'

test('ten in the morning is ten in the morning, winter and summer', () => {
  assert.equal(momentOf('2026-03-28', '10:00').toISOString(), '2026-03-28T10:00:00.000Z')
  assert.equal(momentOf('2026-03-29', '10:00').toISOString(), '2026-03-29T09:00:00.000Z')
  assert.equal(momentOf('2026-10-24', '10:00').toISOString(), '2026-10-24T09:00:00.000Z')
  assert.equal(momentOf('2026-10-25', '10:00').toISOString(), '2026-10-25T10:00:00.000Z')
})

test('an hour that the clocks skip is read an hour later', () => {
  assert.equal(localTime(momentOf('2026-03-29', '01:30')), '02:30')
})

test('every local day and time comes back as it was said', () => {
  const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2024-01-01', days))
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(
      (minutes) =>
        `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    )
  fc.assert(
    fc.property(day, time, (on, at) => {
      const moment = momentOf(on, at)
      if (localTime(moment) !== at) assert.equal(at.slice(0, 2), '01', 'only the hour that is skipped moves')
      assert.equal(localDay(moment), on)
    }),
  )
})

test('days and times are said as people say them', () => {
  assert.equal(dayWords(new Date('2026-11-28T10:00:00Z')), 'Saturday 28 November')
  assert.equal(timeWords(new Date('2026-11-28T12:00:00Z')), '12 noon')
  assert.equal(timeWords(new Date('2026-07-28T17:30:00Z')), '6:30pm')
  assert.equal(weekday('2026-11-29'), 7)
})
