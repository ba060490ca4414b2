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
import { shownReference } from '../rules.ts'
import { type Act, acts, canComeBack, type Standing, standingOf } from '../rules-standing.ts'
import { Family, LineRule, lineWords, titleOf, whereOf } from '../words.tsx'
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

const live = (booking: BookingView) => booking.people.filter((child) => !child.cancelled_at)

function facts({ booking, now }: Props) {
  const here = live(booking)
  return [
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
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="booking-part">
    <h2>{title}</h2>
    {children}
  </section>
)

const WhatNext = ({ booking }: Props) => (
  <Part title={t('What happens next')}>
    <ul>
      <li>
        {booking.contact_kind === 'email'
          ? t('We have sent you an email. It has a link to this page.')
          : t('We will send you a text. It has a link to this page.')}
      </li>
      {booking.bring && <li>{t('What to bring: {{bring}}', { bring: booking.bring })}</li>}
      {booking.who_you_will_meet && (
        <li>{t('Who you will meet: {{who}}', { who: booking.who_you_will_meet })}</li>
      )}
      <li>{t('Plans change. If you cannot come, tell us here, and another family can.')}</li>
    </ul>
  </Part>
)

const WhileYouWait = ({ booking }: Props) => (
  <Part title={t('What happens next')}>
    <p>{lineWords(booking.line_place ?? 1)}</p>
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
      <div class="actions">
        <form method="post" action={at(props, 'accept')}>
          <Button>{t('Yes, book us in')}</Button>
        </form>
        <form method="post" action={at(props, 'decline')}>
          <Button kind="plain">{t('No, thank you')}</Button>
        </form>
      </div>
    </>
  )
}

const Undo = (props: Props) => {
  const back = canComeBack(props.booking.people, props.booking.starts_at, props.now)
  if (!back.length || props.booking.session_cancelled_at) return null
  return (
    <form method="post" action={at(props, 'undo')}>
      <p>{t('Changed your mind? For ten minutes you can take it back, if the place is still free.')}</p>
      <Button kind="plain">{t('Undo')}</Button>
    </form>
  )
}

const Again = (props: Props) => (
  <form method="post" action={at(props, 'rejoin')}>
    <p>{t('If there is a place we book you in. If not, you join the line.')}</p>
    <Button kind={props.booking.state === 'cancelled' ? 'plain' : 'go'}>{t('Ask for a place again')}</Button>
  </form>
)

/** One button for each child, and one for everyone. */
export const CancelChoices = (props: Pick<Props, 'booking' | 'token'>): VNode => {
  const here = live(props.booking)
  const waiting = props.booking.state === 'waiting'
  return (
    <form method="post" action={paths.myBookingPage(props.token, 'cancel')} class="cancel-choices">
      {here.length > 1 &&
        here.map((child) => (
          <Button key={child.nth} kind="warn" name="nth" value={String(child.nth)}>
            {t('Cancel for {{name}}', { name: child.first_name })}
          </Button>
        ))}
      <Button kind="warn" name="nth" value="all">
        {waiting
          ? t('Leave the waiting list')
          : here.length > 1
            ? t('Cancel for everyone')
            : t('Cancel for {{name}}', { name: here[0]?.first_name ?? '' })}
      </Button>
    </form>
  )
}

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
        <Button>{t('Move our booking')}</Button>
      </form>
    </Details>
  )

const Change = (props: Props) => (
  <Part title={props.booking.state === 'waiting' ? t('Leave or change') : t('Cancel or change')}>
    <CancelChoices {...props} />
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
        <Button kind="plain">{t('Send')}</Button>
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
      {may.includes('rejoin') && <Again {...props} />}
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

/** Cancel: the one question, for those who come straight to it. */
export const CancelPage = (props: Pick<Props, 'booking' | 'token' | 'now'>): VNode => {
  const here = live(props.booking)
  const title =
    props.booking.state === 'waiting'
      ? t('Leave the waiting list?')
      : here.length === 1
        ? t('Cancel for {{name}}?', { name: here[0]!.first_name })
        : t('Who do you want to cancel for?')
  return (
    <Page title={title} back={{ href: paths.myBooking(props.token) }} robots="noindex">
      <p>
        {t('{{title}}, {{when}}.', {
          title: titleOf(props.booking),
          when: whenWords(props.booking, props.now),
        })}
      </p>
      <p>{t('You can undo it for ten minutes, if the place is still free.')}</p>
      <CancelChoices {...props} />
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
