// The outbox's front door. It knows no other feature: what a message says is given to it, by kind.
export { queue } from './actions.ts'
export type { Renderer, Renderers } from './delivery.ts'
export { forgetMessagesOf, messageHolding, messageRetention } from './holding.ts'
export { deliver_messages, messageJobs } from './jobs.ts'
export { countTo, newestTo } from './queries.ts'
export { messageRoutes } from './routes.tsx'
export { type Message, type Reach, segmentsOf, type Words } from './rules.ts'
