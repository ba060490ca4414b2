// The front door of activities: what other features may use.
export { type SessionWhole, sessionWhole } from './queries.ts'
export { activityRoutes, type BookingsOf } from './routes.tsx'
export { isOver, type Room, roomOf, type Standing, standingOf } from './rules.ts'
export { SessionSummary, whenWords } from './words.tsx'
