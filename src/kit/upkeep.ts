// What a real Postgres does for itself and the embedded one does not.
import type { Database } from './db.ts'
import type { Job } from './jobs.ts'

/** Clears away dead rows and learns the tables' shape each night; without it plans go bad as tables grow. */
export const upkeepJobs = ({ kind }: Pick<Database, 'kind'>): Job[] =>
  kind === 'embedded'
    ? [{ name: 'kit/upkeep', every: '40 3 * * *', run: ({ pool }) => pool.query('vacuum (analyze)') }]
    : []
