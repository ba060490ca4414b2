// A session's bookings and its line, as the team sees them on the session's page.
import type { VNode } from 'preact'
import { Tag } from '../../../design/list.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import type { Db } from '../../../kit/db.ts'
import { t } from '../../../kit/words.ts'
import { bookingsOfSession, type TeamBooking } from '../queries.ts'
import { shownReference } from '../rules.ts'
import { Family } from '../words.tsx'

const Carer = ({ booking }: { booking: TeamBooking }) => (
  <>
    <bdi>{booking.carer_name}</bdi>
    <br />
    <bdi>{booking.contact}</bdi>
    {booking.emergency_contact && (
      <>
        <br />
        {t('Emergency: {{number}}', { number: booking.emergency_contact })}
      </>
    )}
  </>
)

const Stands = ({ booking, place, now }: { booking: TeamBooking; place: number; now: Date }) => {
  if (booking.state === 'booked') return <Tag tone="yes">{t('Booked')}</Tag>
  if (booking.state === 'waiting') return <Tag tone="waiting">{t('Number {{place}} in line', { place })}</Tag>
  const ends = booking.offer_ends_at!
  return (
    <Tag tone="few">
      {t('Asked, until {{time}} {{day}}', { time: timeWords(ends), day: dayWords(ends, now) })}
    </Tag>
  )
}

const rowOf = (booking: TeamBooking, place: number, now: Date) => [
  shownReference(booking.reference),
  <Stands {...{ booking, place, now }} />,
  <Family people={booking.people} />,
  booking.adults,
  <Carer booking={booking} />,
  <bdi>{booking.must_know ?? ''}</bdi>,
]

/** The bookings and the line of a session; null when there are none. */
export async function SessionBookings(db: Db, session_id: string, now: Date): Promise<VNode | null> {
  const bookings = await bookingsOfSession(db, session_id)
  if (!bookings.length) return null
  const line = bookings.filter((booking) => booking.state === 'waiting')
  return <Bookings {...{ bookings, line, now }} />
}

const Bookings = (props: { bookings: TeamBooking[]; line: TeamBooking[]; now: Date }) => (
  <Table
    caption={t('Bookings and the waiting list')}
    head={[t('Reference'), t('Stands'), t('Who'), t('Adults'), t('Carer'), t('We must know')]}
    rows={props.bookings.map((booking) => rowOf(booking, props.line.indexOf(booking) + 1, props.now))}
  />
)
