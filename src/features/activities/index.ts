// Stands in until the rooms behind it are ready.
import type { Later } from '../../kit/jobs.ts'
import { routes } from '../../kit/web.ts'
export const activityRoutes = (_given: { later: Later; bookings_of?: unknown }) => routes()
