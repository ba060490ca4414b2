// A database of its own for each test file: on the Postgres named by TEST_DATABASE_URL, else PGlite in memory.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '../src/kit/db.ts'
import { migrate } from '../src/kit/migrate.ts'

export const on_postgres = Boolean(process.env.TEST_DATABASE_URL)

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** An empty, migrated database; closing it drops it. `url` is there on Postgres only, for a second process. */
export async function freshDatabase(): Promise<Database & { url?: string }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) {
    const database = await openDatabase({})
    await migrate(database.pool)
    return database
  }
  const name = `alongside_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const database = await openDatabase({ database_url: url })
  await migrate(database.pool)
  const close = async () => {
    await database.close()
    await ask(server, `drop database ${name} with (force)`)
  }
  return { ...database, close, url }
}
