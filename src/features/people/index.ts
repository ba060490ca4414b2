// People who sign in, and what they may do.
import type pg from 'pg'
import type { Config } from '../../config.ts'
import type { SignedIn } from '../../kit/web.ts'
import type { Renderers } from '../messages/index.ts'
import { sign_in_code } from './actions.ts'
import { second_step_changed } from './actions-second-step.ts'
import { codeWords, secondStepWords } from './emails.tsx'
import { linkFor } from './links.ts'
import { personWithToken } from './queries.ts'
import { tokenIn } from './sign-in-cookie.ts'

export { namePerson } from './actions-name.ts'
export { forgetSecondSteps } from './actions-second-step.ts'
export { addTeamMember, endTeamMember } from './actions-team.ts'
export { sealedSecret } from './authenticator.ts'
export { personHolding, personRetention } from './holding.ts'
export { howToReach, peopleHolding } from './queries-reach.ts'

export { roleRenderers } from './renderers-roles.ts'
export { peopleRoutes } from './routes.tsx'
export { teamPeopleRoutes } from './routes-people.tsx'
export { cookieOf } from './sign-in-cookie.ts'

/** The words of this feature's messages, by kind. */
export const peopleRenderers: Renderers = {
  [sign_in_code]: async (_db, message, { config, now }) =>
    codeWords(message, now, (code) => linkFor({ code, send_to: message.send_to }, config)),
  [second_step_changed]: async (_db, message) => secondStepWords(message),
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
