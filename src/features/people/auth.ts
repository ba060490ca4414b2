// better-auth keeps the codes: hashed, replaced by the next one, counted down and used up. Only its server functions
// are used, from our own routes, so that our guards hold; its own addresses are not served. Sign-ins are ours.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Database } from '../../kit/db.ts'
import { code_minutes, code_tries } from './rules.ts'

/** What a code is kept under: what it is for, and where it was sent. */
export type CodeOf = { purpose: string; send_to: string }
export type Auth = {
  /** Keeps a code, hashed, in place of any before it for the same purpose and contact. */
  keepCode(of: CodeOf, code: string): Promise<void>
  /** Whether it is the code, which is then used up; false when it is wrong, old, used, or tried too often. */
  takeCode(of: CodeOf, code: string): Promise<boolean>
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
  const auth = betterAuth({
    baseURL: config.origin,
    secret: config.secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false }, // its limits stand before its own addresses; ours are in tries.ts
    user: { modelName: 'people', fields: columns(['emailVerified', 'createdAt', 'updatedAt']) },
    // Not used, but the library looks whether its tables are there.
    session: {
      modelName: 'sign_ins',
      fields: {
        ...columns(['expiresAt', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt']),
        userId: 'person_id',
      },
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
    advanced: { database: { generateId: 'uuid' }, ipAddress: { disableIpTracking: true } },
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

  // The library knows a code by an email address. It is given a made-up one for each purpose and contact, so that a
  // code for one thing is no code for another, and a contact that moved to somebody else takes no code along.
  const nameOf = ({ purpose, send_to }: CodeOf) =>
    `${createHmac('sha256', config.secret).update(`code for ${purpose}\n${send_to}`).digest('hex').slice(0, 40)}@code.invalid`
  const used = async (email: string) =>
    (await db.deleteFrom('sign_in_codes').where('identifier', '=', `sign-in-otp-${email}`).executeTakeFirst())
      .numDeletedRows > 0n

  return {
    async keepCode(of, code) {
      const email = nameOf(of)
      await used(email)
      await chosen.run(code, () => auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } }))
    },
    async takeCode(of, code) {
      const email = nameOf(of)
      const judged = await auth.api
        .checkVerificationOTP({ body: { email, type: 'sign-in', otp: code } })
        .then(() => 'right')
        .catch((fault: { statusCode?: number; body?: { code?: string } }) => {
          if (fault.statusCode === 400 || fault.statusCode === 403) return fault.body?.code
          throw fault
        })
      // A right code of nobody's account: every code is, for accounts are ours. Whoever deletes it has used it.
      return judged === 'USER_NOT_FOUND' || judged === 'right' ? used(email) : false
    },
  }
}
