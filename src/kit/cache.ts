// Public pages, kept for a few seconds for readers without a cookie. Never a page with a person or a postcode in it.

import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './web.ts'

type Kept = {
  until: number
  version: number
  plain: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  zipped_headers: Record<string, string>
}

const most = 500
// Where somebody lives is kept nowhere, not for a second: `near` in its own field, or typed in the search box.
const near_home = /[?&](near=[^&]|q=[^&]*near)/i
const kept = new Map<string, Kept>()
let version = 0

/** Says that something public has changed: no page kept before this is served again by this process. */
export function changed(): void {
  version++
}

/** Serves an anonymous GET from memory for some seconds. Other processes see a change when the seconds are over. */
export const cached =
  (seconds: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (c.req.method !== 'GET' || c.req.header('cookie') || near_home.test(c.req.url)) return next()
    const key = `${c.req.path}${new URL(c.req.url).search}`
    const found = kept.get(key)
    if (found && found.version === version && found.until > Date.now())
      return answer(found, c.req.header('accept-encoding'), c.req.header('if-none-match'))
    const began_at = version
    await next()
    if (c.res.status !== 200 || c.res.headers.has('set-cookie')) return
    const made = await keep(c.res, began_at, seconds)
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    kept.set(key, made)
    c.res = undefined
    c.res = answer(made, c.req.header('accept-encoding'), c.req.header('if-none-match'))
  }

/**
 * Answers from memory before anything else is woken, when a kept page will do; false when it will not.
 * The headers were kept with the page, those of safety among them.
 */
export function answeredFromCache(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  if (incoming.method !== 'GET' || incoming.headers.cookie || !incoming.url) return false
  const found = kept.get(incoming.url)
  if (!found || found.version !== version || found.until <= Date.now()) return false
  if (incoming.headers['if-none-match'] === found.headers.etag) return false // said the long way
  const zip = incoming.headers['accept-encoding']?.includes('gzip')
  outgoing.writeHead(200, zip ? found.zipped_headers : found.headers)
  outgoing.end(zip ? found.zipped : found.plain)
  return true
}

async function keep(response: Response, began_at: number, seconds: number): Promise<Kept> {
  const unpacked =
    response.headers.get('content-encoding') === 'gzip'
      ? response.body!.pipeThrough(new DecompressionStream('gzip'))
      : response.body
  const plain = new Uint8Array(await new Response(unpacked).arrayBuffer())
  const zipped = new Uint8Array(gzipSync(plain, { level: 9 }))
  const headers = Object.fromEntries(response.headers)
  delete headers['content-encoding']
  headers.etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  headers['cache-control'] = `public, max-age=0, s-maxage=${seconds}`
  headers.vary = 'Accept-Encoding, Cookie'
  return {
    until: Date.now() + seconds * 1000,
    version: began_at,
    plain,
    zipped,
    headers: { ...headers, 'content-length': String(plain.length) },
    zipped_headers: { ...headers, 'content-encoding': 'gzip', 'content-length': String(zipped.length) },
  }
}

function answer(page: Kept, accepts: string | undefined, has: string | undefined): Response {
  if (has && has === page.headers.etag)
    return new Response(null, {
      status: 304,
      headers: { etag: has, 'cache-control': page.headers['cache-control']! },
    })
  return accepts?.includes('gzip')
    ? new Response(page.zipped, { headers: page.zipped_headers })
    : new Response(page.plain, { headers: page.headers })
}
