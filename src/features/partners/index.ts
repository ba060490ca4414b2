// The room of those who run sessions: their own organisation's, and nobody else's.
export { partnerRoutes } from './routes.tsx'
