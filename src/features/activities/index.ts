// The front door of activities: what other features may use.
export { activityRoutes } from './routes.tsx'
export { whenWords } from './words.tsx'
