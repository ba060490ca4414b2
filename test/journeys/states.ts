// Every page in every state we know, as addresses a browser can open. A route without a state here fails the test that reads it.
import { randomUUID } from 'node:crypto'
import { manageToken } from '../../src/features/bookings/index.ts'
import { seal } from '../../src/kit/seal.ts'
import type { Walk } from './browser.ts'

export type State = {
  name: string
  route: string
  path: string
  role: 'anyone' | 'family' | 'team'
  status?: number
}

const one = async (walk: Walk, sql: string): Promise<string> => {
  const { rows } = await walk.database.pool.query<{ id: string }>(sql)
  if (!rows[0]) throw new Error(`The demonstration area has no such thing: ${sql}`)
  return rows[0].id
}

/** Bookings in each state, made at the desk; gives back their secret addresses. */
async function bookingTokens(walk: Walk): Promise<Record<string, string>> {
  const session = await walk.given.session({ places: 2, activity: { title: 'Small and quiet craft' } })
  const leaving = await walk.given.session({ places: 5, activity: { title: 'Climbing', adult: 'may_leave' } })
  const ask = async (session_id: string, first_name: string, ask_first = false) => {
    const answer = await walk.desk.ask({
      form_key: randomUUID(),
      session_id,
      people: [{ first_name, age: 8 }, ...(first_name === 'Aisha' ? [{ first_name: 'Omar', age: 6 }] : [])],
      adults: 0,
      ask_first,
      carer_name: 'Samina',
      contact_kind: 'email',
      contact: `${first_name.toLowerCase()}@example.org`,
      send_to: `${first_name.toLowerCase()}@example.org`,
      emergency_contact: null,
      must_know: null,
      door: 'web',
      language: 'en',
      asked_at: walk.clock.now,
    })
    if (typeof answer === 'string') throw new Error(`not booked: ${JSON.stringify(answer)}`)
    return answer.booking_id
  }
  const booked = await ask(session.id, 'Aisha')
  const offered = await ask(session.id, 'Nadia', true)
  const waiting = await ask(session.id, 'Leo')
  const cancelled = await ask(leaving.id, 'Ida')
  await walk.desk.cancel({ booking_id: cancelled, at: walk.clock.now })
  const key = (id: string) => manageToken(walk.config.secret, id)
  return { booked: key(booked), asked_first: key(offered), waiting: key(waiting), cancelled: key(cancelled) }
}

/** A session of an organisation of the demonstration area that families have booked, and the organisation. */
export const partnersSession = async (walk: Walk): Promise<{ id: string; provider_id: string }> =>
  (
    await walk.database.pool.query(
      `select s.id, a.provider_id from sessions s join activities a on a.id = s.activity_id
       where s.starts_at > now() and s.published_at is not null
         and exists (select from bookings b where b.session_id = s.id and b.state = 'booked')
       order by s.starts_at, s.id limit 1`,
    )
  ).rows[0]

// Told by a stranger, through the door on every page.
async function aConcern(walk: Walk): Promise<string> {
  await walk.browser().post('/concern', { form_key: randomUUID(), words: 'A leader was rough with a child.' })
  return one(walk, 'select id from concerns limit 1')
}

/**
 * The states of the demonstration area, read from it. `families` are a signed-in family's own pages: name, route, path.
 */
