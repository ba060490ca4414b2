// A database of its own for each test file: in memory, or made on the server that TEST_DATABASE_URL names.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '../../src/kit/db.ts'
import { migrate } from '../../src/kit/migrate.ts'

/** An empty, migrated database; `close` leaves nothing behind. `url` is empty when it is in memory. */
export async function freshDatabase(
  server = process.env.TEST_DATABASE_URL ?? '',
): Promise<Database & { url: string }> {
  const url = server ? await newDatabase(server) : ''
  const database = await openDatabase({ database_url: url })
  await migrate(database.pool)
  const close = async () => {
    await database.close()
    if (url) await onServer(server, `drop database "${nameOf(url)}" with (force)`)
  }
  return { ...database, url, close }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1)

async function newDatabase(server: string): Promise<string> {
  const url = new URL(server)
  url.pathname = `/desk_${process.pid}_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database "${nameOf(url.href)}"`)
  return url.href
}

async function onServer(server: string, sql: string): Promise<void> {
  const url = new URL(server)
  if (url.pathname.length < 2) url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
