import type { Job, Work } from '../../kit/jobs.ts'
import type { Desk } from './desk.ts'

const of = ({ now }: Work, data: Record<string, unknown>) => ({
  session_id: String(data.session_id),
  at: now,
})

/** Ending offers by the clock, and what follows when the team changes a session. */
export const bookingJobs = (desk: Desk): Job[] => [
  { name: 'bookings/lapse', every: '* * * * *', run: ({ now }) => desk.lapse(now) },
  { name: 'bookings/carry', run: (work, data) => desk.placesChanged(of(work, data)) },
  { name: 'bookings/session_cancelled', run: (work, data) => desk.sessionCancelled(of(work, data)) },
  { name: 'bookings/session_moved', run: (work, data) => desk.sessionMoved(of(work, data)) },
]
