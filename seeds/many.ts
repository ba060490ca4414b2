// Thousands of believable sessions, for measuring. The same seed gives the same world.
import type pg from 'pg'
import { filterable_facts } from '../src/features/places/facts.ts'
import { addDays, localDay, momentOf } from '../src/kit/dates.ts'
import { offered } from './demonstration.ts'
import { idFrom } from './ids.ts'
import { insertAll, seedPlaces } from './places.ts'
import { randomFrom } from './random.ts'
import { providers } from './town/providers.ts'

type Random = () => number
const pick = <Item>(list: readonly Item[], random: Random): Item => list[Math.floor(random() * list.length)]!
const between = (least: number, most: number, random: Random) =>
  least + Math.floor(random() * (most - least + 1))

const ways = [
  'Gentle',
  'Big',
  'Little',
  'Slow',
  'Noisy',
  'Quiet',
  'Friday',
  'Morning',
  'After-school',
  'First steps in',
  'Family',
  'Open',
  'Evening',
  'Try-out',
  'Weekend',
  'Rainy day',
]
const things: Record<string, string[]> = {
  water: ['swimming', 'splash pool', 'canoeing', 'water play', 'float and stretch', 'diving'],
  outdoors: ['woodland walk', 'pond dipping', 'gardening', 'orienteering', 'bug hunt', 'camp cooking'],
  move: ['trampolining', 'cycling', 'football', 'boccia', 'yoga', 'climbing', 'skating', 'dance'],
  make: ['pottery', 'painting', 'sewing', 'woodwork', 'animation', 'knitting', 'collage'],
  music: ['drumming', 'choir', 'guitar', 'music making', 'DJ workshop', 'bells and chimes'],
  food: ['baking', 'cooking', 'pancakes', 'bread making', 'picnic'],
  meet: ['stay and play', 'coffee morning', 'board games', 'youth club', 'lunch club', 'café'],
  quiet: ['story time', 'sensory room', 'reading', 'film afternoon', 'jigsaws', 'stargazing'],
}
const ends = ['', 'club', 'together', 'for all', 'taster', 'group', 'hour']
const busy = ['few', 'some', 'many'] as const
const noise = ['quiet', 'some', 'loud'] as const

function activityOf(nth: number, places: string[], random: Random) {
  const like = pick(offered, random)
  const min_age = pick([0, 0, 3, 4, 5, 5, 8, 8, 11, 13, 16], random)
  return {
    ...like,
    id: idFrom('many activity', String(nth)),
    // An activity meets in one place, or two.
    at: random() < 0.7 ? [pick(places, random)] : [pick(places, random), pick(places, random)],
    title: `${pick(ways, random)} ${pick(things[like.theme]!, random)} ${pick(ends, random)}`.trim(),
    provider_id: idFrom('provider', pick(providers, random).name),
    kind: random() < 0.15 ? 'targeted' : random() < 0.1 ? 'other' : 'community',
    led_by: random() < 0.2 ? 'parents' : random() < 0.15 ? 'young_people' : 'provider',
    min_age,
    max_age: Math.min(25, min_age + between(4, 14, random)),
    siblings: random() < 0.7 ? 'welcome' : 'not',
    adult: random() < 0.6 ? 'stays' : 'may_leave',
    busy: pick(busy, random),
    noise: pick(noise, random),
    cost_pence: 0,
    phone: '0161 496 0199',
    drop_in: random() < 0.12,
    at_home: random() < 0.06,
    one_party_per_family: false,
    places_for: random() < 0.1 ? 'everyone' : 'children',
  }
}

function sessionOf(nth: number, activity: ReturnType<typeof activityOf>, given: Given, random: Random) {
  const day = addDays(localDay(given.now), between(1, given.days, random))
  const starts_at = momentOf(
    day,
    `${String(between(9, 19, random)).padStart(2, '0')}:${pick(['00', '15', '30'], random)}`,
  )
  return {
    id: idFrom('many session', String(nth)),
    activity_id: activity.id,
    place_id: activity.at_home ? null : pick(activity.at, random),
    starts_at,
    ends_at: new Date(starts_at.getTime() + between(2, 8, random) * 900_000),
    version: random() < 0.15 ? 'relaxed' : random() < 0.08 ? 'busier' : null,
    places: activity.drop_in ? null : between(6, 40, random),
    published_at: given.now,
  }
}

type Given = { now: Date; days: number }
const activity_columns =
  'id uuid, provider_id uuid, title text, theme text, kind text, led_by text, what_you_will_do text, min_age integer, max_age integer, siblings text, adult text, cost_pence integer, busy text, noise text, leave_and_return text, food text, bring text, who_you_will_meet text, staff_training text, if_full text, phone text, drop_in boolean, at_home boolean, one_party_per_family boolean, places_for text'
const session_columns =
  'id uuid, activity_id uuid, place_id uuid, starts_at timestamptz, ends_at timestamptz, version text, places integer, published_at timestamptz'
const fact_columns =
  'activity_id uuid, fact text, answer text, checked_by text, checked_by_name text, checked_on date'

async function inBatches(pool: pg.Pool, table: string, columns: string, rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 5_000)
    await insertAll(pool, table, columns, rows.slice(at, at + 5_000))
}

/** Adds this many published sessions over the next half year, about a dozen to an activity, at the seeded places. */
export async function seedMany(
  pool: pg.Pool,
  { sessions, now, seed = 7 }: { sessions: number; now: Date; seed?: number },
): Promise<void> {
  const random = randomFrom(seed)
  await seedPlaces(pool, { now })
  await insertAll(
    pool,
    'providers',
    'id uuid, name text, phone text',
    providers.map((provider) => ({ ...provider, id: idFrom('provider', provider.name) })),
  )
  const { rows } = await pool.query<{ id: string }>('select id from places order by id')
  const places = rows.map((place) => place.id)
  const given: Given = { now, days: 180 }
  const activities = Array.from({ length: Math.ceil(sessions / 12) }, (_, nth) =>
    activityOf(nth, places, random),
  )
  await inBatches(pool, 'activities', activity_columns, activities)
  const facts = activities.flatMap((activity) =>
    filterable_facts
      .filter(() => random() < 0.25)
      .map(({ code }) => ({
        activity_id: activity.id,
        fact: code,
        answer: random() < 0.8 ? 'yes' : 'no',
        checked_by: 'parent',
        checked_by_name: 'Ruth',
        checked_on: localDay(now),
      })),
  )
  await inBatches(pool, 'access_facts', fact_columns, facts)
  const dated = Array.from({ length: sessions }, (_, nth) =>
    sessionOf(nth, pick(activities, random), given, random),
  )
  // Those of one activity together, so that the words it is found by are read once and not in every batch.
  dated.sort((a, b) => (a.activity_id < b.activity_id ? -1 : 1))
  await inBatches(pool, 'sessions', session_columns, dated)
  // A third of those with places are nearly full or full, as after a good newsletter.
  await pool.query(
    `update session_places set booked = case when hashtext(session_id::text) % 3 = 0 then places - abs(hashtext(session_id::text) / 7) % 3 else places / 3 end
     where booked = 0 and places > 3`,
  )
  await pool.query('analyze')
}
