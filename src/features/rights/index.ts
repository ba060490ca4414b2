// Rights by design: see, correct, take, delete; kept no longer than said; nobody looks in secret.
import type { Retention } from '../../kit/holdings.ts'
import { routes } from '../../kit/web.ts'
import { accountRoutes, type Given } from './routes-account.tsx'
import { teamRoutes } from './routes-team.tsx'

export { replayErasures } from './actions.ts'
export { rightsJobs } from './jobs.ts'

/** Every page of rights, for families and for the team. */
export const rightsRoutes = (
  given: Given & { retention: readonly Retention[]; database: 'embedded' | 'postgres' },
) => routes().route('/', accountRoutes(given)).route('/', teamRoutes(given))
