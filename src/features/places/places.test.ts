import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checked_places } from '../../../seeds/checked-places-list.ts'
import { seedPlaces } from '../../../seeds/places.ts'
import { venues } from '../../../seeds/venues.ts'
import { freshDatabase } from '../../../test/fresh.ts'
import { createPlace, type FactSaid, type PlaceWords, saveFact, saveFacts, savePlace } from './actions.ts'
import { comingAt, factsOf, nearestStop, nearPoint, placeById, placesByName } from './queries.ts'
import { answerTo } from './rules.ts'

const today = '2026-11-23'
const now = new Date('2026-11-23T10:00:00Z')
let database: Awaited<ReturnType<typeof freshDatabase>>

before(async () => {
  database = await freshDatabase()
  await seedPlaces(database.pool, { now })
})
after(() => database.close())

const named = async (name: string) => {
  const [found] = await placesByName(database.db, name, 1)
  assert.ok(found, `no place is called ${name}`)
  return found
}
const words: PlaceWords = {
  name: 'The Old Bakery',
  kind: 'community_hub',
  street: '3 Cross Street',
  town: 'Sale',
  postcode: 'm337zf',
  about: null,
  phone: null,
  website: null,
  landmark_steps: [],
  stop_name: null,
  stop_kind: null,
  stop_minutes: null,
}
const said: FactSaid = {
  fact: 'quiet_room',
  answer: 'yes',
  detail: ' Up the ramp ',
  checked_by: 'parent',
  checked_by_name: 'Ruth',
  checked_on: '2026-11-01',
}

test('loading the real places of the area twice is the same as once', async () => {
  const count = async () => {
    const { rows } = await database.pool.query(
      'select (select count(*) from places) as places, (select count(*) from access_facts) as facts, (select count(*) from postcodes) as postcodes',
    )
    return rows[0]
  }
  const once = await count()
  await seedPlaces(database.pool, { now })
  assert.deepEqual(await count(), once)
  assert.equal(once.postcodes, 11_264)
  assert.ok(once.places > 250 && once.facts > 900, JSON.stringify(once))
})

test('a building named in two lists is one place, with the facts of both', () => {
  const all = venues()
  const sale = all.filter((place) => /^sale leisure centre$/i.test(place.name))
  assert.equal(sale.length, 1)
  assert.ok(sale[0]!.facts.some((fact) => fact.fact === 'accessible_toilet' && fact.answer === 'yes'))
  // The ice rink shares its postcode and its town with the leisure centre, and is another building.
  assert.equal(all.filter((place) => place.postcode === 'WA15 8EW').length, 2)
})

test('every place that someone checked answers all that a place must say', async () => {
  const record = [
    'step_free_door',
    'parking',
    'accessible_toilet',
    'changing_places',
    'quiet_room',
    'soft_lights',
    'no_sudden_sounds',
    'no_strong_smells',
    'hearing_loop',
    'fenced',
    'no_queue',
    'assistance_dogs',
  ] as const
  assert.ok(checked_places.length >= 10)
  for (const { name } of checked_places) {
    const { id } = await named(name)
    const facts = await factsOf(database.db, { place_id: id })
    assert.deepEqual(
      record.filter((code) => answerTo(facts, code) === null),
      [],
      name,
    )
    assert.equal((await placeById(database.db, id))!.landmark_steps.length, 3, name)
  }
})

test('a name is found though it is misspelt, and so is a postcode', async () => {
  assert.equal((await named('stretfrod public')).name, 'Stretford Public Hall')
  assert.equal((await named('m33 2al')).name, 'Sale Leisure Centre')
  assert.deepEqual(await placesByName(database.db, 'qqqqzzzz'), [])
  assert.deepEqual(await placesByName(database.db, "100%_'\\"), [])
})

test('near me understands a postcode, half of one, and a town; and says so when it does not', async () => {
  const exact = await nearPoint(database.db, ' m33 7zf')
  assert.ok(typeof exact === 'object' && exact.exact && exact.words === 'M33 7ZF')
  const half = await nearPoint(database.db, 'm33')
  assert.ok(typeof half === 'object' && !half.exact && half.words === 'M33')
  // A new street has no postcode in the file yet: the middle of its first half is better than nothing.
  const new_street = await nearPoint(database.db, 'M33 0ZZ')
  assert.ok(typeof new_street === 'object' && new_street.words === 'M33')
  const town = await nearPoint(database.db, 'sale')
  assert.ok(typeof town === 'object' && town.words === 'Sale')
  assert.equal(await nearPoint(database.db, 'ZZ99 9ZZ'), 'unknown-postcode')
  assert.equal(await nearPoint(database.db, "'; drop table places"), 'not-a-postcode')
})

