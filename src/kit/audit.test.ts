import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { freshDatabase } from '../../test/fresh.ts'
import { checkpoint, record, type Verdict, verifyAudit } from './audit.ts'

const now = new Date('2026-11-23T10:00:00.123Z')
const someone = '0190aaaa-0000-7000-8000-000000000001'
let database: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
const query = (sql: string) => database.pool.query(sql)

before(async () => {
  database = await freshDatabase()
})
after(() => database.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alongside-audit-'))
  await direct('truncate audit')
})

/** What somebody with the database's password can do: switch the guard off first. */
async function direct(sql: string): Promise<void> {
  await query('alter table audit disable trigger audit_is_append_only')
  await query(sql)
  await query('alter table audit enable trigger audit_is_append_only')
}
const add = (act: string, at = now) =>
  record(database.db, { at, person_id: someone, act, about: 'a ’ń 👋', subject_id: null, why: null })
async function written(many: number): Promise<void> {
  for (let nth = 1; nth <= many; nth++) await add(`did ${nth}`)
}
const verdict = () => verifyAudit(database.pool, folder)
const bad = (nth: number, because: string): Verdict => ({ sound: false, nth, because }) as Verdict

test('a record that nobody touched is sound, whatever its words', async () => {
  await written(5)
  await record(database.db, { at: now, person_id: null, act: 'purge', why: 'a, 1:b "quoted"\n' })
  await checkpoint(database.pool, folder, now)
  assert.deepEqual(await verdict(), { sound: true, entries: 6, checkpoints: 1 })
})

test('many who write at once each get their place', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, nth) => add(`did ${nth}`)))
  assert.deepEqual(await verdict(), { sound: true, entries: 40, checkpoints: 0 })
})

test('the database refuses to change, delete or empty the record', async () => {
  await written(2)
  for (const sql of ["update audit set act = 'x'", 'delete from audit', 'truncate audit'])
    await assert.rejects(query(sql), /only ever added to/)
})

test('T47: an entry edited, deleted, swapped or moved with direct access is named', async () => {
  await written(6)
  await direct("update audit set act = 'did nothing' where nth = 3")
  assert.deepEqual(await verdict(), bad(3, 'changed'))
  await direct("update audit set act = 'did 3' where nth = 3")
  assert.equal((await verdict()).sound, true)

  await direct("update audit set at = at + interval '1 hour' where nth = 2")
  assert.deepEqual(await verdict(), bad(2, 'changed'))
  await direct("update audit set at = at - interval '1 hour' where nth = 2")

  await direct('update audit set nth = 100 - nth where nth in (3, 4)')
  await direct('update audit set nth = case nth when 97 then 4 else 3 end where nth in (96, 97)')
  assert.deepEqual(await verdict(), bad(3, 'not-in-its-place'))
  await direct('update audit set nth = 100 - nth where nth in (3, 4)')
  await direct('update audit set nth = case nth when 97 then 4 else 3 end where nth in (96, 97)')
  assert.equal((await verdict()).sound, true)

  await direct('delete from audit where nth = 4')
  assert.deepEqual(await verdict(), bad(4, 'missing'))
})

test('T47: a record cut short, or written anew from some entry on, is caught by the signed checkpoints', async () => {
  await written(4)
  await checkpoint(database.pool, folder, now)
  await written(3)
  await checkpoint(database.pool, folder, now)
  await direct('delete from audit where nth > 5')
  assert.deepEqual(await verdict(), bad(6, 'missing'))

  // Written anew with the database's own function: every link is right, and the signature is not.
  await direct('delete from audit where nth > 4')
  for (let nth = 5; nth <= 7; nth++) await add('something else')
  assert.deepEqual(await verdict(), bad(5, 'not-what-was-signed'))
})

test('a checkpoint nobody here signed is not believed', async () => {
  await written(2)
  await checkpoint(database.pool, folder, now)
  const file = join(folder, 'checkpoints.jsonl')
  const line = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, `${JSON.stringify({ ...line, at: '2020-01-01T00:00:00.000Z' })}\n`)
  assert.deepEqual(await verdict(), bad(1, 'bad-checkpoint'))
  rmSync(folder, { recursive: true })
})

test('nothing new is not signed twice', async () => {
  assert.equal(await checkpoint(database.pool, folder, now), null)
  await written(1)
  assert.equal(await checkpoint(database.pool, folder, now), 1)
  assert.equal(await checkpoint(database.pool, folder, now), null)
})
