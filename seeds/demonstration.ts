// The demonstration area, "Sale and the Mersey Valley": invented people in real places, dated from today.
import type pg from 'pg'
import { addDays, localDay, momentOf } from '../src/kit/dates.ts'
import type { Keys } from '../src/kit/keys.ts'
import { bookFamilies } from './bookings.ts'
import { seedHouseholds } from './households.ts'
import { idFrom } from './ids.ts'
import { seedPeople } from './people.ts'
import { insertAll, seedPlaces } from './places.ts'
import { meet_and_quiet } from './town/meet-and-quiet.ts'
import { move_and_make } from './town/move-and-make.ts'
import { music_and_food } from './town/music-and-food.ts'
import { providers } from './town/providers.ts'
import { seasonsFrom } from './town/school-year.ts'
import type { Offered, Pattern } from './town/shape.ts'
import { water_and_outdoors } from './town/water-and-outdoors.ts'
import { daysOf, timesOf } from './town/weeks.ts'

const day_ms = 86_400_000

/** Everything that is put on in the town. */
export const offered: Offered[] = [
  ...water_and_outdoors,
  ...move_and_make,
  ...music_and_food,
  ...meet_and_quiet,
]

export type Dated = {
  id: string
  activity: Offered
  pattern: Pattern
  nth: number
  starts_at: Date
  ends_at: Date
}

/** Every dated session of the town in the eight weeks after `now`. */
export const datedFrom = (now: Date): Dated[] =>
  offered.flatMap((activity) =>
    activity.dates.flatMap((pattern) =>
      daysOf(pattern, now).map((day, nth) => ({
        id: idFrom('session', activity.title, pattern.version ?? '', day, pattern.time),
        activity,
        pattern,
        nth,
        ...timesOf(pattern, day),
      })),
    ),
  )

async function seedProviders(pool: pg.Pool, now: Date): Promise<void> {
  await insertAll(
    pool,
    'providers',
    'id uuid, name text, about text, phone text, email text, safeguarding_lead text, first_aider text, background_checks_on date',
    providers.map((provider, at) => ({
      ...provider,
      id: idFrom('provider', provider.name),
      background_checks_on: localDay(new Date(now.getTime() - (40 + 23 * at) * day_ms)),
    })),
  )
}

const draft: Partial<Offered> & { title: string } = {
  title: 'Pony grooming taster',
  provider: 'Mersey Valley Outdoors',
  theme: 'outdoors',
  what_you_will_do: 'You meet two small ponies. You brush them, or watch from the gate.',
  ages: [5, 18],
}

async function seedActivities(pool: pg.Pool, now: Date): Promise<void> {
  const seasons = seasonsFrom(localDay(now)).map((season) => ({
    ...season,
    id: idFrom('season', season.name),
  }))
  await insertAll(pool, 'seasons', 'id uuid, name text, kind text, starts_on date, ends_on date', seasons)
  const seasonOf = ({ dates = [] }: Partial<Offered>) => {
    const kinds = new Set(dates.map((pattern) => pattern.when))
    return kinds.size === 1 ? (seasons.find((season) => kinds.has(season.kind))?.id ?? null) : null
  }
  const phones = new Map(providers.map((provider) => [provider.name, provider.phone]))
  const rows = [...offered, draft].map((activity) => ({
    kind: 'community',
    led_by: 'provider',
    drop_in: false,
    at_home: false,
    one_party_per_family: false,
    places_for: 'children',
    cost_pence: activity === draft ? null : 0,
    ...activity,
    id: idFrom('activity', activity.title),
    provider_id: activity.provider && idFrom('provider', activity.provider),
    season_id: seasonOf(activity),
    min_age: activity.ages?.[0],
    max_age: activity.ages?.[1],
    phone: activity === draft ? null : phones.get(activity.provider ?? ''),
  }))
  await insertAll(
    pool,
    'activities',
    'id uuid, provider_id uuid, season_id uuid, title text, theme text, kind text, led_by text, what_you_will_do text, min_age integer, max_age integer, siblings text, adult text, cost_pence integer, cost_note text, busy text, noise text, leave_and_return text, food text, bring text, who_you_will_meet text, staff_training text, if_full text, phone text, drop_in boolean, at_home boolean, one_party_per_family boolean, places_for text',
    rows,
  )
}

const nthOf = <Row extends object>(activity: Offered, rows: Row[] | undefined) =>
  (rows ?? []).map((row, at) => ({ ...row, activity_id: idFrom('activity', activity.title), nth: at + 1 }))

