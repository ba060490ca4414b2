// How an address becomes a page: guard → read or act → show or redirect.
import { gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import type pg from 'pg'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Config } from '../config.ts'
import { record } from './audit.ts'
import type { Database } from './db.ts'
import { isId } from './ids.ts'
import type { Keys } from './keys.ts'
import { type Site, within } from './site.ts'
import { type ActName, type HeldRole, mayDo, needs_second_factor, ruleOf } from './who-may.ts'

/** Who is signed in on this request, and how surely. `roles` holds live roles only. */
export type SignedIn = {
  id: string
  name: string
  roles: HeldRole[]
  sign_in_id: string
  /** When this sign-in began, and when they last proved again that it is them. */
  signed_in_at: Date
  confirmed_at: Date | null
  second_factor_at: Date | null
  shared_device: boolean
}

export type Env = {
  Variables: {
    config: Config
    db: Database['db']
    pool: pg.Pool
    now: Date
    site: Site
    person: SignedIn | null
    keys: Keys
  }
}
export type Ctx = Context<Env>
export type Guard = MiddlewareHandler<Env> & { guard: string }

/** A set of addresses of one feature. */
export const routes = () => new Hono<Env>()

const guard = (name: string, check: MiddlewareHandler<Env>): Guard => Object.assign(check, { guard: name })

/** Open to all: nothing private stands behind it. */
export const anyone: Guard = guard('anyone', (_c, next) => next())

/** The secret in the address is the key; the handler looks it up and shows nothing without it. Never kept by caches, never passed on. */
export const secret_link: Guard = guard('secret_link', async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
})

const toSignIn = (c: Ctx, page: string) =>
  c.redirect(
    `${page}?return=${encodeURIComponent(c.req.method === 'GET' ? pathAndQuery(c) : '/account')}`,
    303,
  )

/** Someone signed in, at their own things only: the handler looks for theirs, and another's is as if it were not there. */
export const signed_in: Guard = guard('signed_in', async (c, next) => {
  if (!c.var.person) return toSignIn(c, '/sign-in')
  if (!isReading(c)) await recordAct(c)
  await kept(c, next)
})

/** Signed in, and proved again in the last half hour: before anything private of theirs is opened, sent out or deleted. */
export const signed_in_afresh: Guard = guard('signed_in_afresh', async (c, next) => {
  const { person } = c.var
  if (!person) return toSignIn(c, '/sign-in')
  if (!isFresh(person, c.var.now, 30)) return toSignIn(c, '/sign-in/confirm')
  if (!isReading(c)) await recordAct(c)
  await kept(c, next)
})

const guards = new Map<ActName, Guard>()

/**
 * Whoever may do this act, by the table in who-may.ts. Someone not signed in is asked to; someone without the role sees
 * no such page; a role that sees others' things shows a second factor first, and afresh where the table says so.
 * What is done, and what private thing is opened, is written down before it is: no act can be hidden by a crash.
 */
export function can(act: ActName): Guard {
  const known = guards.get(act)
  if (known) return known
  const made = guard(`can ${act}`, async (c, next) => {
    const { person, now } = c.var
    if (!person) return toSignIn(c, '/sign-in')
    if (!mayDo(person.roles, act)) return c.notFound()
    const rule = ruleOf(act)
    if (person.roles.some(({ role }) => needs_second_factor.includes(role)) && !person.second_factor_at)
      return toSignIn(c, '/sign-in/second-step')
    if (rule.fresh_within_minutes && !isFresh(person, now, rule.fresh_within_minutes))
      return toSignIn(c, '/sign-in/second-step')
    if (rule.recorded || !isReading(c)) await recordAct(c)
    await kept(c, next)
  })
  guards.set(act, made)
  return made
}

/** Whether someone proved that it is them in the last so many minutes. */
export const isFresh = (person: SignedIn, now: Date, minutes: number): boolean => {
  const proofs = [person.signed_in_at, person.confirmed_at, person.second_factor_at]
  const needs_second = person.roles.some(({ role }) => needs_second_factor.includes(role))
  const counted = needs_second ? [person.second_factor_at] : proofs
  return counted.some((at) => at !== null && now.getTime() - at.getTime() < minutes * 60_000)
}

const isReading = (c: Ctx) => c.req.method === 'GET' || c.req.method === 'HEAD'

// The address as it is written in the code, and the ids in it: never what was typed.
const recordAct = (c: Ctx) =>
  record(c.var.db, {
    at: c.var.now,
    person_id: c.var.person!.id,
    act: `${c.req.method} ${c.req.routePath}`,
    about: Object.values(c.req.param()).filter(isId).join(' ') || null,
  })

const kept = async (c: Ctx, next: () => Promise<void>) => {
  await next()
  c.header('Cache-Control', 'no-store')
}

/** Only while developing: in production there is no such address. */
export const development: Guard = guard('development', (c, next) =>
  c.var.config.production ? Promise.resolve(c.notFound()) : next(),
)

const pathAndQuery = (c: Ctx) => {
  const url = new URL(c.req.url)
  return url.pathname + url.search
}

/** Renders a page in the reader's language and sends it. */
export function show(
  c: Ctx,
  page: VNode,
  status: 200 | 201 | 400 | 403 | 404 | 410 | 422 | 429 | 500 | 503 = 200,
): Response {
  const html = `<!doctype html>${within(c.var.site, () => renderToString(page))}`
  const headers = { 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Encoding, Cookie' }
  if (!c.req.header('accept-encoding')?.includes('gzip')) return c.body(html, status, headers)
  return c.body(new Uint8Array(gzipSync(html, { level: 5 })), status, {
    ...headers,
    'Content-Encoding': 'gzip',
  })
}

/** The id in the address, or null when it could not be one. */
export function idIn(c: Ctx, name = 'id'): string | null {
  const id = c.req.param(name)
  return isId(id) ? id.toLowerCase() : null
}

/** The reader's way back: a path of this site only, never an address elsewhere. */
export function safeReturn(asked: string | undefined, otherwise: string): string {
  return asked && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : otherwise
}
