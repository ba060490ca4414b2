// People who sign in, and what they may do.
import type pg from 'pg'
import type { Config } from '../../config.ts'
import type { SignedIn } from '../../kit/web.ts'
import type { Renderers } from '../messages/index.ts'
import { sign_in_code } from './actions.ts'
import { codeWords } from './emails.tsx'
import { personWithToken } from './queries.ts'
import { tokenIn } from './sign-in-cookie.ts'

export { addTeamMember, endTeamMember } from './actions.ts'
export { personHolding, personRetention } from './holding.ts'
export { howToReach, peopleHolding } from './queries-reach.ts'
export { peopleRoutes } from './routes.tsx'
export { cookieOf } from './sign-in-cookie.ts'

/** The words of this feature's messages, by kind. */
export const peopleRenderers: Renderers = {
  [sign_in_code]: async (_db, message, { now }) => codeWords(message, now),
}

type Around = { config: Pick<Config, 'origin' | 'secret'>; now: Date }

/** Who is signed in by these cookies, or null; costs nothing without one, and one indexed lookup with. */
export async function personOf(
  pool: pg.Pool,
  cookies: string | undefined,
  { config, now }: Around,
): Promise<SignedIn | null> {
  const token = tokenIn(cookies, config)
  return token ? personWithToken(pool, token, now) : null
}
