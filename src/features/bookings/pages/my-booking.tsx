// J6: one booking at its secret address. Every button here posts; opening the page does nothing.
import type { ComponentChildren, VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice, Panel } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { contactIn } from '../../../kit/contact.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import type { BookingView } from '../queries.ts'
import { shownReference } from '../rules.ts'
import { type Act, acts, type Standing, standingOf } from '../rules-standing.ts'
import { Family, LineRule, lineWords, titleOf, whereOf } from '../words.tsx'
import { live } from './cancel.tsx'
import { did_words } from './did.tsx'
import { Again, at, Change, type MyBooking, mayTakeBack, Offer, Part, Undo, Why } from './my-booking-acts.tsx'

const titles: Record<Standing, () => string> = {
  booked: () => t('You are booked'),
  waiting: () => t('You are on the waiting list'),
  offered: () => t('A place has come free for you'),
  'offer-over': () => t('The time to say yes is over'),
  lapsed: () => t('The time to say yes is over'),
  cancelled: () => t('Your booking is cancelled'),
  moved: () => t('You moved to another date'),
  'session-cancelled': () => t('This session has been cancelled'),
  over: () => t('Thank you for booking'),
}

function facts({ booking, now, done }: MyBooking) {
  const here = live(booking)
  const rows = [
    { term: t('What'), detail: titleOf(booking) },
    { term: t('When'), detail: whenWords(booking, now) },
    { term: t('Where'), detail: whereOf(booking) },
    { term: t('Who is coming'), detail: <Family people={here.length ? here : booking.people} /> },
    {
      term: t('Your reference'),
      detail: <strong class="reference">{shownReference(booking.reference)}</strong>,
    },
    { term: t('We will reach you at'), detail: <bdi>{booking.contact}</bdi> },
  ]
  return done ? rows.filter(({ term }) => term !== t('Your reference')) : rows
}

function sendingWords({ contact_kind, contact }: BookingView): string {
  if (contact_kind === 'email') return t('We are sending you an email. It has a link to this page.')
  return contactIn(contact)?.landline
    ? t('You gave a landline, so we will ring you. Keep this page, or write down the reference.')
    : t('We are sending you a text. It has a link to this page.')
}

const WhatNext = ({ booking }: MyBooking) => (
  <Part title={t('What happens next')}>
    <ul>
      <li>{sendingWords(booking)}</li>
      {booking.bring && <li>{t('What to bring: {{bring}}', { bring: booking.bring })}</li>}
      {booking.who_you_will_meet && (
        <li>{t('Who you will meet: {{who}}', { who: booking.who_you_will_meet })}</li>
      )}
      <li>{t('Plans change. If you cannot come, tell us here, and another family can.')}</li>
    </ul>
  </Part>
)

const WhileYouWait = ({ booking, done }: MyBooking) => (
  <Part title={t('What happens next')}>
    {!done && <p>{lineWords(booking.line_place ?? 1)}</p>}
    <p>
      {booking.ask_first
        ? t('If a place comes free, we will ask you first. You have a day to answer.')
        : t('If places come free for all of you, we will book you in and tell you at once.')}
    </p>
    <LineRule />
  </Part>
)

const Calendar = (props: MyBooking) => (
  <p>
    <a href={at(props, 'calendar.ics')}>{t('Add it to your calendar')}</a>
  </p>
)

const Sorry = ({ booking }: MyBooking) => (
  <Notice tone="bad" title={t('We are sorry')}>
    <p>{booking.session_cancelled_because ?? t('This session will not happen.')}</p>
    <p>{t('You do not need to do anything.')}</p>
  </Notice>
)

const body: Record<Standing, (props: MyBooking) => ComponentChildren> = {
  booked: () => null,
  waiting: () => null,
  offered: Offer,
  'offer-over': () => <p>{t('We could not hold the place any longer. It has gone to the next family.')}</p>,
  lapsed: () => <p>{t('We could not hold the place any longer. It has gone to the next family.')}</p>,
  cancelled: () => <p>{t('Thank you for telling us. Another family can have your place.')}</p>,
  moved: ({ moved_token }) =>
    moved_token ? (
      <p>
        <a href={paths.myBooking(moved_token)}>{t('See your new booking')}</a>
      </p>
    ) : null,
  'session-cancelled': Sorry,
  over: () => <p>{t('This session has started, so it cannot be changed here. Ring us if you need to.')}</p>,
}

const TheEnd = ({ booking }: MyBooking) => (
  <Panel title={titles[booking.state === 'waiting' ? 'waiting' : 'booked']()}>
    <p>
      {t('Your reference is')} <strong class="reference">{shownReference(booking.reference)}</strong>
    </p>
    {booking.state === 'waiting' && <p>{lineWords(booking.line_place ?? 1)}</p>}
  </Panel>
)

const Afterwards = ({ props, may }: { props: MyBooking; may: Act[] }) => {
  const { booking } = props
  return (
    <>
      {may.includes('rejoin') && !mayTakeBack(props) && <Again {...props} />}
      <Facts rows={facts(props)} />
      {may.includes('calendar') && <Calendar {...props} />}
      {booking.state === 'waiting' && may.includes('leave') && <WhileYouWait {...props} />}
      {may.includes('calendar') && <WhatNext {...props} />}
      {may.includes('calendar') && booking.place_id && <Getting booking={booking} />}
      {(may.includes('cancel') || may.includes('leave')) && <Change {...props} />}
      {may.length === 0 && (
        <ButtonLink kind="plain" href={paths.whatsOn()}>
          {t('See what’s on')}
        </ButtonLink>
      )}
    </>
  )
}

const Getting = ({ booking }: { booking: BookingView }) =>
  booking.landmark_steps?.length ? (
    <Part title={t('How to find us')}>
      <ol>
        {booking.landmark_steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        <a href={paths.place(booking.place_id!)}>{t('More about the place')}</a>
      </p>
    </Part>
  ) : null

/** One booking: what it is, where it stands, and what can be done. */
export function MyBookingPage(props: MyBooking): VNode {
  const { booking, now, did } = props
  const standing = standingOf(booking, now)
  const done = props.done && (standing === 'booked' || standing === 'waiting')
  const said = did ? did_words[did]() : null
  // "You are booked", under word that they cancelled for one child, would read like a mistake.
  const title =
    did === 'cancelled' && standing === 'booked'
      ? t('Your other places are still booked')
      : titles[standing]()
  return (
    <Page
      title={title}
      heading={done ? false : undefined}
      robots="noindex"
      status={said?.good ? said.words : undefined}
    >
      {done && <TheEnd {...props} />}
      {said && !said.good && (
        <Notice tone="attention" live>
          <p>{said.words}</p>
        </Notice>
      )}
      {body[standing](props)}
      <Undo {...props} />
      {standing === 'cancelled' && <Why {...props} />}
      <Afterwards props={props} may={acts[standing]} />
    </Page>
  )
}

/** No such booking: said plainly, with a way on. */
export const NoBookingPage = (): VNode => (
  <Page title={t('We could not find that booking')} robots="noindex">
    <p>{t('Check that you have the whole link from our message. It may have been cut in two.')}</p>
    <p>
      {t('Or ring us on {{phone}}. We can find your booking by your name.', { phone: site().area.phone })}
    </p>
  </Page>
)
