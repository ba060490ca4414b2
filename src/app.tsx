// Middleware in order, then the features, then the pages for what went wrong.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import type { Config } from './config.ts'
import { ElsewherePage, FaultPage, GonePage, NoPage, TooLargePage } from './design/error-pages.tsx'
import { type Assets, assetRoutes } from './kit/assets.ts'
import type { Database } from './kit/db.ts'
import type { Keys } from './kit/keys.ts'
import { log } from './kit/log.ts'
import type { Room } from './kit/site.ts'
import { anyone, type Env, type SignedIn, show } from './kit/web.ts'
import { type ActName, type HeldRole, mayDo } from './kit/who-may.ts'

export type House = {
  config: Config
  database: Database
  assets: Assets
  keys: Keys
  now: () => Date
  person_of: (cookies: string | undefined) => Promise<SignedIn | null>
  features: Hono<Env>[]
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The whole application, ready to answer requests. */
export function makeApp(house: House): Hono<Env> {
  const { config, database, assets } = house
  const app = new Hono<Env>()

  app.use(async (c, next) => {
    c.header('Content-Security-Policy', policy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Origin-Agent-Cluster', '?1')
    c.header('Permissions-Policy', 'geolocation=(), camera=(), microphone=()')
    if (config.production) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    const cookies = c.req.header('cookie')
    const person = cookies ? await house.person_of(cookies) : null
    const url = c.req.url
    c.set('config', config)
    c.set('db', database.db)
    c.set('pool', database.pool)
    c.set('now', house.now())
    c.set('person', person)
    c.set('keys', house.keys)
    c.set('site', {
      area: config.area,
      path: url.slice(url.indexOf('/', 8)),
      language: (cookies && getCookie(c, 'language')) || 'en',
      calm: Boolean(cookies && getCookie(c, 'calm')),
      signed_in: person && { name: person.name, rooms: roomsOf(person.roles) },
      stylesheet: assets.stylesheet,
      script: assets.script,
      development: !config.production,
    })
    await next()
    // Any page may say that somebody is signed in, and Back must not show it to the next person at this phone.
    if (person && !c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
  })

  // A form of ours is posted from a page of ours, and from nowhere else.
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const from = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const elsewhere = from
      ? from !== 'same-origin' && from !== 'none'
      : origin && origin !== new URL(c.req.url).origin && origin !== config.origin
    return elsewhere ? show(c, <ElsewherePage />, 403) : next()
  })
  // Words are small. Only a photo is large, and only where one is sent.
  const words_only = atMost(512 * 1024)
  const with_photo = atMost(12 * 1024 * 1024)
  app.use((c, next) => (c.req.path.endsWith('/photo') ? with_photo : words_only)(c, next))

  app.get('/healthz', anyone, async (c) => {
    await database.pool.query('select 1')
    return c.text('ok')
  })
  app.route('/', assetRoutes(assets))
  for (const feature of house.features) app.route('/', feature)

  app.notFound((c) => show(c, <NoPage />, 404))
  app.onError((fault, c) => {
    if (fault instanceof Gone) return show(c, <GonePage />, 410)
    // A database's message can repeat what somebody typed: where it happened is enough to mend it.
    const where = fault.stack
      ?.split('\n')
      .find((line) => line.includes('/src/'))
      ?.trim()
    log('fault', {
      method: c.req.method,
      // As it is written in the code: a secret in an address, or a word typed into one, must not reach the log.
      route: c.req.routePath,
      fault: fault.name,
      code: 'code' in fault ? String(fault.code) : null,
      where,
    })
    if (!config.production && !process.env.QUIET) process.stderr.write(`${fault.stack}\n`)
    return show(c, <FaultPage />, 500)
  })
  return app
}

const room_acts: [Room, ActName][] = [
  ['team', 'look_at_the_offer'],
  ['partner', 'see_own_sessions'],
  ['concerns', 'see_concerns'],
]
const roomsOf = (roles: HeldRole[]): Room[] =>
  roles.length ? room_acts.filter(([, act]) => mayDo(roles, act)).map(([room]) => room) : []

const atMost = (bytes: number) =>
  bodyLimit({ maxSize: bytes, onError: (c) => show(c as never, <TooLargePage />, 400) })

/** Thrown for what was here and has been taken away. */
export class Gone extends Error {}
