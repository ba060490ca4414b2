// A sign-in: who it is for, from a contact just proved; its token, made new whenever more is proved; its end.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Contact } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import { accountName, signInEnds } from './rules.ts'

/** A sign-in just made or renewed, for the cookie. */
export type Fresh = { token: string; expires_at: Date; shared: boolean }

const freshToken = () => randomBytes(24).toString('base64url')

type Proved = { contact: Pick<Contact, 'contact_kind' | 'send_to'>; typed?: string; now: Date }

/** Whose contact this is, now that a code sent there came back: its person, made when there was none. */
export const personProved = (db: Db, { contact, typed, now }: Proved): Promise<string> =>
  db.transaction().execute(async (trx) => {
    // Two phones at once must not make two people of one.
    await sql`select pg_advisory_xact_lock(4204, hashtext(${contact.send_to}))`.execute(trx)
    const held = await trx
      .selectFrom('contacts')
      .select(['id', 'person_id', 'verified_at', 'added_by'])
      .where('send_to', '=', contact.send_to)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (held?.verified_at) return held.person_id
    // The team wrote it down after a call-back: this proves it.
    if (held?.added_by) {
      await trx.updateTable('contacts').set({ verified_at: now }).where('id', '=', held.id).execute()
      return held.person_id
    }
    // Somebody else typed it as theirs and never proved it. It is not theirs.
    if (held) await trx.updateTable('contacts').set({ ended_at: now }).where('id', '=', held.id).execute()
    return newPerson(trx, { contact, typed: typed ?? contact.send_to, now })
  })

/** Makes a person, reached at this contact; in the caller's transaction. Gives the id. */
export async function newPerson(
  trx: Db,
  { contact, typed, now }: Proved & { typed: string },
): Promise<string> {
  const named = (email: string) =>
    trx
      .insertInto('people')
      .values({ name: '', email, email_verified: true, created_at: now, updated_at: now })
      .onConflict((on) => on.column('email').doNothing())
      .returning('id')
      .executeTakeFirst()
  // Taken by someone who had this contact once and has it no more: then the account has a name of its own.
  const { id } =
    (await named(accountName(contact))) ??
    (await named(`${randomBytes(12).toString('hex')}@account.invalid`))!
  await trx
    .insertInto('contacts')
    .values({ person_id: id, kind: contact.contact_kind, typed, send_to: contact.send_to, verified_at: now })
    .execute()
  return id
}

type New = { person_id: string; shared: boolean; now: Date; second_factor?: boolean }

/** Signs someone in on one device; two hours when others use it too. */
export async function signIn(db: Db, { person_id, shared, now, second_factor }: New): Promise<Fresh> {
  const fresh = { token: freshToken(), expires_at: signInEnds(now, shared) }
  await db
    .insertInto('sign_ins')
    .values({
      ...fresh,
      person_id,
      created_at: now,
      updated_at: now,
      shared_device: shared,
      second_factor_at: second_factor ? now : null,
    })
    .execute()
  return { ...fresh, shared }
}

/** Notes that more was proved on this sign-in, under a new token: the old one is worth nothing from now on. */
export async function renew(
  db: Db,
  sign_in_id: string,
  proved: { confirmed_at: Date } | { second_factor_at: Date },
): Promise<Fresh | null> {
  const row = await db
    .updateTable('sign_ins')
    .set({ ...proved, token: freshToken(), updated_at: sql`now()` })
    .where('id', '=', sign_in_id)
    .returning(['token', 'expires_at', 'shared_device'])
    .executeTakeFirst()
  return row ? { token: row.token, expires_at: row.expires_at, shared: row.shared_device } : null
}

/** Ends one sign-in; afterwards its cookie is worth nothing. */
export const signOut = (db: Db, token: string) =>
  db.deleteFrom('sign_ins').where('token', '=', token).execute()
