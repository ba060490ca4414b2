// How an address becomes a page: guard → read or act → show or redirect.
import { gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import type pg from 'pg'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Config } from '../config.ts'
import type { Database } from './db.ts'
import { isId } from './ids.ts'
import { type Site, within } from './site.ts'

/** Who is signed in on this request. `roles` holds live roles only. */
export type SignedIn = { id: string; name: string; email: string; roles: string[] }

export type Env = {
  Variables: {
    config: Config
    db: Database['db']
    pool: pg.Pool
    now: Date
    site: Site
    person: SignedIn | null
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

/** The team's rooms. Someone not signed in is asked to; someone signed in without the role sees no such page. */
export const team: Guard = guard('team', async (c, next) => {
  const { person } = c.var
  if (!person)
    return c.redirect(
      `/sign-in?return=${encodeURIComponent(c.req.method === 'GET' ? pathAndQuery(c) : '/team')}`,
      303,
    )
  if (!person.roles.includes('team')) return c.notFound()
  await next()
  c.header('Cache-Control', 'no-store')
})

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
