// The sessions of the organisations somebody works for: never a session of anybody else's.
import type { Db } from '../../kit/db.ts'
import { closes_days_after } from './rules.ts'

const sessionsOf = (db: Db, organisations: string[], now: Date) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .innerJoin('providers as v', 'v.id', 'a.provider_id')
    .leftJoin('places as p', 'p.id', 's.place_id')
    .leftJoin('session_places as count', 'count.session_id', 's.id')
    .select(['s.id', 's.starts_at', 's.ends_at', 's.cancelled_at', 's.version', 's.places'])
    .select([
      'a.title',
      'a.drop_in',
      'v.id as provider_id',
      'v.name as provider_name',
      'p.name as place_name',
    ])
    .select(['count.booked', 'count.waiting'])
    .where('v.id', 'in', organisations)
    .where('s.published_at', '<=', now)

/** A session as a partner's list shows it. */
export type OwnSession = Awaited<ReturnType<ReturnType<typeof sessionsOf>['executeTakeFirstOrThrow']>>

/** Published sessions that are coming or just over, by organisation and then by time; at most 500. */
export const ownSessions = async (db: Db, organisations: string[], now: Date): Promise<OwnSession[]> =>
  organisations.length === 0
    ? []
    : sessionsOf(db, organisations, now)
        .where('s.ends_at', '>', new Date(now.getTime() - closes_days_after * 86_400_000))
        .orderBy('v.name')
        .orderBy('v.id')
        .orderBy('s.starts_at')
        .limit(500)
        .execute()

/** One published session of theirs; undefined for an absent one and for anybody else's. */
export const ownSession = async (
  db: Db,
  id: string,
  organisations: string[],
  now: Date,
): Promise<OwnSession | undefined> =>
  organisations.length === 0
    ? undefined
    : sessionsOf(db, organisations, now).where('s.id', '=', id).executeTakeFirst()

/** The names of organisations, in order. */
export const organisationNames = async (
  db: Db,
  organisations: string[],
): Promise<{ id: string; name: string }[]> =>
  organisations.length === 0
    ? []
    : db
        .selectFrom('providers')
        .select(['id', 'name'])
        .where('id', 'in', organisations)
        .orderBy('name')
        .orderBy('id')
        .execute()
