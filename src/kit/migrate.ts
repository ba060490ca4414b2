import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const folder = new URL('../../migrations/', import.meta.url)

/** Brings the schema up to date, each file once and whole. Returns the names it ran. Forward only. */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const client = await pool.connect()
  try {
    // Two processes starting at once: the second waits here and finds nothing left to do.
    await client.query('select pg_advisory_lock(4201)')
    await client.query(
      'create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())',
    )
    const { rows } = await client.query('select name from migrations')
    const done = new Set(rows.map((row) => row.name))
    const wanted = files.filter((name) => !done.has(name))
    for (const name of wanted) await runOne(client, name)
    return wanted
  } finally {
    await client.query('select pg_advisory_unlock(4201)').catch(() => {})
    client.release()
  }
}

async function runOne(client: pg.PoolClient, name: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(readFileSync(new URL(name, folder), 'utf8'))
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(fault as Error).message}`, { cause: fault })
  }
}
