// The desk: the one place where a place is given, kept or let go, for every door.
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Config } from '../../config.ts'
import type { DB } from '../../database.ts'
import type { Keys } from '../../kit/keys.ts'
import * as families from './actions.ts'
import { type Asking, makeAsking } from './asks.ts'
import * as offers from './offers.ts'
import * as sessions from './sessions.ts'
import type { Which } from './under-lock.ts'

type Session = { session_id: string; at: Date }
export type Desk = Asking & {
  /** Cancels some of the people (by `nth`) or all, and frees their places for the next family at once. */
  cancel(which: Which & { nths?: number[] }): Promise<families.Cancelled>
  /** Takes back the last cancelling, within ten minutes and if the places are still free. */
  undoCancel(which: Which): Promise<families.Undone>
  /** Comes back after a cancelling or a lapsed offer: booked if there is room, else at the end of the line. */
  rejoin(which: Which): Promise<families.Rejoined>
  accept(which: Which): Promise<offers.Accepted>
  decline(which: Which): Promise<families.Cancelled>
  leaveLine(which: Which): Promise<families.Cancelled>
  /** Books on another date of the activity, then cancels here; 'full' changes nothing. */
  move(which: Which & { to_session_id: string }): Promise<families.Moved>
  sayWhy(said: { booking_id: string; because: string }): Promise<unknown>
  /** Ends every offer whose time is over. */
  lapse(at: Date): Promise<number>
  sessionCancelled(session: Session): Promise<number>
  sessionMoved(session: Session): Promise<number>
  /** After the places of a session were changed. */
  placesChanged(session: Session): Promise<void>
}
type Setting = {
  pool: pg.Pool
  config: Pick<Config, 'secret'>
  /** Where private words are sealed; a desk without them refuses such words. */
  keys?: Keys
  now?: () => Date
  batch?: number
  longest_queue?: number
}

/** Opens a desk on a database. Several desks, in several processes, may serve the same sessions. */
export function makeDesk({ pool, config, keys, now = () => new Date(), ...limits }: Setting): Desk {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const asking = makeAsking({ pool, secret: config.secret, now, keys, ...limits })
  return {
    ...asking,
    cancel: (which) => families.cancel(db, which),
    undoCancel: (which) => families.undoCancel(db, which),
    rejoin: (which) => families.rejoin(db, which),
    accept: (which) => offers.accept(db, which),
    decline: (which) => families.cancel(db, which),
    leaveLine: (which) => families.cancel(db, which),
    move: (which) => families.move(db, asking, { ...which, keys }),
    sayWhy: (said) => families.sayWhy(db, { ...said, keys }),
    lapse: (at) => offers.lapse(db, at),
    sessionCancelled: (session) => sessions.sessionCancelled(db, session),
    sessionMoved: (session) => sessions.sessionMoved(db, session),
    placesChanged: (session) => sessions.placesChanged(db, session),
  }
}