async function seedWords(pool: pg.Pool, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * day_ms)
  await insertAll(
    pool,
    'requirements',
    'activity_id uuid, nth integer, kind text, sentence text',
    offered.flatMap((activity) => nthOf(activity, activity.requirements)),
  )
  await insertAll(
    pool,
    'story_steps',
    'activity_id uuid, nth integer, sentence text',
    offered.flatMap((activity) =>
      nthOf(
        activity,
        activity.story?.map((sentence) => ({ sentence })),
      ),
    ),
  )
  await insertAll(
    pool,
    'questions',
    'id uuid, activity_id uuid, words text, asked_at timestamptz, answer text, answered_at timestamptz, answered_by text',
    offered.flatMap((activity) =>
      nthOf(activity, activity.questions).map(({ days_ago, by, ...question }) => ({
        ...question,
        id: idFrom('question', question.words),
        asked_at: ago(days_ago),
        answered_by: by,
        answered_at: question.answer ? ago(days_ago - 1) : null,
      })),
    ),
  )
  await insertAll(
    pool,
    'access_facts',
    'activity_id uuid, fact text, answer text, detail text, checked_by text, checked_by_name text, checked_on date',
    offered.flatMap((activity, at) =>
      (['yes', 'no'] as const).flatMap((answer) =>
        Object.entries(activity[answer] ?? {}).map(([fact, detail]) => ({
          activity_id: idFrom('activity', activity.title),
          fact,
          answer,
          detail: detail || null,
          checked_by: activity.led_by === 'parents' ? 'parent' : 'provider',
          checked_by_name:
            activity.who_you_will_meet.match(/(?:Mr )?\p{Lu}[\p{L}’]+/u)?.[0] ?? activity.provider,
          checked_on: localDay(ago(10 + ((at * 17) % 120))),
        })),
      ),
    ),
  )
}

async function seedSessions(pool: pg.Pool, now: Date, dated: Dated[]): Promise<void> {
  const { rows: found } = await pool.query<{ id: string; name: string }>(
    'select distinct on (name) id, name from places order by name, source, id',
  )
  const places = new Map(found.map((place) => [place.name, place.id]))
  const rows = dated.map(({ id, activity, pattern, starts_at, ends_at }) => {
    if (pattern.place && !places.has(pattern.place))
      throw new Error(`No seeded place is called ${pattern.place}`)
    return {
      id,
      activity_id: idFrom('activity', activity.title),
      place_id: pattern.place && places.get(pattern.place),
      starts_at,
      ends_at,
      version: pattern.version,
      busy: pattern.busy,
      noise: pattern.noise,
      note: pattern.note,
      places: pattern.places,
      repeats_id: idFrom('repeats', activity.title, pattern.version ?? '', pattern.time),
      published_at: new Date(now.getTime() - 28 * day_ms),
    }
  })
  const in_three_weeks = momentOf(addDays(localDay(now), 21), '14:00')
  const unfinished = {
    id: idFrom('session', draft.title),
    activity_id: idFrom('activity', draft.title),
    starts_at: in_three_weeks,
    ends_at: new Date(in_three_weeks.getTime() + 3_600_000),
    places: 8,
  }
  await insertAll(
    pool,
    'sessions',
    'id uuid, activity_id uuid, place_id uuid, starts_at timestamptz, ends_at timestamptz, version text, busy text, noise text, note text, places integer, repeats_id uuid, published_at timestamptz',
    [...rows, unfinished],
  )
}

// The small room is out of use on one date: what is said of a session wins over its place.
async function seedSessionFact(pool: pg.Pool, now: Date, dated: Dated[]): Promise<void> {
  const session = dated.find(({ activity, nth }) => activity.title === 'Big drum circle' && nth === 1)
  const fact = {
    session_id: session?.id,
    fact: 'quiet_room',
    answer: 'no',
    detail: 'The small room is being painted that week',
    checked_by: 'provider',
    checked_by_name: 'Abiola',
    checked_on: localDay(now),
  }
  await insertAll(
    pool,
    'access_facts',
    'session_id uuid, fact text, answer text, detail text, checked_by text, checked_by_name text, checked_on date',
    session ? [fact] : [],
  )
}

type Setting = { now: Date; secret: string; keys?: Keys }

/** Loads the demonstration area into an empty database, with bookings through the desk. Refuses one that is lived in. */
export async function seedDemonstration(
  pool: pg.Pool,
  { now, secret, keys }: Setting,
): Promise<'loaded' | 'lived-in'> {
  const { rows } = await pool.query(
    'select exists (select from activities) or exists (select from people) as lived_in',
  )
  if (rows[0].lived_in) return 'lived-in'
  const dated = datedFrom(now)
  await seedPlaces(pool, { now })
  await seedProviders(pool, now)
  await seedPeople(pool, { now, secret })
  await seedActivities(pool, now)
  await seedWords(pool, now)
  await seedSessions(pool, now, dated)
  await seedSessionFact(pool, now, dated)
  await bookFamilies({ pool, now, secret, keys, dated })
  await seedHouseholds({ pool, now, secret, keys, dated })
  await pool.query('analyze')
  return 'loaded'
}
