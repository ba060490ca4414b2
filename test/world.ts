// A small true world for tests: a real database, the real application, a clock in the hand.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, configFrom } from '../src/config.ts'
import { type House, openHouse } from '../src/house.ts'
import { freshDatabase } from './fresh.ts'
import { makeGiven } from './given.ts'

export type Form = Record<string, string | string[]>
type Told = { headers?: Record<string, string> }

/** Somebody at a browser: keeps cookies, follows nothing by itself. */
export function makeBrowser(house: Pick<House, 'app' | 'config'>, cookies = new Map<string, string>()) {
  const send = async (method: string, path: string, body?: Form, told: Told = {}): Promise<Response> => {
    const headers: Record<string, string> = { ...told.headers }
    if (cookies.size) headers.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (body) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      headers['sec-fetch-site'] ??= 'same-origin'
    }
    const fields = Object.entries(body ?? {}).flatMap(([name, value]) =>
      [value].flat().map((each) => [name, each]),
    )
    const response = await house.app.request(`${house.config.origin}${path}`, {
      method,
      headers,
      ...(body ? { body: new URLSearchParams(fields).toString() } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    return response
  }
  return {
    cookies,
    get: (path: string, told?: Told) => send('GET', path, undefined, told),
    head: (path: string) => send('HEAD', path),
    post: (path: string, form: Form = {}, told?: Told) => send('POST', path, form, told),
    /** The page at the end of the redirects, as words. */
    async read(path: string): Promise<{ status: number; html: string; path: string }> {
      let response = await send('GET', path)
      let at = path
      for (let hops = 0; hops < 5 && response.status >= 300 && response.status < 400; hops++) {
        at =
          new URL(response.headers.get('location')!, house.config.origin + at).pathname +
          new URL(response.headers.get('location')!, house.config.origin + at).search
        response = await send('GET', at)
      }
      return { status: response.status, html: await response.text(), path: at }
    },
  }
}
export type Browser = ReturnType<typeof makeBrowser>

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair, ...attributes] = cookie.split(';')
  const at = pair!.indexOf('=')
  const name = pair!.slice(0, at).trim()
  const ended = attributes.some((each) => /max-age=0/i.test(each) || /expires=thu, 01 jan 1970/i.test(each))
  if (ended) cookies.delete(name)
  else cookies.set(name, pair!.slice(at + 1))
}

/** The words of a page, tags and attributes left out. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|svg|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&#39;|&apos;/g, '’')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')
    .trim()

/** Opens a fresh house on the database under test (TEST_DATABASE_URL, else PGlite). Close it after. */
export async function world(settings: Partial<Config> & { now?: Date } = {}) {
  const { now = new Date('2026-11-23T10:00:00Z'), ...changes } = settings
  const clock = { now }
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-test-'))
  const config: Config = {
    ...configFrom({ DATA_DIR: data_dir, PORT: '3000', SECRET: randomUUID() }),
    ...changes,
  }
  const database = await freshDatabase()
  const house = await openHouse({ config, database, now: () => clock.now })
  const given = makeGiven(house, clock)
  return {
    ...house,
    house,
    clock,
    given,
    /** A browser of nobody in particular, or one signed in. */
    browser: () => makeBrowser(house),
    async close() {
      await house.close()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof world>>
