// What a feature holds about a person, and for how long: each says its own, and the `rights` feature shows it, sends it
// out, deletes it and purges it, without knowing any feature.
import type { Transaction } from 'kysely'
import type { DB } from '../database.ts'
import type { Db } from './db.ts'
import type { Keys } from './keys.ts'

/** One thing kept about somebody, in words they can read; `href` is where they can correct it. */
export type Held = {
  /** What kind of thing: 'A booking', already in the reader's language. */
  kind: string
  facts: { term: string; value: string }[]
  href?: string
}
export type About = { db: Db; keys: Keys; now: Date }

/** What one feature keeps about a person. */
export type Holding = {
  name: string
  /** Everything kept about this person and the children only they care for. Read inside `speak`. */
  of(about: About, person_id: string): Promise<() => Held[]>
  /** Deletes or empties all of it, keys too, in the caller's transaction. Places they hold are freed by the caller first. */
  forget(about: About & { db: Transaction<DB> }, person_id: string): Promise<void>
}

/** How long one kind of record is kept; the team may change the days. */
export type Retention = {
  /** A name that never changes: 'bookings'. */
  kind: string
  /** Days it is kept when the team has said nothing. */
  days: number
  /** Deletes or empties what is older than `before`; gives how many. Run twice, the second finds nothing. */
  purge(about: About & { db: Transaction<DB> }, before: Date): Promise<number>
}
