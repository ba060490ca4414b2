// The six numbers of an app on a phone (RFC 6238): the same secret and the same clock on both sides.
import { Secret, TOTP } from 'otpauth'
import { seal, unseal } from '../../kit/seal.ts'

const period = 30
const totpOf = (secret: string, named: { issuer: string; label: string }) =>
  new TOTP({ ...named, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })
const unnamed = { issuer: '', label: '' }

/** A new secret for an app: 160 bits, as people type it. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** The half minute, counted from 1970, whose code this is: now's, or the one before or after; null when it is not one. */
export function halfMinuteOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret, unnamed).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / (period * 1000)) + delta
}

/** The code an app shows now. */
export const codeNow = (secret: string, now: Date): string =>
  totpOf(secret, unnamed).generate({ timestamp: now.getTime() })

/** What an app reads from the square picture. */
export const addressFor = (secret: string, named: { issuer: string; label: string }): string =>
  totpOf(secret, named).toString()

const sealed_for = (person_id: string, secret: string) => ({
  secret,
  purpose: 'authenticator',
  bound: person_id,
})

/** An app's secret as the database keeps it: good for this person only, and for nobody without the house's secret. */
export const sealedSecret = (secret: string, person_id: string, house_secret: string): string =>
  seal(secret, sealed_for(person_id, house_secret))

/** The secret again, or null when it was sealed for someone else or with another house's secret. */
export const openedSecret = (sealed: string | null, person_id: string, house_secret: string): string | null =>
  unseal(sealed ?? undefined, sealed_for(person_id, house_secret))
