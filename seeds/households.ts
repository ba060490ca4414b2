// Families with an account: who looks after whom, two who share, one who must not meet, and two young people.
import type pg from 'pg'
import { makeDesk } from '../src/features/bookings/desk.ts'
import { leavingDay } from '../src/features/households/rules.ts'
import { localDay, localParts } from '../src/kit/dates.ts'
import type { Keys } from '../src/kit/keys.ts'
import type { Dated } from './demonstration.ts'
import { idFrom } from './ids.ts'
import { insertAll } from './places.ts'

const day_ms = 86_400_000

/** Whom to sign in as, and what each shows. */
export const demonstration_families = [
  { name: 'Samina', email: 'samina@home.example', shows: 'books for Aisha and Omar' },
  { name: 'Yusuf', email: 'yusuf@home.example', shows: 'looks after them with Samina' },
  { name: 'Daniel', email: 'daniel@home.example', shows: 'a parent apart, whose child is called Aisha too' },
  { name: 'Grace', email: 'grace@home.example', shows: 'two young people, one of whom decides' },
  { name: 'Leo', email: 'leo@home.example', shows: '15, decides from the summer' },
  { name: 'Maya', email: 'maya@home.example', shows: '17, decides, and lets Grace see' },
] as const

type Name = (typeof demonstration_families)[number]['name']
type Child = {
  id: string
  first_name: string
  birth_year: number
  carers: Name[]
  own?: Name
  september?: boolean
  passed_at?: Date
  helps?: string
}

const personOf = (name: Name) => idFrom('person', `${name.toLowerCase()}@home.example`)

/** The children of these families, of the ages they are to be on any day. */
export function childrenAt(now: Date): Child[] {
  const { year } = localParts(now)
  // Whoever is 15 until the next summer's end of school age, whatever day this is.
  const last_year = localDay(now) > leavingDay(year) ? year : year - 1
  const child = (first_name: string, birth_year: number, carers: Name[], more: Partial<Child> = {}) => ({
    id: idFrom('child', first_name, ...carers),
    first_name,
    birth_year,
    carers,
    ...more,
  })
  return [
    child('Aisha', year - 9, ['Samina', 'Yusuf'], { helps: 'She likes to see the room before it fills.' }),
    child('Omar', year - 6, ['Samina', 'Yusuf']),
    child('Aisha', year - 9, ['Daniel']),
    child('Leo', last_year - 15, ['Grace'], {
      own: 'Leo',
      september: false,
      helps: 'A quiet corner, and being asked twice.',
    }),
    child('Maya', year - 17, ['Grace'], {
      own: 'Maya',
      september: false,
      passed_at: new Date(now.getTime() - 60 * day_ms),
    }),
  ]
}

async function seedPeople(pool: pg.Pool, now: Date): Promise<void> {
  const people = demonstration_families.map(({ name, email }) => ({
    id: personOf(name),
    name,
    email,
    email_verified: true,
  }))
  await insertAll(pool, 'people', 'id uuid, name text, email text, email_verified boolean', people)
  await insertAll(
    pool,
    'contacts',
    'id uuid, person_id uuid, kind text, typed text, send_to text, verified_at timestamptz, created_at timestamptz',
    people.map(({ id, email }) => ({
      id: idFrom('contact', email),
      person_id: id,
      kind: 'email',
      typed: email,
      send_to: email,
      verified_at: now,
      created_at: now,
    })),
  )
}

async function seedChildren(pool: pg.Pool, now: Date, children: Child[], keys?: Keys): Promise<void> {
  const since = new Date(now.getTime() - 90 * day_ms)
  await insertAll(
    pool,
    'children',
    'id uuid, first_name text, birth_year integer, born_from_september boolean, helps_sealed text, person_id uuid, added_by uuid, added_at timestamptz, control_passed_at timestamptz',
    children.map(({ id, first_name, birth_year, carers, own, september, passed_at, helps }) => ({
      id,
      first_name,
      birth_year,
      born_from_september: september ?? null,
      // Without keys there is nowhere to seal private words, so none are said.
      helps_sealed: helps && keys ? keys.seal(id, helps) : null,
      person_id: own ? personOf(own) : null,
      added_by: personOf(carers[0]!),
      added_at: since,
      control_passed_at: passed_at ?? null,
    })),
  )
  await insertAll(
    pool,
    'child_carers',
    'child_id uuid, person_id uuid, since timestamptz, added_by uuid, may_see_at timestamptz',
    children.flatMap(({ id, carers, passed_at }) =>
      carers.map((carer, nth) => ({
        child_id: id,
        person_id: personOf(carer),
        since,
        added_by: nth > 0 ? personOf(carers[0]!) : null,
        may_see_at: passed_at ?? null,
      })),
    ),
  )
}

type Setting = { pool: pg.Pool; now: Date; secret: string; keys?: Keys; dated: Dated[] }

// Each family has something to come: the first date with room, where everybody's age fits and an adult stays.
async function bookFor(name: Name, of_these: Child[], { pool, now, secret, keys, dated }: Setting) {
  const desk = makeDesk({ pool, config: { secret }, keys, now: () => now })
  const { year } = localParts(now)
  const people = of_these.map(({ id, first_name, birth_year }) => ({
    first_name,
    age: year - birth_year,
    child_id: id,
  }))
  const email = `${name.toLowerCase()}@home.example`
  const fitting = dated.filter(
    ({ activity, pattern, nth }) =>
      nth > 0 &&
      pattern.places !== null &&
      activity.places_for !== 'everyone' &&
      activity.adult !== 'may_leave' &&
      people.every(({ age }) => age >= activity.ages[0] && age <= activity.ages[1]),
  )
  fitting.sort((one, other) => one.starts_at.getTime() - other.starts_at.getTime())
  for (const { id } of fitting) {
    const answer = await desk.ask({
      form_key: idFrom('form', email, id),
      session_id: id,
      people,
      adults: 0,
      ask_first: false,
      carer_name: name,
      contact_kind: 'email',
      contact: email,
      send_to: email,
      emergency_contact: null,
      must_know: null,
      door: 'web',
      language: 'en',
      asked_at: now,
      only_if_free: true,
      person_id: personOf(name),
    })
    if (typeof answer !== 'string') return
  }
}

/** Loads the families with an account, their children, and a booking for two of them. */
export async function seedHouseholds(setting: Setting): Promise<void> {
  const { pool, now, keys } = setting
  const children = childrenAt(now)
  await seedPeople(pool, now)
  await seedChildren(pool, now, children, keys)
  const of = (name: Name) => children.filter(({ carers, own }) => (own ?? carers[0]) === name)
  await bookFor('Samina', of('Samina'), setting)
  await bookFor('Maya', of('Maya'), setting)
}
