// What cannot be taken back lightly: publish, take back, cancel, move, change places. Each asks once more.
import { addDays } from '../../kit/dates.ts'
import { check, type Problems, said, typedIn } from '../../kit/forms.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, routes, show } from '../../kit/web.ts'
import { speak } from '../../kit/words.ts'
import {
  cancelSession,
  changePlaces,
  copySession,
  moveSession,
  publish,
  withdraw,
} from './actions-sessions.ts'
import { datesForm, datesIn, datesTyped, sessionTyped } from './forms-session.ts'
import { CancelPage, CopyPage, MovePage, PlacesPage, PublishPage, WithdrawPage } from './pages/team-acts.tsx'
import { TeamSessionPage } from './pages/team-session.tsx'
import { placeAsked } from './place-asked.ts'
import { lacksOf, type SessionWhole } from './queries.ts'
import type { withWhole as WithWhole } from './routes-team-session.tsx'
import type { SessionRefusal } from './rules.ts'
import { refusal_words } from './words.tsx'

const done = (c: Ctx, { session }: SessionWhole, what: string) =>
  c.redirect(`${paths.teamSession(session.id)}?done=${what}`, 303)
// A refusal is shown on top of the page it was asked from, and leads to the button.
const refused = (c: Ctx, refusal: SessionRefusal, field = 'act'): Problems => ({
  [field]: speak(c.var.site.language, refusal_words[refusal]),
})

async function publishing(c: Ctx, whole: SessionWhole): Promise<Response> {
  const { db, now } = c.var
  const lacks = lacksOf(whole, now)
  const lacking = (missing: typeof lacks) =>
    show(c, <TeamSessionPage {...{ whole, now }} lacks={missing} bookings={null} saved={null} />, 422)
  if (lacks.length && !whole.session.published_at) return lacking(lacks)
  if (c.req.method !== 'POST') return show(c, <PublishPage whole={whole} now={now} />)
  const answer = await publish(db, whole.session.id, now)
  if (typeof answer === 'object') return lacking(answer.lacks)
  return answer === 'published' || answer === 'already-published'
    ? done(c, whole, 'published')
    : show(c, <PublishPage whole={whole} now={now} problems={refused(c, answer)} />, 422)
}

async function withdrawing(c: Ctx, whole: SessionWhole): Promise<Response> {
  const { db, now } = c.var
  if (c.req.method !== 'POST') return show(c, <WithdrawPage whole={whole} now={now} />)
  const answer = await withdraw(db, whole.session.id, now)
  return answer === 'withdrawn'
    ? done(c, whole, 'withdrawn')
    : show(c, <WithdrawPage whole={whole} now={now} problems={refused(c, answer)} />, 422)
}

const cancelling =
  (later: Later) =>
  async (c: Ctx, whole: SessionWhole): Promise<Response> => {
    const { db, now } = c.var
    const asked = { whole, now }
    if (c.req.method !== 'POST') return show(c, <CancelPage {...asked} because="" sure={false} />)
    const typed = await typedIn(c)
    const because = said(typed, 'because')
    if (!because || because.length > 600) {
      const problems = { because: because ? 'too-long' : 'no-reason' }
      return show(c, <CancelPage {...asked} because={because} sure={false} problems={problems} />, 422)
    }
    if (said(typed, 'sure') !== 'yes') return show(c, <CancelPage {...asked} because={because} sure />)
    const answer = await cancelSession(db, whole.session.id, { because, now, later })
    return answer === 'cancelled' || answer === 'already-cancelled'
      ? done(c, whole, 'cancelled')
      : show(c, <CancelPage {...asked} because={because} sure problems={refused(c, answer)} />, 422)
  }

