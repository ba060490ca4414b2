// Passkeys: a phone, a computer or a small key that signs what we ask it to. What is asked is sealed to one sign-in,
// is good for some minutes, and once.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Config } from '../../config.ts'
import { seal, unseal } from '../../kit/seal.ts'
import type { Factor } from './queries.ts'

type Place = Pick<Config, 'origin' | 'secret'>
const hostOf = ({ origin }: Place) => new URL(origin).hostname
const minutes = 10

/** What a browser needs to use or make a passkey, and the question again, sealed, to come back with the answer. */
export type Question = { options: object; sealed: string }

type Asked = { challenge: string; at: number }
const sealed_for = ({ secret }: Place, use: 'use' | 'make', sign_in_id: string) => ({
  secret,
  purpose: `passkey to ${use}`,
  bound: sign_in_id,
})

type Who = { sign_in_id: string; now: Date }

/** Asks for a passkey that is there already; null when the person has none. */
export async function askForPasskey(config: Place, factors: Factor[], who: Who): Promise<Question | null> {
  const known = factors.flatMap(({ credential_id }) => (credential_id ? [{ id: credential_id }] : []))
  if (known.length === 0) return null
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  const options = await generateAuthenticationOptions({ rpID: hostOf(config), allowCredentials: known })
  return { options, sealed: sealedQuestion(config, 'use', options.challenge, who) }
}

/** Asks for a new passkey. */
export async function askForNewPasskey(
  config: Place,
  factors: Factor[],
  { area, name, ...who }: Who & { area: string; name: string },
): Promise<Question> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const options = await generateRegistrationOptions({
    rpName: area,
    rpID: hostOf(config),
    userName: name,
    userDisplayName: name,
    attestationType: 'none', // whose make a key is is none of our business
    excludeCredentials: factors.flatMap(({ credential_id }) =>
      credential_id ? [{ id: credential_id }] : [],
    ),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  })
  return { options, sealed: sealedQuestion(config, 'make', options.challenge, who) }
}

const sealedQuestion = (config: Place, use: 'use' | 'make', challenge: string, { sign_in_id, now }: Who) =>
  seal(JSON.stringify({ challenge, at: now.getTime() } satisfies Asked), sealed_for(config, use, sign_in_id))

/** The question that was asked of this sign-in, when it is not too old; it is for the caller to see that it is used once. */
export function questionIn(
  config: Place,
  use: 'use' | 'make',
  { sealed, sign_in_id, now }: Who & { sealed: string },
): string | null {
  const words = unseal(sealed, sealed_for(config, use, sign_in_id))
  const asked: Asked | null = words ? JSON.parse(words) : null
  return asked && now.getTime() - asked.at < minutes * 60_000 ? asked.challenge : null
}

const parsed = <T>(answer: string): T | null => {
  try {
    const value = JSON.parse(answer)
    return value && typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** Which passkey answered, and how often it says it was used; null when the answer is not one of theirs. */
export async function passkeyAnswer(
  config: Place,
  factors: Factor[],
  { challenge, answer }: { challenge: string; answer: string },
): Promise<{ factor: Factor; counter: number } | null> {
  const response = parsed<AuthenticationResponseJSON>(answer)
  const factor = factors.find(({ credential_id }) => credential_id && credential_id === response?.id)
  if (!response || !factor?.credential_id || !factor.public_key) return null
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: config.origin,
    expectedRPID: hostOf(config),
    requireUserVerification: false, // it is the second step: the code was the first
    credential: {
      id: factor.credential_id,
      publicKey: new Uint8Array(factor.public_key),
      counter: factor.counter,
    },
  }).catch(() => ({ verified: false, authenticationInfo: null }))
  return verified && authenticationInfo ? { factor, counter: authenticationInfo.newCounter } : null
}

/** A new passkey as we keep it; null when the answer is not to our question. */
export async function newPasskey(
  config: Place,
  { challenge, answer }: { challenge: string; answer: string },
): Promise<{ credential_id: string; public_key: Buffer; counter: number } | null> {
  const response = parsed<RegistrationResponseJSON>(answer)
  if (!response) return null
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: config.origin,
    expectedRPID: hostOf(config),
    requireUserVerification: false,
  }).catch(() => null)
  if (!made?.verified) return null
  const { id, publicKey, counter } = made.registrationInfo.credential
  return { credential_id: id, public_key: Buffer.from(publicKey), counter }
}
