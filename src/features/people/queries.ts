import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from '../../kit/db.ts'
import type { SignedIn } from '../../kit/web.ts'
import type { HeldRole } from '../../kit/who-may.ts'

/** Whether whoever has this contact has signed in or proved themselves since a moment, so that its code is used up. */
export const hasUsedSince = async (db: Db, send_to: string, moment: Date): Promise<boolean> =>
  Boolean(
    await db
      .selectFrom('sign_ins as s')
      .innerJoin('contacts as c', 'c.person_id', 's.person_id')
      .select('s.id')
      .where('c.send_to', '=', send_to)
      .where('c.ended_at', 'is', null)
      .where(sql<Date>`greatest(s.created_at, s.confirmed_at)`, '>=', moment)
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

export type LiveContact = { kind: 'email' | 'text'; send_to: string }

/** How a person is reached: verified and not ended, oldest first. */
export const contactsOf = (db: Db, person_id: string): Promise<LiveContact[]> =>
  db
    .selectFrom('contacts')
    .select(['kind', 'send_to'])
    .where('person_id', '=', person_id)
    .where('verified_at', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export type Factor = {
  id: string
  kind: 'app' | 'passkey'
  label: string
  sealed_secret: string | null
  credential_id: string | null
  public_key: Buffer | null
  counter: number
  last_used_at: Date | null
  created_at: Date
}

/** A person's second steps that still count, oldest first. */
export const factorsOf = (db: Db, person_id: string): Promise<Factor[]> =>
  db
    .selectFrom('second_factors')
    .select([
      'id',
      'kind',
      'label',
      'sealed_secret',
      'credential_id',
      'public_key',
      'counter',
      'last_used_at',
      'created_at',
    ])
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** How many spare codes a person has left. */
export async function spareCodesLeft(db: Db, person_id: string): Promise<number> {
  const { many } = await db
    .selectFrom('spare_codes')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('person_id', '=', person_id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(many)
}

/** Whose contact this is, when they have proved it and have a role here; null otherwise. */
export const staffWith = async (db: Db, send_to: string): Promise<string | null> => {
  const row = await db
    .selectFrom('contacts as c')
    .innerJoin('roles as r', (on) => on.onRef('r.person_id', '=', 'c.person_id').on('r.ended_at', 'is', null))
    .select('c.person_id')
    .where('c.send_to', '=', send_to)
    .where('c.verified_at', 'is not', null)
    .where('c.ended_at', 'is', null)
    .executeTakeFirst()
  return row?.person_id ?? null
}

/** A person's live roles. */
export const rolesOf = (db: Db, person_id: string): Promise<HeldRole[]> =>
  db
    .selectFrom('roles')
    .select(['role', 'provider_id'])
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .execute()
