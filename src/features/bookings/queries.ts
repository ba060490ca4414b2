// What is read about bookings. A secret address opens one booking, never a list.
import { sql } from 'kysely'
import type { Db } from '../../kit/db.ts'
import { hashOf } from './keys.ts'

const sessionAndPlace = (db: Db) =>
  db
    .selectFrom('sessions')
    .innerJoin('activities', 'activities.id', 'sessions.activity_id')
    .leftJoin('places', 'places.id', 'sessions.place_id')
    .leftJoin('session_places as count', 'count.session_id', 'sessions.id')
    .select([
      'sessions.id as session_id',
      'sessions.starts_at',
      'sessions.ends_at',
      'sessions.published_at',
      'sessions.opens_at',
      'sessions.cancelled_at as session_cancelled_at',
      'sessions.cancelled_because as session_cancelled_because',
      'sessions.moved_at',
      'sessions.note',
      'sessions.version',
      'sessions.places as session_places',
      'activities.id as activity_id',
      'activities.title',
      'activities.min_age',
      'activities.max_age',
      'activities.siblings',
      'activities.adult',
      'activities.cost_pence',
      'activities.cost_note',
      'activities.bring',
      'activities.who_you_will_meet',
      'activities.phone',
      'activities.at_home',
      'activities.drop_in',
      'activities.places_for',
      'activities.one_party_per_family',
      'places.id as place_id',
      'places.name as place_name',
      'places.street',
      'places.town',
      'places.postcode',
      'places.landmark_steps',
      'count.places as places',
      'count.booked as booked',
      'count.waiting as waiting',
    ])

/** A session as the booking pages need it, or null. */
export const sessionToBook = async (db: Db, session_id: string) =>
  (await sessionAndPlace(db).where('sessions.id', '=', session_id).executeTakeFirst()) ?? null
export type SessionToBook = NonNullable<Awaited<ReturnType<typeof sessionToBook>>>

const withBooking = (db: Db) =>
  sessionAndPlace(db)
    .innerJoin('bookings', 'bookings.session_id', 'sessions.id')
    .select([
      'bookings.id',
      'bookings.reference',
      'bookings.state',
      'bookings.party',
      'bookings.adults',
      'bookings.ask_first',
      'bookings.line_no',
      'bookings.carer_name',
      'bookings.contact_kind',
      'bookings.contact',
      'bookings.language',
      'bookings.asked_at',
      'bookings.booked_at',
      'bookings.offered_at',
      'bookings.offer_ends_at',
      'bookings.cancelled_at',
      'bookings.cancelled_because', // sealed: only whether it was said is used
      'bookings.lapsed_at',
      'bookings.moved_to',
      'bookings.revision',
    ])
    // 1 is next. Gaps left by families who have gone are not counted.
    .select(
      sql<number | null>`case when bookings.state = 'waiting' then (
        select count(*)::int from bookings ahead where ahead.session_id = bookings.session_id
          and ahead.state = 'waiting' and ahead.line_no <= bookings.line_no) end`.as('line_place'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof withBooking>['executeTakeFirstOrThrow']>>
const withPeople = async (db: Db, booking: Row | undefined) =>
  booking
    ? {
        ...booking,
        people: await db
          .selectFrom('booking_people')
          .select(['nth', 'first_name', 'age', 'cancelled_at'])
          .where('booking_id', '=', booking.id)
          .orderBy('nth')
          .execute(),
      }
    : null

/** The booking a secret address opens, with its session, its place and its people; null for any other address. */
export const bookingByToken = async (db: Db, token: string) =>
  withPeople(db, await withBooking(db).where('bookings.manage_hash', '=', hashOf(token)).executeTakeFirst())
export type BookingView = NonNullable<Awaited<ReturnType<typeof bookingByToken>>>

/** The same by its id, for messages. */
export const bookingById = async (db: Db, id: string) =>
  withPeople(db, await withBooking(db).where('bookings.id', '=', id).executeTakeFirst())

type Move = { activity_id: string; session_id: string; party: number; now: Date }
/** Other coming dates of the activity with room for the whole party, soonest first. */
export const otherDates = (db: Db, { activity_id, session_id, party, now }: Move) =>
  db
    .selectFrom('sessions')
    .innerJoin('session_places as count', 'count.session_id', 'sessions.id')
    .leftJoin('places', 'places.id', 'sessions.place_id')
    .select(['sessions.id', 'sessions.starts_at', 'sessions.ends_at', 'places.name as place_name'])
    .where('sessions.activity_id', '=', activity_id)
    .where('sessions.id', '!=', session_id)
    .where('sessions.published_at', '<=', now)
    .where('sessions.cancelled_at', 'is', null)
    .where('sessions.places', 'is not', null)
    .where('sessions.starts_at', '>', now)
    .where((is) => is.or([is('sessions.opens_at', 'is', null), is('sessions.opens_at', '<=', now)]))
    .where(sql<boolean>`count.places - count.booked >= ${party}`)
    .orderBy('sessions.starts_at')
    .limit(20)
    .execute()

export type MoveDate = Awaited<ReturnType<typeof otherDates>>[number]
