import type { VNode } from 'preact'
import { record } from '../../kit/audit.ts'
import { localDay, localTime } from '../../kit/dates.ts'
import type { Db } from '../../kit/db.ts'
import { check, type Problems, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import type { Keys } from '../../kit/keys.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import type { HeldRole } from '../../kit/who-may.ts'
import { addDates, type SessionWords, saveSession } from './actions-sessions.ts'
import {
  datesIn,
  datesTyped,
  opensIn,
  runIn,
  type SessionForm,
  type SessionTyped,
  sessionForm,
  sessionTyped,
} from './forms-session.ts'
import { SessionPageView } from './pages/session.tsx'
import { TeamSessionPage } from './pages/team-session.tsx'
import { SessionFormPage } from './pages/team-session-form.tsx'
import { placeAsked } from './place-asked.ts'
import { activityById, lacksOf, type SessionWhole, sessionPreview, sessionWhole } from './queries.ts'
import { surroundings } from './routes-session.tsx'
import { teamActRoutes } from './routes-team-acts.tsx'

type Reader = {
  session_id: string
  provider_id: string | null
  person_id: string
  roles: readonly HeldRole[]
  now: Date
}
/** Shows what a reader may see of a session's bookings and line; made by the feature that keeps them. */
export type BookingsOf = (around: { db: Db; keys: Keys }, reader: Reader) => Promise<VNode | null>

/** Reads the session of the address, whatever its state; 404 when there is none. */
export const withWhole = (answer: (c: Ctx, whole: SessionWhole) => Promise<Response>) => async (c: Ctx) => {
  const id = idIn(c)
  const whole = id ? await sessionWhole(c.var.db, id) : undefined
  return whole ? answer(c, whole) : c.notFound()
}

const asTyped = ({ session, place }: SessionWhole): SessionTyped => ({
  ...sessionTyped({}),
  ...datesTyped(session),
  place: place?.name ?? '',
  place_id: place?.id ?? '',
  places: session.places === null ? '' : String(session.places),
  version: session.version ?? '',
  busy: session.busy ?? '',
  noise: session.noise ?? '',
  opens_day: session.opens_at ? localDay(session.opens_at) : '',
  opens_time: session.opens_at ? localTime(session.opens_at) : '',
  note: session.note ?? '',
})

const wordsIn = (form: SessionForm, place_id: string | null, drop_in: boolean): SessionWords => ({
  place_id,
  places: drop_in ? null : form.places,
  version: form.version,
  busy: form.busy,
  noise: form.noise,
  opens_at: opensIn(form),
  note: form.note,
})

async function formIn(c: Ctx, kept?: SessionWhole) {
  const typed = sessionTyped(await typedIn(c))
  // Once public, the date and place have rooms of their own: what is kept stands in for the fields left out.
  const filled = kept?.session.published_at ? { ...typed, ...datesTyped(kept.session) } : typed
  const { value, problems } = check(sessionForm, filled)
  const at = await placeAsked(c.var.db, typed)
  const all: Problems = { ...problems, ...at.problems }
  return { typed, value: Object.keys(all).length ? undefined : value, problems: all, at }
}

async function newDates(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const asked = c.req.query('activity')
  const activity = isId(asked) ? await activityById(db, asked) : undefined
  if (!activity) return c.notFound()
  if (c.req.method !== 'POST')
    return show(
      c,
      <SessionFormPage activity={activity} typed={sessionTyped({})} problems={{}} choices={[]} />,
    )
  const { typed, value, problems, at } = await formIn(c)
  if (!value) return show(c, <SessionFormPage {...{ activity, typed, problems }} choices={at.choices} />, 422)
  const dates = runIn(value)
  const words = wordsIn(value, activity.at_home ? null : (at.place?.id ?? null), activity.drop_in)
  const [first] = await addDates(db, activity.id, words, dates, now)
  const back =
    dates.length > 1
      ? `${paths.teamActivity(activity.id)}?done=dates`
      : `${paths.teamSession(first!)}?done=created`
  return c.redirect(back, 303)
}

async function edit(c: Ctx, whole: SessionWhole): Promise<Response> {
  const { activity, session } = whole
  if (c.req.method !== 'POST')
    return show(
      c,
      <SessionFormPage {...{ activity, session }} typed={asTyped(whole)} problems={{}} choices={[]} />,
    )
  const { typed, value, problems, at } = await formIn(c, whole)
  if (!value)
    return show(c, <SessionFormPage {...{ activity, session, typed, problems }} choices={at.choices} />, 422)
  const words = wordsIn(value, activity.at_home ? null : (at.place?.id ?? null), activity.drop_in)
  await saveSession(c.var.db, session.id, words, datesIn(value), c.var.now)
  return c.redirect(`${paths.teamSession(session.id)}?done=saved`, 303)
}

// Families are on this page: that it was opened, and by whom, is written down.
async function bookingsShown(c: Ctx, { session, activity }: SessionWhole, bookings_of: BookingsOf) {
  const { db, now } = c.var
  const person = c.var.person!
  const bookings = await bookings_of(c.var, {
    session_id: session.id,
    provider_id: activity.provider_id,
    person_id: person.id,
    roles: person.roles,
    now,
  })
  if (bookings)
    await record(db, { at: now, person_id: person.id, act: 'saw who is booked', about: session.id })
  return bookings
}

/** Making, changing and running sessions. */
export const teamSessionRoutes = ({ later, bookings_of }: { later: Later; bookings_of?: BookingsOf }) =>
  routes()
    .get(paths.teamNewSession(), can('change_the_offer'), newDates)
    .post(paths.teamNewSession(), can('change_the_offer'), newDates)
    .get(
      paths.teamSession(':id'),
      can('look_at_the_offer'),
      withWhole(async (c, whole) => {
        const { now } = c.var
        const bookings = bookings_of ? await bookingsShown(c, whole, bookings_of) : null
        const props = { whole, lacks: lacksOf(whole, now), bookings, saved: c.req.query('done') ?? null, now }
        return show(c, <TeamSessionPage {...props} />)
      }),
    )
    .get(
      paths.teamSessionPage(':id', 'preview'),
      can('look_at_the_offer'),
      withWhole(async (c, whole) => {
        const page = await sessionPreview(c.var.db, whole, c.var.now)
        return show(c, <SessionPageView page={page} {...surroundings(c, page)} described={null} preview />)
      }),
    )
    .get(paths.teamSessionPage(':id', 'edit'), can('change_the_offer'), withWhole(edit))
    .post(paths.teamSessionPage(':id', 'edit'), can('change_the_offer'), withWhole(edit))
    .route('/', teamActRoutes(later, withWhole))
