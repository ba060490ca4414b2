// The addresses of this feature: what families read, then the team's rooms.
import type { Later } from '../../kit/jobs.ts'
import { routes } from '../../kit/web.ts'
import { listingRoutes } from './routes-listing.tsx'
import { sessionRoutes } from './routes-session.tsx'
import { type BookingsOf, teamRoutes } from './routes-team.tsx'

/** Every address of activities and sessions, but for booking them. */
export const activityRoutes = (given: { later: Later; bookings_of?: BookingsOf }) =>
  routes().route('/', listingRoutes()).route('/', sessionRoutes()).route('/', teamRoutes(given))
