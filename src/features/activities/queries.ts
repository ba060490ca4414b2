import { type Selectable, sql } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { isId } from '../../kit/ids.ts'
import { factsOf, type MergedFact, type Place, placeById } from '../places/index.ts'
import { type Lack, missingFrom, type Requirement, type StoryStep } from './rules.ts'

export type Activity = Selectable<DB['activities']>
export type Session = Selectable<DB['sessions']>
export type Provider = Selectable<DB['providers']>
/** One dated meeting with its activity, and how many hold a place or wait. */
export type SessionWhole = {
  session: Session
  activity: Activity
  place: Place | null
  /** People who hold a place; families in the line. */
  booked: number
  waiting: number
}
export type OtherDate = Pick<
  Session,
  'id' | 'starts_at' | 'ends_at' | 'version' | 'opens_at' | 'cancelled_at' | 'moved_at' | 'places'
> & { booked: number; place_name: string | null }
export type Answered = { id: string; words: string; answer: string; answered_at: Date; answered_by: string }

/** A session whatever its state; undefined when there is none, or the id is mangled. */
export const sessionWhole = async (db: Db, id: string): Promise<SessionWhole | undefined> =>
  isId(id) ? (await sessionsWhole(db, [id]))[0] : undefined

/** The sessions of some ids, in no order; ids that are nobody's are left out. */
export async function sessionsWhole(db: Db, ids: string[]): Promise<SessionWhole[]> {
  if (!ids.length) return []
  const sessions = await db.selectFrom('sessions').selectAll().where('id', 'in', ids).execute()
  const of = <Key extends 'activity_id' | 'place_id'>(key: Key) => [
    ...new Set(sessions.map((session) => session[key]).filter((id): id is string => id !== null)),
  ]
  const rowsOf = <T>(wanted: string[], read: () => Promise<T[]>) =>
    wanted.length ? read() : Promise.resolve([])
  const activities = await rowsOf(of('activity_id'), () =>
    db.selectFrom('activities').selectAll().where('id', 'in', of('activity_id')).execute(),
  )
  const places = await rowsOf(of('place_id'), () =>
    db.selectFrom('places').selectAll().where('id', 'in', of('place_id')).execute(),
  )
  const desks = await db.selectFrom('session_places').selectAll().where('session_id', 'in', ids).execute()
  return sessions.map((session) => {
    const activity = activities.find((each) => each.id === session.activity_id)!
    const desk = desks.find((each) => each.session_id === session.id)
    const place = activity.at_home ? null : (places.find((each) => each.id === session.place_id) ?? null)
    return { session, activity, place, booked: desk?.booked ?? 0, waiting: desk?.waiting ?? 0 }
  })
}

/** What a session lacks of the minimum record, as it is kept now. */
export const lacksOf = ({ session, activity, place }: SessionWhole, now: Date): Lack[] =>
  missingFrom(activity, session, place, now)

/** The things a family meets besides the record: who, how, what is asked of them, what was asked before. */
export async function aroundActivity(db: Db, activity: Activity) {
  return {
    provider: activity.provider_id ? await providerById(db, activity.provider_id) : undefined,
    requirements: await requirementsOf(db, activity.id),
    story: await storyOf(db, activity.id),
    answered: await answeredOf(db, activity.id),
  }
}

export type SessionPage = SessionWhole & {
  provider: Provider | undefined
  requirements: Requirement[]
  story: StoryStep[]
  answered: Answered[]
  other_dates: OtherDate[]
  facts: MergedFact[]
  moved_from_place: string | null
}

/** Everything the page of a session says; 'gone' for one withdrawn, undefined for a draft or none. */
export async function sessionPage(db: Db, id: string, now: Date): Promise<SessionPage | 'gone' | undefined> {
  const whole = await sessionWhole(db, id)
  if (!whole) return undefined
  if (!whole.session.published_at || whole.session.published_at > now)
    return whole.session.withdrawn_at ? 'gone' : undefined
  return sessionPreview(db, whole, now)
}

/** The same for a draft, so that the team sees what families will see. */
export async function sessionPreview(db: Db, whole: SessionWhole, now: Date): Promise<SessionPage> {
  const { session, activity } = whole
  const from_place = session.moved_from_place_id
    ? await placeById(db, session.moved_from_place_id)
    : undefined
  return {
    ...whole,
    ...(await aroundActivity(db, activity)),
    other_dates: await otherDates(db, session, now),
    facts: await factsOf(db, {
      place_id: activity.at_home ? null : session.place_id,
      activity_id: activity.id,
      session_id: session.id,
    }),
    moved_from_place: from_place?.name ?? null,
  }
}

/** The coming dates of the same activity, soonest first; at most 60. */
export const otherDates = (db: Db, session: Session, now: Date): Promise<OtherDate[]> =>
  db
    .selectFrom('sessions as s')
    .leftJoin('session_places as d', 'd.session_id', 's.id')
    .leftJoin('places as p', 'p.id', 's.place_id')
    .select([
      's.id',
      's.starts_at',
      's.ends_at',
      's.version',
      's.opens_at',
      's.cancelled_at',
      's.moved_at',
      's.places',
    ])
    .select(['p.name as place_name', sql<number>`coalesce(d.booked, 0)`.as('booked')])
    .where('s.activity_id', '=', session.activity_id)
    .where('s.id', '<>', session.id)
    .where('s.published_at', '<=', now)
    .where('s.starts_at', '>', now)
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .limit(60)
    .execute()

/** An activity whole; undefined when there is none, or the id is mangled. */
export const activityById = async (db: Db, id: string): Promise<Activity | undefined> =>
  isId(id) ? db.selectFrom('activities').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/** Who runs things; undefined when there is none. */
export const providerById = async (db: Db, id: string): Promise<Provider | undefined> =>
  isId(id) ? db.selectFrom('providers').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/** What a family must bring, be able to do, or where they must live: in order. */
export const requirementsOf = (db: Db, activity_id: string): Promise<Requirement[]> =>
  db
    .selectFrom('requirements')
    .select(['kind', 'sentence'])
    .where('activity_id', '=', activity_id)
    .orderBy('nth')
    .execute()

/** What happens first, next and last. */
export const storyOf = (db: Db, activity_id: string): Promise<StoryStep[]> =>
  db
    .selectFrom('story_steps')
    .select(['sentence', 'picture', 'picture_alt'])
    .where('activity_id', '=', activity_id)
    .orderBy('nth')
    .execute()

const answeredOf = async (db: Db, activity_id: string): Promise<Answered[]> =>
  (await db
    .selectFrom('questions')
    .select(['id', 'words', 'answer', 'answered_at', 'answered_by'])
    .where('activity_id', '=', activity_id)
    .where('answered_at', 'is not', null)
    .where('hidden_at', 'is', null)
    .orderBy('answered_at', 'desc')
    .limit(50)
    .execute()) as Answered[]
