// For each address, each role, and a thing of theirs, another's or nobody's: what must come of it. Worked out from the
// guard's name and the table in kit/who-may.ts, never from what the application does.
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { cookieOf } from '../src/features/people/index.ts'
import type { Env } from '../src/kit/web.ts'
import {
  type ActName,
  type HeldRole,
  mayDo,
  needs_second_factor,
  type Role,
  roles,
  ruleOf,
} from '../src/kit/who-may.ts'
import { absent, filledWith, type Owner, type Params, thingOf } from './things.ts'
import { type Browser, makeBrowser, type World } from './world.ts'

/** Somebody who asks. `minutes_ago`: since they signed in and last proved that it is them. */
export type Actor = {
  name: string
  signed_in: boolean
  roles: Role[]
  second_factor: boolean
  minutes_ago: number
  ended?: true
}
const actor = (name: string, roles: Role[], more: Partial<Actor> = {}): Actor => ({
  name,
  signed_in: true,
  roles,
  second_factor: roles.length > 0,
  minutes_ago: 0,
  ...more,
})

/** Everyone the matrix asks for. */
export const actors: Actor[] = [
  actor('visitor', [], { signed_in: false }),
  actor('family', []),
  actor('family, signed in this morning', [], { minutes_ago: 120 }),
  ...roles.map((role) => actor(role, [role])),
  actor('coordinator without a second step', ['coordinator'], { second_factor: false }),
  actor('area administrator, signed in this morning', ['area_administrator'], { minutes_ago: 120 }),
  actor('coordinator whose role has ended', ['coordinator'], { ended: true }),
]

/** What can come of a request. `through`: past the guard, to the thing. */
export type Outcome = 'through' | 'sign-in' | 'confirm' | 'second-step' | 'no-such-page' | 'refused' | 'fault'
export type Whose = 'own' | 'another’s' | 'absent' | 'none'

/** What the guard must say to somebody, by the table. */
export function guardSays(guard: string, who: Actor, production = false): Outcome {
  if (guard === 'anyone' || guard === 'secret_link') return 'through'
  if (guard === 'development') return production ? 'no-such-page' : 'through'
  if (!who.signed_in) return 'sign-in'
  if (guard === 'signed_in') return 'through'
  const held: Role[] = who.ended ? [] : who.roles
  const shown = who.second_factor || !held.some((role) => needs_second_factor.includes(role))
  if (guard === 'signed_in_afresh') return who.minutes_ago < 30 && shown ? 'through' : 'confirm'
  const act = guard.replace(/^can /, '') as ActName
  const rule = ruleOf(act)
  if (!rule) throw new Error(`No such guard: ${guard}`)
  if (!mayDo(held.map(heldAs('')), act)) return 'no-such-page'
  if (!shown) return 'second-step'
  return rule.fresh_within_minutes && who.minutes_ago >= rule.fresh_within_minutes ? 'second-step' : 'through'
}

const of_an_organisation: readonly Role[] = ['partner_lead', 'session_worker']
const heldAs =
  (provider_id: string) =>
  (role: Role): HeldRole => ({ role, provider_id: of_an_organisation.includes(role) ? provider_id : null })

/** What must come of one request. */
export function expected(guard: string, who: Actor, whose: Whose): Outcome {
  const said = guardSays(guard, who)
  return said === 'through' && (whose === 'another’s' || whose === 'absent') ? 'no-such-page' : said
}

/** What came of it. A page of the sign-in rooms may lead to another. */
export function outcomeOf(reply: Response, path: string): Outcome {
  if (reply.status >= 500) return 'fault'
  if (reply.status === 404) return 'no-such-page'
  if (reply.status === 403) return 'refused'
  const to = reply.headers.get('location') ?? ''
  if (reply.status !== 303 || path === '/sign-in' || path === '/sign-in/code') return 'through'
  if (path.startsWith('/sign-in')) return to.startsWith('/sign-in?return=') ? 'sign-in' : 'through'
  if (/^\/sign-in\/confirm\b/.test(to)) return 'confirm'
  if (/^\/sign-in\/second-step\b/.test(to)) return 'second-step'
  return /^\/sign-in\b/.test(to) ? 'sign-in' : 'through'
}

/** Makes the actor, with an organisation of their own, at a browser of their own. */
export async function come(w: World, who: Actor): Promise<{ browser: Browser; owner: Owner }> {
  const provider_id = (await w.given.provider()).id
  const { person } = await w.given.someone(who.name, who.ended ? [] : who.roles.map(heldAs(provider_id)))
  if (who.ended)
    for (const role of who.roles)
      await w.database.pool.query(
        'insert into roles (person_id, role, granted_at, ended_at) values ($1, $2, $3, $3)',
        [person.id, role, w.clock.now],
      )
  const browser = makeBrowser(w.house)
  const token = randomBytes(24).toString('base64url')
  const then = new Date(w.clock.now.getTime() - who.minutes_ago * 60_000)
  if (who.signed_in) {
    await w.database.pool.query(
      `insert into sign_ins (person_id, token, created_at, second_factor_at, expires_at) values ($1, $2, $3, $4, $5)`,
      [person.id, token, then, who.second_factor ? then : null, new Date(w.clock.now.getTime() + 86_400_000)],
    )
    const { name, value } = cookieOf(token, w.config)
    browser.cookies.set(name, value)
  }
  return { browser, owner: { person_id: person.id, provider_id } }
}

