// What the team reads of people: found by name, contact or reference; one person's page; who opened it.
import { sql } from 'kysely'
import { contactIn } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import type { HeldRole } from '../../kit/who-may.ts'
import { referenceIn } from './rules-roles.ts'

/** One of a search's answers. */
export type Found = { id: string; name: string; contacts: string[]; roles: HeldRole['role'][] }
/** A booking nobody has signed in for: it has no record, only a session. */
export type FoundBooking = { reference: string; session_id: string; title: string; starts_at: Date }
export type Search = { people: Found[]; bookings: FoundBooking[]; more: boolean }

/** Answers a search gives at most. */
export const most_found = 25

const listed = sql`p.id, p.name,
  coalesce((select array_agg(c.send_to order by c.created_at, c.id) from contacts c
    where c.person_id = p.id and c.ended_at is null), '{}') as contacts,
  coalesce((select array_agg(distinct r.role) from roles r where r.person_id = p.id and r.ended_at is null), '{}') as roles`

// Names are found without capitals and accents: "nguyen" is Nguyễn.
const folded = (text: ReturnType<typeof sql>) =>
  sql`regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g')`
const like = (typed: string) => `%${typed.replace(/[\\%_]/g, '\\$&')}%`

const byName = (typed: string) => sql`${folded(sql`p.name`)} like ${folded(sql`${like(typed)}::text`)}`
const byContact = (send_to: string) =>
  sql`exists (select from contacts c where c.person_id = p.id and c.send_to = ${send_to} and c.ended_at is null)`
const byReference = (reference: string) =>
  sql`exists (select from bookings b join contacts c on c.send_to = b.send_to and c.ended_at is null
    where b.reference = ${reference} and c.person_id = p.id)`

/** People by name, by exact contact, or by a booking's reference. Records marked sensitive are never among them. */
export async function searchPeople(db: Db, typed: string): Promise<Search> {
  const contact = contactIn(typed)?.send_to
  const reference = referenceIn(typed)
  const ways = [
    ...(contact ? [byContact(contact)] : [byName(typed)]),
    ...(reference ? [byReference(reference)] : []),
  ]
  const { rows } = await sql<Found>`
    select ${listed} from people p
    where p.sensitive_at is null and (${sql.join(ways, sql` or `)})
    order by p.name collate "C", p.id limit ${most_found + 1}`.execute(db)
  return {
    people: rows.slice(0, most_found),
    more: rows.length > most_found,
    bookings: contact || reference ? await guestBookings(db, { contact, reference }) : [],
  }
}

// A contact of somebody with a record is theirs: their bookings are on their page, sensitive or not.
async function guestBookings(db: Db, { contact, reference }: { contact?: string; reference: string | null }) {
  const { rows } = await sql<FoundBooking>`
    select b.reference, b.session_id, a.title, s.starts_at
    from bookings b join sessions s on s.id = b.session_id join activities a on a.id = s.activity_id
    where (b.send_to = ${contact ?? ''} or b.reference = ${reference ?? ''})
      and b.state in ('booked', 'offered', 'waiting')
      and not exists (select from contacts c where c.send_to = b.send_to and c.ended_at is null)
    order by s.starts_at, b.reference limit ${most_found}`.execute(db)
  return rows
}

/** The person with exactly this contact, whose record is marked sensitive; null for any other. */
export async function hiddenPerson(db: Db, typed: string): Promise<string | null> {
  const send_to = contactIn(typed)?.send_to
  if (!send_to) return null
  const found = await db
    .selectFrom('people as p')
    .innerJoin('contacts as c', 'c.person_id', 'p.id')
    .select('p.id')
    .where('c.send_to', '=', send_to)
    .where('c.ended_at', 'is', null)
    .where('p.sensitive_at', 'is not', null)
    .executeTakeFirst()
  return found?.id ?? null
}

export type Contact = {
  id: string
  kind: 'email' | 'text'
  typed: string
  send_to: string
  verified_at: Date | null
}
export type RoleHeld = HeldRole & { provider_name: string | null; granted_at: Date }
export type PersonWhole = {
  id: string
  name: string
  created_at: Date
  sensitive_at: Date | null
  contacts: Contact[]
  roles: RoleHeld[]
}

