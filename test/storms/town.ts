// What the storms need: sessions, families by the thousand, and a clock that is passed in.
import { randomUUID } from 'node:crypto'
import type { Ask } from '../../src/features/bookings/index.ts'
import type { Database } from '../../src/kit/db.ts'

/** Saturday 28 November 2026, 10 in the morning. */
export const now = new Date('2026-11-28T10:00:00Z')
export const secret = 'a secret for storms only'
const day = 24 * 3_600_000

type Session = {
  places?: number | null
  starts_at?: Date
  opens_at?: Date | null
  published_at?: Date | null
  cancelled_at?: Date | null
  activity_id?: string
  activity?: { one_party_per_family?: boolean; drop_in?: boolean; places_for?: 'children' | 'everyone' }
}

/** A published session a week from now, and its activity, unless told otherwise. */
export async function givenSession({ db }: Pick<Database, 'db'>, facts: Session = {}) {
  const activity_id =
    facts.activity_id ??
    (
      await db
        .insertInto('activities')
        .values({
          title: 'Splash time',
          min_age: 0,
          max_age: 25,
          siblings: 'welcome',
          adult: 'stays',
          ...facts.activity,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const starts_at = facts.starts_at ?? new Date(now.getTime() + 7 * day)
  return db
    .insertInto('sessions')
    .values({
      activity_id,
      starts_at,
      ends_at: new Date(starts_at.getTime() + 2 * 3_600_000),
      places: facts.places === undefined ? 10 : facts.places,
      opens_at: facts.opens_at ?? null,
      published_at: facts.published_at === undefined ? new Date(now.getTime() - day) : facts.published_at,
      cancelled_at: facts.cancelled_at ?? null,
      cancelled_because: facts.cancelled_at ? 'The pool is closed.' : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

let families = 0

/** What one family asks for: one child of nine unless told otherwise. */
export function anAsk(session_id: string, changes: Partial<Ask> = {}, children = 1): Ask {
  const family = ++families
  const contact = `07700 ${String(100000 + family).slice(-6)}`
  return {
    form_key: randomUUID(),
    session_id,
    people: Array.from({ length: children }, (_, nth) => ({ first_name: `Child ${nth + 1}`, age: 9 })),
    adults: 0,
    ask_first: false,
    carer_name: `Carer ${family}`,
    contact_kind: 'text',
    contact,
    send_to: `+447${String(700000000 + family)}`,
    emergency_contact: null,
    must_know: null,
    door: 'web',
    language: 'en',
    asked_at: now,
    ...changes,
  }
}
