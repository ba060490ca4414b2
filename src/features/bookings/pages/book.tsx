// J3 and J5: who is coming, you, check. Three pages between the session and "You are booked".
import type { ComponentChildren, VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Steps } from '../../../design/progress.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import { adultChoices, type Draft, type FoundProblems, most_people, wholeOf } from '../forms.ts'
import type { SessionToBook } from '../queries.ts'
import type { Refusal } from '../rules.ts'
import {
  Family,
  LineRule,
  problemSentences,
  refusal_words,
  titleOf,
  WhatAndWhen,
  whereOf,
} from '../words.tsx'

type Step = { session: SessionToBook; draft: Draft; problems?: FoundProblems; now: Date; full: boolean }

const Full = () => (
  <>
    <Notice tone="attention" title={t('This session is full')}>
      <p>{t('You can join the waiting list. We will tell you if a place comes free.')}</p>
    </Notice>
    <LineRule />
  </>
)

const Top = ({ step, nth, label }: { step: Step; nth: number; label: string }): VNode => (
  <>
    <Steps now={nth} of={3} label={label} />
    <WhatAndWhen session={step.session} now={step.now} />
  </>
)

type Row = { nth: number; of: number; child: Draft['family'][number]; problems: Record<string, string> }
const ChildFields = ({ nth, of, child, problems }: Row) => {
  const fields = (
    <>
      <Field
        name={`first_name_${nth}`}
        label={t('First name')}
        hint={nth === 1 ? t('The name they like to be called.') : undefined}
        value={child.first_name}
        problem={problems[`first_name_${nth}`]}
        autocomplete="off"
        width="medium"
        required
      />
      <Field
        name={`age_${nth}`}
        label={t('Age')}
        value={child.age}
        problem={problems[`age_${nth}`]}
        inputmode="numeric"
        autocomplete="off"
        width="short"
        required
      />
    </>
  )
  if (of === 1) return fields
  return (
    <fieldset class="child">
      <legend>{t('Child or young person {{nth}}', { nth })}</legend>
      {fields}
    </fieldset>
  )
}

/** Step 1: first names and ages. */
export function WhoPage(step: Step & { lost?: boolean }): VNode {
  const { session, draft, full } = step
  const problems = problemSentences(step.problems ?? {}, session)
  const count = draft.family.length
  return (
    <Page
      title={t('Who is coming?')}
      back={{ href: paths.session(session.session_id), label: t('Back to the session') }}
      problems={problems}
    >
      <Top step={step} nth={1} label={t('Who is coming')} />
      {step.lost && (
        <Notice tone="attention" live>
          <p>{t('We could not keep what you typed. Please allow cookies for this site, or ring us.')}</p>
        </Notice>
      )}
      {full && <Full />}
      <form method="post" novalidate class="booking-form">
        <Hidden name="step" value="people" />
        {draft.family.map((child, index) => (
          <ChildFields key={index} nth={index + 1} of={count} {...{ child, problems }} />
        ))}
        {count > 1 && <p class="hint">{t('Added one too many? Leave it empty.')}</p>}
        {session.places_for === 'everyone' && (
          <Select
            name="adults"
            label={t('How many adults are coming?')}
            hint={t('Adults need a place too.')}
            options={adultChoices(session).map((value) => ({ value, label: value }))}
            chosen={draft.adults}
            problem={problems.adults}
          />
        )}
        <div class="actions">
          <Button>{t('Continue')}</Button>
          {count < most_people && (
            <Button kind="plain" name="add" value="add">
              {t('Add another child')}
            </Button>
          )}
        </div>
      </form>
    </Page>
  )
}

/** Step 2: the adult, and one way to reach them. */
export function YouPage(step: Step): VNode {
  const { session, draft } = step
  const problems = problemSentences(step.problems ?? {}, session)
  return (
    <Page
      title={t('About you')}
      back={{ href: paths.bookPlace(session.session_id, 'people') }}
      problems={problems}
    >
      <Top step={step} nth={2} label={t('About you')} />
      <form method="post" novalidate class="booking-form">
        <Hidden name="step" value="you" />
        <Field
          name="carer_name"
          label={t('Your name')}
          value={draft.carer_name}
          problem={problems.carer_name}
          autocomplete="name"
          required
        />
        <Field
          name="contact"
          label={t('Your mobile number or email')}
          hint={t('Give one or the other. We send your booking there.')}
          value={draft.contact}
          problem={problems.contact}
          autocomplete="email"
          required
        />
        {session.adult === 'may_leave' && <IfYouLeave {...{ draft, problems }} />}
        <Button>{t('Continue')}</Button>
      </form>
    </Page>
  )
}

const IfYouLeave = ({ draft, problems }: { draft: Draft; problems: Record<string, string> }) => (
  <>
    <Field
      name="emergency_contact"
      label={t('Phone number for an emergency')}
      hint={t('Somebody we can ring during the session. It can be you.')}
      value={draft.emergency_contact}
      problem={problems.emergency_contact}
      type="tel"
      autocomplete="tel"
      width="medium"
      required
    />
    <Field
      name="must_know"
      label={t('Anything we must know')}
      hint={t('Only what keeps your child safe and happy while you are away. An allergy, perhaps.')}
      value={draft.must_know}
      problem={problems.must_know}
      rows={3}
      required={false}
    />
  </>
)

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
      <form method="post" novalidate class="booking-form" id="book">
        <Carried draft={draft} />
        {full && <IfAPlaceComes chosen={step.if_free ?? 'book'} />}
        <p>
          {t('We use this to book your places and to reach you.')}{' '}
          <a href={paths.about('privacy')}>{t('How we look after it')}</a>
        </p>
        <Button>{act}</Button>
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
