// Pages that ask once more before anything that matters to families.
import type { ComponentChildren, VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { PlaceInList } from '../../places/index.ts'
import type { SessionTyped } from '../forms-session.ts'
import type { SessionWhole } from '../queries.ts'
import { SessionSummary, whenWords } from '../words.tsx'
import { problemWords } from '../words-team.tsx'
import { DateFields, PlaceFields } from './team-session-form.tsx'

type Asked = { whole: SessionWhole; now: Date; problems?: Problems }

const Ask = (props: Asked & { title: string; page: string; children: ComponentChildren }) => {
  const { whole, page, title, problems = {} } = props
  return (
    <Page title={title} room="team" problems={problems} back={{ href: paths.teamSession(whole.session.id) }}>
      <form method="post" action={paths.teamSessionPage(whole.session.id, page)} novalidate>
        {props.children}
      </form>
    </Page>
  )
}

// A refusal has no field of its own: it is shown on top and leads to the button.
const Told = ({ whole }: { whole: SessionWhole }) =>
  whole.booked + whole.waiting === 0 ? (
    <p>{t('Nobody is booked or waiting, so there is nobody to tell.')}</p>
  ) : (
    <p>
      {t('People booked: {{booked}}. Families waiting: {{waiting}}. We tell them all.', {
        booked: whole.booked,
        waiting: whole.waiting,
      })}
    </p>
  )

/** Before a session goes public. */
export const PublishPage = ({ whole, now, problems }: Asked): VNode => (
  <Ask title={t('Publish this session?')} page="publish" {...{ whole, now, problems }}>
    <SessionSummary whole={whole} now={now} />
    <p>{t('Families will see it at once, and can book.')}</p>
    <div class="actions" id="act">
      <Button>{t('Publish this session')}</Button>
    </div>
  </Ask>
)

/** Before a session is taken back. */
export const WithdrawPage = ({ whole, now, problems }: Asked): VNode => (
  <Ask title={t('Take this session back?')} page="withdraw" {...{ whole, now, problems }}>
    <SessionSummary whole={whole} now={now} />
    <p>
      {t('Its page will say that it has been taken down. Use this for a mistake that nobody has booked.')}
    </p>
    <div class="actions" id="act">
      <Button kind="warn">{t('Take it back')}</Button>
    </div>
  </Ask>
)

/** Why a session is cancelled, and then once more with who will be told. */
export const CancelPage = ({
  whole,
  now,
  because,
  sure,
  problems = {},
}: Asked & { because: string; sure: boolean }): VNode =>
  sure ? (
    <Ask title={t('Check, then cancel')} page="cancel" {...{ whole, now, problems }}>
      <SessionSummary whole={whole} now={now} />
      <Facts rows={[{ term: t('What families read'), detail: because }]} />
      <Told whole={whole} />
      <Hidden name="because" value={because} />
      <Hidden name="sure" value="yes" />
      <div class="actions" id="act">
        <Button kind="warn">{t('Cancel this session')}</Button>
      </div>
    </Ask>
  ) : (
    <Ask title={t('Cancel this session')} page="cancel" {...{ whole, now }} problems={problemWords(problems)}>
      <SessionSummary whole={whole} now={now} />
      <Field
        name="because"
        label={t('Why is it cancelled?')}
        hint={t('Families read this. Such as: “Jo is ill, and we could not find another leader.”')}
        rows={3}
        value={because}
        problem={problemWords(problems).because}
      />
      <Button kind="plain">{t('Go on')}</Button>
    </Ask>
  )

type MoveProps = Asked & {
  typed: Pick<SessionTyped, 'day' | 'from' | 'to' | 'place' | 'place_id'>
  choices: PlaceInList[]
  /** Where and when it goes, once it is clear; then it is asked once more. */
  to: { starts_at: Date; ends_at: Date; place_name: string | null } | null
}

/** Where and when a session moves to, and then once more with who will be told. */
export const MovePage = ({ whole, now, typed, choices, to, problems = {} }: MoveProps): VNode =>
  to ? (
    <Ask title={t('Check, then move')} page="move" {...{ whole, now, problems }}>
      <Facts
        rows={[
          {
            term: t('From'),
            detail: [whenWords(whole.session, now), whole.place?.name].filter(Boolean).join('. '),
          },
          { term: t('To'), detail: [whenWords(to, now), to.place_name].filter(Boolean).join('. ') },
        ]}
      />
      <Told whole={whole} />
      {(['day', 'from', 'to', 'place', 'place_id'] as const).map((name) => (
        <Hidden key={name} name={name} value={typed[name]} />
      ))}
      <Hidden name="sure" value="yes" />
      <div class="actions" id="act">
        <Button>{t('Move this session')}</Button>
      </div>
    </Ask>
  ) : (
    <Ask title={t('Move this session')} page="move" {...{ whole, now }} problems={problemWords(problems)}>
      <SessionSummary whole={whole} now={now} />
      <DateFields typed={typed} problems={problemWords(problems)} />
      {!whole.activity.at_home && (
        <PlaceFields typed={typed} problems={problemWords(problems)} choices={choices} />
      )}
      <Button kind="plain">{t('Go on')}</Button>
    </Ask>
  )

/** How many places there are. */
export const PlacesPage = ({ whole, now, typed, problems = {} }: Asked & { typed: string }): VNode => (
  <Ask title={t('Change the number of places')} page="places" {...{ whole, now, problems }}>
    <SessionSummary whole={whole} now={now} />
    <p>
      {t('People booked: {{booked}}. Families waiting: {{waiting}}.', {
        booked: whole.booked,
        waiting: whole.waiting,
      })}
    </p>
    <Field
      name="places"
      label={t('How many places?')}
      inputmode="numeric"
      width="short"
      value={typed}
      problem={problems.places}
    />
    <Button>{t('Save the number')}</Button>
  </Ask>
)

/** A copy of a session on another date. */
export const CopyPage = ({
  whole,
  now,
  typed,
  problems = {},
}: Asked & { typed: Pick<SessionTyped, 'day' | 'from' | 'to'> }): VNode => (
  <Ask title={t('Copy this session')} page="copy" {...{ whole, now }} problems={problemWords(problems)}>
    <SessionSummary whole={whole} now={now} />
    <DateFields typed={typed} problems={problemWords(problems)} />
    <Button>{t('Save the copy as a draft')}</Button>
  </Ask>
)
