import type pg from 'pg'
import type { Db } from '../../kit/db.ts'
import type { SignedIn } from '../../kit/web.ts'

/** Someone who may sign in: a person with a live role. Nobody else may, in this house, yet. */
export const whoMaySignIn = (db: Db, email: string): Promise<{ id: string; email: string } | undefined> =>
  db
    .selectFrom('people as p')
    .innerJoin('roles as r', (on) => on.onRef('r.person_id', '=', 'p.id').on('r.ended_at', 'is', null))
    .select(['p.id', 'p.email'])
    .where('p.email', '=', email)
    .executeTakeFirst()

/** Whether someone has signed in since a moment, so that a code of that moment is used up. */
export const hasUsedSince = async (db: Db, person_id: string, moment: Date): Promise<boolean> =>
  Boolean(
    await db
      .selectFrom('sign_ins')
      .select('id')
      .where('person_id', '=', person_id)
      .where('created_at', '>=', moment)
      .executeTakeFirst(),
  )

/** The person a token signs in, with their live roles; one lookup by index, for it is asked on each page. */
export async function personWithToken(pool: pg.Pool, token: string, now: Date): Promise<SignedIn | null> {
  const { rows } = await pool.query<SignedIn>(
    `select p.id, p.name, s.id as sign_in_id, s.created_at as signed_in_at, s.confirmed_at, s.second_factor_at, s.shared_device,
       coalesce((select json_agg(json_build_object('role', r.role, 'provider_id', r.provider_id) order by r.role)
         from roles r where r.person_id = p.id and r.ended_at is null), '[]') as roles
     from sign_ins s join people p on p.id = s.person_id
     where s.token = $1 and s.expires_at > $2`,
    [token, now],
  )
  return rows[0] ?? null
}

/** Whose verified contact this is, as a machine writes to it; null when nobody's. */
export const personWithContact = async (db: Db, send_to: string): Promise<string | null> =>
  (
    await db
      .selectFrom('contacts')
      .select('person_id')
      .where('send_to', '=', send_to)
      .where('verified_at', 'is not', null)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
  )?.person_id ?? null
