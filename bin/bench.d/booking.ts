// How many bookings a second the desk decides on one popular session, against one row lock for each booking.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configFrom } from '../../src/config.ts'
import { makeDesk } from '../../src/features/bookings/index.ts'
import { hashOf, newReference } from '../../src/features/bookings/keys.ts'
import { type House, openHouse } from '../../src/house.ts'
import { type Database, openDatabase } from '../../src/kit/db.ts'
import { newId } from '../../src/kit/ids.ts'
import { migrate } from '../../src/kit/migrate.ts'
import { crowd, readMeanwhile, served } from '../../test/storms/served.ts'
import { anAsk, givenSession, now } from '../../test/storms/town.ts'
import { type Figure, median } from '../figure.ts'
import { withPostgres } from '../own-postgres.ts'

const waiting = 256
const rounds = 5

/** Keeps `waiting` askers busy until `many` have been answered; gives asks a second. */
async function rate(many: number, ask: (nth: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: waiting }, async () => {
      while (next < many) await ask(next++)
    }),
  )
  return (many / (performance.now() - began)) * 1000
}

/** One round at the desk, half of it booked and half in the line; throws if there is one too many. */
async function deskRound(database: Database, many: number): Promise<number> {
  const desk = makeDesk({ pool: database.pool, config: { secret: 'bench' }, now: () => now })
  const { id } = await givenSession(database, { places: many / 2 })
  const asks = Array.from({ length: many }, () => anAsk(id))
  const speed = await rate(many, (nth) => desk.ask(asks[nth]!))
  const { rows } = await database.pool.query(
    `select (select count(*) from bookings where session_id = $1 and state = 'booked') as booked,
       (select count(*) from bookings where session_id = $1 and state = 'waiting') as waiting,
       (select max(line_no) from bookings where session_id = $1) as last`,
    [id],
  )
  const { booked, waiting: in_line, last } = rows[0]
  if (booked !== many / 2 || in_line !== many / 2 || last !== many / 2)
    throw new Error(`${booked} booked and ${in_line} waiting of ${many}`)
  return speed
}

/** The usual way: lock the session's row, look, insert, count, commit; a pool of ten. */
async function lockRound({ pool, ...database }: Database, many: number): Promise<number> {
  const { id: session_id } = await givenSession(database, { places: many / 2 })
  return rate(many, async () => {
    const ask = anAsk(session_id)
    const id = newId()
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query({
        name: 'lock',
        text: 'select places - booked as free, line_end from session_places where session_id = $1 for update',
        values: [session_id],
      })
      const state = rows[0].free > 0 ? 'booked' : 'waiting'
      const line_no = state === 'waiting' ? rows[0].line_end + 1 : null
      await client.query({
        name: 'insert',
        text: `with b as (insert into bookings (id, form_key, form_hash, session_id, reference, manage_hash, state, party,
            line_no, carer_name, contact_kind, contact, send_to, asked_at) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, 'text', $10, $11, $12)),
          p as (insert into booking_people (booking_id, nth, session_id, first_name, age, child_key) values ($1, 1, $4, $13, 9, $14))
          insert into messages (kind, channel, send_to, booking_id, session_id) values ($7, 'text', $11, $1, $4)`,
        values: [
          id,
          randomUUID(),
          'hash',
          session_id,
          // Two, so that a draw met before does not end the measurement.
          newReference() + newReference(),
          hashOf(id),
          state,
          line_no,
          ask.carer_name,
          ask.contact,
          ask.send_to,
          now,
          'Sam',
          id,
        ],
      })
      await client.query({
        name: 'count',
        text: `update session_places set booked = booked + $2, line_end = line_end + $3, waiting = waiting + $3 where session_id = $1`,
        values: [session_id, state === 'booked' ? 1 : 0, state === 'waiting' ? 1 : 0],
      })
      await client.query('commit')
    } finally {
      client.release()
    }
  })
}

const figure = (name: string, value: number, least: number, against?: [string, number]): Figure => ({
  name,
  value: Math.round(value),
  unit: 'bookings a second',
  yardstick: against?.[0] ?? '',
  ratio: against ? Math.round((value / against[1]) * 10) / 10 : null,
  target: against ? `>= ${least} x` : `>= ${least}`,
  met: (against ? value / against[1] : value) >= least,
})

