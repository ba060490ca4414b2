// What is read about households. Everything is asked for one person: another household's record is as if it were not there.
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { localDay } from '../../kit/dates.ts'
import type { Db } from '../../kit/db.ts'
import type { Reach } from '../messages/index.ts'
import { agesOn, firstOf, likelyAge, mayBook, maySee, type Standing, standingOf } from './rules.ts'

type Asking = { person_id: string; now: Date }

const records = (db: Db, person_id: string) =>
  db
    .selectFrom('children as c')
    .leftJoin('child_carers as link', (on) =>
      on
        .onRef('link.child_id', '=', 'c.id')
        .on('link.person_id', '=', person_id)
        .on('link.ended_at', 'is', null),
    )
    .select(['c.id', 'c.first_name', 'c.birth_year', 'c.born_from_september', 'c.helps_sealed'])
    .select(['c.control_passed_at', 'link.since', 'link.may_see_at'])
    .select((is) => [
      is('c.person_id', 'is not', null).as('own_sign_in'),
      is('c.person_id', '=', person_id).as('mine'),
      is('link.person_id', 'is not', null).as('linked'),
      is
        .selectFrom('child_carers as k')
        .whereRef('k.child_id', '=', 'c.id')
        .where('k.ended_at', 'is', null)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .as('carers'),
    ])
    .where((is) => is.or([is('c.person_id', '=', person_id), is('link.person_id', 'is not', null)]))

type Row = Awaited<ReturnType<ReturnType<typeof records>['executeTakeFirstOrThrow']>>

// Only what this person's standing lets them see leaves this file.
function seenBy(row: Row, day: string) {
  const { helps_sealed, ...rest } = row
  const facts = {
    ...rest,
    mine: Boolean(row.mine),
    own_sign_in: Boolean(row.own_sign_in),
    carers: Number(row.carers),
    linked: Boolean(row.linked),
  }
  const standing = standingOf(facts, day) as Standing
  const may_see = maySee(standing, facts)
  return {
    ...facts,
    standing,
    may_see,
    may_book: mayBook(standing, facts),
    helps_sealed: may_see.includes('helps') ? helps_sealed : null,
  }
}
/** A record as one person may see it. */
export type Child = ReturnType<typeof seenBy>

/** Everyone a person books for, themselves first, then the eldest. */
export const childrenOf = async (db: Db, { person_id, now }: Asking): Promise<Child[]> =>
  (await records(db, person_id).orderBy('c.birth_year').orderBy('c.added_at').orderBy('c.id').execute())
    .map((row) => seenBy(row, localDay(now)))
    .sort((a, b) => Number(b.mine) - Number(a.mine))

/** One of them; null for another household's as for none. */
export async function childFor(db: Db, child_id: string | null, asking: Asking): Promise<Child | null> {
  if (!child_id) return null
  const row = await records(db, asking.person_id).where('c.id', '=', child_id).executeTakeFirst()
  return row ? seenBy(row, localDay(asking.now)) : null
}

/** Who else looks after a child: first names only, and since when. */
export const carersOf = async (db: Db, child_id: string) =>
  (
    await db
      .selectFrom('child_carers as link')
      .innerJoin('people as p', 'p.id', 'link.person_id')
      .select(['p.id as person_id', 'p.name', 'link.since', 'link.may_see_at'])
      .where('link.child_id', '=', child_id)
      .where('link.ended_at', 'is', null)
      .orderBy('link.since')
      .orderBy('p.id')
      .execute()
  ).map(({ name, ...link }) => ({ ...link, first_name: firstOf(name) }))
export type Carer = Awaited<ReturnType<typeof carersOf>>[number]

/** Invitations still open for a child; the contact only where this person typed it. */
export const offersOf = (db: Db, child_id: string, { person_id, now }: Asking) =>
  open(db, now)
    .select(['o.id', 'o.kind', 'o.ends_at'])
    .select((is) =>
      is.case().when('o.offered_by', '=', person_id).then(is.ref('o.contact')).else(null).end().as('contact'),
    )
    .where('o.child_id', '=', child_id)
    .orderBy('o.offered_at')
    .execute()
export type OpenOffer = Awaited<ReturnType<typeof offersOf>>[number]

