import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import { lacksOf, type SessionWhole, sessionsWhole } from './queries.ts'
import type { Lack } from './rules.ts'

const a_week = 7 * 86_400_000

export type TeamSession = {
  id: string
  title: string
  starts_at: Date
  ends_at: Date
  place_name: string | null
  version: 'relaxed' | 'busier' | null
  published_at: Date | null
  withdrawn_at: Date | null
  cancelled_at: Date | null
  places: number | null
  booked: number
  waiting: number
}

const teamSessions = (db: Db) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .leftJoin('session_places as d', 'd.session_id', 's.id')
    .leftJoin('places as p', 'p.id', 's.place_id')
    .select(['s.id', 'a.title', 's.starts_at', 's.ends_at', 's.version', 's.published_at', 's.withdrawn_at'])
    .select(['s.cancelled_at', 's.places', 'p.name as place_name'])
    .select([
      sql<number>`coalesce(d.booked, 0)`.as('booked'),
      sql<number>`coalesce(d.waiting, 0)`.as('waiting'),
    ])
    .orderBy('s.starts_at')
    .orderBy('s.id')

/** Public sessions of the coming week, soonest first. */
export const comingWeek = (db: Db, now: Date): Promise<TeamSession[]> =>
  teamSessions(db)
    .where('s.published_at', '<=', now)
    .where('s.ends_at', '>', now)
    .where('s.starts_at', '<', new Date(now.getTime() + a_week))
    .limit(100)
    .execute()

/** Sessions to come with families in the line, soonest first. */
export const withLine = (db: Db, now: Date): Promise<TeamSession[]> =>
  teamSessions(db)
    .where('d.waiting', '>', 0)
    .where('s.starts_at', '>', now)
    .where('s.cancelled_at', 'is', null)
    .limit(50)
    .execute()

/** The dates of one activity, from a month ago on, drafts included. */
export const datesOf = (db: Db, activity_id: string, now: Date): Promise<TeamSession[]> =>
  teamSessions(db)
    .where('s.activity_id', '=', activity_id)
    .where('s.starts_at', '>', new Date(now.getTime() - 31 * 86_400_000))
    .limit(200)
    .execute()

export type Draft = { whole: SessionWhole; lacks: Lack[] }

/** Drafts not yet public, soonest first, each with what it lacks; at most 30. */
export async function drafts(db: Db, now: Date): Promise<Draft[]> {
  const found = await db
    .selectFrom('sessions')
    .select('id')
    .where('published_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .limit(30)
    .execute()
  const wholes = await sessionsWhole(
    db,
    found.map((each) => each.id),
  )
  return wholes
    .map((whole) => ({ whole, lacks: lacksOf(whole, now) }))
    .toSorted((a, b) => +a.whole.session.starts_at - +b.whole.session.starts_at)
}

/** Every activity by name, with how many public dates are to come. */
export const activitiesAll = (db: Db, now: Date) =>
  db
    .selectFrom('activities as a')
    .leftJoin('sessions as s', (join) =>
      join.onRef('s.activity_id', '=', 'a.id').on('s.published_at', '<=', now).on('s.starts_at', '>', now),
    )
    .select(['a.id', 'a.title', 'a.theme', sql<number>`count(s.id)`.as('coming')])
    .groupBy('a.id')
    .orderBy(sql`lower(a.title) collate "C"`)
    .limit(500)
    .execute()

export type Waiting = { id: string; words: string; asked_at: Date; activity_id: string; title: string }

/** Questions nobody has answered, oldest first. */
export const unanswered = (db: Db): Promise<Waiting[]> =>
  db
    .selectFrom('questions as q')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .select(['q.id', 'q.words', 'q.asked_at', 'q.activity_id', 'a.title'])
    .where('q.answered_at', 'is', null)
    .where('q.hidden_at', 'is', null)
    .orderBy('q.asked_at')
    .limit(200)
    .execute()

export type Gap = {
  words: string | null
  filters: Record<string, string[]>
  outcode: string | null
  told_at: Date
}

/** What people looked for and did not find, newest first. */
export const gapsTold = async (db: Db): Promise<Gap[]> =>
  (await db
    .selectFrom('gaps')
    .select(['words', 'filters', 'outcode', 'told_at'])
    .orderBy('told_at', 'desc')
    .limit(200)
    .execute()) as Gap[]

/** Names of those who run things, to choose from. */
export const providerNames = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('providers').select('name').orderBy('name').limit(500).execute()).map(
    (each) => each.name,
  )

/** Seasons and terms, newest first. */
export const seasonsAll = (db: Db) =>
  db.selectFrom('seasons').select(['id', 'name']).orderBy('starts_on', 'desc').limit(50).execute()
