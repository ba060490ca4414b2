// What is read about records: who opened them, how long each kind is kept, the proof that it was emptied.
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'

/** Days each kind is kept where the team has decided. */
export async function daysKept(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('retention').select(['kind', 'days']).execute()
  return new Map(rows.map(({ kind, days }) => [kind, days]))
}

/** The team's decisions, with who made them. */
export const decisions = (db: Db) =>
  db
    .selectFrom('retention')
    .leftJoin('people', 'people.id', 'retention.changed_by')
    .select(['kind', 'days', 'why', 'changed_at', 'people.name'])
    .execute()
export type Decision = Awaited<ReturnType<typeof decisions>>[number]

/** The newest proof of each kind, and how many it emptied in all. */
export async function lastPurges(db: Db) {
  const { rows } = await sql<{ kind: string; before: Date; how_many: number; at: Date; in_all: number }>`
    select distinct on (kind) kind, before, how_many, at, (sum(how_many) over (partition by kind))::int as in_all
    from purges order by kind, at desc`.execute(db)
  return new Map(rows.map((row) => [row.kind, row]))
}

/** The newest runs of the purge, newest first. */
export const newestPurges = (db: Db) =>
  db.selectFrom('purges').selectAll().orderBy('at', 'desc').orderBy('kind').limit(60).execute()

/** How many have an account, how many bookings still hold names, and how many were forgotten because they asked. */
export async function liveCounts(db: Db) {
  const { rows } = await sql<{ people: number; bookings: number; forgotten: number }>`select
    (select count(*)::int from people) as people,
    (select count(*)::int from bookings where forgotten_at is null) as bookings,
    (select count(*)::int from erasures where what = 'person') as forgotten`.execute(db)
  return rows[0]!
}

export type Opened = {
  nth: number
  at: Date
  act: string
  why: string | null
  subject_id: string
  /** Whoever did it; null for the machine, and for someone who has been forgotten since. */
  name: string | null
  by_the_machine: boolean
  /** The roles they held then. */
  roles: string[]
}

const rolesThen = sql<
  string[]
>`(select coalesce(array_agg(distinct r.role order by r.role), '{}') from roles r
  where r.person_id = a.person_id and r.granted_at <= a.at and (r.ended_at is null or r.ended_at > a.at))`

/** Who opened or changed the record of this person, newest first; what a person did themselves is left out. */
export async function openedOf(db: Db, myself: string): Promise<Opened[]> {
  const { rows } = await sql<Opened>`
    select a.nth, a.at, a.act, a.why, a.subject_id, p.name, a.person_id is null as by_the_machine, ${rolesThen} as roles
    from audit a left join people p on p.id = a.person_id
    where a.subject_id = ${myself}::uuid and a.person_id is distinct from ${myself}::uuid
    order by a.nth desc limit 500`.execute(db)
  return rows
}

export type Asked = { person?: string; act?: string; day?: string; before?: number }
export type RecordEntry = Omit<Opened, 'subject_id'> & { about: string | null; subject_id: string | null }
export const entries_a_page = 50

/** The newest entries of the record: of one person's doing, of an act, of a day, or before a number. */
export async function entriesOf(db: Db, asked: Asked): Promise<RecordEntry[]> {
  const { person, act, day, before } = asked
  const { rows } = await sql<RecordEntry>`
    select a.nth, a.at, a.act, a.about, a.why, a.subject_id, p.name, a.person_id is null as by_the_machine, ${rolesThen} as roles
    from audit a left join people p on p.id = a.person_id
    where (${person ?? null}::text is null or strpos(lower(p.name), lower(${person ?? null}::text)) > 0)
      and (${act ?? null}::text is null or a.act = ${act ?? null}::text)
      and (${day ?? null}::text is null or (a.at at time zone 'Europe/London')::date = ${day ?? null}::date)
      and (${before ?? null}::bigint is null or a.nth < ${before ?? null}::bigint)
    order by a.nth desc limit ${entries_a_page}`.execute(db)
  return rows
}

/** Every act there is in the record, most frequent first. */
export async function actsInRecord(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    act: string
  }>`select act from audit group by act order by count(*) desc, act`.execute(db)
  return rows.map(({ act }) => act)
}
