import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { can, routes, show } from '../../kit/web.ts'
import { TeamHomePage } from './pages/team-home.tsx'
import { GapsPage } from './pages/team-voices.tsx'
import { activitiesAll, comingWeek, drafts, gapsTold, unanswered, withLine } from './queries-team.ts'
import { teamActivityRoutes } from './routes-team-activity.tsx'
import { teamQuestionRoutes } from './routes-team-questions.tsx'
import { type BookingsOf, teamSessionRoutes } from './routes-team-session.tsx'

export type { BookingsOf } from './routes-team-session.tsx'

/** The team's rooms: today, activities, sessions, questions, and what was missing. */
export const teamRoutes = (given: { later: Later; bookings_of?: BookingsOf }) =>
  routes()
    .get(paths.team(), can('look_at_the_offer'), async (c) => {
      const { db, now } = c.var
      const props = {
        now,
        questions: await unanswered(db),
        drafts: await drafts(db, now),
        week: await comingWeek(db, now),
        lines: await withLine(db, now),
        activities: await activitiesAll(db, now),
        gaps: (await gapsTold(db)).length,
      }
      return show(c, <TeamHomePage {...props} />)
    })
    .get(paths.teamGaps(), can('look_at_the_offer'), async (c) =>
      show(c, <GapsPage gaps={await gapsTold(c.var.db)} />),
    )
    .route('/', teamActivityRoutes())
    .route('/', teamSessionRoutes(given))
    .route('/', teamQuestionRoutes())
