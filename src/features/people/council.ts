// The council's own sign-on, by OpenID Connect. The library speaks the protocol; what an answer is worth is decided here.
import type { Configuration } from 'openid-client'
import type { Config } from '../../config.ts'
import { seal, unseal } from '../../kit/seal.ts'

type Council = NonNullable<Config['council']>
/** What we asked, to hold the answer to; kept by the browser, sealed, for ten minutes. */
export type Asked = { state: string; nonce: string; verifier: string; come_back: string; at: number }
/** Who the council says it is. `second`: they showed more than a password there. */
export type CouncilSays = { email: string; second: boolean }

const minutes = 10
const purpose = (secret: string) => ({ secret, purpose: 'council sign-on' })

/** What was asked, sealed for the browser to keep. */
export const sealedAsking = (asked: Asked, secret: string): string =>
  seal(JSON.stringify(asked), purpose(secret))

/** What was asked from this browser in the last ten minutes, or null. */
export function askingIn(sealed: string | undefined, secret: string, now: Date): Asked | null {
  const words = unseal(sealed, purpose(secret))
  const asked: Asked | null = words ? JSON.parse(words) : null
  return asked && now.getTime() - asked.at < minutes * 60_000 ? asked : null
}

/** Opens the council's sign-on by its settings. It is asked for its addresses once. */
export function openCouncil(council: Council, origin: string, back: string) {
  let found: Promise<Configuration> | undefined
  const configuration = () => {
    found ??= discover(council).catch((fault) => {
      found = undefined
      throw fault
    })
    return found
  }

  return {
    /** The address to go to, and what was asked. */
    async ask(come_back: string, now: Date): Promise<{ href: string; asked: Asked }> {
      const client = await import('openid-client')
      const asked = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        come_back,
        at: now.getTime(),
      }
      const href = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: origin + back,
        scope: 'openid email',
        state: asked.state,
        nonce: asked.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(asked.verifier),
        code_challenge_method: 'S256',
      })
      return { href: href.href, asked }
    },

    /** What the council answered to what we asked; null when it is not an answer to that, or names no proved email. */
    async answer(query: string, asked: Asked): Promise<CouncilSays | null> {
      const client = await import('openid-client')
      try {
        const tokens = await client.authorizationCodeGrant(
          await configuration(),
          new URL(`${origin}${back}?${query}`),
          {
            expectedState: asked.state,
            expectedNonce: asked.nonce,
            pkceCodeVerifier: asked.verifier,
            idTokenExpected: true,
          },
        )
        return saysOf(tokens.claims() ?? {})
      } catch {
        return null
      }
    },
  }
}

async function discover(council: Council): Promise<Configuration> {
  const client = await import('openid-client')
  const server = new URL(council.issuer)
  // Only a sign-on on this very machine, in a test, may be without HTTPS.
  const plain = server.protocol === 'http:' && server.hostname === '127.0.0.1'
  // The signature is checked although the line is TLS: what is said here opens other people's records.
  const checks = [client.enableNonRepudiationChecks, ...(plain ? [client.allowInsecureRequests] : [])]
  return client.discovery(
    server,
    council.client_id,
    undefined,
    client.ClientSecretPost(council.client_secret),
    { timeout: 10, execute: checks },
  )
}

// Only what says "more than one": an `otp` or a face alone can be a single proof (RFC 8176).
const says_multi_factor = new Set([
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'https://refeds.org/profile/mfa',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
])

/** What the claims are worth: an email the council itself has checked, and whether a second factor was shown there. */
export function saysOf(claims: Record<string, unknown>): CouncilSays | null {
  const { email, email_verified, amr, acr } = claims
  if (typeof email !== 'string' || email_verified !== true) return null
  const shown = Array.isArray(amr) && amr.includes('mfa')
  return { email, second: shown || (typeof acr === 'string' && says_multi_factor.has(acr)) }
}
