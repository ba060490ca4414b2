// Background work by name. pg-boss keeps time and retries; each feature's jobs.ts says what a name does.
import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Config } from '../config.ts'
import { time_zone } from './dates.ts'
import type { Database, Db } from './db.ts'
import { log } from './log.ts'

export type Work = { db: Database['db']; pool: pg.Pool; config: Config; now: Date }
export type Job = {
  name: string
  /** A cron line ('* * * * *', on the area's clock) for what happens by the clock. */
  every?: string
  run(work: Work, data: Record<string, unknown>): Promise<unknown>
}

/**
 * Sends a job in the caller's transaction: it runs if, and only if, the fact is kept.
 * A job that happens by the clock is not written down, only run sooner: the clock will come round anyway.
 */
export type Later = (trx: Db, name: string, data?: Record<string, unknown>) => Promise<void>

export type Jobs = {
  later: Later
  /** Makes the tables and queues; before the first request, for inside a transaction it would wait for itself. */
  prepare(): Promise<void>
  /** Runs everything that is due now, once; for tests and for `bin/db jobs`. Throws the first fault at the end. */
  drain(now: Date): Promise<void>
  /** Starts the clock and the workers; call it after listening. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Writes to the log that a job failed. Where, not what: a database's message can repeat what somebody typed. */
export const logFault = (name: string) => (fault: unknown) => {
  const { name: kind, stack, ...rest } = fault instanceof Error ? fault : new Error('unknown')
  const where = (stack ?? '')
    .split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim()
  log('job_failed', {
    name,
    fault: kind ?? 'Error',
    code: 'code' in rest ? String(rest.code) : null,
    where: where?.replace(/\(?\S*\/src\//, 'src/'),
  })
}

type Wants = { database: Database; config: Config; jobs: Job[]; now: () => Date }

// A worker looks this often for what another process sent; its own process is woken at once.
const look_every_seconds = 5
// An error in a block of statements would leave the one connection of PGlite in a dead transaction.
const onPool = (pool: pg.Pool) => ({
  async executeSql(text: string, values?: unknown[]) {
    if (values?.length) return pool.query(text, values)
    const client = await pool.connect()
    try {
      return await client.query(text)
    } catch (fault) {
      await client.query('rollback').catch(() => {})
      throw fault
    } finally {
      client.release()
    }
  },
})

const queueFor = (job: Job) =>
  job.every
    ? // At most one waits; never "one at work", for a crash would then hold the queue up for minutes.
      {
        policy: 'short',
        retryLimit: 0,
        retentionSeconds: 3600,
        deleteAfterSeconds: 3600,
        expireInSeconds: 600,
      }
    : {
        policy: 'standard',
        retryLimit: 8,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 3600,
        deleteAfterSeconds: 86_400,
      }

/** Work by name on either database. Nothing is loaded, asked or timed until `prepare` or `start`. */
export function makeJobs({ database, config, jobs, now }: Wants): Jobs {
  const { db, pool, kind } = database
  const by_name = new Map(jobs.map((job) => [job.name, job]))
  let posting: Promise<PgBoss> | undefined // sends and fetches; keeps no time
  let keeping: PgBoss | undefined // keeps time and works
  let stopping = false

  const make = async (keeps_time: boolean) => {
    const { PgBoss } = await import('pg-boss')
    const boss = new PgBoss({
      db: onPool(pool),
      backend: kind === 'embedded' ? 'pglite' : 'postgres',
      schedule: keeps_time,
      supervise: keeps_time,
      superviseIntervalSeconds: 300,
      maintenanceIntervalSeconds: 3600,
      queueCacheIntervalSeconds: 3600,
      bamIntervalSeconds: 3600,
      flowIntervalSeconds: 3600,
      reindex: false,
      monitorVacuum: false,
    })
    boss.on('error', logFault('jobs'))
    return boss.start()
  }

  const prepared = () => {
    posting ??= make(false).then(async (boss) => {
      const there = new Set((await boss.getQueues()).map((queue) => queue.name))
      for (const job of jobs) if (!there.has(job.name)) await boss.createQueue(job.name, queueFor(job))
      // Fills its memory of queues, so that a send in a transaction asks nothing of the pool.
      for (const job of jobs) await boss.findJobs(job.name, { key: '' })
      return boss
    })
    // A database that was away at first is asked again next time.
    posting.catch(() => (posting = undefined))
    return posting
  }

  // One run of a name at a time in a process.
  const running = new Map<string, Promise<unknown>>()
  const run = (job: Job, at: Date, data: Record<string, unknown>): Promise<unknown> => {
    const before = running.get(job.name) ?? Promise.resolve()
    const mine = before.catch(() => {}).then(() => job.run({ db, pool, config, now: at }, data))
    running.set(job.name, mine)
    const gone = () => running.get(job.name) === mine && running.delete(job.name)
    mine.then(gone, gone)
    return mine
  }

  // A commit comes soon after; we cannot know when, so we look twice. Many calls make one look.
  const workers = new Map<string, string>()
  const waiting = new Set<string>()
  const wake = (job: Job) => {
    if (!keeping || stopping || waiting.has(job.name)) return
    waiting.add(job.name)
    setTimeout(() => look(job), 20).unref()
    setTimeout(() => {
      waiting.delete(job.name)
      look(job)
    }, 400).unref()
  }
  const look = (job: Job) => {
    if (stopping) return
    if (job.every) run(job, now(), {}).catch(logFault(job.name))
    else keeping?.notifyWorker(workers.get(job.name) ?? '')
  }

  const later: Later = async (trx, name, data = {}) => {
    const job = by_name.get(name)
    if (!job) throw new Error(`There is no job called ${name}`)
    if (!job.every) {
      if (!posting && trx.isTransaction)
        throw new Error('jobs.prepare() must come before the first transaction')
      const boss = await prepared()
      const { fromKysely } = await import('pg-boss')
      await boss.send(name, data, { db: fromKysely(trx as never) })
    }
    wake(job)
  }

  const workOn = (boss: PgBoss, job: Job) =>
    boss.work<Record<string, unknown>>(
      job.name,
      { pollingIntervalSeconds: look_every_seconds },
      async (sent) => {
        for (const { data } of sent)
          await run(job, now(), data ?? {}).catch((fault) => {
            logFault(job.name)(fault)
            // pg-boss keeps what it is told; the fault itself may hold a person's words.
            throw new Error(`${job.name} failed`)
          })
      },
    )

  return {
    later,
    prepare: async () => void (await prepared()),
    async drain(at) {
      const boss = await prepared()
      const faults: unknown[] = []
      const trying = (job: Job, data: Record<string, unknown>) =>
        run(job, at, data).then(
          () => true,
          (fault) => {
            faults.push(fault)
            return false
          },
        )
      for (const job of jobs) if (job.every) await trying(job, {})
      for (let found = true; found; ) {
        found = false
        for (const job of jobs)
          for (const sent of await boss.fetch<Record<string, unknown>>(job.name, { batchSize: 50 })) {
            found = true
            const done = await trying(job, sent.data ?? {})
            await (done ? boss.complete(job.name, sent.id) : boss.fail(job.name, sent.id))
          }
      }
      if (faults.length) throw faults[0]
    },
    async start() {
      await prepared()
      if (keeping || stopping) return
      const boss = await make(true)
      keeping = boss
      const wanted = new Set(jobs.filter((job) => job.every).map((job) => job.name))
      for (const { name, key } of await boss.getSchedules())
        if (!wanted.has(name)) await boss.unschedule(name, key)
      for (const job of jobs) {
        if (stopping) return
        if (job.every) await boss.schedule(job.name, job.every, {}, { tz: time_zone })
        workers.set(job.name, await workOn(boss, job))
      }
    },
    async stop() {
      stopping = true
      await keeping?.stop({ graceful: true, timeout: 10_000 })
      await (await posting?.catch(() => undefined))?.stop({ graceful: false })
      await Promise.allSettled(running.values())
    },
  }
}
