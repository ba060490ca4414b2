// The front door of activities: what other features may use.
export { activityRetention } from './retention.ts'
export { activityRoutes } from './routes.tsx'
export { titleWords, whenWords } from './words.tsx'
