// What a test starts from, written straight into the tables, with everything a published session must say.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { DB } from '../src/database.ts'
import { cookieOf } from '../src/features/people/index.ts'
import type { House } from '../src/house.ts'
import { makeBrowser } from './world.ts'

type Row<Table extends keyof DB> = Partial<Insertable<DB[Table]>>

const hour = 3_600_000

/** Makers of places, activities, sessions and people; each says only what the test is about. */
export function makeGiven(house: House, clock: { now: Date }) {
  const { db } = house.database
  let nth = 0

  const place = (row: Row<'places'> = {}) =>
    db
      .insertInto('places')
      .values({
        name: `Test Hall ${++nth}`,
        kind: 'library',
        street: '1 Test Street',
        town: 'Sale',
        postcode: 'M33 7ZF',
        lat: 53.4247,
        lon: -2.3221,
        ...row,
      })
      .returningAll()
      .executeTakeFirstOrThrow()

  const provider = (row: Row<'providers'> = {}) =>
    db
      .insertInto('providers')
      .values({ name: `Test Club ${++nth}`, phone: '0161 496 0100', safeguarding_lead: 'Sam', ...row })
      .returningAll()
      .executeTakeFirstOrThrow()

  const activity = async (row: Row<'activities'> = {}) =>
    db
      .insertInto('activities')
      .values({
        provider_id: row.provider_id ?? (await provider()).id,
        title: `Test activity ${++nth}`,
        theme: 'make',
        what_you_will_do: 'You will meet the group. You will make something. You will take it home.',
        min_age: 5,
        max_age: 16,
        siblings: 'welcome',
        adult: 'stays',
        cost_pence: 0,
        busy: 'few',
        noise: 'quiet',
        leave_and_return: 'yes',
        food: 'Bring a snack if you like.',
        bring: 'Nothing. We have aprons.',
        who_you_will_meet: 'Jo, who runs the group, and two volunteers.',
        staff_training: 'Jo has first aid and autism training.',
        if_full: 'You can join the waiting list.',
        phone: '0161 496 0100',
        ...row,
      })
      .returningAll()
      .executeTakeFirstOrThrow()

  /** A published session in a week's time with ten places, unless told otherwise. */
  const session = async (
    row: Row<'sessions'> & { activity?: Row<'activities'>; at?: Row<'places'> } = {},
  ) => {
    const { activity: about, at, ...said } = row
    const starts_at = said.starts_at
      ? new Date(said.starts_at)
      : new Date(clock.now.getTime() + 7 * 24 * hour)
    return db
      .insertInto('sessions')
      .values({
        activity_id: said.activity_id ?? (await activity(about)).id,
        place_id: said.place_id === undefined ? (await place(at)).id : said.place_id,
        starts_at,
        ends_at: new Date(starts_at.getTime() + 2 * hour),
        places: 10,
        published_at: new Date(clock.now.getTime() - 24 * hour),
        ...said,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  }

  /** Someone of the team, signed in at a browser of their own. */
  const coordinator = async (name = 'Priya') => {
    const person = await db
      .insertInto('people')
      .values({ name, email: `${name.toLowerCase()}-${++nth}@alongside.example`, email_verified: true })
      .returningAll()
      .executeTakeFirstOrThrow()
    await db.insertInto('roles').values({ person_id: person.id, role: 'team' }).execute()
    const browser = makeBrowser(house)
    await signIn(person.id, browser)
    return { person, browser }
  }

  const signIn = async (person_id: string, browser: ReturnType<typeof makeBrowser>) => {
    const token = randomBytes(24).toString('base64url')
    await db
      .insertInto('sign_ins')
      .values({ person_id, token, expires_at: new Date(clock.now.getTime() + 24 * hour) })
      .execute()
    const { name, value } = cookieOf(token, house.config)
    browser.cookies.set(name, value)
  }

  return { place, provider, activity, session, coordinator, form_key: () => randomUUID() }
}
