import { randomUUID } from 'node:crypto'
import { said, type Typed, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import { logFault } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, idIn, routes, secret_link, show } from '../../kit/web.ts'
import { speak } from '../../kit/words.ts'
import type { Answer } from './asks.ts'
import type { Desk } from './desk.ts'
import { keep, kept } from './draft.ts'
import { calendarOf } from './feeds.ts'
import {
  adultsIn,
  carerIn,
  carerProblems,
  type Draft,
  draftIn,
  emptyDraft,
  familyIn,
  longest,
  most_people,
  peopleProblems,
  stepInTheWay,
  wholeOf,
} from './forms.ts'
import { manageToken } from './keys.ts'
import { CheckPage, RefusedPage, type Trouble, WhoPage, YouPage } from './pages/book.tsx'
import { type Did, didIn } from './pages/did.tsx'
import { CancelPage, MyBookingPage, NoBookingPage } from './pages/my-booking.tsx'
import { type BookingView, bookingByToken, otherDates, type SessionToBook, sessionToBook } from './queries.ts'
import { fits, type Refusal, whyNot } from './rules.ts'

type Statuses = 404 | 410 | 422 | 503
const statuses: Record<Refusal, Statuses> = {
  unknown: 404,
  'not-published': 404,
  cancelled: 410,
  started: 410,
  'nothing-to-book': 422,
  'not-open-yet': 422,
  'too-many': 422,
  'already-booked': 422,
  'one-party': 422,
  full: 422,
  changed: 422,
  busy: 503,
}

const refuse = (c: Ctx, refusal: Refusal, session: SessionToBook | null) =>
  show(c, <RefusedPage {...{ refusal, session }} now={c.var.now} />, statuses[refusal])

const partyOf = (session: SessionToBook, draft: Draft) =>
  draft.family.length + (session.places_for === 'everyone' ? Number(draft.adults) || 0 : 0)

// Full for this family: those who fit in what is left are not told about a line.
const isFull = (session: SessionToBook, draft: Draft) =>
  !fits(partyOf(session, draft), { places: session.places ?? 0, booked: session.booked ?? 0 })

const asFacts = (session: SessionToBook) => ({
  ...session,
  cancelled_at: session.session_cancelled_at,
  places: session.session_places,
})

const sessionIn = async (c: Ctx): Promise<SessionToBook | null> => {
  const id = idIn(c)
  return id ? sessionToBook(c.var.db, id) : null
}

const go = (c: Ctx, session: SessionToBook, step: string, more = '') =>
  c.redirect(paths.bookPlace(session.session_id, step) + more, 303)

/** Shows one step of booking. What was typed comes from the reader's own browser. */
async function showStep(c: Ctx) {
  const session = await sessionIn(c)
  const closed = whyNot(session && asFacts(session), c.var.now)
  if (!session || closed) return refuse(c, closed ?? 'unknown', session)
  const held = kept(c, session.session_id)
  const step = c.req.query('step')
  if (held && 'booked' in held && step) return c.redirect(`${paths.myBooking(held.booked)}?done`, 303)
  const draft = held && 'draft' in held ? held.draft : emptyDraft(randomUUID())
  if (step && step !== 'people' && !(held && 'draft' in held)) return go(c, session, 'people', '&lost=1')
  const fix = c.req.query('fix') === '1'
  const page = { session, draft, now: c.var.now, full: isFull(session, draft) }
  if (step === 'you') {
    const problems = fix ? carerProblems(draft, session) : {}
    return show(c, <YouPage {...page} problems={problems} />, Object.keys(problems).length ? 422 : 200)
  }
  if (step === 'check') {
    const in_the_way = stepInTheWay(draft, session)
    return in_the_way ? go(c, session, in_the_way, '&fix=1') : show(c, <CheckPage {...page} />)
  }
  const problems = fix ? peopleProblems(draft, session) : {}
  const lost = c.req.query('lost') === '1'
  return show(c, <WhoPage {...page} {...{ problems, lost }} />, Object.keys(problems).length ? 422 : 200)
}

