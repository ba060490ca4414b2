// One pool, two databases. PGlite has ONE connection: inside a transaction pass `trx` on, never the pool.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../database.ts'
import { embeddedProgram } from './embedded.ts'

export type Db = Kysely<DB> | Transaction<DB>
export type Database = {
  db: Kysely<DB>
  pool: pg.Pool
  kind: 'embedded' | 'postgres'
  close(): Promise<void>
}
type Where = { database_url?: string; data_dir?: string }

// Whole numbers of 64 bits (counts) come as numbers, days as 'YYYY-MM-DD', moments as Date.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (day) => day)

/** Opens real Postgres when `database_url` is set, else PGlite in `data_dir`/db, or in memory when there is neither. */
export async function openDatabase(where: Where): Promise<Database> {
  const opened = where.database_url
    ? await openPostgres(where.database_url)
    : await openEmbedded(where.data_dir)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: opened.pool }) })
  const close = async () => {
    await db.destroy()
    await opened.release()
  }
  return { ...opened, db, close }
}

async function openPostgres(connectionString: string) {
  const pool = new pg.Pool({
    connectionString,
    max: Number(process.env.DATABASE_CONNECTIONS || 10),
    connectionTimeoutMillis: 10_000,
  })
  // A connection lost while idle is a fact of life, not a reason to stop: the pool makes another.
  pool.on('error', () => {})
  return { pool, kind: 'postgres' as const, release: async () => {} }
}

async function openEmbedded(data_dir: string | undefined) {
  const unlock = data_dir ? lockFolder(data_dir) : () => {}
  try {
    const [pgliteWasmModule, { PGlite }, { pg_trgm }, { unaccent }, { createPgConfig }] = await Promise.all([
      embeddedProgram(),
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
      import('@electric-sql/pglite/contrib/unaccent'),
      import('@electric-sql/pglite/node-postgres'),
    ])
    const pglite = await PGlite.create({
      ...(data_dir ? { dataDir: join(data_dir, 'db') } : {}),
      pgliteWasmModule,
      extensions: { pg_trgm, unaccent },
      // Room for one connection: the defaults, for a hundred, hold 150 MB more at rest.
      postgresqlconf: ['shared_buffers=32MB', 'max_connections=10', 'jit=off'],
    })
    // One connection. A wait past ten seconds is a query that used the pool inside a transaction.
    const pool = new pg.Pool({
      ...createPgConfig(pglite),
      max: 1,
      connectionTimeoutMillis: 10_000,
    } as pg.PoolConfig)
    pool.on('error', () => {})
    keepTheConnection(pool)
    const release = async () => {
      await pglite.close()
      unlock()
    }
    return { pool, kind: 'embedded' as const, release }
  } catch (fault) {
    unlock()
    throw fault
  }
}

// After a refused statement the pool would throw its connection away, and here there is only the one.
function keepTheConnection(pool: pg.Pool): void {
  const query = async (...asked: Parameters<pg.PoolClient['query']>) => {
    const client = await pool.connect()
    try {
      return await client.query(...asked)
    } finally {
      client.release()
    }
  }
  pool.query = query as never
}

/** Thrown when another process has the folder: two would destroy each other's rows. */
export class FolderInUse extends Error {}

// PGlite does not lock its folder, so we do. A lock whose process is gone is a crash, and is taken over.
function lockFolder(data_dir: string): () => void {
  mkdirSync(data_dir, { recursive: true })
  const file = join(data_dir, 'lock')
  for (const last of [false, true]) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
      const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0)
      if (last || (holder !== process.pid && isAlive(holder)))
        throw new FolderInUse(
          `Another Alongside (process ${holder}) is using the folder "${data_dir}". Stop it first, or set DATA_DIR.`,
        )
      rmSync(file, { force: true })
    }
  }
  throw new FolderInUse(data_dir)
}

function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The name of the constraint that said no, if that is what went wrong. */
export const refusedBy = (fault: unknown): string | undefined =>
  fault instanceof Error && 'constraint' in fault ? String(fault.constraint) : undefined
