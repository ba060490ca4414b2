// J3 and J5: check, and book; or why not.
import type { ComponentChildren, VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Hidden } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Steps } from '../../../design/progress.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import { type Draft, wholeOf } from '../forms.ts'
import type { SessionToBook } from '../queries.ts'
import type { Refusal } from '../rules.ts'
import { Family, refusal_words, titleOf, WhatAndWhen, whereOf } from '../words.tsx'

import { Full, type Step } from './book.tsx'

const change = (session_id: string, step: string, hidden: string) => ({
  href: paths.bookPlace(session_id, step),
  label: t('Change'),
  hidden,
})

function answers({ session, draft, now }: Step) {
  const whole = wholeOf(draft, session)
  const id = session.session_id
  const rows = [
    { term: t('What'), detail: titleOf(session) },
    { term: t('When'), detail: whenWords(session, now) },
    { term: t('Where'), detail: whereOf(session) },
    {
      term: t('Who is coming'),
      detail: <Family people={whole.people} />,
      action: change(id, 'people', t('who is coming')),
    },
    {
      term: t('Your name'),
      detail: <bdi>{whole.carer_name}</bdi>,
      action: change(id, 'you', t('your name')),
    },
    {
      term: t('We will reach you at'),
      detail: <Reach contact={whole.contact} landline={whole.landline} />,
      action: change(id, 'you', t('how we reach you')),
    },
  ]
  if (session.places_for === 'everyone')
    rows.splice(4, 0, {
      term: t('Adults coming'),
      detail: <>{whole.adults}</>,
      action: change(id, 'people', t('how many adults')),
    })
  if (session.adult !== 'may_leave') return rows
  return [
    ...rows,
    {
      term: t('In an emergency'),
      detail: <bdi>{whole.emergency_contact}</bdi>,
      action: change(id, 'you', t('the emergency number')),
    },
    {
      term: t('Anything we must know'),
      detail: <bdi>{whole.must_know ?? t('Nothing')}</bdi>,
      action: change(id, 'you', t('what we must know')),
    },
  ]
}

const Reach = ({ contact, landline }: { contact: string; landline: boolean }) => (
  <>
    <bdi>{contact}</bdi>
    {landline && (
      <p class="hint">{t('This looks like a landline. We cannot text it, so we will ring you.')}</p>
    )}
  </>
)

/** Everything a booking needs, unseen, so that this form works by itself: again, in another tab, or tomorrow. */
const Carried = ({ draft }: { draft: Draft }) => (
  <>
    <Hidden name="step" value="book" />
    <Hidden name="form_key" value={draft.form_key} />
    {draft.family.map((child, index) => (
      <>
        <Hidden name={`first_name_${index + 1}`} value={child.first_name} />
        <Hidden name={`age_${index + 1}`} value={child.age} />
      </>
    ))}
    <Hidden name="adults" value={draft.adults} />
    <Hidden name="carer_name" value={draft.carer_name} />
    <Hidden name="contact" value={draft.contact} />
    <Hidden name="emergency_contact" value={draft.emergency_contact} />
    <Hidden name="must_know" value={draft.must_know} />
  </>
)

const IfAPlaceComes = ({ chosen }: { chosen: string }) => (
  <Radios
    name="if_free"
    legend={t('If a place comes free')}
    chosen={chosen}
    options={[
      { value: 'book', label: t('Book us in'), hint: t('We will tell you at once.') },
      {
        value: 'ask',
        label: t('Ask me first'),
        hint: t('We hold the place for a day while you answer. We only ask from 9am to 8pm.'),
      },
    ]}
  />
)

/** Why the last press of the button did not book; pressing it again is safe. */
export type Trouble = 'not-saved' | 'busy'
const trouble_words: Record<Trouble, () => string> = {
  'not-saved': () => t('We could not save this, so nothing is booked yet. Please press the button again.'),
  busy: () => refusal_words.busy()[1],
}

type Check = Step & { trouble?: Trouble; if_free?: string }

/** Step 3: check, and book. `trouble` says why the last try did not work; the button can be pressed again. */
export function CheckPage(step: Check): VNode {
  const { session, draft, full, trouble } = step
  const several = draft.family.length + (session.places_for === 'everyone' ? Number(draft.adults) : 0) > 1
  const act = full ? t('Join the waiting list') : several ? t('Book these places') : t('Book this place')
  return (
    <Page
      title={full ? t('Check, then join the line') : t('Check, then book')}
      back={{ href: paths.bookPlace(session.session_id, 'you') }}
      problems={trouble ? { book: trouble_words[trouble]() } : {}}
    >
      <Steps now={3} of={3} label={t('Check')} />
      {full && <Full />}
      <Facts rows={answers(step)} />
      <form
        method="post"
        action={paths.bookPlace(session.session_id)}
        novalidate
        class="booking-form"
        id="book"
      >
        <Carried draft={draft} />
        {full && <IfAPlaceComes chosen={step.if_free ?? 'book'} />}
        <p>
          {t('We use this to book your places and to reach you.')}{' '}
          <a href={paths.about('privacy')}>{t('How we look after it')}</a>
        </p>
        <div class="actions">
          <Button>{act}</Button>
        </div>
      </form>
    </Page>
  )
}

type Refused = { refusal: Refusal; session: SessionToBook | null; now: Date; more?: ComponentChildren }

/** Why there is no booking, and where to go from here. */
export function RefusedPage({ refusal, session, now, more }: Refused): VNode {
  const [title, next] = refusal_words[refusal]()
  return (
    <Page title={title}>
      {session?.published_at && <WhatAndWhen session={session} now={now} />}
      <p>{next}</p>
      {refusal === 'not-open-yet' && session?.opens_at && (
        <p>
          {t('Booking opens on {{day}} at {{time}}.', {
            day: dayWords(session.opens_at, now),
            time: timeWords(session.opens_at),
          })}
        </p>
      )}
      {more}
      <div class="actions">
        <ButtonLink href={paths.whatsOn()}>{t('See what’s on')}</ButtonLink>
        {session?.published_at && (
          <ButtonLink kind="plain" href={paths.session(session.session_id)}>
            {t('Back to the session')}
          </ButtonLink>
        )}
      </div>
    </Page>
  )
}
