// What a family has typed so far, held by their own browser, sealed: nothing is stored with us before they book.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { paths } from '../../kit/paths.ts'
import { seal as sealWords, unseal as unsealWords } from '../../kit/seal.ts'
import type { Ctx } from '../../kit/web.ts'
import type { Draft } from './forms.ts'

/** A draft, or the booking that came of it. */
export type Kept = { draft: Draft } | { booked: string }

const purposeOf = (secret: string, session_id: string) => ({
  secret,
  purpose: 'booking draft',
  bound: session_id,
})

/** Sealed so that only we can open it, and only for this session. */
export const seal = (kept: Kept, secret: string, session_id: string): string =>
  sealWords(JSON.stringify(kept), purposeOf(secret, session_id))

/** What was sealed, or null for anything else. */
export function unseal(sealed: string, secret: string, session_id: string): Kept | null {
  const words = unsealWords(sealed, purposeOf(secret, session_id))
  return words === null ? null : JSON.parse(words)
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
