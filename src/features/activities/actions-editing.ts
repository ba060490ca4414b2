import { sql } from 'kysely'
import { changed } from '../../kit/cache.ts'
import type { Db } from '../../kit/db.ts'

/** Runs an edit whole or not at all, one editor at a time, and lets go of every page kept from before. */
export async function editing<T>(db: Db, edit: (trx: Db) => Promise<T>): Promise<T> {
  const whole = async (trx: Db) => {
    // The listing takes the same lock: waiting for it first means two editors never wait for each other in a ring.
    await sql`select pg_advisory_xact_lock(4206)`.execute(trx)
    return edit(trx)
  }
  const answer = db.isTransaction ? await whole(db) : await db.transaction().execute(whole)
  changed()
  return answer
}
