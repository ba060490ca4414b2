import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import { countTo, newestTo, queue } from '../messages/index.ts'
import type { Auth } from './auth.ts'
import { hasUsedSince, whoMaySignIn } from './queries.ts'
import { codes_an_hour, foldedEmail, same_asking_seconds } from './rules.ts'

/** The kind of message that carries a code. */
export const sign_in_code = 'sign_in_code'

type Asked = { email: string; language: string; now: Date; auth: Auth }

/**
 * Sends a new code to someone who may sign in, and says nothing about whether it did: the page is the same for all.
 * No more than five an hour; asking twice in a few seconds is asking once.
 */
export async function sendCode(db: Db, { email, language, now, auth }: Asked): Promise<void> {
  const person = await whoMaySignIn(db, email)
  if (!person) return
  const code = await db.transaction().execute(async (trx) => {
    // Two askings at once must not both count four.
    await sql`select pg_advisory_xact_lock(4203, hashtext(${person.email}))`.execute(trx)
    const mine = { kind: sign_in_code, send_to: person.email }
    const since = (seconds: number) => new Date(now.getTime() - seconds * 1000)
    const just_now = await newestTo(trx, { ...mine, since: since(same_asking_seconds) })
    if (just_now && !(await hasUsedSince(trx, person.id, just_now.created_at))) return null
    if ((await countTo(trx, { ...mine, since: since(3600) })) >= codes_an_hour) return null
    const fresh = String(randomInt(1_000_000)).padStart(6, '0')
    await queue(trx, { ...mine, channel: 'email', language, about: { code: fresh }, now })
    return fresh
  })
  if (code) await auth.keepCode(person.email, code)
}

/** Ends one sign-in; afterwards its cookie is worth nothing. */
export const signOut = (db: Db, token: string) =>
  db.deleteFrom('sign_ins').where('token', '=', token).execute()

/** Makes someone a member of the team, who may then sign in; the same email again only renews the name. Gives the id. */
export async function addTeamMember(
  db: Db,
  { name, email }: { name: string; email: string },
): Promise<string> {
  const add = async (trx: Db) => {
    const { id } = await trx
      .insertInto('people')
      .values({ name, email: foldedEmail(email) })
      .onConflict((on) => on.column('email').doUpdateSet({ name, updated_at: sql`now()` }))
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('roles')
      .values({ person_id: id, role: 'coordinator' })
      .onConflict((on) => on.columns(['person_id', 'role']).where('ended_at', 'is', null).doNothing())
      .execute()
    return id
  }
  return db.isTransaction ? add(db) : db.transaction().execute(add)
}

/** Ends a person's place in the team: they are signed out everywhere at once, and cannot sign in again. */
export async function endTeamMember(db: Db, person_id: string, now: Date): Promise<void> {
  const end = async (trx: Db) => {
    await trx
      .updateTable('roles')
      .set({ ended_at: now })
      .where('person_id', '=', person_id)
      .where('ended_at', 'is', null)
      .execute()
    await trx.deleteFrom('sign_ins').where('person_id', '=', person_id).execute()
  }
  return db.isTransaction ? end(db) : db.transaction().execute(end)
}
