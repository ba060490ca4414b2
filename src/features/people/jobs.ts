import type { Job } from '../../kit/jobs.ts'
import { sweepSignIns } from './actions-sign-in.ts'

/** Clears away what has ended, each hour. */
export const peopleJobs: Job[] = [
  { name: 'people/sweep', every: '17 * * * *', run: ({ db, now }) => sweepSignIns(db, now) },
]
