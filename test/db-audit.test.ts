import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkpoint, record } from '../src/kit/audit.ts'
import { openDatabase } from '../src/kit/db.ts'
import { migrate } from '../src/kit/migrate.ts'

test('bin/db audit says that the record is sound, and names the first bad entry when it is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-db-audit-'))
  const withDb = async (act: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<unknown>) => {
    const database = await openDatabase({ data_dir: folder })
    await migrate(database.pool)
    await act(database)
    await database.close()
  }
  const audit = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'bin/db.ts', 'audit'], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', AUDIT_DIR: '', KEYS_DIR: '' },
    })
  try {
    await withDb(async ({ db, pool }) => {
      for (const act of ['one', 'two', 'three']) await record(db, { at: new Date(), person_id: null, act })
      await checkpoint(pool, join(folder, 'audit'), new Date())
    })
    const sound = audit()
    assert.equal(sound.status, 0, sound.stderr)
    assert.match(sound.stdout, /Sound: 3 entries, 1 signed/)
    await withDb(async ({ pool }) => {
      await pool.query('alter table audit disable trigger audit_is_append_only')
      await pool.query(`update audit set act = 'nothing' where nth = 2`)
    })
    const bad = audit()
    assert.equal(bad.status, 1)
    assert.match(bad.stdout, /first bad entry is number 2: changed/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