/** Someone, if they may be seen: a record marked sensitive is there for those who may see such, and for nobody else. */
export async function personWhole(db: Db, id: string, hidden_too: boolean): Promise<PersonWhole | null> {
  const person = await db
    .selectFrom('people')
    .select(['id', 'name', 'created_at', 'sensitive_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person || (person.sensitive_at && !hidden_too)) return null
  return { ...person, contacts: await liveContacts(db, id), roles: await rolesHeld(db, id) }
}

/** How somebody is reached and signs in, oldest first; those not proved yet among them. */
export const liveContacts = (db: Db, person_id: string): Promise<Contact[]> =>
  db
    .selectFrom('contacts')
    .select(['id', 'typed', 'send_to', 'verified_at'])
    .select((eb) => eb.ref('kind').$castTo<'email' | 'text'>().as('kind'))
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** A person's live roles, with the organisation each is of. */
export const rolesHeld = (db: Db, person_id: string): Promise<RoleHeld[]> =>
  db
    .selectFrom('roles as r')
    .leftJoin('providers as p', 'p.id', 'r.provider_id')
    .select(['r.provider_id', 'p.name as provider_name', 'r.granted_at'])
    .select((eb) => eb.ref('r.role').$castTo<HeldRole['role']>().as('role'))
    .where('r.person_id', '=', person_id)
    .where('r.ended_at', 'is', null)
    .orderBy('r.granted_at')
    .orderBy('r.role')
    .execute()

/** How many bookings of theirs are still to come, and how many there were in all. */
export async function bookingCounts(
  db: Db,
  person_id: string,
  now: Date,
): Promise<{ coming: number; all: number }> {
  const { rows } = await sql<{ coming: number; all: number }>`
    select count(*) filter (where b.state in ('booked', 'offered', 'waiting') and s.starts_at > ${now})::int as coming,
      count(*)::int as all
    from bookings b join sessions s on s.id = b.session_id
    where exists (select from contacts c where c.send_to = b.send_to and c.person_id = ${person_id}
      and c.ended_at is null and c.verified_at is not null)`.execute(db)
  return rows[0]!
}

export type Opening = { at: Date; name: string | null; act: string; why: string | null }

/** Who opened or changed this record, newest first; the last fifty. */
export const openingsOf = async (db: Db, person_id: string): Promise<Opening[]> => {
  const { rows } = await sql<Opening>`
    select a.at, p.name, a.act, a.why from audit a left join people p on p.id = a.person_id
    where a.subject_id = ${person_id} order by a.nth desc limit 50`.execute(db)
  return rows
}

/** What is written down when somebody says why they open a record. */
export const said_why = 'said why they open a record'

/** The reason this member of the team gave for opening this record since they signed in; null when they gave none. */
export async function whyOpened(
  db: Db,
  asked: { by: string; person_id: string; since: Date },
): Promise<string | null> {
  const row = await db
    .selectFrom('audit')
    .select('why')
    .where('person_id', '=', asked.by)
    .where('about', '=', asked.person_id)
    .where('act', '=', said_why)
    .where('at', '>=', asked.since)
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.why ?? null
}

/** Every organisation, by name, for the list to choose from. */
export const organisations = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('providers').select(['id', 'name']).orderBy(sql`lower(name)`).execute()

/** Who holds a role now, by role and name: for the area administrator. */
export const everyoneWithARole = (
  db: Db,
): Promise<{ id: string; name: string; role: HeldRole['role']; provider_name: string | null }[]> =>
  db
    .selectFrom('roles as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .leftJoin('providers as o', 'o.id', 'r.provider_id')
    .select(['p.id', 'p.name', 'o.name as provider_name'])
    .select((eb) => eb.ref('r.role').$castTo<HeldRole['role']>().as('role'))
    .where('r.ended_at', 'is', null)
    .orderBy('r.role')
    .orderBy(sql`lower(p.name)`)
    .execute()
