// What a family has typed so far, held by their own browser, sealed: nothing is stored with us before they book.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { paths } from '../../kit/paths.ts'
import type { Ctx } from '../../kit/web.ts'
import type { Draft } from './forms.ts'

/** A draft, or the booking that came of it. */
export type Kept = { draft: Draft } | { booked: string }

const keys = new Map<string, Buffer>()
function keyFor(secret: string): Buffer {
  const known = keys.get(secret)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'booking draft', 32))
  keys.set(secret, key)
  return key
}

// Up to this many letters packing costs more than it saves.
const small = 90

/** Sealed so that only we can open it, and only for this session. */
export function seal(kept: Kept, secret: string, session_id: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret), iv).setAAD(Buffer.from(session_id))
  const said = JSON.stringify(kept)
  const packed = said.length > small
  const body = Buffer.concat([
    cipher.update(packed ? 'packed' : 'plain.'),
    cipher.update(packed ? deflateRawSync(said) : said),
    cipher.final(),
  ])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed, or null for anything else. */
export function unseal(sealed: string, secret: string, session_id: string): Kept | null {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const opener = createDecipheriv('aes-256-gcm', keyFor(secret), bytes.subarray(0, 12))
    opener.setAAD(Buffer.from(session_id)).setAuthTag(bytes.subarray(12, 28))
    const body = Buffer.concat([opener.update(bytes.subarray(28)), opener.final()])
    const said = body.subarray(6)
    const packed = body.toString('latin1', 0, 6) === 'packed'
    return JSON.parse((packed ? inflateRawSync(said, { maxOutputLength: 64_000 }) : said).toString())
  } catch {
    return null
  }
}

// A cookie holds about 4,000 letters, so a long one is cut in pieces.
const piece = 3800
const names = ['booking', 'booking_2', 'booking_3']

const scope = (c: Ctx, session_id: string) => ({
  path: paths.bookPlace(session_id),
  httpOnly: true,
  sameSite: 'Lax' as const,
  secure: c.var.config.origin.startsWith('https:'),
})

/** Hands what was typed to the browser to hold. */
export function keep(c: Ctx, session_id: string, kept: Kept): void {
  const sealed = seal(kept, c.var.config.secret, session_id)
  names.forEach((name, index) => {
    const part = sealed.slice(index * piece, (index + 1) * piece)
    if (part) setCookie(c, name, part, scope(c, session_id))
    else if (getCookie(c, name)) deleteCookie(c, name, scope(c, session_id))
  })
}

/** What the browser holds for this session, or null. */
export function kept(c: Ctx, session_id: string): Kept | null {
  const sealed = names.map((name) => getCookie(c, name) ?? '').join('')
  return sealed ? unseal(sealed, c.var.config.secret, session_id) : null
}
