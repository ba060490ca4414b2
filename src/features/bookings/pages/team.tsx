// A session's bookings and its line on the session's page in the team's room: what the reader's roles may see.
import type { ComponentChildren, VNode } from 'preact'
import { Tag } from '../../../design/list.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { t } from '../../../kit/words.ts'
import type { BookingSeen } from '../queries-seen.ts'
import { shownReference } from '../rules.ts'

const Carer = ({ booking }: { booking: BookingSeen }) => {
  if (booking.kept_back) return <>{t('Ask the area administrator')}</>
  return (
    <>
      <bdi>{booking.carer_name}</bdi>
      {booking.contact && <br />}
      <bdi>{booking.contact}</bdi>
    </>
  )
}

const Stands = ({ booking, now }: { booking: BookingSeen; now: Date }) => {
  if (booking.state === 'booked') return <Tag tone="yes">{t('Booked')}</Tag>
  if (booking.state === 'waiting')
    return <Tag tone="waiting">{t('Number {{place}} in line', { place: booking.place_in_line ?? '' })}</Tag>
  const ends = booking.offer_ends_at!
  return (
    <Tag tone="few">
      {t('Asked, until {{time}} {{day}}', { time: timeWords(ends), day: dayWords(ends, now) })}
    </Tag>
  )
}

const Person = ({ first_name, age }: { first_name?: string; age?: number }) => {
  if (first_name === undefined) return <>{t('{{count}} years old', { count: age ?? 0 })}</>
  return <bdi>{age === undefined ? first_name : t('{{name}}, {{age}}', { name: first_name, age })}</bdi>
}

type Column = {
  head: () => string
  shown: (booking: BookingSeen) => boolean
  cell: (booking: BookingSeen, now: Date) => ComponentChildren
}

const columns: Column[] = [
  {
    head: () => t('Reference'),
    shown: ({ reference }) => reference !== undefined,
    cell: ({ reference }) => shownReference(reference ?? ''),
  },
  {
    head: () => t('Who'),
    shown: ({ people }) => people !== undefined,
    cell: ({ people = [] }) => (
      <ul class="plain-list family">
        {people.map((person, index) => (
          <li key={index}>
            <Person {...person} />
          </li>
        ))}
      </ul>
    ),
  },
  {
    head: () => t('Stands'),
    shown: ({ place_in_line }) => place_in_line !== undefined,
    cell: (booking, now) => <Stands {...{ booking, now }} />,
  },
  { head: () => t('Adults'), shown: () => true, cell: ({ adults }) => adults },
  {
    head: () => t('Carer'),
    shown: ({ carer_name, contact }) => carer_name !== undefined || contact !== undefined,
    cell: (booking) => <Carer booking={booking} />,
  },
  {
    head: () => t('In an emergency'),
    shown: ({ emergency_contact }) => emergency_contact !== undefined,
    cell: ({ emergency_contact }) => <bdi>{emergency_contact ?? ''}</bdi>,
  },
  {
    head: () => t('We must know'),
    shown: ({ must_know }) => must_know !== undefined,
    cell: ({ must_know }) => <bdi>{must_know ?? ''}</bdi>,
  },
]

/** A list of bookings, with a column for each field the reader may see; nothing when there are none. */
export function SessionBookings({ bookings, now }: { bookings: BookingSeen[]; now: Date }): VNode | null {
  const [first] = bookings
  if (!first) return null
  const shown = columns.filter((column) => column.shown(first))
  const waits = first.place_in_line !== undefined
  return (
    <Table
      caption={waits ? t('Bookings and the waiting list') : t('Who is coming')}
      head={shown.map(({ head }) => head())}
      rows={bookings.map((booking) => shown.map(({ cell }) => cell(booking, now)))}
    />
  )
}
