// Config → database → features: the whole house, put together in one place.
import type { Hono } from 'hono'
import { makeApp } from './app.tsx'
import type { Config } from './config.ts'
import { aboutRoutes } from './features/about/index.ts'
import { activityRoutes } from './features/activities/index.ts'
import {
  bookingJobs,
  bookingRenderers,
  bookingRoutes,
  bookingsFor,
  bookingsToCome,
  ComingBookings,
  claimBookings,
  type Desk,
  makeDesk,
} from './features/bookings/index.ts'
import { concernRenderers, concernRoutes } from './features/concerns/index.ts'
import { householdRenderers, householdRoutes, reachOf } from './features/households/index.ts'
import { messageJobs, messageRoutes, type Renderers } from './features/messages/index.ts'
import { partnerRoutes } from './features/partners/index.ts'
import {
  peopleRenderers,
  peopleRoutes,
  personOf,
  roleRenderers,
  teamPeopleRoutes,
} from './features/people/index.ts'
import { DataPage, placeRoutes } from './features/places/index.ts'
import { replayErasures, rightsJobs, rightsRoutes } from './features/rights/index.ts'
import { erasureList, holdingsOf, retention } from './holdings.ts'
import { gatherAssets } from './kit/assets.ts'
import { auditJobs } from './kit/audit.ts'
import { type Database, openDatabase } from './kit/db.ts'
import { type Jobs, makeJobs } from './kit/jobs.ts'
import { type Keys, makeKeys } from './kit/keys.ts'
import { migrate } from './kit/migrate.ts'
import { upkeepJobs } from './kit/upkeep.ts'
import type { Env } from './kit/web.ts'

export type House = {
  config: Config
  database: Database
  desk: Desk
  keys: Keys
  /** The words of every kind of message there is. */
  renderers: Renderers
  jobs: Jobs
  app: Hono<Env>
  close(): Promise<void>
}

type Given = { config: Config; now?: () => Date; database?: Database }

/** Opens the database, brings it up to date, and joins the features. Jobs are made, not started. */
export async function openHouse({ config, now = () => new Date(), database: given }: Given): Promise<House> {
  const [assets, database] = await Promise.all([gatherAssets(), given ?? openDatabase(config)])
  await migrate(database.pool)
  const keys = makeKeys({ folder: config.keys_dir, secret: config.secret })
  const holdings = holdingsOf(config)
  const list = erasureList(config)
  // A copy put back from before somebody was forgotten forgets them again before anyone is let in.
  await replayErasures({ db: database.db, keys, now: now(), holdings, list })
  const desk = makeDesk({ pool: database.pool, config, keys, now })
  const renderers = {
    ...bookingRenderers,
    ...peopleRenderers,
    ...roleRenderers,
    ...householdRenderers,
    ...concernRenderers,
  }
  const jobs = makeJobs({
    database,
    config,
    now,
    jobs: [
      ...messageJobs(renderers, reachOf),
      ...bookingJobs(desk),
      ...rightsJobs({ retention, keys }),
      ...upkeepJobs(database),
      ...auditJobs(config.audit_dir),
    ],
  })
  await jobs.prepare()
  const app = makeApp({
    config,
    database,
    assets,
    keys,
    now,
    person_of: (cookies) => personOf(database.pool, cookies, { config, now: now() }),
    features: [
      aboutRoutes({ DataPage }),
      peopleRoutes({ database, config, later: jobs.later, after_sign_in: claimBookings }),
      concernRoutes({ later: jobs.later }),
      teamPeopleRoutes({ later: jobs.later }),
      householdRoutes({ bookings_of: ComingBookings, later: jobs.later }),
      placeRoutes(),
      activityRoutes({ later: jobs.later, bookings_of: bookingsFor }),
      bookingRoutes({ desk }),
      partnerRoutes(),
      rightsRoutes({
        holdings,
        retention,
        list,
        database: database.kind,
        places_held: (c, person_id) => bookingsToCome(c.var.db, person_id, c.var.now),
      }),
      messageRoutes({ renderers, later: jobs.later, reach_of: reachOf }),
    ],
  })
  const close = async () => {
    await jobs.stop()
    await database.close()
  }
  return { config, database, desk, keys, renderers, jobs, app, close }
}
