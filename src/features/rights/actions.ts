// Forgetting somebody, forgetting what is old, and changing how long a kind is kept.
import { record } from '../../kit/audit.ts'
import type { Database, Db } from '../../kit/db.ts'
import type { Holding, Retention } from '../../kit/holdings.ts'
import { newId } from '../../kit/ids.ts'
import type { Keys } from '../../kit/keys.ts'
import { needs_second_factor, type Role } from '../../kit/who-may.ts'
import { erasuresOn, noteErasure } from './erasure-list.ts'
import { daysKept } from './queries.ts'
import { before, type Erasure, type Refusal } from './rules.ts'

export type Forgetting = {
  db: Database['db']
  keys: Keys
  now: Date
  holdings: readonly Holding[]
  /** Where the list of erasures is, outside the database. */
  list: string
}

/**
 * Forgets a person wholly: places they hold go to the next family, keys and rows go, messages lose their address, and
 * they are signed out everywhere. Written on the list first, so that a crash half way is finished at the next start.
 */
export async function forgetPerson(
  forgetting: Forgetting,
  person_id: string,
): Promise<'forgotten' | Refusal> {
  const { db, now, list } = forgetting
  if (await hasAJobHere(db, person_id)) return 'has-a-job-here'
  const erasure = { id: newId(), what: 'person', subject_id: person_id, asked_at: now.toISOString() } as const
  noteErasure(list, erasure)
  await erase(forgetting, erasure)
  return 'forgotten'
}

// Somebody who sees others' records leaves their job first, so that an area is never left without anyone.
const hasAJobHere = async (db: Db, person_id: string): Promise<boolean> =>
  Boolean(
    await db
      .selectFrom('roles')
      .select('role')
      .where('person_id', '=', person_id)
      .where('ended_at', 'is', null)
      .where('role', 'in', needs_second_factor as Role[])
      .executeTakeFirst(),
  )

const erase = ({ db, keys, now, holdings }: Forgetting, erasure: Erasure): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { id, what, subject_id, asked_at } = erasure
    const about = { db: trx, keys, now }
    for (const holding of holdings) await holding.forget(about, subject_id)
    const row = { id, what, subject_id, asked_at: new Date(asked_at), done_at: now }
    await trx
      .insertInto('erasures')
      .values(row)
      .onConflict((on) => on.column('id').doNothing())
      .execute()
    await record(trx, { at: now, person_id: null, act: `forgot a ${what}`, subject_id })
  })

/** Erases again whatever is on the list and not done in this database: after a restore, or a crash half way. Gives how many. */
export async function replayErasures(forgetting: Forgetting): Promise<number> {
  const listed = erasuresOn(forgetting.list)
  if (!listed.length) return 0
  const rows = await forgetting.db.selectFrom('erasures').select('id').execute()
  const done = new Set(rows.map(({ id }) => id))
  const left = listed.filter(({ id }) => !done.has(id))
  for (const erasure of left) await erase(forgetting, erasure)
  return left.length
}

type Purging = { db: Database['db']; keys: Keys; now: Date; retention: readonly Retention[] }

/** Empties of each kind what is older than it is kept, and writes down that it did and how many. Gives how many by kind. */
export async function purgeAll({ db, keys, now, retention }: Purging): Promise<Record<string, number>> {
  const decided = await daysKept(db)
  const gone: Record<string, number> = {}
  for (const { kind, days, purge } of retention) {
    const until = before(now, decided.get(kind) ?? days)
    gone[kind] = await db.transaction().execute(async (trx) => {
      const how_many = await purge({ db: trx, keys, now }, until)
      await trx.insertInto('purges').values({ id: newId(), kind, before: until, how_many, at: now }).execute()
      return how_many
    })
  }
  return gone
}

type Decision = { kind: string; days: number; why: string; person_id: string; now: Date }

/** Keeps a kind of record for so many days from now on, with the reason. */
export const changeDays = (db: Db, { kind, days, why, person_id, now }: Decision) =>
  db
    .insertInto('retention')
    .values({ kind, days, why, changed_by: person_id, changed_at: now })
    .onConflict((on) => on.column('kind').doUpdateSet({ days, why, changed_by: person_id, changed_at: now }))
    .execute()

/** Notes that somebody took a copy of what is held about them. */
export const noteDownload = (db: Db, { person_id, now }: { person_id: string; now: Date }) =>
  record(db, { at: now, person_id, act: 'took a copy of their record', subject_id: person_id })
