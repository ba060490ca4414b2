// A session's words and rules, read at most once a second while a crowd books it. Nothing is decided by these: whether
// there is a place, and whether booking is open, is read by the desk under its lock.
import type { Db } from '../../kit/db.ts'
import { type SessionToBook, sessionToBook } from './queries.ts'

type Read = { until: number; session: Promise<SessionToBook | null> }
const reads = new WeakMap<object, Map<string, Read>>()
const a_second = 1000
const most = 200

/** A session as it was at most a second ago, or null. */
export function sessionRecently(db: Db, session_id: string): Promise<SessionToBook | null> {
  const here = reads.get(db) ?? new Map<string, Read>()
  reads.set(db, here)
  const known = here.get(session_id)
  if (known && known.until > Date.now()) return known.session
  const session = sessionToBook(db, session_id)
  if (here.size >= most) here.clear()
  here.set(session_id, { until: Date.now() + a_second, session })
  session.catch(() => here.delete(session_id))
  return session
}
