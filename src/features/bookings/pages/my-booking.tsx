// J6: one booking at its secret address. Every button here posts; opening the page does nothing.
import type { ComponentChildren, VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Details, Facts } from '../../../design/list.tsx'
import { Notice, Panel } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import type { BookingView, MoveDate } from '../queries.ts'
import { fits, shownReference } from '../rules.ts'
import { contactIn } from '../rules-contact.ts'
import { type Act, acts, canComeBack, type Standing, standingOf } from '../rules-standing.ts'
import { Family, LineRule, lineWords, titleOf, whereOf } from '../words.tsx'
import { live } from './cancel.tsx'
import { type Did, did_words } from './did.tsx'

type Props = {
  booking: BookingView
  token: string
  now: Date
  dates: MoveDate[]
  /** Booked just now: the end of the journey. */
  done?: boolean
  did?: Did | null
  moved_token?: string | null
}

const at = ({ token }: Props, page: string) => paths.myBookingPage(token, page)

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

function facts({ booking, now, done }: Props) {
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

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="booking-part">
    <h2>{title}</h2>
    {children}
  </section>
)

function sendingWords({ contact_kind, contact }: BookingView): string {
  if (contact_kind === 'email') return t('We are sending you an email. It has a link to this page.')
  return contactIn(contact)?.landline
    ? t('You gave a landline, so we will ring you. Keep this page, or write down the reference.')
    : t('We are sending you a text. It has a link to this page.')
}

const WhatNext = ({ booking }: Props) => (
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

const WhileYouWait = ({ booking, done }: Props) => (
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

const Offer = (props: Props) => {
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

// Whether the last cancelling can still be taken back: soon enough, and the places still free.
function mayTakeBack({ booking, now }: Props): boolean {
  const back = canComeBack(booking.people, booking.starts_at, now)
  if (!back.length || booking.session_cancelled_at || booking.state === 'lapsed') return false
  const held_places = booking.booked_at || booking.offered_at
  return !held_places || fits(back.length, { places: booking.places ?? 0, booked: booking.booked ?? 0 })
}

const Undo = (props: Props) => {
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

const Again = (props: Props) => (
  <form method="post" action={at(props, 'rejoin')}>
    <p>{t('If there is a place we book you in. If not, you join the line.')}</p>
    <div class="actions">
      <Button kind={props.booking.state === 'cancelled' ? 'plain' : 'go'}>
        {t('Ask for a place again')}
      </Button>
    </div>
  </form>
)

const Move = (props: Props) =>
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

const Change = (props: Props) => (
  <Part title={t('Plans changed?')}>
    <div class="actions">
      <ButtonLink kind="plain" href={at(props, 'cancel')}>
        {cancelWords(props.booking)}
      </ButtonLink>
    </div>
    <Move {...props} />
  </Part>
)

const Why = (props: Props) =>
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

const Calendar = (props: Props) => (
  <p>
    <a href={at(props, 'calendar.ics')}>{t('Add it to your calendar')}</a>
  </p>
)

const Sorry = ({ booking }: Props) => (
  <Notice tone="bad" title={t('We are sorry')}>
    <p>{booking.session_cancelled_because ?? t('This session will not happen.')}</p>
    <p>{t('You do not need to do anything.')}</p>
  </Notice>
)

const body: Record<Standing, (props: Props) => ComponentChildren> = {
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

const TheEnd = ({ booking }: Props) => (
  <Panel title={titles[booking.state === 'waiting' ? 'waiting' : 'booked']()}>
    <p>
      {t('Your reference is')} <strong class="reference">{shownReference(booking.reference)}</strong>
    </p>
    {booking.state === 'waiting' && <p>{lineWords(booking.line_place ?? 1)}</p>}
  </Panel>
)

const Afterwards = ({ props, may }: { props: Props; may: Act[] }) => {
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
export function MyBookingPage(props: Props): VNode {
  const { booking, now, did } = props
  const standing = standingOf(booking, now)
  const done = props.done && (standing === 'booked' || standing === 'waiting')
  const said = did ? did_words[did]() : null
  return (
    <Page
      title={titles[standing]()}
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
