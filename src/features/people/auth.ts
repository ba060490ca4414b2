// better-auth keeps the codes, counts the tries and makes the sign-ins. Only its server functions are used, from
// our own routes, so that our guards hold; its own addresses are not served.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Database } from '../../kit/db.ts'
import { code_minutes, code_tries, signed_in_days } from './rules.ts'
import { cookieName, isSecure } from './sign-in-cookie.ts'

export type Auth = {
  /** Keeps a code for an address, hashed, in place of any before it. */
  keepCode(email: string, code: string): Promise<void>
  /** The cookies of a new sign-in; null when the code is wrong, old, used, or tried too often. */
  signIn(email: string, code: string): Promise<string[] | null>
}

// A six-digit code has a million values: a plain hash of it is no secret, so the house's secret goes in.
const hashed = (secret: string) => async (code: string) =>
  createHmac('sha256', secret).update(`code ${code}`).digest('base64url')

const columns = (names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  )

/** Opens better-auth on our tables. It takes a third of a second to load, so only a first sign-in asks for it. */
export async function openAuth({ db }: Pick<Database, 'db'>, config: Config): Promise<Auth> {
  const [{ betterAuth }, { emailOTP }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/email-otp'),
  ])
  const chosen = new AsyncLocalStorage<string>()
  const secure = isSecure(config)
  const auth = betterAuth({
    baseURL: config.origin,
    secret: config.secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false }, // its limits stand before its own addresses; ours are in actions.ts
    user: { modelName: 'people', fields: columns(['emailVerified', 'createdAt', 'updatedAt']) },
    session: {
      modelName: 'sign_ins',
      fields: {
        ...columns(['expiresAt', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt']),
        userId: 'person_id',
      },
      expiresIn: signed_in_days * 86_400,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'sign_in_methods',
      fields: {
        ...columns([
          'accountId',
          'providerId',
          'accessToken',
          'refreshToken',
          'idToken',
          'createdAt',
          'updatedAt',
        ]),
        ...columns(['accessTokenExpiresAt', 'refreshTokenExpiresAt']),
        userId: 'person_id',
      },
    },
    verification: { modelName: 'sign_in_codes', fields: columns(['expiresAt', 'createdAt', 'updatedAt']) },
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: false, // it would say __Secure-; the name below says the stricter __Host-
      ipAddress: { disableIpTracking: true },
      cookies: {
        session_token: {
          name: cookieName(config, 'sign_in'),
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [
      emailOTP({
        disableSignUp: true,
        otpLength: 6,
        expiresIn: code_minutes * 60,
        allowedAttempts: code_tries,
        storeOTP: { hash: hashed(config.secret) },
        generateOTP: () => chosen.getStore(),
        sendVerificationOTP: async () => {}, // our outbox sends it, in the transaction that counts it
      }),
    ],
  })
  return {
    async keepCode(email, code) {
      await db.deleteFrom('sign_in_codes').where('identifier', '=', `sign-in-otp-${email}`).execute()
      await chosen.run(code, () => auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } }))
    },
    async signIn(email, code) {
      try {
        const { headers } = await auth.api.signInEmailOTP({
          body: { email, otp: code },
          headers: new Headers(),
          returnHeaders: true,
        })
        return headers.getSetCookie()
      } catch (fault) {
        const status = (fault as { statusCode?: number }).statusCode
        if (status === 400 || status === 403) return null
        throw fault
      }
    },
  }
}
