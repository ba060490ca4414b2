// The second step: showing one, setting one up, ending one. Each is written in the record; the person is told.
import { createHmac, randomInt } from 'node:crypto'
import { record } from '../../kit/audit.ts'
import type { Db } from '../../kit/db.ts'
import { queue } from '../messages/index.ts'
import { type Fresh, renew } from './actions-sign-in.ts'
import { halfMinuteOf, openedSecret } from './authenticator.ts'
import type { Told } from './emails.tsx'
import { contactsOf, type Factor, factorsOf } from './queries.ts'
import { digitsIn, maySetUp, type Proofs } from './rules.ts'
import { minutesUntilFree, tryOnce } from './tries.ts'

/** The kind of message that says a second step changed. */
export const second_step_changed = 'second_step_changed'

export type Who = { person_id: string; sign_in_id: string; now: Date; secret: string }

// No letter that looks like another: read off paper, typed on a phone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const spare_codes = 10
const spare_length = 10

const hashOf = (secret: string, person_id: string, code: string) =>
  createHmac('sha256', secret).update(`spare code ${person_id} ${code}`).digest()

/** A spare code as it was written down: capitals, spaces and dashes do not matter. */
const spareIn = (typed: string) => typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')

export type Shown = Fresh | 'wrong' | { wait_minutes: number }

/**
 * Tries what was shown. Five wrong in an hour, for one person, and no more are judged; a code is never used twice,
 * however many use it at once.
 */
async function show(db: Db, who: Who, judge: () => Promise<boolean>): Promise<Shown> {
  const tried = { what: 'wrong_second_steps_of_person', of: who.person_id, now: who.now } as const
  const back = await tryOnce(db, who.secret, tried)
  if (!back) return { wait_minutes: await minutesUntilFree(db, who.secret, tried) }
  if (!(await judge())) {
    await record(db, { at: who.now, person_id: who.person_id, act: 'second step refused' })
    return 'wrong'
  }
  await back()
  return (await renew(db, who.sign_in_id, { second_factor_at: who.now })) ?? 'wrong'
}

/** Shows a code from an app, or a spare code. */
export const showCode = (db: Db, who: Who, typed: string): Promise<Shown> =>
  show(db, who, async () => {
    const digits = digitsIn(typed)
    if (digits.length === 6 && spareIn(typed).length < spare_length) return takeAppCode(db, who, digits)
    return takeSpareCode(db, who, spareIn(typed))
  })

/** Shows a passkey whose answer was found to be right. */
export const showPasskey = (
  db: Db,
  who: Who,
  answered: { factor: Factor; counter: number } | null,
): Promise<Shown> =>
  show(db, who, async () => answered !== null && takeTurn(db, { ...answered, now: who.now }))

async function takeAppCode(db: Db, who: Who, code: string): Promise<boolean> {
  for (const factor of await factorsOf(db, who.person_id)) {
    const secret = openedSecret(factor.sealed_secret, who.person_id, who.secret)
    const counter = secret && halfMinuteOf(secret, code, who.now)
    if (counter && (await takeTurn(db, { factor, counter, now: who.now }))) return true
  }
  return false
}

