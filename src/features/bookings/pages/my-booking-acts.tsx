// What a family may do about a booking of theirs: say yes, take back, ask again, move, cancel, say why.
import type { ComponentChildren } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Details } from '../../../design/list.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import type { BookingView, MoveDate } from '../queries.ts'
import { fits } from '../rules.ts'
import { canComeBack } from '../rules-standing.ts'
import { live } from './cancel.tsx'
import type { Did } from './did.tsx'

/** A booking as its page knows it. */
export type MyBooking = {
  booking: BookingView
  token: string
  now: Date
  dates: MoveDate[]
  /** Booked just now: the end of the journey. */
  done?: boolean
  did?: Did | null
  moved_token?: string | null
}

/** The address of one act on this booking. */
export const at = ({ token }: MyBooking, page: string) => paths.myBookingPage(token, page)

/** One part of the page, with its own heading. */
export const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="booking-part">
    <h2>{title}</h2>
    {children}
  </section>
)

/** A place on offer: yes, or no thank you. */
export const Offer = (props: MyBooking) => {
  const { booking, now } = props
  const ends = booking.offer_ends_at!
  return (
    <>
      <p>
        {t('We are holding it for you until {{time}} on {{day}}.', {
          time: timeWords(ends),
          day: dayWords(ends, now),
        })}
      </p>
      <form method="post" action={at(props, 'accept')}>
        <div class="actions">
          <Button>{t('Yes, book us in')}</Button>
          <Button kind="plain" formaction={at(props, 'decline')}>
            {t('No, thank you')}
          </Button>
        </div>
      </form>
    </>
  )
}

/** Whether the last cancelling can still be taken back: soon enough, and the places still free. */
export function mayTakeBack({ booking, now }: MyBooking): boolean {
  const back = canComeBack(booking.people, booking.starts_at, now)
  if (!back.length || booking.session_cancelled_at || booking.state === 'lapsed') return false
  const held_places = booking.booked_at || booking.offered_at
  return !held_places || fits(back.length, { places: booking.places ?? 0, booked: booking.booked ?? 0 })
}

/** Takes back the last cancelling, while that can be done. */
export const Undo = (props: MyBooking) => {
  if (!mayTakeBack(props)) return null
  return (
    <form method="post" action={at(props, 'undo')}>
      <p>{t('Changed your mind? For ten minutes you can take it back, if the place is still free.')}</p>
      <div class="actions">
        <Button kind="plain">{t('Undo')}</Button>
      </div>
    </form>
  )
}

/** Asks for a place again. */
export const Again = (props: MyBooking) => (
  <form method="post" action={at(props, 'rejoin')}>
    <p>{t('If there is a place we book you in. If not, you join the line.')}</p>
    <div class="actions">
      <Button kind={props.booking.state === 'cancelled' ? 'plain' : 'go'}>
        {t('Ask for a place again')}
      </Button>
    </div>
  </form>
)

const Move = (props: MyBooking) =>
  props.dates.length === 0 ? null : (
    <Details summary={t('Move to another date')}>
      <form method="post" action={at(props, 'move')}>
        <p>{t('You keep your place here until you have one there.')}</p>
        <Radios
          name="session"
          legend={t('Dates with room for all of you')}
          chosen={props.dates[0]!.id}
          options={props.dates.map((date) => ({
            value: date.id,
            label: whenWords(date, props.now),
            ...(date.place_name ? { hint: date.place_name } : {}),
          }))}
        />
        <div class="actions">
          <Button>{t('Move our booking')}</Button>
        </div>
      </form>
    </Details>
  )

const cancelWords = (booking: BookingView) => {
  const here = live(booking)
  if (booking.state === 'waiting') return t('Leave the waiting list')
  return here.length === 1
    ? t('Cancel for {{name}}', { name: here[0]!.first_name })
    : t('Cancel for one or for all')
}

/** Cancels, or moves to another date. */
export const Change = (props: MyBooking) => (
  <Part title={t('Plans changed?')}>
    <div class="actions">
      <ButtonLink kind="plain" href={at(props, 'cancel')}>
        {cancelWords(props.booking)}
      </ButtonLink>
    </div>
    <Move {...props} />
  </Part>
)

/** Why it was cancelled, if they like to say. */
export const Why = (props: MyBooking) =>
  props.booking.cancelled_because ? null : (
    <Details summary={t('Tell us why, if you like')}>
      <form method="post" action={at(props, 'why')}>
        <Field
          name="because"
          label={t('What got in the way?')}
          hint={t('It helps us plan. Only the team reads it.')}
          rows={3}
          required={false}
        />
        <div class="actions">
          <Button kind="plain">{t('Send')}</Button>
        </div>
      </form>
    </Details>
  )
