// The cookie that says who is signed in: a token, and a signature made with the house's secret. A copy of the
// database alone signs nobody in.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../config.ts'

type Keys = Pick<Config, 'origin' | 'secret'>

/** Whether people reach us over HTTPS; a `__Host-` cookie cannot be set by a neighbouring site. */
export const isSecure = ({ origin }: Pick<Config, 'origin'>): boolean => origin.startsWith('https:')

/** The name of a cookie of ours here. */
export const cookieName = (config: Pick<Config, 'origin'>, name: 'sign_in' | 'code_sent_to'): string =>
  `${isSecure(config) ? '__Host-' : ''}${name}`

const signature = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest()

/** The cookie that signs a token in: its name and its value. For tests and for tools; a browser gets it by a code. */
export const cookieOf = (token: string, config: Keys): { name: string; value: string } => ({
  name: cookieName(config, 'sign_in'),
  value: encodeURIComponent(`${token}.${signature(token, config.secret).toString('base64')}`),
})

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
