// The people of the team, of the organisations, and the parents who help: one for each role, ready to sign in.
import { createHash } from 'node:crypto'
import { Secret } from 'otpauth'
import type pg from 'pg'
import { sealedSecret } from '../src/features/people/index.ts'
import { needs_second_factor, type Role } from '../src/kit/who-may.ts'
import { idFrom } from './ids.ts'
import { insertAll } from './places.ts'

type Person = { name: string; email: string; role: Role; provider?: string }

const of = (name: string, role: Role, provider?: string): Person => ({
  name,
  email: `${name.toLowerCase()}@alongside.example`,
  role,
  provider,
})

/** Whom to sign in as, and the role of each. */
export const demonstration_people: readonly Person[] = [
  of('Noor', 'area_administrator'),
  of('Priya', 'coordinator'),
  of('Tom', 'coordinator'),
  of('Ines', 'publisher'),
  of('Gwen', 'safeguarding_lead'),
  of('Marek', 'partner_lead', 'Water Lilies Family Swim'),
  of('Bea', 'session_worker', 'Wheels and Trails'),
  of('Farah', 'parent_champion'),
  of('Colm', 'moderator'),
  of('Zadie', 'panel_member'),
]

// The same at each loading, so that an app on a phone still works after the area is loaded again.
const appSecret = (email: string) => {
  const bytes = createHash('sha1').update(`an app of the demonstration: ${email}`).digest()
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32
}

type Setting = { now: Date; secret: string }

/** Loads them: each proved by email, and with an app wherever their role needs a second step. */
export async function seedPeople(pool: pg.Pool, { now, secret }: Setting): Promise<void> {
  const people = demonstration_people.map((person) => ({
    ...person,
    id: idFrom('person', person.email),
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
  await insertAll(
    pool,
    'roles',
    'person_id uuid, role text, provider_id uuid, granted_at timestamptz',
    people.map(({ id, role, provider }) => ({
      person_id: id,
      role,
      provider_id: provider && idFrom('provider', provider),
      granted_at: now,
    })),
  )
  await insertAll(
    pool,
    'second_factors',
    'id uuid, person_id uuid, kind text, label text, sealed_secret text, created_at timestamptz',
    people
      .filter(({ role }) => needs_second_factor.includes(role))
      .map(({ id, email }) => ({
        id: idFrom('app', email),
        person_id: id,
        kind: 'app',
        label: 'App on a phone',
        sealed_secret: sealedSecret(appSecret(email), id, secret),
        created_at: now,
      })),
  )
}
