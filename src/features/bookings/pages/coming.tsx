// Bookings to come, on a family's own page: the next one large, then the rest.
import type { VNode } from 'preact'
import { Tag } from '../../../design/list.tsx'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import type { Coming } from '../queries-mine.ts'
import { shownReference } from '../rules.ts'
import { titleOf } from '../words.tsx'

type One = Coming & { href: string | null }

const Stands = ({ state }: { state: Coming['state'] }) => {
  if (state === 'booked') return null
  return state === 'offered' ? (
    <Tag tone="few">{t('A place is yours if you want it')}</Tag>
  ) : (
    <Tag tone="waiting">{t('Waiting list')}</Tag>
  )
}

const Booking = ({ booking, now }: { booking: One; now: Date }) => (
  <li class="coming">
    <p class="coming-when">{whenWords(booking, now)}</p>
    <p class="coming-what">
      {booking.href ? <a href={booking.href}>{titleOf(booking)}</a> : titleOf(booking)}
    </p>
    <p>{booking.place_name ?? t('At home')}</p>
    {booking.names.length > 0 && (
      <p>
        <bdi>{booking.names.join(', ')}</bdi>
      </p>
    )}
    <Stands state={booking.state} />
    {booking.mine && (
      <p class="hint">{t('Reference {{reference}}', { reference: shownReference(booking.reference) })}</p>
    )}
  </li>
)

/** The list of what is coming, soonest first. */
export const ComingPart = ({ bookings, now }: { bookings: One[]; now: Date }): VNode => (
  <ul class="plain-list coming-list">
    {bookings.map((booking) => (
      <Booking key={booking.id} {...{ booking, now }} />
    ))}
  </ul>
)
