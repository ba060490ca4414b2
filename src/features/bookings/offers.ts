// Offers: a place held for a family that asked to be asked first.
import type { Db } from '../../kit/db.ts'
import { carry, change, holding, lapseUnderLock, lock, tell, type Which, within } from './under-lock.ts'

export type Accepted = 'booked' | 'already' | 'lapsed' | 'cancelled' | 'nothing' | 'unknown'

/** Takes the places that were offered. After the offer's end, or after cancelling, they are not theirs to take. */
export const accept = (db: Db, which: Which): Promise<Accepted> =>
  holding(db, which, async (trx, booking): Promise<Accepted> => {
    if (booking.state === 'booked') return 'already'
    if (booking.state === 'waiting') return 'nothing'
    if (booking.state !== 'offered') return booking.state
    await change(trx, booking.id, { state: 'booked', booked_at: which.at })
    await tell(trx, 'booked', booking.id, which.at)
    return 'booked'
  })

/** Ends every offer whose time is over and carries its places on. Returns how many ended. */
export async function lapse(db: Db, at: Date): Promise<number> {
  const over = await db
    .selectFrom('bookings')
    .select('session_id')
    .distinct()
    .where('state', '=', 'offered')
    .where('offer_ends_at', '<=', at)
    .execute()
  let ended = 0
  for (const { session_id } of over)
    ended += await within(db, async (trx) => {
      await lock(trx, session_id)
      const offers = await trx
        .selectFrom('bookings')
        .selectAll()
        .where('session_id', '=', session_id)
        .where('state', '=', 'offered')
        .where('offer_ends_at', '<=', at)
        .orderBy('line_no')
        .execute()
      for (const offer of offers) await lapseUnderLock(trx, offer, at)
      await carry(trx, session_id, at)
      return offers.length
    })
  return ended
}
