// A booking as a calendar file: times in UTC, no invitation to answer, no child's name, no secret address.
import ical, { ICalEventStatus } from 'ical-generator'
import { t } from '../../kit/words.ts'
import type { BookingView } from './queries.ts'
import { shownReference } from './rules.ts'
import { titleOf, whereOf } from './words.tsx'

type Around = { origin: string; phone: string; now: Date }

/** The calendar file of a booking. Its id never changes and its number rises, so that a newer one replaces an older. */
export function calendarOf(booking: BookingView, { origin, phone, now }: Around): string {
  const gone =
    Boolean(booking.session_cancelled_at) || booking.state === 'cancelled' || booking.state === 'lapsed'
  const calendar = ical({ prodId: { company: 'Alongside', product: 'bookings', language: 'EN' } })
  calendar.createEvent({
    id: `${booking.id}@${new URL(origin).hostname}`,
    sequence: booking.revision,
    stamp: now,
    start: booking.starts_at,
    end: booking.ends_at,
    summary: titleOf(booking),
    location: whereOf(booking),
    description: [
      t('Your reference is {{reference}}.', { reference: shownReference(booking.reference) }),
      t('To change or cancel, use the link in our message or ring {{phone}}.', { phone }),
    ].join('\n'),
    status: gone ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
