// The front door of activities: what other features may use.
export { activityRoutes } from './routes.tsx'
export { titleWords, whenWords } from './words.tsx'
