// What a session says to machines: schema.org for search, iCalendar for calendars.
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { paths } from '../../kit/paths.ts'
import { addressWords, type Place } from '../places/index.ts'
import type { SessionPage, SessionWhole } from './queries.ts'
import { standingOf } from './rules.ts'

const postal = (place: Place) => ({
  '@type': 'Place',
  name: place.name,
  address: {
    '@type': 'PostalAddress',
    streetAddress: place.street ?? undefined,
    addressLocality: place.town ?? undefined,
    postalCode: place.postcode ?? undefined,
    addressCountry: 'GB',
  },
  ...(place.lat === null
    ? {}
    : { geo: { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lon } }),
})

const availability = (whole: SessionWhole, now: Date) => {
  const standing = standingOf(
    { ...whole.session, drop_in: whole.activity.drop_in, booked: whole.booked },
    now,
  )
  if (standing === 'full') return 'https://schema.org/SoldOut'
  if (standing === 'few') return 'https://schema.org/LimitedAvailability'
  if (standing === 'not_open_yet') return 'https://schema.org/PreOrder'
  return standing === 'past' || standing === 'cancelled'
    ? 'https://schema.org/Discontinued'
    : 'https://schema.org/InStock'
}

const status = ({ session }: SessionWhole) =>
  session.cancelled_at
    ? 'https://schema.org/EventCancelled'
    : session.moved_at
      ? 'https://schema.org/EventRescheduled'
      : 'https://schema.org/EventScheduled'

const ages = ({ min_age, max_age }: { min_age: number | null; max_age: number | null }) =>
  `${min_age ?? 0}-${max_age ?? 25}`

/** A session for search engines: schema.org's Event, with a cancelled or moved date said as such. */
export function describedSession(
  page: SessionPage,
  { origin, now, organiser }: { origin: string; now: Date; organiser: string },
) {
  const { session, activity, place, provider } = page
  const url = origin + paths.session(session.id)
  const pence = activity.cost_pence ?? 0
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: activity.title,
    description: activity.what_you_will_do ?? undefined,
    url,
    startDate: session.starts_at.toISOString(),
    endDate: session.ends_at.toISOString(),
    ...(session.moved_from_at && +session.moved_from_at !== +session.starts_at
      ? { previousStartDate: session.moved_from_at.toISOString() }
      : {}),
    eventStatus: status(page),
    eventAttendanceMode: activity.at_home
      ? 'https://schema.org/OnlineEventAttendanceMode'
      : 'https://schema.org/OfflineEventAttendanceMode',
    location: place ? postal(place) : { '@type': 'VirtualLocation', url },
    image: activity.photo ? [new URL(activity.photo, origin).href] : undefined,
    isAccessibleForFree: pence === 0,
    offers: {
      '@type': 'Offer',
      price: (pence / 100).toFixed(pence ? 2 : 0),
      priceCurrency: 'GBP',
      url,
      availability: availability(page, now),
      ...(session.opens_at || session.published_at
        ? { validFrom: (session.opens_at ?? session.published_at)!.toISOString() }
        : {}),
    },
    organizer: {
      '@type': 'Organization',
      name: provider?.name ?? organiser,
      url: provider?.website ?? origin,
    },
    typicalAgeRange: ages(activity),
    audience: {
      '@type': 'PeopleAudience',
      suggestedMinAge: activity.min_age ?? 0,
      suggestedMaxAge: activity.max_age ?? 25,
    },
    inLanguage: 'en-GB',
  }
}

/** One session as a calendar file. Moved or cancelled, it is the same entry with a higher sequence. */
export function calendarOf(
  whole: SessionWhole,
  { origin, summary, told }: { origin: string; summary: string; told: string },
): string {
  const { session, place } = whole
  const host = new URL(origin).hostname
  const calendar = new ICalCalendar({
    prodId: `//Alongside//${host}//EN`,
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `session-${session.id}@${host}`,
    sequence: session.calendar_sequence,
    stamp: session.changed_at,
    start: session.starts_at,
    end: session.ends_at,
    summary,
    description: told,
    location: place ? [place.name, addressWords(place)].filter(Boolean).join(', ') : null,
    url: origin + paths.session(session.id),
    status: session.cancelled_at ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
