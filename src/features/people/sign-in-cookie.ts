// The cookie that says who is signed in: a token, and a signature made with the house's secret. A copy of the
// database alone signs nobody in.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Config } from '../../config.ts'
import type { Ctx } from '../../kit/web.ts'

type Keys = Pick<Config, 'origin' | 'secret'>
type CookieName = 'sign_in' | 'code_sent_to' | 'council'

/** Whether people reach us over HTTPS; a `__Host-` cookie cannot be set by a neighbouring site. */
const isSecure = ({ origin }: Pick<Config, 'origin'>): boolean => origin.startsWith('https:')

/** The name of a cookie of ours here. */
export const cookieName = (config: Pick<Config, 'origin'>, name: CookieName): string =>
  `${isSecure(config) ? '__Host-' : ''}${name}`

/** How each cookie of ours is kept: from scripts, from neighbours and from other sites. */
export const cookieKept = (config: Pick<Config, 'origin'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(config) }) as const

const signature = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest()
const signed = (token: string, secret: string) => `${token}.${signature(token, secret).toString('base64')}`

/** The cookie that signs a token in: its name and its value. For tests and for tools; a browser gets it by a code. */
export const cookieOf = (token: string, config: Keys): { name: string; value: string } => ({
  name: cookieName(config, 'sign_in'),
  value: encodeURIComponent(signed(token, config.secret)),
})

/** Gives the browser the cookie of a sign-in; on a device that others use it goes when the browser is closed. */
export function keepSignIn(
  c: Ctx,
  { token, expires_at, shared }: { token: string; expires_at: Date; shared: boolean },
): void {
  const { config, now } = c.var
  const seconds = Math.max(1, Math.round((expires_at.getTime() - now.getTime()) / 1000))
  setCookie(c, cookieName(config, 'sign_in'), signed(token, config.secret), {
    ...cookieKept(config),
    ...(shared ? {} : { maxAge: seconds }),
  })
}

/** Takes the cookie of a sign-in away. */
export const dropSignIn = (c: Ctx): void => {
  deleteCookie(c, cookieName(c.var.config, 'sign_in'), cookieKept(c.var.config))
}
/** The token in a cookie header, if it is there and the signature is ours. */
export function tokenIn(cookies: string | undefined, config: Keys): string | null {
  const start = `${cookieName(config, 'sign_in')}=`
  const found = cookies
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(start))
  if (!found) return null
  const value = decoded(found.slice(start.length))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const ours = signature(token, config.secret)
  const theirs = Buffer.from(value.slice(dot + 1), 'base64')
  return theirs.length === ours.length && timingSafeEqual(theirs, ours) ? token : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
