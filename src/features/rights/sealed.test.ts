// T16, T46: what was sealed is nowhere once its key is gone: not in the tables, the write-ahead log, the files, or a copy.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase, on_postgres } from '../../../test/fresh.ts'
import { makeGiven } from '../../../test/given.ts'
import { anAsk } from '../../../test/storms/town.ts'
import { makeBrowser } from '../../../test/world.ts'
import { configFrom } from '../../config.ts'
import { type House, openHouse } from '../../house.ts'
import { type Database, openDatabase } from '../../kit/db.ts'
import type { Booked } from '../bookings/index.ts'

const now = new Date('2026-11-23T10:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'alongside-sealed-'))
let database: Database & { url?: string }
let house: House
before(async () => {
  database = on_postgres ? await freshDatabase() : await openDatabase({ data_dir: folder })
  const config = configFrom({ DATA_DIR: folder, PORT: '3000', SECRET: 'a secret of this test' })
  house = await openHouse({ config, database, now: () => now })
})
after(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const canaries = ['Mustknowcanary', 'Becausecanary', 'Helpcanary']

/** Every byte the database has on disk: its log and, where it is ours to read, its files; and a copy of it. */
async function bytesOfDatabase(): Promise<Buffer[]> {
  await database.pool.query('checkpoint')
  if (!on_postgres)
    return globSync(join(folder, 'db/**/*'))
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file))
  const { rows } = await database.pool.query(
    `select pg_read_binary_file('pg_wal/' || name) as bytes from pg_ls_waldir()`,
  )
  return rows.map(({ bytes }) => bytes)
}

// A copy as an area makes one: pg_dump on Postgres, else each row of each table as text.
async function copyOf(): Promise<Buffer> {
  const dump = globSync('/usr/lib/postgresql/*/bin/pg_dump').at(-1)
  if (database.url && dump) return execFileSync(dump, [database.url], { maxBuffer: 1 << 28 })
  const { rows: tables } = await database.pool.query(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const parts: string[] = []
  for (const { name } of tables)
    parts.push(
      ...(await database.pool.query(`select row::text as row from ${name} row`)).rows.map(({ row }) => row),
    )
  return Buffer.from(parts.join('\n'))
}

const has = (places: Buffer[], words: string) => places.some((bytes) => bytes.includes(words))

test('words a family writes in private are never in the database in the clear, and no key opens them once deleted', async () => {
  const given = makeGiven(house, { now })
  const { browser, email } = await given.someone('Samina')
  const session = await given.session({ activity: { adult: 'may_leave' } })
  const ask = {
    send_to: email,
    contact: email,
    must_know: canaries[0]!,
    people: [{ first_name: 'Aisha', age: 9 }],
  }
  const { booking_id } = (await house.desk.ask({ ...anAsk(session.id, ask), asked_at: now })) as Booked
  const other = await given.session()
  const second = (await house.desk.ask({
    ...anAsk(other.id, { ...ask, must_know: null }),
    asked_at: now,
  })) as Booked
  await house.desk.cancel({ booking_id: second.booking_id, at: now })
  await house.desk.sayWhy({ booking_id: second.booking_id, because: canaries[1]! })
  const help = { need: canaries[2]!, contact: email }
  assert.equal((await makeBrowser(house).post('/help', help)).status, 303)

  const { rows } = await database.pool.query(
    `select id, coalesce(must_know, cancelled_because) as sealed from bookings where must_know is not null or cancelled_because is not null
     union all select id, about->>'sealed' from messages where about ? 'sealed'`,
  )
  const opened = () => rows.map(({ id, sealed }) => house.keys.open(id, sealed)).join()
  for (const canary of canaries)
    assert.match(opened(), new RegExp(canary), 'it was written, and can be read by us')
  assert.ok(rows.some(({ id }) => id === booking_id))

  const copy = await copyOf()
  assert.ok(copy.includes('Aisha'), 'the copy has what is in the tables')
  assert.equal((await browser.post('/account/delete')).status, 303)

  const places = [copy, await copyOf(), ...(await bytesOfDatabase())]
  for (const canary of canaries) assert.equal(has(places, canary), false, canary)
  assert.equal(opened().replaceAll(',', ''), '', 'their keys are gone')
  const keys = readdirSync(join(folder, 'keys'), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  )
  for (const { name } of keys)
    for (const { sealed } of rows) assert.equal(house.keys.open(name, sealed), null, 'every key left fails')

  // Sabotage: the same words unsealed are found by the same search.
  await database.pool.query('update bookings set must_know = $1 where id = $2', [
    'Unsealedcanary',
    booking_id,
  ])
  assert.equal(has(await bytesOfDatabase(), 'Unsealedcanary'), true)
  assert.equal((await copyOf()).includes('Unsealedcanary'), true)
})
