import { paths } from '../../kit/paths.ts'
import { can, idIn, routes, show } from '../../kit/web.ts'
import { fieldsSeen } from '../../kit/who-may.ts'
import { bookingsSeen } from '../bookings/index.ts'
import { PartnerPage, PartnerSessionPage } from './pages.tsx'
import { organisationNames, ownSession, ownSessions } from './queries.ts'
import { fieldsNow, isOpen, organisationsOf, rolesHere } from './rules.ts'

const see = can('see_own_sessions')

/** The partners' room. The guard writes each opening down, one of somebody else's session too. */
export const partnerRoutes = () =>
  routes()
    .get(paths.partner(), see, async (c) => {
      const { db, now, person } = c.var
      const mine = organisationsOf(person!.roles)
      const organisations = await organisationNames(db, mine)
      return show(c, <PartnerPage {...{ organisations, now }} sessions={await ownSessions(db, mine, now)} />)
    })
    .get(paths.partnerSession(':id'), see, async (c) => {
      const { db, keys, now, person } = c.var
      const id = idIn(c)
      const session = id && (await ownSession(db, id, organisationsOf(person!.roles), now))
      if (!session) return c.notFound()
      const may = fieldsSeen(rolesHere(person!.roles, session.provider_id), session.provider_id)
      const bookings = await bookingsSeen({ db, keys }, session.id, fieldsNow(may, session, now))
      return show(c, <PartnerSessionPage {...{ session, bookings, now }} open={isOpen(session, now)} />)
    })
