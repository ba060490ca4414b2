import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase } from '../../test/fresh.ts'
import { configFrom } from '../config.ts'
import { type Job, makeJobs } from './jobs.ts'
import { logTo } from './log.ts'

const config = configFrom({ SECRET: 'x', DATA_DIR: 'unused' })
let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
})
after(() => database.close())

const jobsOf = (...jobs: Job[]) => makeJobs({ database, config, jobs, now: () => new Date() })
const until = async (true_now: () => boolean, what: string) => {
  for (let waited = 0; !true_now(); waited += 20) {
    assert.ok(waited < 8000, `waited in vain: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

test('a job is done if the fact was kept, and only then', async () => {
  const done: unknown[] = []
  const jobs = jobsOf({ name: 'test/thank', run: async (_work, data) => done.push(data.who) })
  await jobs.prepare()
  await database.db.transaction().execute((trx) => jobs.later(trx, 'test/thank', { who: 'Aisha' }))
  const lost = database.db.transaction().execute(async (trx) => {
    await jobs.later(trx, 'test/thank', { who: 'nobody' })
    throw new Error('the fact was not kept')
  })
  await assert.rejects(lost)
  await jobs.drain(new Date())
  assert.deepEqual(done, ['Aisha'])
  await jobs.drain(new Date())
  assert.deepEqual(done, ['Aisha'], 'and once')
  await jobs.stop()
})

test('a job nobody knows is refused when it is sent, not lost', async () => {
  const jobs = jobsOf()
  await assert.rejects(jobs.later(database.db, 'test/unknown'), /no job called/)
  await jobs.stop()
})

test('what happens by the clock is told the time, and a fault in one does not stop the others', async () => {
  const lines: string[] = []
  const back = logTo((line) => lines.push(line))
  const told: Date[] = []
  const now = new Date('2026-11-23T10:00:00Z')
  const jobs = jobsOf(
    { name: 'test/falls', every: '* * * * *', run: () => Promise.reject(new Error('Canary Name fell')) },
    { name: 'test/stands', every: '* * * * *', run: async (work) => told.push(work.now) },
  )
  await assert.rejects(jobs.drain(now), /fell/)
  assert.deepEqual(told, [now])
  await jobs.stop()
  back()
  assert.deepEqual(
    lines.filter((line) => /canary/i.test(line)),
    [],
  )
})

test('a running house does what is sent at once, tries again what fell, and stops cleanly', async () => {
  const lines: string[] = []
  const back = logTo((line) => lines.push(line))
  const done: string[] = []
  let falls = 1
  const jobs = jobsOf(
    {
      name: 'test/now',
      run: async (_work, data) => {
        if (data.who === 'falls' && falls-- > 0) throw new Error('Canary Name fell')
        done.push(String(data.who))
      },
    },
    { name: 'test/tick', every: '* * * * *', run: async () => done.push('tick') },
  )
  await jobs.start()
  await database.db.transaction().execute((trx) => jobs.later(trx, 'test/now', { who: 'Aisha' }))
  const sent_at = Date.now()
  await until(() => done.includes('Aisha'), 'a job sent in a transaction')
  assert.ok(Date.now() - sent_at < 2000, 'its own process is woken, and does not wait to look')
  await jobs.later(database.db, 'test/tick')
  await until(() => done.includes('tick'), 'a job of the clock, run sooner')
  await jobs.later(database.db, 'test/now', { who: 'falls' })
  await until(() => lines.some((line) => line.includes('job_failed')), 'the fall in the log')
  const kept = await database.pool.query(
    "select coalesce(output::text, '') as output, state from pgboss.job where data->>'who' = 'falls'",
  )
  assert.equal(kept.rows.length, 1)
  await jobs.stop()
  back()
  assert.deepEqual(
    [...lines, ...kept.rows.map((row) => row.output)].filter((line) => /canary/i.test(line)),
    [],
  )
  const many = done.length
  await jobs.later(database.db, 'test/tick')
  await new Promise((wait) => setTimeout(wait, 600))
  assert.equal(done.length, many, 'nothing runs after the stop')
})
