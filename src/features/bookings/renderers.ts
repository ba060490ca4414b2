// From a row of the outbox to words, when it is sent: as things stand then.
import { paths } from '../../kit/paths.ts'
import { language, speak } from '../../kit/words.ts'
import type { Message, Renderer, Renderers } from '../messages/index.ts'
import { emails, type Kind, textWords } from './emails.tsx'
import { calendarOf } from './feeds.ts'
import { manageToken } from './keys.ts'
import { type BookingView, bookingById } from './queries.ts'
import type { State } from './rules.ts'

// A message is dropped when a later one tells another story: its own is no longer true.
const true_while: Partial<Record<Kind, State[]>> = {
  booked: ['booked'],
  place_came: ['booked'],
  changed: ['booked', 'waiting', 'offered'],
  waiting: ['waiting'],
  offer: ['offered'],
  offer_lapsed: ['lapsed'],
  cancelled: ['cancelled'],
}
const with_calendar: Kind[] = [
  'booked',
  'place_came',
  'changed',
  'cancelled',
  'session_cancelled',
  'session_moved',
]

const stillTrue = (kind: Kind, booking: BookingView, now: Date) =>
  booking.ends_at > now && (true_while[kind]?.includes(booking.state) ?? true)

const wasWaiting = (message: Message) => (message.about as { was?: string } | null)?.was === 'waiting'

const render =
  (kind: Kind): Renderer =>
  async (db, message, { config, now }) => {
    const booking = message.booking_id ? await bookingById(db, message.booking_id) : null
    if (!booking || !stillTrue(kind, booking, now)) return null
    const href = config.origin + paths.myBooking(manageToken(config.secret, booking.id))
    return speak(language(message.language).code, () => {
      const about = { booking, now, was_waiting: wasWaiting(message) }
      const { subject, lines, button } = emails[kind](about)
      if (message.channel === 'text') return { subject, text: textWords(kind, about, href) }
      const held = booking.booked_at && with_calendar.includes(kind)
      const content = held
        ? calendarOf(booking, { origin: config.origin, phone: config.area.phone, now })
        : ''
      return {
        subject,
        text: lines.join('\n\n'),
        button: { label: button, href },
        attachments: held
          ? [{ filename: 'booking.ics', content, content_type: 'text/calendar; charset=utf-8' }]
          : [],
      }
    })
  }

/** The words of every message about a booking, by kind. */
export const bookingRenderers: Renderers = Object.fromEntries(
  (Object.keys(emails) as Kind[]).map((kind) => [kind, render(kind)]),
)
