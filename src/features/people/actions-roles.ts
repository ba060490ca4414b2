// Giving and ending roles, asking somebody new in, letting somebody who lost their phone back in, hiding a record.
import { randomBytes } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { DB } from '../../database.ts'
import { record } from '../../kit/audit.ts'
import type { Contact } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import type { HeldRole } from '../../kit/who-may.ts'
import { queue } from '../messages/index.ts'
import { liveContacts, rolesHeld, said_why } from './queries-people.ts'
import {
  type CallBack,
  type EndRefusal,
  type GrantRefusal,
  type HidingReason,
  type OpeningReason,
  type QuestionAsked,
  type RelinkRefusal,
  type ShowingReason,
  whyNotGrant,
  whyNotRelink,
} from './rules-roles.ts'

type Trx = Transaction<DB>
const within = <T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Trx) : db.transaction().execute(work)

// Roles are given and ended one at a time, so that two administrators cannot each end the other's.
const oneAtATime = (trx: Trx) => sql`select pg_advisory_xact_lock(4209)`.execute(trx)

type Around = { by: string; now: Date }

/** The messages of this file. */
export const role_given = 'role_given'
export const invitation = 'invitation'
export const sign_in_changed = 'sign_in_changed'

/** Gives someone a role, tells them, and writes it down; or says why not. */
export const grantRole = (
  db: Db,
  { by, person_id, role, now }: Around & { person_id: string; role: HeldRole },
): Promise<'given' | GrantRefusal> =>
  within(db, async (trx) => {
    await oneAtATime(trx)
    const refusal = whyNotGrant(by, { id: person_id, roles: await rolesHeld(trx, person_id) }, role)
    if (refusal) return refusal
    await addRole(trx, { by, person_id, role, now })
    for (const { kind, send_to } of await provedContacts(trx, person_id))
      await queue(trx, {
        kind: role_given,
        channel: kind,
        send_to,
        language: 'en',
        about: { role: role.role },
        now,
      })
    return 'given'
  })

async function addRole(
  trx: Trx,
  { by, person_id, role, now }: Around & { person_id: string; role: HeldRole },
) {
  await trx
    .insertInto('roles')
    .values({ person_id, ...role, granted_by: by, granted_at: now })
    .execute()
  await record(trx, {
    at: now,
    person_id: by,
    act: 'gave a role',
    about: role.provider_id,
    subject_id: person_id,
    why: role.role,
  })
}

const provedContacts = async (trx: Db, person_id: string) =>
  (await liveContacts(trx, person_id)).filter(({ verified_at }) => verified_at)

/** Ends a role. The person is signed out everywhere at once; the last area administrator stays. */
export const endRole = (
  db: Db,
  { by, person_id, role, now }: Around & { person_id: string; role: HeldRole },
): Promise<'ended' | EndRefusal> =>
  within(db, async (trx) => {
    await oneAtATime(trx)
    if (role.role === 'area_administrator' && (await administrators(trx)) <= 1) {
      const theirs = (await rolesHeld(trx, person_id)).some((each) => each.role === 'area_administrator')
      return theirs ? 'last-administrator' : 'not-held'
    }
    const { numUpdatedRows } = await trx
      .updateTable('roles')
      .set({ ended_at: now, ended_by: by })
      .where('person_id', '=', person_id)
      .where('role', '=', role.role)
      .where(sql<boolean>`provider_id is not distinct from ${role.provider_id}::uuid`)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (!numUpdatedRows) return 'not-held'
    await signOutEverywhere(trx, person_id)
    await record(trx, {
      at: now,
      person_id: by,
      act: 'ended a role',
      about: role.provider_id,
      subject_id: person_id,
      why: role.role,
    })
    return 'ended'
  })

async function administrators(trx: Trx): Promise<number> {
  const { many } = await trx
    .selectFrom('roles')
    .select((eb) => eb.fn.count<number>('person_id').distinct().as('many'))
    .where('role', '=', 'area_administrator')
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(many)
}

// On every device.
const signOutEverywhere = (db: Db, person_id: string) =>
  db.deleteFrom('sign_ins').where('person_id', '=', person_id).execute()

type New = Around & { name: string; contact: Contact; typed: string; role: HeldRole }

/**
 * Makes somebody new with a role, and writes to them how to sign in. 'in-use' when the contact is somebody's already.
 * The contact counts as theirs once a code sent there comes back.
 */
export const inviteSomeone = (
  db: Db,
  { by, name, contact, typed, role, now }: New,
): Promise<{ id: string } | 'in-use'> =>
  within(db, async (trx) => {
    await lockContact(trx, contact.send_to)
    if (await holderOf(trx, contact.send_to)) return 'in-use'
    const id = await makePerson(trx, { name, contact, now })
    await addContact(trx, { by, person_id: id, contact, typed, now })
    await addRole(trx, { by, person_id: id, role, now })
    await queue(trx, {
      kind: invitation,
      channel: contact.contact_kind,
      send_to: contact.send_to,
      language: 'en',
      about: { role: role.role },
      now,
    })
    return { id }
  })

// The same lock as signing in takes: a contact becomes one person's, whoever is quickest.
const lockContact = (trx: Trx, send_to: string) =>
  sql`select pg_advisory_xact_lock(4204, hashtext(${send_to}))`.execute(trx)

