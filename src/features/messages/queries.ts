import { type Selectable, sql } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import type { Message } from './rules.ts'

/** The newest messages, of one kind when asked; at most 200. */
export function newestMessages(db: Db, kind?: string): Promise<Message[]> {
  const found = db.selectFrom('messages').selectAll()
  return (kind ? found.where('kind', '=', kind) : found)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** One message. */
export const messageWith = (db: Db, id: string): Promise<Message | undefined> =>
  db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()

/** The newest message of a kind to someone since a moment, if there is one. */
export const newestTo = (
  db: Db,
  asked: { kind: string; send_to: string; since: Date },
): Promise<Message | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('booking_id', 'is', null)
    .where('send_to', '=', asked.send_to)
    .where('kind', '=', asked.kind)
    .where('created_at', '>', asked.since)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()

/** How many messages of a kind were written to someone since a moment. */
export async function countTo(
  db: Db,
  asked: { kind: string; send_to: string; since: Date },
): Promise<number> {
  const { many } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('booking_id', 'is', null)
    .where('send_to', '=', asked.send_to)
    .where('kind', '=', asked.kind)
    .where('created_at', '>', asked.since)
    .executeTakeFirstOrThrow()
  return many
}

/** A message for the team, with the booking it is about when there is one. */
export type TeamMessage = Pick<
  Selectable<DB['messages']>,
  | 'id'
  | 'kind'
  | 'channel'
  | 'send_to'
  | 'created_at'
  | 'send_after'
  | 'last_problem'
  | 'failed_at'
  | 'ring_instead_at'
> & {
  reference: string | null
  carer_name: string | null
  contact: string | null
}

const forTeam = (db: Db) =>
  db
    .selectFrom('messages as m')
    .leftJoin('bookings as b', 'b.id', 'm.booking_id')
    .select([
      'm.id',
      'm.kind',
      'm.channel',
      'm.send_to',
      'm.created_at',
      'm.send_after',
      'm.last_problem',
      'm.failed_at',
      'm.ring_instead_at',
    ])
    .select(['b.reference', 'b.carer_name', 'b.contact'])
    .limit(100)

/**
 * What did not go and nobody has passed on yet, oldest first: what failed, and with `kept` also what nothing here can
 * send. While developing everything is kept, to be read and not rung.
 */
export const toPassOn = (db: Db, { kept }: { kept: boolean }): Promise<TeamMessage[]> =>
  forTeam(db)
    .where('m.told_at', 'is', null)
    .where('m.kind', '!=', 'sign_in_code')
    .where((eb) =>
      eb.or([
        eb('m.failed_at', 'is not', null),
        eb('m.ring_instead_at', 'is not', null),
        ...(kept ? [eb('m.kept_at', 'is not', null)] : []),
      ]),
    )
    .orderBy('m.created_at')
    .execute()

/** What has tried to go and is waiting to try again, soonest first. */
export const tryingAgain = (db: Db): Promise<TeamMessage[]> =>
  forTeam(db).where(undelivered('m')).where('m.tries', '>', 0).orderBy('m.send_after').execute()

const undelivered = (table: string) =>
  sql<boolean>`${sql.ref(`${table}.sent_at`)} is null and ${sql.ref(`${table}.kept_at`)} is null
    and ${sql.ref(`${table}.failed_at`)} is null and ${sql.ref(`${table}.dropped_at`)} is null`

/** How many are on their way, and how many went in the last day. */
export async function outboxCounts(db: Db, now: Date): Promise<{ waiting: number; sent: number }> {
  const a_day_ago = new Date(now.getTime() - 86_400_000)
  return db
    .selectFrom('messages')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere(undelivered('messages')).as('waiting'),
      eb.fn.countAll<number>().filterWhere('sent_at', '>', a_day_ago).as('sent'),
    ])
    .executeTakeFirstOrThrow()
}