const moving =
  (later: Later) =>
  async (c: Ctx, whole: SessionWhole): Promise<Response> => {
    const { db, now } = c.var
    const { session, place, activity } = whole
    const asked = { whole, now }
    const kept = {
      ...sessionTyped({}),
      ...datesTyped(session),
      place: place?.name ?? '',
      place_id: place?.id ?? '',
    }
    if (c.req.method !== 'POST') return show(c, <MovePage {...asked} typed={kept} choices={[]} to={null} />)
    const posted = await typedIn(c)
    const typed = sessionTyped(posted)
    const { value, problems } = check(datesForm, typed)
    const at = activity.at_home
      ? { place: null, choices: [], problems: {} as Problems }
      : await placeAsked(db, typed)
    const wrong: Problems = { ...problems, ...at.problems }
    if (value && datesIn(value).starts_at <= now) wrong.day = 'no-date-to-come'
    if (!activity.at_home && !at.place) wrong.place ??= at.choices.length ? '' : 'no-such-place'
    const left = Object.fromEntries(Object.entries(wrong).filter(([, code]) => code))
    if (!value || Object.keys(left).length)
      return show(
        c,
        <MovePage {...asked} typed={typed} choices={at.choices} to={null} problems={left} />,
        422,
      )
    const dates = datesIn(value)
    const page = { ...asked, typed: { ...typed, place_id: at.place?.id ?? '' }, choices: at.choices }
    const to = { ...dates, place_name: at.place?.name ?? null }
    if (said(posted, 'sure') !== 'yes') return show(c, <MovePage {...page} to={to} />)
    const answer = await moveSession(db, session.id, { ...dates, place_id: at.place?.id ?? null, now, later })
    // Pressed twice, the second press finds it there already.
    return answer === 'moved' || answer === 'nothing-changed'
      ? done(c, whole, 'moved')
      : show(c, <MovePage {...page} to={to} problems={refused(c, answer)} />, 422)
  }

const places =
  (later: Later) =>
  async (c: Ctx, whole: SessionWhole): Promise<Response> => {
    const { db, now } = c.var
    const page = (typed: string, problems?: Problems) => <PlacesPage {...{ whole, now, typed, problems }} />
    if (c.req.method !== 'POST') return show(c, page(String(whole.session.places ?? '')))
    const typed = said(await typedIn(c), 'places')
    if (!/^\d{1,4}$/.test(typed)) return show(c, page(typed, refused(c, 'not-a-number', 'places')), 422)
    const answer = await changePlaces(db, whole.session.id, { places: Number(typed), now, later })
    return answer === 'changed' || answer === 'nothing-changed'
      ? done(c, whole, 'changed')
      : show(c, page(typed, refused(c, answer, 'places')), 422)
  }

async function copying(c: Ctx, whole: SessionWhole): Promise<Response> {
  const { db, now } = c.var
  const dates = datesTyped(whole.session)
  if (c.req.method !== 'POST')
    return show(c, <CopyPage {...{ whole, now }} typed={{ ...dates, day: addDays(dates.day, 7) }} />)
  const typed = sessionTyped(await typedIn(c))
  const { value, problems } = check(datesForm, typed)
  if (!value) return show(c, <CopyPage {...{ whole, now, typed, problems }} />, 422)
  const copy = await copySession(db, whole.session.id, datesIn(value), now)
  return copy === 'gone' ? c.notFound() : c.redirect(`${paths.teamSession(copy)}?done=copied`, 303)
}

/** The addresses of those acts: GET asks, POST does. */
export function teamActRoutes(later: Later, withWhole: typeof WithWhole) {
  const acts = {
    publish: publishing,
    withdraw: withdrawing,
    cancel: cancelling(later),
    move: moving(later),
    places: places(later),
    copy: copying,
  }
  const app = routes()
  for (const [name, act] of Object.entries(acts)) {
    const path = paths.teamSessionPage(':id', name)
    const guard = can(name === 'publish' || name === 'withdraw' ? 'publish' : 'change_the_offer')
    app.get(path, guard, withWhole(act))
    app.post(path, guard, withWhole(act))
  }
  return app
}