// Whoever moves the counter on has used the code. A passkey that does not count always says 0.
async function takeTurn(db: Db, turn: { factor: Factor; counter: number; now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factors')
    .set({ counter: turn.counter, last_used_at: turn.now })
    .where('id', '=', turn.factor.id)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('counter', '<', turn.counter),
        eb.and([eb('kind', '=', 'passkey'), eb('counter', '=', 0), eb.val(turn.counter === 0)]),
      ]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function takeSpareCode(db: Db, who: Who, code: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('spare_codes')
    .set({ used_at: who.now })
    .where('person_id', '=', who.person_id)
    .where('hash', '=', hashOf(who.secret, who.person_id, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await record(db, { at: who.now, person_id: who.person_id, act: 'spare code used' })
  await tell(db, who, 'spare-code')
  return true
}

export type NewFactor = { label: string } & (
  | { kind: 'app'; sealed_secret: string; counter: number }
  | { kind: 'passkey'; credential_id: string; public_key: Buffer; counter: number }
)

/**
 * Adds a second step to whoever has none and has just signed in, or has just shown one. The sign-in counts as shown,
 * under a new token. `spare`: ten codes to write down, the first time only, and never shown again.
 */
export const addFactor = (
  db: Db,
  who: Who,
  added: NewFactor,
): Promise<{ fresh: Fresh; spare: string[] } | 'not-now'> =>
  db.transaction().execute(async (trx) => {
    // Two at once must not both be the first.
    await trx.selectFrom('people').select('id').where('id', '=', who.person_id).forUpdate().execute()
    const factors = await factorsOf(trx, who.person_id)
    const proofs = await proofsOf(trx, who.sign_in_id)
    if (!proofs || !maySetUp(proofs, factors.length, who.now)) return 'not-now'
    await trx
      .insertInto('second_factors')
      .values({ ...added, person_id: who.person_id, created_at: who.now, last_used_at: who.now })
      .execute()
    const spare = factors.length === 0 ? await writeSpareCodes(trx, who) : []
    await record(trx, { at: who.now, person_id: who.person_id, act: `second step added: ${added.kind}` })
    await tell(trx, who, 'added')
    const fresh = await renew(trx, who.sign_in_id, { second_factor_at: who.now })
    if (!fresh) throw new Error('The sign-in ended while a second step was added')
    return { fresh, spare }
  })

const proofsOf = (db: Db, sign_in_id: string): Promise<Proofs | undefined> =>
  db
    .selectFrom('sign_ins')
    .select(['created_at as signed_in_at', 'confirmed_at', 'second_factor_at'])
    .where('id', '=', sign_in_id)
    .executeTakeFirst()

async function writeSpareCodes(trx: Db, who: Who): Promise<string[]> {
  const codes = Array.from({ length: spare_codes }, () =>
    Array.from({ length: spare_length }, () => letters[randomInt(letters.length)]).join(''),
  )
  await trx.deleteFrom('spare_codes').where('person_id', '=', who.person_id).execute()
  await trx
    .insertInto('spare_codes')
    .values(
      codes.map((code) => ({
        person_id: who.person_id,
        hash: hashOf(who.secret, who.person_id, code),
        created_at: who.now,
      })),
    )
    .execute()
  return codes
}

async function tell(db: Db, { person_id, now }: Pick<Who, 'person_id' | 'now'>, what: Told): Promise<void> {
  for (const { kind, send_to } of await contactsOf(db, person_id))
    await queue(db, { kind: second_step_changed, channel: kind, send_to, about: { what }, now })
}

/** Ends one second step of a person who has another; false when it is not theirs or is their last. */
export const endFactor = (db: Db, who: Who, id: string): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await trx.selectFrom('people').select('id').where('id', '=', who.person_id).forUpdate().execute()
    const factors = await factorsOf(trx, who.person_id)
    if (factors.length < 2 || !factors.some((factor) => factor.id === id)) return false
    await trx.updateTable('second_factors').set({ ended_at: who.now }).where('id', '=', id).execute()
    await record(trx, { at: who.now, person_id: who.person_id, act: 'second step ended' })
    await tell(trx, who, 'ended')
    return true
  })

/**
 * For someone who lost their phone and their spare codes, once a colleague has made sure it is them: ends every second
 * step, and signs them out everywhere. At their next sign-in they set up a new one. False when nobody has this email.
 */
export const forgetSecondSteps = (db: Db, email: string, now: Date): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const held = await trx
      .selectFrom('contacts')
      .select('person_id')
      .where('send_to', '=', email.trim().toLowerCase())
      .where('verified_at', 'is not', null)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (!held) return false
    const { person_id } = held
    await trx
      .updateTable('second_factors')
      .set({ ended_at: now })
      .where('person_id', '=', person_id)
      .where('ended_at', 'is', null)
      .execute()
    await trx.deleteFrom('spare_codes').where('person_id', '=', person_id).execute()
    await trx.deleteFrom('sign_ins').where('person_id', '=', person_id).execute()
    await record(trx, {
      at: now,
      person_id: null,
      act: 'second steps forgotten',
      subject_id: person_id,
      why: 'lost phone',
    })
    await tell(trx, { person_id, now }, 'forgotten')
    return true
  })