/** The same, as browsers do it: POSTs over kept-alive connections from a process of their own; throws at one too many. */
async function httpRound(house: House, many: number): Promise<number> {
  const { id } = await givenSession(house.database, { places: many / 2 })
  const { seconds, answers } = await served(house, (port) => crowd(port, id, many, waiting))
  const { rows } = await house.database.pool.query(
    `select state, count(*) as count from bookings where session_id = $1 group by 1 order by 1`,
    [id],
  )
  const statuses = new Set(answers.map((answer) => answer.status))
  if (statuses.size !== 1 || !statuses.has(303)) throw new Error(`answered ${[...statuses]}`)
  if (rows.some((row) => row.count !== many / 2)) throw new Error(JSON.stringify(rows))
  return many / seconds
}

async function overHttp(database: Database): Promise<Figure> {
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-bench-'))
  const config = configFrom({ DATA_DIR: data_dir, SECRET: 'bench' })
  const house = await openHouse({ config, database, now: () => now })
  const speeds: number[] = []
  for (let warm = 0; warm < 2; warm++) await httpRound(house, 8000)
  for (let round = 0; round < rounds; round++) speeds.push(await httpRound(house, 8000))
  rmSync(data_dir, { recursive: true, force: true })
  return { ...figure('booking POSTs over HTTP, Postgres', median(speeds), 2500), unit: 'POSTs a second' }
}

/** T1: 10,000 people press "Book" for 20 places over 500 connections, and somebody else reads a page. */
async function stampede(database: Database, name: string): Promise<Figure[]> {
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-bench-'))
  const house = await openHouse({
    config: configFrom({ DATA_DIR: data_dir, SECRET: 'bench' }),
    database,
    now: () => now,
  })
  const all: { seconds: number; p95: number }[] = []
  for (let round = 0; round < 3; round++) {
    const { id } = await givenSession(database, { places: 20 })
    const other = await givenSession(database, { places: 20 })
    const page = `/sessions/${other.id}/book`
    all.push(await served(house, (port) => readMeanwhile(port, page, () => crowd(port, id, 10_000, 500))))
  }
  rmSync(data_dir, { recursive: true, force: true })
  const most = (what: string, value: number, unit: string, limit: number): Figure => ({
    name: `${what}, ${name}`,
    value: Math.round(value * 10) / 10,
    unit,
    yardstick: '',
    ratio: null,
    target: `<= ${limit}`,
    met: value <= limit,
  })
  return [
    most('10,000 people for 20 places', median(all.map(({ seconds }) => seconds)), 'seconds', 60),
    most('another page meanwhile, 95th percentile', median(all.map(({ p95 }) => p95)), 'ms', 1000),
  ]
}

async function onPostgres(url: string): Promise<Figure[]> {
  const database = await openDatabase({ database_url: url })
  try {
    await migrate(database.pool)
    const desk: number[] = []
    const locks: number[] = []
    await deskRound(database, 4000)
    for (let round = 0; round < rounds; round++) {
      desk.push(await deskRound(database, 12_000))
      locks.push(await lockRound(database, 1500))
    }
    const usual: [string, number] = ['one row lock for each booking, pool of 10', median(locks)]
    return [
      figure('desk, 256 waiting on one session, Postgres', median(desk), 6000),
      figure('desk against one lock for each booking', median(desk), 10, usual),
      await overHttp(database),
      ...(await stampede(database, 'Postgres')),
    ]
  } finally {
    await database.close()
  }
}

async function onEmbedded(): Promise<Figure[]> {
  const database = await openDatabase({})
  try {
    await migrate(database.pool)
    const desk: number[] = []
    await deskRound(database, 4000)
    for (let round = 0; round < rounds; round++) desk.push(await deskRound(database, 8000))
    return [
      figure('desk, 256 waiting on one session, PGlite', median(desk), 3500),
      ...(await stampede(database, 'PGlite')),
    ]
  } finally {
    await database.close()
  }
}

/** `booking`: the desk on both databases, and the usual way beside it. */
export async function bench(): Promise<Figure[]> {
  const given = process.env.BENCH_DATABASE_URL
  const postgres = given ? await onPostgres(given) : await withPostgres(onPostgres)
  return [...postgres, ...(await onEmbedded())]
}
