// J3, J5: booking as a guest, one step a page.
import { said, type Typed, typedIn } from '../../kit/forms.ts'
import { logFault } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, idIn, routes, show } from '../../kit/web.ts'
import type { Answer } from './asks.ts'
import type { Desk } from './desk.ts'
import { keep, kept } from './draft.ts'
import {
  adultsIn,
  carerIn,
  carerProblems,
  type Draft,
  draftIn,
  familyIn,
  most_people,
  peopleProblems,
  stepInTheWay,
  tickRows,
  ticksIn,
  wholeOf,
} from './forms.ts'
import { manageToken } from './keys.ts'
import { WhoPage, YouPage } from './pages/book.tsx'
import { CheckPage, RefusedPage, type Trouble } from './pages/check.tsx'
import { type SessionToBook, sessionToBook } from './queries.ts'
import { sessionRecently } from './recently.ts'
import { fits, type Refusal, whyNot } from './rules.ts'
import { knownIn, savedFor, startOf } from './signed-in.ts'

type Given = { desk: Desk }

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
  const draft = held && 'draft' in held ? held.draft : await startOf(c, session)
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
  const saved = await savedFor(c, session)
  return show(
    c,
    <WhoPage {...page} {...{ problems, lost, saved }} />,
    Object.keys(problems).length ? 422 : 200,
  )
}

// Each step is kept, then the next one is opened by GET: Back never asks to send a form again.
async function keepPeople(c: Ctx, session: SessionToBook, typed: Typed) {
  const held = kept(c, session.session_id)
  const before = held && 'draft' in held ? held.draft : await startOf(c, session)
  const draft: Draft = { ...before, family: familyIn(typed), adults: adultsIn(typed) || before.adults }
  if (said(typed, 'add') && draft.family.length < most_people) {
    draft.family = [...draft.family, { first_name: '', age: '' }]
    keep(c, session.session_id, { draft })
    const unticked = tickRows(typed) - ticksIn(typed)
    return go(c, session, 'people', `#first_name_${draft.family.length + unticked}`)
  }
  keep(c, session.session_id, { draft })
  const wrong = Object.keys(peopleProblems(draft, session)).length > 0
  if (wrong) return go(c, session, 'people', '&fix=1')
  // Whoever is signed in need not say again who they are and how to reach them.
  const known = c.var.person && Object.keys(carerProblems(draft, session)).length === 0
  return go(c, session, known ? 'check' : 'you')
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
      ...(await knownIn(c, session, whole)),
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

/** The pages from a session to a booking. */
export const bookRoutes = ({ desk }: Given) =>
  routes()
    .get(paths.bookPlace(':id'), anyone, async (c) => {
      const page = await showStep(c)
      c.header('Cache-Control', 'no-store')
      return page
    })
    .post(paths.bookPlace(':id'), anyone, async (c) => {
      const typed = await typedIn(c)
      const id = idIn(c)
      const session = id ? await sessionRecently(c.var.db, id) : null
      if (!session) return refuse(c, 'unknown', null)
      if (said(typed, 'step') === 'book') return book(c, desk, session, typed)
      const closed = whyNot(asFacts(session), c.var.now)
      if (closed) return refuse(c, closed, session)
      return said(typed, 'step') === 'you' ? keepCarer(c, session, typed) : keepPeople(c, session, typed)
    })
