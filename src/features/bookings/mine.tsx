// What other features are given of a signed-in person's bookings.
import type { VNode } from 'preact'
import type { Config } from '../../config.ts'
import type { Db } from '../../kit/db.ts'
import { paths } from '../../kit/paths.ts'
import { manageToken } from './keys.ts'
import { ComingPart } from './pages/coming.tsx'
import { comingBookings } from './queries-mine.ts'

type Asked = { person_id: string; child_ids: string[]; only_child?: string; now: Date; config: Config }

/** A person's bookings to come, or null; only their own lead to the booking's page, which says how they are reached. */
export async function ComingBookings(db: Db, { config, ...asked }: Asked): Promise<VNode | null> {
  const found = await comingBookings(db, asked)
  if (!found.length) return null
  const bookings = found.map((booking) => ({
    ...booking,
    href: booking.mine ? paths.myBooking(manageToken(config.secret, booking.id)) : null,
  }))
  return <ComingPart bookings={bookings} now={asked.now} />
}
