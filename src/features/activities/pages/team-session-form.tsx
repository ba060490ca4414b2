import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { addressWords, type PlaceInList } from '../../places/index.ts'
import type { SessionTyped } from '../forms-session.ts'
import type { Activity, Session } from '../queries.ts'
import { busy_words, noise_words, versions } from '../rules.ts'
import { busy_names, noise_names, titleWords, version_names } from '../words.tsx'
import { problemWords } from '../words-team.tsx'

type Typed = Pick<SessionTyped, 'day' | 'from' | 'to' | 'place' | 'place_id'>
type Fields<Words> = { typed: Words; problems: Problems; choices: PlaceInList[] }

/** A day and its hours. */
export const DateFields = ({
  typed,
  problems,
}: {
  typed: Pick<Typed, 'day' | 'from' | 'to'>
  problems: Problems
}): VNode => (
  <div class="three-fields">
    <Field name="day" type="date" label={t('Date')} value={typed.day} problem={problems.day} width="medium" />
    <Field
      name="from"
      label={t('Starts')}
      hint={t('Such as 10am')}
      value={typed.from}
      problem={problems.from}
      width="medium"
    />
    <Field
      name="to"
      label={t('Ends')}
      hint={t('Such as 12:30pm')}
      value={typed.to}
      problem={problems.to}
      width="medium"
    />
  </div>
)

/** A place by its name; when more than one fits, which is asked. */
export const PlaceFields = ({ typed, problems, choices }: Fields<Typed>): VNode => (
  <>
    <Field
      name="place"
      label={t('Place')}
      hint={t('Start of its name, or its postcode.')}
      value={typed.place}
      problem={problems.place}
    />
    {choices.length > 0 && (
      <Radios
        name="place_id"
        legend={t('Which place do you mean?')}
        chosen={typed.place_id}
        problem={problems.place_id}
        options={choices.map((place) => ({ value: place.id, label: place.name, hint: addressWords(place) }))}
      />
    )}
  </>
)

const Different = ({ typed, problems }: Fields<SessionTyped>) => (
  <fieldset class="form-part">
    <legend>{t('Only if this date differs')}</legend>
    <Select
      name="version"
      label={t('Version')}
      chosen={typed.version}
      options={[
        { value: '', label: t('There is only one') },
        ...versions.map((value) => ({ value, label: version_names[value]() })),
      ]}
    />
    <Select
      name="busy"
      label={t('How many people?')}
      chosen={typed.busy}
      options={[
        { value: '', label: t('As the activity says') },
        ...busy_words.map((value) => ({ value, label: busy_names[value]() })),
      ]}
    />
    <Select
      name="noise"
      label={t('How loud?')}
      chosen={typed.noise}
      options={[
        { value: '', label: t('As the activity says') },
        ...noise_words.map((value) => ({ value, label: noise_names[value]() })),
      ]}
    />
    <Field
      name="note"
      label={t('A note for families')}
      rows={2}
      value={typed.note}
      problem={problems.note}
      required={false}
    />
  </fieldset>
)

const Opens = ({ typed, problems }: Fields<SessionTyped>) => (
  <div class="two-fields">
    <Field
      name="opens_day"
      type="date"
      label={t('Booking opens on')}
      hint={t('Leave empty to open at once.')}
      value={typed.opens_day}
      problem={problems.opens_day}
      width="medium"
    />
    <Field
      name="opens_time"
      label={t('At')}
      hint={t('Such as 6pm')}
      value={typed.opens_time}
      problem={problems.opens_time}
      width="medium"
    />
  </div>
)

const Repeat = ({ typed, problems }: Fields<SessionTyped>) => (
  <div class="two-fields">
    <Select
      name="every"
      label={t('How often?')}
      chosen={typed.every}
      problem={problems.every}
      options={[
        { value: '', label: t('Once') },
        { value: 'week', label: t('Every week') },
        { value: 'fortnight', label: t('Every two weeks') },
      ]}
    />
    <Field
      name="count"
      label={t('How many dates?')}
      inputmode="numeric"
      value={typed.count}
      problem={problems.count}
      width="short"
    />
  </div>
)

type Props = Fields<SessionTyped> & { activity: Activity; session?: Session }

/** The form of a session: a new run of dates, or one that is kept. Once public, its date, place and places have rooms of their own. */
export function SessionFormPage(props: Props): VNode {
  const { activity, session } = props
  const problems = problemWords(props.problems)
  const fields = { ...props, problems }
  const is_public = Boolean(session?.published_at)
  return (
    <Page
      title={
        session
          ? t('Change this session of {{title}}', { title: titleWords(activity.title, session.version) })
          : t('Add dates to {{title}}', { title: activity.title })
      }
      room="team"
      problems={problems}
      back={
        session
          ? { href: paths.teamSession(session.id) }
          : { href: paths.teamActivity(activity.id), label: activity.title }
      }
    >
      <form
        method="post"
        action={session ? paths.teamSessionPage(session.id, 'edit') : paths.teamNewSession(activity.id)}
        novalidate
      >
        {!is_public && (
          <>
            <DateFields typed={fields.typed} problems={problems} />
            {!session && <Repeat {...fields} />}
            {!activity.at_home && <PlaceFields {...fields} />}
            {!activity.drop_in && (
              <Field
                name="places"
                label={t('How many places?')}
                inputmode="numeric"
                width="short"
                value={fields.typed.places}
                problem={problems.places}
              />
            )}
          </>
        )}
        {!activity.drop_in && <Opens {...fields} />}
        <Different {...fields} />
        <Button>{session ? t('Save changes') : t('Save as a draft')}</Button>
      </form>
    </Page>
  )
}
