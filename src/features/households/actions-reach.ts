// How to reach a person and talk with them.
import type { Db } from '../../kit/db.ts'
import type { Keys } from '../../kit/keys.ts'
import type { ReachSaid } from './forms.ts'
import { waysOf } from './queries.ts'

type Who = { person_id: string; now: Date }
type Row = Partial<ReachSaid> & { emergency_sealed?: string | null; name_asked_at?: Date }

const keep = (db: Db, row: Row, { person_id, now }: Who) =>
  db
    .insertInto('ways_to_reach')
    .values({ ...row, person_id, changed_at: now })
    .onConflict((on) => on.column('person_id').doUpdateSet({ ...row, changed_at: now }))
    .execute()

/** Keeps how a person wants to be reached; every message from now on obeys it. */
export const sayReach = (db: Db, said: ReachSaid, who: Who) => keep(db, said, who)

/** Notes that a person was asked their name and left it for later: they are not asked on the page again. */
export const leaveNameForLater = (db: Db, who: Who) => keep(db, { name_asked_at: who.now }, who)

/** Keeps the number to ring in an emergency, sealed with the person's own key, so that it need not be typed again. */
export const rememberEmergency = (db: Db, number: string, { keys, ...who }: Who & { keys: Keys }) =>
  keep(db, { emergency_sealed: keys.seal(who.person_id, number) }, who)

/** The number to ring in an emergency, or null. */
export const emergencyOf = async (db: Db, keys: Keys, person_id: string): Promise<string | null> =>
  keys.open(person_id, (await waysOf(db, person_id))?.emergency_sealed ?? null)
