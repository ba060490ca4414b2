import type { Retention } from '../../kit/holdings.ts'
import type { Job } from '../../kit/jobs.ts'
import type { Keys } from '../../kit/keys.ts'
import { purgeAll } from './actions.ts'

/** Each night, what is older than it is kept goes, and the proof of it is written down. */
export const rightsJobs = ({ retention, keys }: { retention: readonly Retention[]; keys: Keys }): Job[] => [
  { name: 'rights/purge', every: '20 3 * * *', run: ({ db, now }) => purgeAll({ db, keys, now, retention }) },
]
