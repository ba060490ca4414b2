// What a test starts from, written straight into the tables, with everything a published session must say.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { DB } from '../src/database.ts'
import { cookieOf, sealedSecret } from '../src/features/people/index.ts'
import type { House } from '../src/house.ts'
import type { HeldRole, Role } from '../src/kit/who-may.ts'
import { type Browser, makeBrowser } from './world.ts'

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

  /** Somebody who can sign in, by email unless told otherwise, with these roles; at a browser of their own, signed in. */
  const someone = async (name = 'Sam', held: (Role | HeldRole)[] = [], row: Row<'people'> = {}) => {
    const email = `${name.toLowerCase().replace(/[^a-z]/g, '')}-${++nth}@alongside.example`
    const person = await db
      .insertInto('people')
      .values({ name, email, email_verified: true, ...row })
      .returningAll()
      .executeTakeFirstOrThrow()
    await db
      .insertInto('contacts')
      .values({ person_id: person.id, kind: 'email', typed: email, send_to: email, verified_at: clock.now })
      .execute()
    for (const each of held) {
      const { role, provider_id } = typeof each === 'string' ? { role: each, provider_id: null } : each
      await db
        .insertInto('roles')
        .values({ person_id: person.id, role, provider_id, granted_at: clock.now })
        .execute()
    }
    const browser = makeBrowser(house)
    await signIn(person.id, browser, held.length > 0)
    return { person, browser, email }
  }

  /** An app that shows the codes of somebody's second step; gives its secret. */
  const secondStep = async (person_id: string) => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    const sealed_secret = sealedSecret(secret, person_id, house.config.secret)
    await db
      .insertInto('second_factors')
      .values({ person_id, kind: 'app', label: 'App on a phone', sealed_secret })
      .execute()
    return secret
  }

  /** Someone of the team, signed in at a browser of their own, second factor shown. */
  const coordinator = (name = 'Priya') => someone(name, ['coordinator'])

  const signIn = async (person_id: string, browser: Browser, second_factor = false) => {
    const token = randomBytes(24).toString('base64url')
    await db
      .insertInto('sign_ins')
      .values({
        person_id,
        token,
        created_at: clock.now,
        second_factor_at: second_factor ? clock.now : null,
        expires_at: new Date(clock.now.getTime() + 24 * hour),
      })
      .execute()
    const { name, value } = cookieOf(token, house.config)
    browser.cookies.set(name, value)
  }

  return {
    place,
    provider,
    activity,
    session,
    someone,
    coordinator,
    signIn,
    secondStep,
    form_key: () => randomUUID(),
  }
}
