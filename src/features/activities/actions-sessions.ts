// What the team does to a session: one dated meeting, or a run of them.
import type { Db } from '../../kit/db.ts'
import { refusedBy } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import { editing } from './actions-editing.ts'
import { lacksOf, type SessionWhole, sessionWhole } from './queries.ts'
import { type Busy, isOver, type Lack, type Noise, type SessionRefusal, type Version } from './rules.ts'

/** What is said of a session besides its date. Null busy and noise mean "as the activity says". */
export type SessionWords = {
  place_id: string | null
  places: number | null
  version: Version | null
  busy: Busy | null
  noise: Noise | null
  opens_at: Date | null
  note: string | null
}
export type Dates = { starts_at: Date; ends_at: Date }

/** Adds drafts of an activity on these dates; more than one is a run. Returns their ids in order. */
export const addDates = (
  db: Db,
  activity_id: string,
  words: SessionWords,
  dates: Dates[],
  now: Date,
): Promise<string[]> =>
  editing(db, async (trx) => {
    const repeats_id = dates.length > 1 ? newId(now.getTime()) : null
    const rows = dates.map((date) => ({
      id: newId(now.getTime()),
      activity_id,
      ...words,
      ...date,
      repeats_id,
      created_at: now,
      changed_at: now,
    }))
    if (rows.length) await trx.insertInto('sessions').values(rows).execute()
    return rows.map((row) => row.id)
  })

type Open = { trx: Db; whole: SessionWhole }
type Done<Word extends string> = Promise<Word | SessionRefusal>

// Every change reads the session again inside its own turn: the page it was asked from may be old.
const onSession = <Answer>(
  db: Db,
  id: string,
  change: (open: Open) => Promise<Answer>,
): Promise<Answer | 'gone'> =>
  editing(db, async (trx) => {
    const whole = await sessionWhole(trx, id)
    return whole ? change({ trx, whole }) : 'gone'
  })

/** Changes a session. Once it is public its date and place only change by `moveSession`, and its places by `changePlaces`. */
export const saveSession = (
  db: Db,
  id: string,
  words: SessionWords,
  dates: Dates,
  now: Date,
): Promise<'saved' | 'gone'> =>
  onSession(db, id, async ({ trx, whole: { session } }): Promise<'saved'> => {
    const { place_id, places, ...always } = words
    const draft_only = session.published_at ? {} : { place_id, places, ...dates }
    await trx
      .updateTable('sessions')
      .set({ ...always, ...draft_only, changed_at: now })
      .where('id', '=', id)
      .execute()
    return 'saved'
  })

/** A draft of the same on another date. */
export const copySession = (db: Db, id: string, dates: Dates, now: Date): Promise<string | 'gone'> =>
  onSession(db, id, async ({ trx, whole: { session } }) => {
    const { activity_id, place_id, places, version, busy, noise, note } = session
    const copy = newId(now.getTime())
    await trx
      .insertInto('sessions')
      .values({
        id: copy,
        activity_id,
        place_id,
        places,
        version,
        busy,
        noise,
        note,
        ...dates,
        created_at: now,
        changed_at: now,
      })
      .execute()
    return copy
  })

/** Makes a session public, or says what it lacks. */
export const publish = (
  db: Db,
  id: string,
  now: Date,
): Promise<'published' | SessionRefusal | { lacks: Lack[] }> =>
  onSession(db, id, async ({ trx, whole }) => {
    if (whole.session.cancelled_at) return 'already-cancelled'
    if (whole.session.published_at) return 'already-published'
    const lacks = lacksOf(whole, now)
    if (lacks.length) return { lacks }
    await trx
      .updateTable('sessions')
      .set({ published_at: now, withdrawn_at: null, changed_at: now })
      .where('id', '=', id)
      .execute()
    return 'published'
  })

/** Takes back a session that should not have been public. With anyone booked or waiting it must be cancelled instead. */
export const withdraw = (db: Db, id: string, now: Date): Done<'withdrawn'> =>
  onSession(db, id, async ({ trx, whole: { session } }) => {
    if (!session.published_at) return 'not-published'
    const desk = await trx
      .selectFrom('session_places')
      .select(['booked', 'waiting'])
      .where('session_id', '=', id)
      .forUpdate() // the desk could book someone between looking and taking back
      .executeTakeFirst()
    if (desk && desk.booked + desk.waiting > 0) return 'people-are-booked'
    await trx
      .updateTable('sessions')
      .set({ published_at: null, withdrawn_at: now, changed_at: now })
      .where('id', '=', id)
      .execute()
    return 'withdrawn'
  })

type Cancelling = { because: string; now: Date; later: Later }

/** Cancels a session: it stays visible and says why. Families are told by the job. */
export const cancelSession = (db: Db, id: string, { because, now, later }: Cancelling): Done<'cancelled'> =>
  onSession(db, id, async ({ trx, whole: { session, activity } }) => {
    if (!session.published_at) return 'not-published'
    if (session.cancelled_at) return 'already-cancelled'
    if (isOver({ ...session, drop_in: activity.drop_in }, now)) return 'already-over'
    await trx
      .updateTable('sessions')
      .set((set) => ({
        cancelled_at: now,
        cancelled_because: because,
        calendar_sequence: set('calendar_sequence', '+', 1),
        changed_at: now,
      }))
      .where('id', '=', id)
      .execute()
    await later(trx, 'bookings/session_cancelled', { session_id: id })
    return 'cancelled'
  })

type Moving = Dates & { place_id: string | null; now: Date; later: Later }

/** Moves a public session to another time or place: it stays visible as moved. Families are told by the job. */
export const moveSession = (db: Db, id: string, moving: Moving): Done<'moved'> =>
  onSession(db, id, async ({ trx, whole: { session, activity } }) => {
    const { starts_at, ends_at, place_id, now, later } = moving
    if (!session.published_at) return 'not-published'
    if (session.cancelled_at) return 'already-cancelled'
    if (isOver({ ...session, drop_in: activity.drop_in }, now) || starts_at <= now) return 'already-over'
    if (ends_at <= starts_at) return 'ends-before-it-starts'
    const same_time = +starts_at === +session.starts_at && +ends_at === +session.ends_at
    if (same_time && place_id === session.place_id) return 'nothing-changed'
    await trx
      .updateTable('sessions')
      .set((set) => ({
        starts_at,
        ends_at,
        place_id,
        moved_at: now,
        moved_from_at: session.starts_at,
        moved_from_place_id: session.place_id,
        calendar_sequence: set('calendar_sequence', '+', 1),
        changed_at: now,
      }))
      .where('id', '=', id)
      .execute()
    await later(trx, 'bookings/session_moved', { session_id: id })
    return 'moved'
  })

/** Changes the number of places. More places go to the families waiting, by the job; fewer than are booked is refused. */
export async function changePlaces(
  db: Db,
  id: string,
  { places, now, later }: { places: number; now: Date; later: Later },
): Done<'changed'> {
  try {
    return await onSession(db, id, async ({ trx, whole: { session, activity } }) => {
      if (activity.drop_in) return 'nothing-to-book'
      if (session.places === places) return 'nothing-changed'
      await trx.updateTable('sessions').set({ places, changed_at: now }).where('id', '=', id).execute()
      await later(trx, 'bookings/carry', { session_id: id })
      return 'changed'
    })
  } catch (fault) {
    if (refusedBy(fault) === 'never_more_people_than_places') return 'fewer-than-booked'
    throw fault
  }
}
