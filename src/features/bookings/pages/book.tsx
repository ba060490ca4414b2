// J3 and J5: who is coming, and you. The two pages where a family types.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Select } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Steps } from '../../../design/progress.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { adultChoices, type ChildTyped, type Draft, type FoundProblems, most_people } from '../forms.ts'
import type { SessionToBook } from '../queries.ts'
import { LineRule, problemSentences, WhatAndWhen } from '../words.tsx'
import { rowsOf, SavedFamily } from './saved.tsx'

export type Step = {
  session: SessionToBook
  draft: Draft
  problems?: FoundProblems
  now: Date
  full: boolean
}

/** A full session, said first, with the rule of its line. */
export const Full = () => (
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

const blank: ChildTyped = { first_name: '', age: '' }

type Rows = { rows: ChildTyped[]; after: number; problems: Record<string, string> }
const NewChildren = ({ rows, after, problems }: Rows) => (
  <>
    {rows.slice(0, most_people - after).map((child, index) => (
      <ChildFields key={index} nth={after + index + 1} of={rows.length} {...{ child, problems }} />
    ))}
    {rows.length > 1 && <p class="hint">{t('Added one too many? Leave it empty.')}</p>}
  </>
)

const AddAnother = () => (
  <Button kind="plain" name="add" value="add">
    {t('Add another child')}
  </Button>
)

/** Step 1: first names and ages. */
export function WhoPage(step: Step & { lost?: boolean; saved?: ChildTyped[] }): VNode {
  const { session, draft, full, saved = [] } = step
  const { ticked, fresh, problems } = rowsOf(
    saved,
    draft.family,
    problemSentences(step.problems ?? {}, session),
  )
  const count = saved.length + fresh.length
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
      <form method="post" action={paths.bookPlace(session.session_id)} novalidate class="booking-form">
        <Hidden name="step" value="people" />
        {saved.length > 0 ? (
          <SavedFamily {...{ saved, ticked }} open={fresh.length > 0} problem={problems.coming}>
            <NewChildren rows={fresh.length ? fresh : [blank]} after={saved.length} problems={problems} />
          </SavedFamily>
        ) : (
          <NewChildren rows={fresh} after={0} problems={problems} />
        )}
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
          {fresh.length > 0 && count < most_people && <AddAnother />}
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
      <form method="post" action={paths.bookPlace(session.session_id)} novalidate class="booking-form">
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
        <div class="actions">
          <Button>{t('Continue')}</Button>
        </div>
      </form>
      <WhyWeAsk>
        <p>{t('Your name and number are for telling you if anything changes.')}</p>
        <p>{t('The team sees them, and the leader on the day. Your names go a year after the session.')}</p>
      </WhyWeAsk>
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
