import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Keys } from '../../kit/keys.ts'
import { countTo, queue } from '../messages/index.ts'
import { peopleHolding } from '../people/index.ts'
import type { ConcernForm } from './forms.ts'
import { countSince } from './queries.ts'
import { longest, most_an_hour, most_messages_an_hour, type Refusal, type Told } from './rules.ts'

/** The kinds of message: to each lead, that one has come; to administrators, that nobody is there to read it. */
export const concern_came = 'concern_came'
export const concern_unread = 'concern_with_no_lead'

type Around = { keys: Keys; now: Date }
type Telling = Around & { form: ConcernForm; from_page: string | null; teller: string | null }

// The form's own key is not kept, so nobody can try words against this. Other words are another concern: none is lost.
function keyOf({ form_key, words, about, contact, it_is_me }: ConcernForm): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([form_key, words, about, contact, it_is_me]))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

/** Keeps a concern, sealed, and tells each safeguarding lead that one has come; once, however often the form is sent. */
export const tellConcern = (db: Db, { form, from_page, teller, keys, now }: Telling): Promise<Told> =>
  inTransaction(db, async (trx) => {
    // Two at once must not both be the last of the hour, nor the first of their form.
    await sql`select pg_advisory_xact_lock(4214)`.execute(trx)
    const form_key = keyOf(form)
    const before = await trx
      .selectFrom('concerns')
      .select('id')
      .where('form_key', '=', form_key)
      .executeTakeFirst()
    if (before) return 'again'
    if ((await countSince(trx, new Date(now.getTime() - 3_600_000))) >= most_an_hour) return 'too-many'
    const id = newId(now.getTime())
    const sealed = (words: string | null) => (words ? keys.seal(id, words) : null)
    await trx
      .insertInto('concerns')
      .values({
        id,
        form_key,
        at: now,
        words_sealed: keys.seal(id, form.words),
        about_sealed: sealed(form.about),
        contact_sealed: sealed(form.contact),
        teller_sealed: sealed(teller),
        from_page,
      })
      .execute()
    await tellLeads(trx, now)
    return 'kept'
  })

/** Whether anybody holds the role of safeguarding lead and can be reached. */
export const hasLead = async (db: Db): Promise<boolean> =>
  (await peopleHolding(db, 'safeguarding_lead')).length > 0

async function tellLeads(trx: Db, now: Date): Promise<void> {
  const leads = await peopleHolding(trx, 'safeguarding_lead')
  const kind = leads.length ? concern_came : concern_unread
  const told = leads.length ? leads : await peopleHolding(trx, 'area_administrator')
  const since = new Date(now.getTime() - 3_600_000)
  // Somebody filling the box must not fill the lead's mailbox too: the room lists every one.
  for (const { channel, send_to } of told)
    if ((await countTo(trx, { kind, send_to, since })) < most_messages_an_hour)
      await queue(trx, { kind, channel, send_to, now })
}

type Act = { id: string; person_id: string; now: Date }

/** Notes that the lead has read it; the first time is kept. False when there is no such concern. */
export async function noteRead(db: Db, { id, person_id, now }: Act): Promise<boolean> {
  await db
    .updateTable('concerns')
    .set({ read_at: now, read_by: person_id })
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute()
  return Boolean(await db.selectFrom('concerns').select('id').where('id', '=', id).executeTakeFirst())
}

type Words = Act & { keys: Keys; words: string }

/** Adds a note; pressed twice it is one. */
export async function addNote(
  db: Db,
  { id, person_id, now, keys, words, form_key }: Words & { form_key: string },
): Promise<'added' | Refusal> {
  if (!words) return 'no-note'
  if (words.length > longest.note) return 'too-long'
  return inTransaction(db, async (trx) => {
    if (!(await locked(trx, id))) return 'unknown'
    await trx
      .insertInto('concern_notes')
      .values({
        id: newId(now.getTime()),
        concern_id: id,
        form_key,
        at: now,
        written_by: person_id,
        words_sealed: keys.seal(id, words),
      })
      .onConflict((on) => on.column('form_key').doNothing())
      .execute()
    return 'added'
  })
}

/** Closes a concern with how it ended; whoever comes second is told so, and nothing of theirs is kept. */
export async function closeConcern(
  db: Db,
  { id, person_id, now, keys, words }: Words,
): Promise<'closed' | Refusal> {
  if (!words) return 'no-outcome'
  if (words.length > longest.outcome) return 'too-long'
  return inTransaction(db, async (trx) => {
    const concern = await locked(trx, id)
    if (!concern) return 'unknown'
    if (concern.closed_at) return 'closed-already'
    await trx
      .updateTable('concerns')
      .set({
        closed_at: now,
        closed_by: person_id,
        outcome_sealed: keys.seal(id, words),
        read_at: concern.read_at ?? now,
        read_by: concern.read_at ? concern.read_by : person_id,
      })
      .where('id', '=', id)
      .execute()
    return 'closed'
  })
}

const locked = (trx: Db, id: string) =>
  trx
    .selectFrom('concerns')
    .select(['closed_at', 'read_at', 'read_by'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Removes concerns closed, and last written about, before a moment, with their keys. One that is open is never removed. */
export async function purgeConcerns(
  trx: Db,
  { keys, before }: { keys: Keys; before: Date },
): Promise<number> {
  const gone = await trx
    .deleteFrom('concerns')
    .where('closed_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('concern_notes as n')
            .select('n.id')
            .whereRef('n.concern_id', '=', 'concerns.id')
            .where('n.at', '>=', before),
        ),
      ),
    )
    .returning('id')
    .execute()
  for (const { id } of gone) keys.forget(id)
  return gone.length
}

const inTransaction = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)
