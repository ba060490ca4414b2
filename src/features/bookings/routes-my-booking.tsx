import { said, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, routes, secret_link, show } from '../../kit/web.ts'
import { speak } from '../../kit/words.ts'
import type { Desk } from './desk.ts'
import { calendarOf } from './feeds.ts'
import { longest } from './forms.ts'
import { manageToken } from './keys.ts'
import { CancelPage } from './pages/cancel.tsx'
import { type Did, didIn } from './pages/did.tsx'
import { MyBookingPage, NoBookingPage } from './pages/my-booking.tsx'
import { type BookingView, bookingByToken, otherDates } from './queries.ts'

type Given = { desk: Desk }
type With = { booking: BookingView; token: string; now: Date }

// Nothing is shown, and nothing done, without the key in the address.
const withBooking = (act: (c: Ctx, found: With) => Response | Promise<Response>) => async (c: Ctx) => {
  const token = c.req.param('token') ?? ''
  const booking = /^[\w-]{22}$/.test(token) ? await bookingByToken(c.var.db, token) : null
  return booking ? act(c, { booking, token, now: c.var.now }) : show(c, <NoBookingPage />, 404)
}

const back = (c: Ctx, token: string, did: Did) => c.redirect(`${paths.myBooking(token)}?did=${did}`, 303)
const which = ({ booking, now }: With) => ({ booking_id: booking.id, at: now })

async function showBooking(c: Ctx, found: With) {
  const { booking, token, now } = found
  const { activity_id, session_id, party, moved_to } = booking
  const dates =
    booking.state === 'booked' || booking.state === 'waiting'
      ? await otherDates(c.var.db, { activity_id, session_id, party, now })
      : []
  const moved_token = moved_to && manageToken(c.var.config.secret, moved_to)
  const done = c.req.query('done') !== undefined
  const did = didIn(c.req.query('did'))
  return show(c, <MyBookingPage {...{ booking, token, now, dates, done, did, moved_token }} />)
}

const cancelled = {
  cancelled: 'cancelled',
  already: 'cancel-already',
  started: 'cancel-started',
  unknown: 'cancel-already',
} as const
const undone = {
  undone: 'undone',
  gone: 'undo-gone',
  'too-late': 'undo-too-late',
  nothing: 'undo-nothing',
  started: 'undo-started',
  unknown: 'undo-nothing',
} as const
const accepted = {
  booked: 'accepted',
  already: 'accepted',
  lapsed: 'accept-lapsed',
  cancelled: 'accept-cancelled',
  nothing: 'accept-nothing',
  unknown: 'accept-nothing',
} as const

async function cancel(c: Ctx, desk: Desk, found: With) {
  const nth = said(await typedIn(c), 'nth')
  const nths = /^\d{1,2}$/.test(nth) ? [Number(nth)] : undefined
  const answer = await desk.cancel({ ...which(found), nths })
  const left = answer === 'cancelled' && found.booking.state === 'waiting' && !nths
  return back(c, found.token, left ? 'left' : cancelled[answer])
}

async function rejoin(c: Ctx, desk: Desk, found: With) {
  const answer = await desk.rejoin(which(found))
  if (answer === 'booked') return back(c, found.token, 'rejoined')
  if (answer === 'waiting') return back(c, found.token, 'rejoin-waiting')
  if (answer === 'already') return back(c, found.token, 'rejoin-already')
  return back(c, found.token, answer === 'already-booked' ? 'rejoin-another' : 'rejoin-no')
}

async function move(c: Ctx, desk: Desk, found: With) {
  const to_session_id = said(await typedIn(c), 'session')
  if (!isId(to_session_id)) return back(c, found.token, 'move-no')
  const answer = await desk.move({ ...which(found), to_session_id })
  if (typeof answer === 'string') return back(c, found.token, answer === 'full' ? 'move-full' : 'move-no')
  return back(c, manageToken(c.var.config.secret, answer.booking_id), 'moved')
}

/** A booking at its secret address. */
export const myBookingRoutes = ({ desk }: Given) =>
  routes()
    .get(paths.myBooking(':token'), secret_link, withBooking(showBooking))
    .get(
      paths.myBookingPage(':token', 'cancel'),
      secret_link,
      withBooking((c, found) =>
        ['booked', 'waiting', 'offered'].includes(found.booking.state) && found.booking.starts_at > found.now
          ? show(c, <CancelPage {...found} />)
          : c.redirect(paths.myBooking(found.token), 303),
      ),
    )
    .get(
      paths.myBookingPage(':token', 'calendar.ics'),
      secret_link,
      withBooking((c, { booking, now }) => {
        const { origin, area } = c.var.config
        const file = speak(c.var.site.language, () => calendarOf(booking, { origin, phone: area.phone, now }))
        return c.body(file, 200, {
          'Content-Type': 'text/calendar; charset=utf-8',
          'Content-Disposition': 'attachment; filename="booking.ics"',
        })
      }),
    )
    .post(
      paths.myBookingPage(':token', 'cancel'),
      secret_link,
      withBooking((c, found) => cancel(c, desk, found)),
    )
    .post(
      paths.myBookingPage(':token', 'leave'),
      secret_link,
      withBooking((c, found) => cancel(c, desk, found)),
    )
    .post(
      paths.myBookingPage(':token', 'undo'),
      secret_link,
      withBooking(async (c, found) => back(c, found.token, undone[await desk.undoCancel(which(found))])),
    )
    .post(
      paths.myBookingPage(':token', 'accept'),
      secret_link,
      withBooking(async (c, found) => back(c, found.token, accepted[await desk.accept(which(found))])),
    )
    .post(
      paths.myBookingPage(':token', 'decline'),
      secret_link,
      withBooking(async (c, found) => {
        const answer = await desk.decline(which(found))
        return back(c, found.token, answer === 'cancelled' ? 'declined' : cancelled[answer])
      }),
    )
    .post(
      paths.myBookingPage(':token', 'rejoin'),
      secret_link,
      withBooking((c, found) => rejoin(c, desk, found)),
    )
    .post(
      paths.myBookingPage(':token', 'move'),
      secret_link,
      withBooking((c, found) => move(c, desk, found)),
    )
    .post(
      paths.myBookingPage(':token', 'why'),
      secret_link,
      withBooking(async (c, { booking, token }) => {
        const because = said(await typedIn(c), 'because').slice(0, longest.words)
        if (because) await desk.sayWhy({ booking_id: booking.id, because })
        return because ? back(c, token, 'thanks') : c.redirect(paths.myBooking(token), 303)
      }),
    )
