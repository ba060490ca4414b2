// Worries about a child or an adult: a door on every page, read by the safeguarding lead and by nobody else.
import type { Retention } from '../../kit/holdings.ts'
import { purgeConcerns } from './actions.ts'
import { kept_days } from './rules.ts'

export { concernRenderers } from './renderers.ts'
export { concernRoutes } from './routes.tsx'

/**
 * How long concerns are kept, counted from when one was closed and last written about.
 * There is no `Holding`: a concern goes into nobody's record (decisions/0008).
 */
export const concernRetention: Retention = {
  kind: 'concerns',
  days: kept_days,
  purge: ({ db, keys }, before) => purgeConcerns(db, { keys, before }),
}
