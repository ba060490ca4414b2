import type { Job } from '../../kit/jobs.ts'
import { deliver, type ReachOf, type Renderers } from './delivery.ts'
import { ownRenderers } from './renderers.ts'

/** The name to give `later` after queueing a message, so that it goes at once. */
export const deliver_messages = 'messages/deliver'

/** The outbox, looked through each minute and whenever something was just put in it. */
export const messageJobs = (renderers: Renderers, reach_of?: ReachOf): Job[] => [
  {
    name: deliver_messages,
    every: '* * * * *',
    run: (work) => deliver(work, { ...ownRenderers, ...renderers }, undefined, reach_of),
  },
]
