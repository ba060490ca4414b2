import type { Later } from '../../kit/jobs.ts'
import { routes } from '../../kit/web.ts'
import { accountRoutes, type BookingsOf } from './routes-account.tsx'
import { offerRoutes } from './routes-offer.tsx'
import { personRoutes } from './routes-person.tsx'

/** A family's own pages, and the invitations that link two carers or give a young person their own sign-in. */
export const householdRoutes = (given: { bookings_of: BookingsOf; later: Later }) =>
  routes().route('/', accountRoutes(given)).route('/', personRoutes(given)).route('/', offerRoutes())
