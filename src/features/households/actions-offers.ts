// Invitations: nobody is linked to a child without an act of each. What is written to the invited names no child.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '../../kit/audit.ts'
import type { Contact } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { queue } from '../messages/index.ts'
import { holding } from './actions.ts'
import { hashOf, isTheirs, offerAt, offersSince } from './queries.ts'
import { type AcceptRefusal, mayHaveOwnSignIn, type OfferRefusal, offer_days, offers_a_day } from './rules.ts'

/** The kinds of message that carry an invitation. */
export const offer_messages = {
  carer: 'household_invitation',
  own_sign_in: 'own_sign_in_invitation',
} as const
export type OfferKind = keyof typeof offer_messages

/** The key of an invitation's address; made from its id, so that it is stored nowhere. */
export const offerToken = (secret: string, offer_id: string): string =>
  createHmac('sha256', secret).update(`offer:${offer_id}`).digest().subarray(0, 16).toString('base64url')

const day = 86_400_000
const needs = { carer: 'invite', own_sign_in: 'hand_over' } as const

type Offering = {
  child_id: string
  kind: OfferKind
  typed: string
  contact: Contact
  /** The carer says that they are 13 already, asked in the year of that birthday. */
  is_13?: boolean
}
type Doing = { person_id: string; now: Date; secret: string; language: string }

/** Invites somebody, by email or text; asked again for the same contact, the newer takes the older's place. */
export const offer = async (db: Db, asked: Offering, doing: Doing): Promise<'offered' | OfferRefusal> =>
  (await holding(db, asked.child_id, { ...doing, may: needs[asked.kind] }, async (trx, child) => {
    const { person_id, now } = doing
    const { send_to } = asked.contact
    if (asked.kind === 'own_sign_in') {
      const old_enough = mayHaveOwnSignIn(child, now)
      if (old_enough === 'no' || (old_enough === 'ask' && !asked.is_13)) return 'too-young'
    }
    // Counted under a lock of their own, or ten at once would each count four.
    await sql`select pg_advisory_xact_lock(4208, hashtext(${person_id}))`.execute(trx)
    if (await isTheirs(trx, person_id, send_to)) return 'their-own'
    if ((await offersSince(trx, person_id, new Date(now.getTime() - day))) >= offers_a_day) return 'too-many'
    await keepAndSend(trx, asked, doing)
    return 'offered'
  })) ?? 'not-yours'

async function keepAndSend(trx: Db, asked: Offering, doing: Doing): Promise<void> {
  const { child_id, kind, typed, contact } = asked
  const { person_id, now, secret, language } = doing
  const id = newId(now.getTime())
  await trx
    .updateTable('link_offers')
    .set({ withdrawn_at: now })
    .where('child_id', '=', child_id)
    .where('kind', '=', kind)
    .where((is) => (kind === 'carer' ? is('send_to', '=', contact.send_to) : is.lit(true)))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  await trx
    .insertInto('link_offers')
    .values({
      id,
      child_id,
      kind,
      offered_by: person_id,
      contact: typed,
      send_to: contact.send_to,
      token_hash: hashOf(offerToken(secret, id)),
      offered_at: now,
      ends_at: new Date(now.getTime() + offer_days * day),
    })
    .execute()
  await queue(trx, {
    kind: offer_messages[kind],
    channel: contact.contact_kind,
    send_to: contact.send_to,
    language,
    about: { offer: id },
    now,
  })
}

/** Takes an invitation back; harmless when it is used already, or another's. */
export const withdrawOffer = (
  db: Db,
  { child_id, offer_id, ...doing }: { child_id: string; offer_id: string; person_id: string; now: Date },
) =>
  holding(db, child_id, doing, async (trx, child) => {
    await trx
      .updateTable('link_offers')
      .set({ withdrawn_at: doing.now })
      .where('id', '=', offer_id)
      .where('child_id', '=', child_id)
      .$if(!child.may_see.includes('invite'), (query) => query.where('offered_by', '=', doing.person_id))
      .where('accepted_at', 'is', null)
      .execute()
    return 'withdrawn' as const
  })

type Answering = { token: string; person_id: string; now: Date }

/** Takes up an invitation, once, by the very contact it was sent to; gives the child's id. Each refusal is written down. */
export async function acceptOffer(
  db: Db,
  { token, person_id, now }: Answering,
): Promise<{ child_id: string } | AcceptRefusal> {
  const answer = await db.transaction().execute((trx) => answerOffer(trx, { token, person_id, now }))
  if (typeof answer === 'string')
    await record(db, { at: now, person_id, act: `invitation refused: ${answer}` })
  return answer
}

async function answerOffer(trx: Db, { token, person_id, now }: Answering) {
  const found = await offerAt(trx, token, now)
  if (!found) return 'gone'
  // The child's row is the lock that whoever takes it back, or ends their link, holds too.
  await trx.selectFrom('children').select('id').where('id', '=', found.child_id).forUpdate().execute()
  const offered = await offerAt(trx, token, now)
  if (!offered) return 'gone'
  if (!(await isTheirs(trx, person_id, offered.send_to))) return 'not-for-you'
  const { child_id } = offered
  if (offered.kind === 'own_sign_in') {
    if (await looksAfter(trx, child_id, person_id)) return 'their-own'
    const { numUpdatedRows } = await trx
      .updateTable('children')
      .set({ person_id })
      .where('id', '=', child_id)
      .where('person_id', 'is', null)
      .executeTakeFirst()
    if (!numUpdatedRows) return 'gone'
  } else if (!(await link(trx, offered, { person_id, now }))) return 'their-own'
  await trx
    .updateTable('link_offers')
    .set({ accepted_at: now, accepted_by: person_id })
    .where('id', '=', offered.id)
    .execute()
  const about = { at: now, person_id, subject_id: child_id }
  await record(trx, { ...about, act: `invitation taken up: ${offered.kind}` })
  return { child_id }
}

const looksAfter = (trx: Db, child_id: string, person_id: string) =>
  trx
    .selectFrom('child_carers')
    .select('child_id')
    .where('child_id', '=', child_id)
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** Makes the invited a carer; false when the record is their own. Already linked, it is one link still. */
async function link(
  trx: Db,
  { child_id, offered_by }: { child_id: string; offered_by: string },
  { person_id, now }: { person_id: string; now: Date },
): Promise<boolean> {
  const own = await trx
    .selectFrom('children')
    .select('id')
    .where('id', '=', child_id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  if (own) return false
  await trx
    .insertInto('child_carers')
    .values({ child_id, person_id, since: now, added_by: offered_by })
    .onConflict((on) => on.columns(['child_id', 'person_id']).where('ended_at', 'is', null).doNothing())
    .execute()
  return true
}

/** Says no to an invitation; afterwards its address leads nowhere. */
export async function declineOffer(
  db: Db,
  { token, person_id, now }: Answering,
): Promise<'declined' | 'gone'> {
  const offered = await offerAt(db, token, now)
  if (!offered || !(await isTheirs(db, person_id, offered.send_to))) return 'gone'
  await db
    .updateTable('link_offers')
    .set({ declined_at: now })
    .where('id', '=', offered.id)
    .where('accepted_at', 'is', null)
    .execute()
  return 'declined'
}
