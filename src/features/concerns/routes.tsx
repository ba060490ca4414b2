import type { Later } from '../../kit/jobs.ts'
import { routes } from '../../kit/web.ts'
import { leadRoutes } from './routes-lead.tsx'
import { tellRoutes } from './routes-tell.tsx'

/** The door for everyone, and the safeguarding lead's room. */
export const concernRoutes = ({ later }: { later: Later }) =>
  routes().route('/', tellRoutes({ later })).route('/', leadRoutes())
