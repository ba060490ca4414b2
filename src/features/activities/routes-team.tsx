import type { VNode } from 'preact'
import type { Db } from '../../kit/db.ts'
import type { Later } from '../../kit/jobs.ts'
import { routes } from '../../kit/web.ts'

/** Shows the bookings and the line of a session in the team's room; made by the feature that keeps them. */
export type BookingsOf = (db: Db, session_id: string, now: Date) => Promise<VNode | null>

export const teamRoutes = (_given: { later: Later; bookings_of?: BookingsOf }) => routes()