// Each step is kept, then the next one is opened by GET: Back never asks to send a form again.
function keepPeople(c: Ctx, session: SessionToBook, typed: Typed) {
  const held = kept(c, session.session_id)
  const before = held && 'draft' in held ? held.draft : emptyDraft(randomUUID())
  const draft: Draft = { ...before, family: familyIn(typed), adults: adultsIn(typed) || before.adults }
  if (said(typed, 'add') && draft.family.length < most_people) {
    draft.family = [...draft.family, { first_name: '', age: '' }]
    keep(c, session.session_id, { draft })
    return go(c, session, 'people', `#first_name_${draft.family.length}`)
  }
  keep(c, session.session_id, { draft })
  const wrong = Object.keys(peopleProblems(draft, session)).length > 0
  return wrong ? go(c, session, 'people', '&fix=1') : go(c, session, 'you')
}

function keepCarer(c: Ctx, session: SessionToBook, typed: Typed) {
  const held = kept(c, session.session_id)
  if (!held || !('draft' in held)) return go(c, session, 'people', '&lost=1')
  const draft: Draft = { ...held.draft, ...carerIn(typed) }
  keep(c, session.session_id, { draft })
  const wrong = Object.keys(carerProblems(draft, session)).length > 0
  return wrong ? go(c, session, 'you', '&fix=1') : go(c, session, 'check')
}

/** Books, from a form that stands alone: the same form again, at once or a day later, leads to the same booking. */
async function book(c: Ctx, desk: Desk, session: SessionToBook, typed: Typed) {
  const draft = draftIn(typed)
  if (!draft) return go(c, session, 'people', '&lost=1')
  const in_the_way = stepInTheWay(draft, session)
  if (in_the_way) {
    keep(c, session.session_id, { draft })
    return go(c, session, in_the_way, '&fix=1')
  }
  const { landline: _, ...whole } = wholeOf(draft, session)
  const if_free = said(typed, 'if_free') === 'ask' ? 'ask' : 'book'
  const tryAgain = (trouble: Trouble) =>
    show(
      c,
      <CheckPage {...{ session, draft, trouble, if_free }} now={c.var.now} full={isFull(session, draft)} />,
      503,
    )
  let answer: Answer
  try {
    answer = await desk.ask({
      ...whole,
      form_key: draft.form_key,
      session_id: session.session_id,
      ask_first: if_free === 'ask',
      door: 'web',
      language: c.var.site.language,
      asked_at: c.var.now,
    })
  } catch (fault) {
    logFault('bookings/ask')(fault)
    return tryAgain('not-saved')
  }
  if (answer === 'busy') return tryAgain('busy')
  if (typeof answer === 'string') return refuse(c, answer, session)
  const token = manageToken(c.var.config.secret, answer.booking_id)
  keep(c, session.session_id, { booked: token })
  return c.redirect(`${paths.myBooking(token)}?done`, 303)
}

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

/** Booking a place as a guest, and the booking's own page at its secret address. */
export const bookingRoutes = ({ desk }: Given) =>
  routes()
    .get(paths.bookPlace(':id'), anyone, async (c) => {
      const page = await showStep(c)
      c.header('Cache-Control', 'no-store')
      return page
    })
    .post(paths.bookPlace(':id'), anyone, async (c) => {
      const session = await sessionIn(c)
      if (!session) return refuse(c, 'unknown', null)
      const typed = await typedIn(c)
      if (said(typed, 'step') === 'book') return book(c, desk, session, typed)
      const closed = whyNot(asFacts(session), c.var.now)
      if (closed) return refuse(c, closed, session)
      return said(typed, 'step') === 'you' ? keepCarer(c, session, typed) : keepPeople(c, session, typed)
    })
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