// Open: not used, taken back or over, and whoever sent it still looks after the child.
const open = (db: Db, now: Date) =>
  db
    .selectFrom('link_offers as o')
    .innerJoin('child_carers as by', (on) =>
      on
        .onRef('by.child_id', '=', 'o.child_id')
        .onRef('by.person_id', '=', 'o.offered_by')
        .on('by.ended_at', 'is', null),
    )
    .where('o.accepted_at', 'is', null)
    .where('o.declined_at', 'is', null)
    .where('o.withdrawn_at', 'is', null)
    .where('o.ends_at', '>', now)

/** The hash an invitation's address is kept as. */
export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer')

/** The open invitation an address leads to; nothing of the child or the carer, who are told only to whom it was sent. */
export const offerAt = async (db: Db, token: string, now: Date) =>
  (await open(db, now)
    .select(['o.id', 'o.kind', 'o.child_id', 'o.send_to', 'o.offered_by', 'o.ends_at'])
    .where('o.token_hash', '=', hashOf(token))
    .executeTakeFirst()) ?? null
export type Offer = NonNullable<Awaited<ReturnType<typeof offerAt>>>

/** Whether a contact is this person's, proved by a code that came back. */
export const isTheirs = async (db: Db, person_id: string, send_to: string): Promise<boolean> =>
  Boolean(
    await db
      .selectFrom('contacts')
      .select('id')
      .where('person_id', '=', person_id)
      .where('send_to', '=', send_to)
      .where('verified_at', 'is not', null)
      .where('ended_at', 'is', null)
      .executeTakeFirst(),
  )

/** The first names an invitation is about, for whoever it was sent to and nobody else. */
export const namesOf = async (db: Db, offer: Offer) => {
  const row = await db
    .selectFrom('children as c')
    .innerJoin('people as p', (on) => on.on('p.id', '=', offer.offered_by))
    .select(['c.first_name', 'p.name'])
    .where('c.id', '=', offer.child_id)
    .executeTakeFirstOrThrow()
  return { child: row.first_name, carer: firstOf(row.name) }
}

/** How many invitations a person has sent since a moment. */
export const offersSince = async (db: Db, person_id: string, since: Date): Promise<number> =>
  (
    await db
      .selectFrom('link_offers')
      .select((is) => is.fn.countAll<number>().as('many'))
      .where('offered_by', '=', person_id)
      .where('offered_at', '>', since)
      .executeTakeFirstOrThrow()
  ).many

/** How to reach somebody and talk with them, as they said; null when they have said nothing. */
export const waysOf = async (db: Db, person_id: string) =>
  (await db.selectFrom('ways_to_reach').selectAll().where('person_id', '=', person_id).executeTakeFirst()) ??
  null
export type Ways = Awaited<ReturnType<typeof waysOf>>

/** The contacts a person has proved, the first one first. */
export const contactsOf = (db: Db, person_id: string) =>
  db
    .selectFrom('contacts')
    .select(['kind', 'typed', 'send_to'])
    .where('person_id', '=', person_id)
    .where('verified_at', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** How the people behind these contacts asked to be reached, by contact. What senders obey. */
export async function reachOf(db: Db, send_tos: string[]): Promise<Map<string, Reach>> {
  if (!send_tos.length) return new Map()
  const rows = await db
    .selectFrom('contacts')
    .innerJoin('ways_to_reach as w', 'w.person_id', 'contacts.person_id')
    .select(['contacts.send_to', 'w.language', 'w.format', 'w.interpreter', 'w.phone_instead'])
    .select(['w.ring_on', 'w.best_time'])
    .where('contacts.send_to', '=', sql<string>`any(${send_tos})`)
    .where('contacts.verified_at', 'is not', null)
    .where('contacts.ended_at', 'is', null)
    .execute()
  return new Map(rows.map(({ send_to, ...reach }) => [send_to, reach]))
}

/** The people a person can book for on a day: each with the ages they can be, and whether a yes is asked each time. */
export const bookable = async (db: Db, { on, ...asking }: Asking & { on: string }) => {
  const all = await childrenOf(db, asking)
  const own = all.filter(({ mine }) => mine)
  return all
    .filter((child) => child.may_book !== 'no' && (!child.mine || child.id === own[0]!.id))
    .map((child) => ({
      id: child.id,
      first_name: child.first_name,
      me: child.mine,
      ages: agesOn(child, on).filter((age) => age >= 0),
      likely_age: likelyAge(child, on),
      with_agreement: child.may_book === 'with_agreement',
    }))
}
export type Bookable = Awaited<ReturnType<typeof bookable>>[number]