export async function everyState(walk: Walk, families: [string, string, string?][] = []): Promise<State[]> {
  const public_session =
    'from sessions join activities on activities.id = activity_id where published_at is not null and starts_at > now()'
  const open = await one(
    walk,
    `select sessions.id ${public_session} and places > 0 and cancelled_at is null and not drop_in and not exists (select from session_places p where p.session_id = sessions.id and p.booked >= p.places) and (opens_at is null or opens_at < now()) order by starts_at limit 1`,
  )
  const full = await one(
    walk,
    `select sessions.id ${public_session} and cancelled_at is null and exists (select from session_places p where p.session_id = sessions.id and p.booked >= p.places) limit 1`,
  )
  const drop_in = await one(
    walk,
    `select sessions.id ${public_session} and drop_in and cancelled_at is null limit 1`,
  )
  const cancelled = await one(
    walk,
    `select sessions.id ${public_session} and cancelled_at is not null limit 1`,
  )
  const moved = await one(walk, `select sessions.id ${public_session} and moved_at is not null limit 1`)
  const at_home = await one(walk, `select sessions.id ${public_session} and at_home limit 1`)
  const draft = await one(walk, 'select id from sessions where published_at is null limit 1')
  const checked = await one(
    walk,
    `select place_id as id from access_facts where place_id is not null group by 1 order by count(*) desc limit 1`,
  )
  const bare = await one(
    walk,
    `select id from places p where not exists (select from access_facts f where f.place_id = p.id) limit 1`,
  )
  const activity = await one(walk, `select activity_id as id ${public_session} limit 1`)
  const someone = (await walk.given.someone('Leila Haddad')).person.id
  const message = await one(walk, 'select id from messages limit 1').catch(() => null)
  const tokens = await bookingTokens(walk)
  const partners = await partnersSession(walk)
  const concern = await aConcern(walk)
  const anyone = (name: string, route: string, path = route, status = 200): State => ({
    name,
    route,
    path,
    role: 'anyone',
    status,
  })
  // A page of the walker's own family: signed in, no role. Made in every-page.test.ts.
  const family = (name: string, route: string, path = route, status = 200): State => ({
    name,
    route,
    path,
    role: 'family',
    status,
  })
  const team = (name: string, route: string, path = route, status = 200): State => ({
    name,
    route,
    path,
    role: 'team',
    status,
  })
  return [
    anyone('home', '/'),
    anyone('what’s on', '/whats-on'),
    anyone('a search near a postcode', '/whats-on', '/whats-on?near=M33+7ZF&q=swimming'),
    anyone('a search that finds nothing', '/whats-on', '/whats-on?q=elephant+polo'),
    anyone('an unknown postcode', '/whats-on', '/whats-on?near=ZZ99+9ZZ', 422),
    anyone('my list, empty', '/my-list'),
    anyone('my list', '/my-list', `/my-list?ids=${open},${full}`),
    anyone('a session with places', '/sessions/:id', `/sessions/${open}`),
    anyone('a full session', '/sessions/:id', `/sessions/${full}`),
    anyone('a drop-in', '/sessions/:id', `/sessions/${drop_in}`),
    anyone('a cancelled session', '/sessions/:id', `/sessions/${cancelled}`),
    anyone('a moved session', '/sessions/:id', `/sessions/${moved}`),
    anyone('a session at home', '/sessions/:id', `/sessions/${at_home}`),
    anyone('print', '/sessions/:id/print', `/sessions/${open}/print`),
    anyone('who is coming', '/sessions/:id/book', `/sessions/${open}/book`),
    anyone('who is coming, full', '/sessions/:id/book', `/sessions/${full}/book`),
    anyone('a place, checked', '/places/:id', `/places/${checked}`),
    anyone('a place nobody has checked', '/places/:id', `/places/${bare}`),
    ...Object.entries(tokens).map(([name, token]) =>
      anyone(`my booking, ${name}`, '/my-booking/:token', `/my-booking/${token}`),
    ),
    anyone('booked just now', '/my-booking/:token', `/my-booking/${tokens.booked}?done`),
    anyone('cancel', '/my-booking/:token/cancel', `/my-booking/${tokens.booked}/cancel`),
    anyone('help', '/help'),
    anyone('a worry', '/concern'),
    family('a worry, signed in', '/concern'),
    anyone('a worry told', '/concern', '/concern?sent=yes'),
    anyone('accessibility', '/about/accessibility'),
    anyone('privacy', '/about/privacy'),
    anyone('data', '/about/data'),
    anyone('sign in', '/sign-in'),
    anyone(
      'a link to sign in',
      '/sign-in/link/:sealed',
      `/sign-in/link/${seal('123456samina@example.org', { secret: walk.config.secret, purpose: 'sign-in link' })}`,
    ),
    anyone('a link that does not work', '/sign-in/link/:sealed', '/sign-in/link/nothing', 404),
    anyone('back from no council', '/sign-in/council/back', '/sign-in/council/back', 404),
    family('show that it is you', '/sign-in/confirm'),
    family('show that it is you, asked', '/sign-in/confirm', '/sign-in/confirm?sent=yes'),
    family('setting up a second step', '/sign-in/second-step/set-up'),
    team('the second step', '/sign-in/second-step'),
    team('my second step', '/sign-in/second-step/set-up'),
    anyone('no such page', '(none)', '/nothing/here', 404),
    anyone('preview', '/preview'),
    anyone('messages, in development', '/preview/messages'),
    ...(message ? [anyone('one message', '/preview/messages/:id', `/preview/messages/${message}`)] : []),
    ...families.map(([name, route, path]) => family(name, route, path)),
    team('team', '/team'),
    ...['edit', 'copy', 'places', 'move', 'cancel', 'withdraw', 'preview'].map((act) =>
      team(`${act} a session`, `/team/sessions/:id/${act}`, `/team/sessions/${open}/${act}`),
    ),
    team(
      'publish a session that lacks things',
      '/team/sessions/:id/publish',
      `/team/sessions/${draft}/publish`,
      422,
    ),
    team('publish an activity', '/team/activities/:id/publish', `/team/activities/${activity}/publish`),
    team('our sessions', '/partner'),
    team('a session of ours', '/partner/sessions/:id', `/partner/sessions/${partners.id}`),
    team('concerns', '/team/concerns'),
    team('a concern', '/team/concerns/:id', `/team/concerns/${concern}`),
    team('gaps', '/team/gaps'),
    team('what a place has', '/team/places/:id/facts', `/team/places/${checked}/facts`),
    team('the door of a place', '/team/places/:id/photo', `/team/places/${checked}/photo`),
    team('a session of the team’s', '/team/sessions/:id', `/team/sessions/${full}`),
    team('a draft', '/team/sessions/:id', `/team/sessions/${draft}`),
    team('an activity', '/team/activities/:id', `/team/activities/${activity}`),
    team('a new activity', '/team/activities/new'),
    team('a new session', '/team/sessions/new', `/team/sessions/new?activity=${activity}`),
    team('questions', '/team/questions'),
    team('messages', '/team/messages'),
    team('people', '/team/people'),
    team('why a record is opened', '/team/people/:id', `/team/people/${someone}`),
    team('roles of a person', '/team/people/:id/roles', `/team/people/${someone}/roles`),
    team('somebody new', '/team/people/new'),
    team('what each role may do', '/team/people/roles'),
    team('places', '/team/places'),
    team('a place to change', '/team/places/:id', `/team/places/${checked}`),
    team('a new place', '/team/places/new'),
    anyone('privacy, Easy Read', '/about/privacy-easy'),
    anyone('what we keep', '/about/what-we-keep'),
    anyone('deleted', '/account/deleted'),
    family('what we hold about you', '/account/record'),
    family('who opened my record', '/account/opened'),
    family('delete everything', '/account/delete'),
    team('privacy', '/team/privacy'),
    team('how long we keep things', '/team/privacy/retention'),
    team('the record', '/team/record'),
  ]
}
