import { type Insertable, sql } from 'kysely'
import type { DB, Json } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type Keys, markOf } from '../../kit/keys.ts'

type Row = Insertable<DB['messages']>
type New = Pick<
  Row,
  'kind' | 'channel' | 'send_to' | 'language' | 'booking_id' | 'session_id' | 'once_key'
> & {
  /** Given when something was sealed for it. */
  id?: string
  about?: { [key: string]: Json }
  /** The house's clock; also when it may go, unless `send_after` says later. */
  now: Date
  send_after?: Date
}

/** Puts one message in the outbox, in the caller's transaction; null when one with this `once_key` is already there. */
export async function queue(
  trx: Db,
  { now, send_after = now, about = {}, ...message }: New,
): Promise<string | null> {
  const row = await trx
    .insertInto('messages')
    .values({ ...message, about: JSON.stringify(about), created_at: now, send_after })
    .onConflict((on) => on.column('once_key').where('once_key', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Puts a message that failed back on its way; false when it is not one that failed. */
export async function sendAgain(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('messages')
    .set({
      failed_at: null,
      told_at: null,
      tries: 0,
      claimed_at: null,
      sending_at: null,
      send_after: now,
      last_problem: null,
    })
    .where('id', '=', id)
    .where('failed_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** Notes that the team passed a message on in another way; false when it did not need to be. */
export async function notePassedOn(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('messages')
    .set({ told_at: now })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .where((eb) => eb.or([eb('failed_at', 'is not', null), eb('kept_at', 'is not', null)]))
    .executeTakeFirst()
  return numUpdatedRows > 0
}

export type HelpAsked = { form_key: string; need: string; contact: string; team_mailbox: string; now: Date }
type Sealing = { keys: Keys; secret: string }

// Enough for a bad day; few enough that nobody can fill the team's mailbox.
const most_an_hour = { from_one: 5, from_all: 100 }

/**
 * Sends a call for help to the team, once however often the form is sent; 'too-many' when they should ring instead.
 * What was written is sealed with the message's own key.
 */
export async function askForHelp(
  db: Db,
  asked: HelpAsked,
  { keys, secret }: Sealing,
): Promise<'sent' | 'too-many'> {
  const since = new Date(asked.now.getTime() - 3_600_000)
  const from = markOf(secret, asked.contact)
  const { from_one, from_all } = await db
    .selectFrom('messages')
    .select((eb) => [
      eb.fn.countAll<number>().as('from_all'),
      eb.fn.countAll<number>().filterWhere(sql<boolean>`about->>'from' = ${from}`).as('from_one'),
    ])
    .where('kind', '=', 'help_asked')
    .where('booking_id', 'is', null)
    .where('send_to', '=', asked.team_mailbox)
    .where('created_at', '>', since)
    // The same form again is not one more.
    .where('once_key', 'is distinct from', `help ${asked.form_key}`)
    .executeTakeFirstOrThrow()
  if (from_one >= most_an_hour.from_one || from_all >= most_an_hour.from_all) return 'too-many'
  const { need, contact, now } = asked
  const id = newId()
  const queued = await queue(db, {
    id,
    kind: 'help_asked',
    channel: 'email',
    send_to: asked.team_mailbox,
    about: { from, sealed: keys.seal(id, JSON.stringify({ need, contact })) },
    once_key: `help ${asked.form_key}`,
    now,
  })
  // The same form again: nothing was kept, so nothing need be opened.
  if (!queued) keys.forget(id)
  return 'sent'
}