test('the nearest stop is named with minutes on foot, and nothing is named when all are far', async () => {
  const sale = await nearPoint(database.db, 'M33 7ZF')
  assert.ok(typeof sale === 'object')
  assert.deepEqual(await nearestStop(database.db, sale), { name: 'Sale', kind: 'tram', minutes: 2 })
  assert.equal(await nearestStop(database.db, { lat: 53.6, lon: -2.5 }), null)
})

test('a fact is kept with who checked and when, changed by the next visit, and taken back', async () => {
  const { id } = await named('Hale Library')
  const about = { place_id: id }
  assert.equal(await saveFact(database.db, about, said, today), 'saved')
  const kept = (await factsOf(database.db, about)).find((fact) => fact.code === 'quiet_room')!.said!
  assert.deepEqual(
    [kept.answer, kept.detail, kept.checked_by_name, kept.checked_on, kept.about],
    ['yes', 'Up the ramp', 'Ruth', '2026-11-01', 'place'],
  )
  assert.equal(
    await saveFact(
      database.db,
      about,
      { ...said, answer: 'no', detail: '', checked_by_name: 'Imran' },
      today,
    ),
    'saved',
  )
  assert.equal(answerTo(await factsOf(database.db, about), 'quiet_room'), 'no')
  await saveFact(database.db, about, { ...said, answer: 'not_checked' }, today)
  assert.equal(answerTo(await factsOf(database.db, about), 'quiet_room'), null)
})

test('a fact nobody signed, of a day to come, of nowhere, or that does not exist is refused', async () => {
  const { id } = await named('Hale Library')
  const about = { place_id: id }
  const trying = (change: Partial<FactSaid>) => saveFact(database.db, about, { ...said, ...change }, today)
  assert.equal(await trying({ fact: 'label_for_a_child' }), 'unknown-fact')
  assert.equal(await trying({ checked_by_name: ' ' }), 'nobody-named')
  assert.equal(await trying({ checked_on: '2026-13-40' }), 'not-a-day')
  assert.equal(await trying({ checked_on: '2026-11-24' }), 'day-to-come')
  const nowhere = { place_id: '00000000-0000-4000-8000-000000000000' }
  assert.equal(await saveFact(database.db, nowhere, said, today), 'gone')
  assert.equal(await saveFact(database.db, { place_id: 'mangled' }, said, today), 'gone')
})

test('a visit is kept whole or not at all', async () => {
  const { id } = await named('Hale Library')
  const visit = [said, { ...said, fact: 'soft_lights', checked_on: '2099-01-01' }]
  assert.equal(await saveFacts(database.db, { place_id: id }, visit, today), 'day-to-come')
  assert.equal(answerTo(await factsOf(database.db, { place_id: id }), 'quiet_room'), null)
})

test('a new place finds its position, its ward and its stop from the postcode, once', async () => {
  const made = await createPlace(database.db, words, now)
  assert.equal(made.was, 'created')
  const place = (await placeById(database.db, made.id))!
  assert.equal(place.postcode, 'M33 7ZF')
  assert.equal(place.stop_name, 'Sale')
  assert.ok(place.lat && place.ward)
  assert.deepEqual(await createPlace(database.db, words, now), { id: made.id, was: 'already-there' })

  const moved = {
    ...words,
    postcode: 'WA14 1AH',
    stop_name: 'Market Street',
    stop_kind: 'bus',
    stop_minutes: 1,
  } as const
  assert.equal(await savePlace(database.db, made.id, moved, now), 'saved')
  const after_move = (await placeById(database.db, made.id))!
  assert.ok(after_move.lat! < 53.4)
  assert.equal(after_move.stop_name, 'Market Street')
  assert.equal(await savePlace(database.db, '00000000-0000-4000-8000-000000000000', words, now), 'gone')
  assert.equal(await placeById(database.db, 'mangled'), undefined)
  assert.deepEqual(await comingAt(database.db, made.id, now), [])
})
