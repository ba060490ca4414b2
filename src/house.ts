// Config → database → features: the whole house, put together in one place.
import type { Hono } from 'hono'
import { makeApp } from './app.tsx'
import type { Config } from './config.ts'
import { aboutRoutes } from './features/about/index.ts'
import * as activities from './features/activities/index.ts'
import * as bookings from './features/bookings/index.ts'
import { messageJobs, messageRoutes } from './features/messages/index.ts'
import { peopleRenderers, peopleRoutes, personOf } from './features/people/index.ts'
import { DataPage, placeRoutes } from './features/places/index.ts'
import { gatherAssets } from './kit/assets.ts'
import { type Database, openDatabase } from './kit/db.ts'
import { type Jobs, makeJobs } from './kit/jobs.ts'
import { migrate } from './kit/migrate.ts'
import type { Env } from './kit/web.ts'

export type House = {
  config: Config
  database: Database
  desk: bookings.Desk
  jobs: Jobs
  app: Hono<Env>
  close(): Promise<void>
}

type Given = { config: Config; now?: () => Date; database?: Database }

// biome-ignore lint/suspicious/noExplicitAny: until every room is open
const b = bookings as any
// biome-ignore lint/suspicious/noExplicitAny: until every room is open
const a = activities as any

/** Opens the database, brings it up to date, and joins the features. Jobs are made, not started. */
export async function openHouse({ config, now = () => new Date(), database: given }: Given): Promise<House> {
  const [assets, database] = await Promise.all([gatherAssets(), given ?? openDatabase(config)])
  await migrate(database.pool)
  const desk = bookings.makeDesk({ pool: database.pool, config, now })
  const renderers = { ...b.bookingRenderers, ...peopleRenderers }
  const jobs = makeJobs({ database, config, now, jobs: [...messageJobs(renderers), ...bookings.bookingJobs(desk)] })
  await jobs.prepare()
  const app = makeApp({
    config,
    database,
    assets,
    now,
    person_of: (cookies) => personOf(database.pool, cookies, { config, now: now() }),
    features: [
      aboutRoutes({ DataPage }),
      peopleRoutes({ database, config, later: jobs.later }),
      placeRoutes(),
      a.activityRoutes({ later: jobs.later, bookings_of: b.SessionBookings ?? (() => null) }),
      ...(b.bookingRoutes ? [b.bookingRoutes({ desk, later: jobs.later })] : []),
      messageRoutes({ renderers, later: jobs.later }),
    ],
  })
  const close = async () => {
    await jobs.stop()
    await database.close()
  }
  return { config, database, desk, jobs, app, close }
}
