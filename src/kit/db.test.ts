import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { FolderInUse, openDatabase } from './db.ts'

test('two programs never share one folder, and a crash does not lock it for ever', async () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-lock-'))
  try {
    writeFileSync(join(data_dir, 'lock'), '1') // the first process of the machine is always alive
    await assert.rejects(openDatabase({ data_dir }), FolderInUse)
    writeFileSync(join(data_dir, 'lock'), '999999999') // nobody: left by a crash
    const database = await openDatabase({ data_dir })
    assert.equal((await database.pool.query('select 1 as one')).rows[0].one, 1)
    await database.close()
  } finally {
    rmSync(data_dir, { recursive: true, force: true })
  }
})

test('waiting for the one connection from inside a transaction fails in plain sight, not for ever', async () => {
  const database = await openDatabase({})
  try {
    const wait = database.pool.options.connectionTimeoutMillis
    assert.ok(wait && wait <= 10_000, 'ten seconds at most in real life')
    database.pool.options.connectionTimeoutMillis = 300
    const held = await database.pool.connect()
    await assert.rejects(database.pool.query('select 1'), /timeout/)
    held.release()
    assert.equal((await database.pool.query('select 1 as one')).rows[0].one, 1, 'and all is well afterwards')
  } finally {
    await database.close()
  }
})

test('a statement that the tables refuse does not spoil the next ones', async () => {
  const database = await openDatabase({})
  try {
    await database.pool.query('create table one_each (n integer primary key)')
    await database.pool.query('insert into one_each values (1)')
    for (let again = 0; again < 3; again++) {
      await assert.rejects(database.pool.query('insert into one_each values (1)'))
      assert.equal((await database.pool.query('select count(*) as n from one_each')).rows[0].n, 1)
    }
  } finally {
    await database.close()
  }
})