const ask = (browser: Browser, method: string, { path, form }: ReturnType<typeof filledWith>) =>
  method === 'GET' ? browser.get(path) : browser.post(path, form)

/** A page without what differs by right: ids, the address it was asked at, the moment's secrets. */
export const withoutIds = (html: string): string =>
  html.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')

export type Row = { method: string; path: string; guard: string }
/** What the table cannot know of an address, each with its reason: what else may come of one of theirs, or of none. */
export type Exceptions = Record<string, { because: string; own?: Outcome; absent?: Outcome }>

/** Every address of an application, with its guard. */
export const rowsOf = (app: Hono<Env>): Row[] =>
  app.routes.flatMap(({ method, path, handler }) => {
    const { guard } = handler as { guard?: string }
    return method === 'ALL' || !guard ? [] : [{ method, path, guard }]
  })

type Asked = { who: Actor; browser: Browser; owner: Owner }

function wrongReply(
  row: Row,
  { who, whose, reply }: { who: Actor; whose: Whose; reply: Response },
  except: Exceptions,
) {
  const at = `${row.method} ${row.path}`
  const must = expected(row.guard, who, whose)
  const came = outcomeOf(reply, row.path)
  const instead =
    guardSays(row.guard, who) === 'through' && except[at]?.[whose === 'absent' ? 'absent' : 'own']
  const wrong =
    came === must || came === instead ? [] : [`${at}, ${who.name}, ${whose}: ${came}, not ${must}`]
  const is_private =
    row.guard === 'secret_link' || (/^(signed_in|can )/.test(row.guard) && must === 'through')
  if (is_private && reply.headers.get('cache-control') !== 'no-store')
    wrong.push(`${at}, ${who.name}: a private page may be kept by caches`)
  return wrong
}

/** What is wrong with one address for one person: empty when all is as the table says. */
async function wrongFor(
  w: World,
  row: Row,
  { who, browser, owner }: Asked,
  except: Exceptions,
): Promise<string[]> {
  const thing = thingOf(row)
  const wrong: string[] = []
  const see = async (whose: Whose, params: Params) => {
    const reply = await ask(browser, row.method, filledWith(row.path, params))
    wrong.push(...wrongReply(row, { who, whose, reply }, except))
    return reply
  }
  if (!thing) {
    await see('none', {})
    return wrong
  }
  const own = await thing.make(w, owner)
  // Nothing first: a post may end the sign-in it is made with. Whom the guard turns away sees no difference at all.
  if (guardSays(row.guard, who) === 'through') {
    const nothing = await see('absent', absent(own))
    if (thing.whose === 'person' || thing.whose === 'provider') {
      const theirs = await thing.make(w, (await come(w, who)).owner)
      const another = await see('another’s', theirs)
      const [one, other] = [withoutIds(await another.text()), withoutIds(await nothing.text())]
      if (one !== other)
        wrong.push(`${row.method} ${row.path}, ${who.name}: another’s can be told from nobody’s`)
    }
  }
  await see('own', own)
  return wrong
}

const readers = new WeakMap<World['house']['database'], Map<string, Promise<Asked>>>()
// A page is read by the same person each time, for reading changes nothing; a form is sent by somebody new.
function askedBy(w: World, row: Row, who: Actor): Promise<Asked> {
  const fresh = async () => ({ who, ...(await come(w, who)) })
  if (row.method !== 'GET') return fresh()
  const known = readers.get(w.house.database) ?? new Map()
  readers.set(w.house.database, known)
  if (!known.has(who.name)) known.set(who.name, fresh())
  return known.get(who.name)
}

/** What is wrong with one address, for these people. */
export async function wrongWith(
  w: World,
  row: Row,
  people: Actor[],
  except: Exceptions = {},
): Promise<string[]> {
  const wrong: string[] = []
  for (const who of people) {
    const asked = await askedBy(w, row, who)
    wrong.push(
      ...(await wrongFor(w, row, { ...asked, browser: makeBrowser(w.house, asked.browser.cookies) }, except)),
    )
  }
  return wrong
}

type Handler = Parameters<Hono<Env>['use']>[1]

/** The same application with one address's guard taken away; `production` as it would be for real. */
export function without(w: World, row: Row | null, production = false): World {
  const app = new Hono<Env>()
  const open: Handler = (_c, next) => next()
  let started = false
  for (const { method, path, handler } of w.app.routes) {
    if (method !== 'ALL' && !started) {
      // After the house's own middleware, which says what the configuration is.
      app.use(async (c, next) => {
        c.set('config', { ...c.var.config, production })
        await next()
      })
      started = true
    }
    const removed = row && method === row.method && path === row.path && (handler as { guard?: string }).guard
    app.on(method === 'ALL' ? 'ALL' : method, path, removed ? open : (handler as Handler))
  }
  app.notFound((c) => c.text('no such page', 404))
  app.onError((_fault, c) => c.text('fault', 500))
  return { ...w, app, house: { ...w.house, app } }
}