const holderOf = (trx: Trx, send_to: string) =>
  trx
    .selectFrom('contacts')
    .select(['id', 'person_id', 'verified_at', 'added_by'])
    .where('send_to', '=', send_to)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

async function makePerson(trx: Trx, { name, contact, now }: { name: string; contact: Contact; now: Date }) {
  const named = (email: string) =>
    trx
      .insertInto('people')
      .values({ name, email, email_verified: false, created_at: now, updated_at: now })
      .onConflict((on) => on.column('email').doNothing())
      .returning('id')
      .executeTakeFirst()
  const account = contact.contact_kind === 'email' ? contact.send_to : `${contact.send_to}@text.invalid`
  // Taken by someone who had this contact once and has it no more: then the account has a name of its own.
  return ((await named(account)) ?? (await named(`${randomBytes(12).toString('hex')}@account.invalid`)))!.id
}

type Added = Around & { person_id: string; contact: Contact; typed: string }
const addContact = (trx: Trx, { by, person_id, contact, typed, now }: Added) =>
  trx
    .insertInto('contacts')
    .values({
      person_id,
      kind: contact.contact_kind,
      typed,
      send_to: contact.send_to,
      added_by: by,
      created_at: now,
    })
    .execute()

export type Relink = Around & {
  roles: readonly HeldRole[] // of whoever does it
  person_id: string
  contact: Contact
  typed: string
  /** Contacts that are not theirs any more: the lost phone. */
  end: readonly string[]
  how: CallBack
  asked: readonly QuestionAsked[]
}

/**
 * Lets somebody back in after a call-back: a new contact, the lost one ended if asked, signed out everywhere, second
 * steps ended. Every contact, old and new, is told. The new one counts once a code sent there comes back.
 */
export const relink = (db: Db, asked: Relink): Promise<'changed' | RelinkRefusal> =>
  within(db, async (trx) => {
    const { by, person_id, contact, now } = asked
    await oneAtATime(trx)
    await lockContact(trx, contact.send_to)
    const refusal = whyNotRelink(
      { id: by, roles: asked.roles },
      { id: person_id, roles: await rolesHeld(trx, person_id) },
    )
    if (refusal) return refusal
    const held = await holderOf(trx, contact.send_to)
    if (held && held.person_id !== person_id && (held.verified_at || held.added_by)) return 'taken'
    // Somebody typed it as theirs and never proved it: it is not theirs.
    if (held && held.person_id !== person_id) await endContacts(trx, held.person_id, [held.id], now)
    const before = await liveContacts(trx, person_id)
    if (held?.person_id !== person_id) await addContact(trx, asked)
    // The contact they come back with stays, whatever was ticked.
    await endContacts(
      trx,
      person_id,
      asked.end.filter((id) => id !== held?.id),
      now,
    )
    await signOutEverywhere(trx, person_id)
    await endSecondSteps(trx, person_id, now)
    const told = new Map(
      before.filter(({ verified_at }) => verified_at).map((each) => [each.send_to, each.kind]),
    )
    told.set(contact.send_to, contact.contact_kind)
    for (const [send_to, channel] of told)
      await queue(trx, { kind: sign_in_changed, channel, send_to, language: 'en', now })
    const why = `${asked.how}: ${asked.asked.join(', ')}`
    await record(trx, { at: now, person_id: by, act: 'changed how they sign in', subject_id: person_id, why })
    return 'changed'
  })

// Whoever has the lost phone has its app, and perhaps the paper with the spare codes.
async function endSecondSteps(trx: Trx, person_id: string, now: Date) {
  await trx
    .updateTable('second_factors')
    .set({ ended_at: now })
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .execute()
  await trx.deleteFrom('spare_codes').where('person_id', '=', person_id).execute()
}

const endContacts = async (trx: Trx, person_id: string, ids: readonly string[], now: Date) => {
  if (ids.length)
    await trx
      .updateTable('contacts')
      .set({ ended_at: now })
      .where('person_id', '=', person_id)
      .where('id', 'in', [...ids])
      .where('ended_at', 'is', null)
      .execute()
}

type Marking = { hidden: true; why: HidingReason } | { hidden: false; why: ShowingReason }

/** Marks a record sensitive, so that ordinary search does not find it, or takes the mark away. Written down with the reason. */
export const markSensitive = (
  db: Db,
  { by, person_id, now, ...asked }: Around & { person_id: string } & Marking,
): Promise<void> =>
  within(db, async (trx) => {
    await trx
      .updateTable('people')
      .set(
        asked.hidden ? { sensitive_at: now, sensitive_by: by } : { sensitive_at: null, sensitive_by: null },
      )
      .where('id', '=', person_id)
      .execute()
    const act = asked.hidden ? 'marked the record sensitive' : 'took the sensitive mark away'
    await record(trx, { at: now, person_id: by, act, subject_id: person_id, why: asked.why })
  })

/** Notes why a member of the team opens a record, before they see it. */
export const sayWhy = (
  db: Db,
  { by, person_id, why, now }: Around & { person_id: string; why: OpeningReason },
) => record(db, { at: now, person_id: by, act: said_why, about: person_id, why })

/** Notes that a record was opened, and why. The family reads this. */
export const noteOpened = (
  db: Db,
  { by, person_id, why, now }: Around & { person_id: string; why: string },
) => record(db, { at: now, person_id: by, act: 'opened a record', subject_id: person_id, why })
