import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Hidden } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { ActivityTyped } from '../forms.ts'
import type { Activity, Provider } from '../queries.ts'
import type { TeamSession } from '../queries-team.ts'
import type { Lack, Requirement, StoryStep } from '../rules.ts'
import { lack_words } from '../words.tsx'
import { problemWords } from '../words-team.tsx'
import { ActivityFields } from './team-activity-fields.tsx'
import { SessionsTable } from './team-home.tsx'

type Kept = {
  activity: Activity
  provider: Provider | undefined
  requirements: Requirement[]
  story: StoryStep[]
}

const words = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : String(value)
const yes = (value: boolean) => (value ? 'yes' : '')

/** A kept activity as its form would have it typed. */
export function activityAsTyped({ activity, provider, requirements, story }: Kept): ActivityTyped {
  const { cost_pence } = activity
  const sentences = (kind: Requirement['kind']) =>
    requirements
      .filter((each) => each.kind === kind)
      .map((each) => each.sentence)
      .join('\n')
  return {
    title: activity.title,
    theme: activity.theme,
    kind: activity.kind,
    led_by: activity.led_by,
    season_id: words(activity.season_id),
    what_you_will_do: words(activity.what_you_will_do),
    min_age: words(activity.min_age),
    max_age: words(activity.max_age),
    siblings: words(activity.siblings),
    adult: words(activity.adult),
    free: cost_pence === null ? '' : cost_pence === 0 ? 'yes' : 'no',
    cost: cost_pence ? (cost_pence / 100).toFixed(2) : '',
    cost_note: words(activity.cost_note),
    busy: words(activity.busy),
    noise: words(activity.noise),
    leave_and_return: words(activity.leave_and_return),
    food: words(activity.food),
    bring: words(activity.bring),
    who_you_will_meet: words(activity.who_you_will_meet),
    staff_training: words(activity.staff_training),
    if_full: words(activity.if_full),
    phone: words(activity.phone),
    drop_in: yes(activity.drop_in),
    at_home: yes(activity.at_home),
    one_party_per_family: yes(activity.one_party_per_family),
    places_for: activity.places_for,
    provider_name: words(provider?.name),
    safeguarding_lead: words(provider?.safeguarding_lead),
    background_checks_on: words(provider?.background_checks_on),
    first_aider: words(provider?.first_aider),
    practical: sentences('practical'),
    safety: sentences('safety'),
    area_or_age: sentences('area_or_age'),
    story: story.map((step) => step.sentence).join('\n'),
  }
}

type Form = {
  typed: ActivityTyped
  problems: Problems
  seasons: { id: string; name: string }[]
  providers: string[]
}

/** Makes a new activity: only its name must be there to keep it. */
export const NewActivityPage = ({ typed, problems, ...lists }: Form): VNode => {
  const said = problemWords(problems)
  return (
    <Page
      title={t('Add an activity')}
      room="team"
      problems={said}
      back={{ href: paths.team(), label: t('Today') }}
    >
      <p>{t('Save what you know now. We tell you what is missing before it goes public.')}</p>
      <form method="post" action={paths.teamNewActivity()} novalidate>
        <ActivityFields typed={typed} problems={said} {...lists} />
        <Button>{t('Save this activity')}</Button>
      </form>
    </Page>
  )
}

type Room = Form & {
  activity: Activity
  dates: TeamSession[]
  lacks: Lack[]
  saved: string | null
  now: Date
}

const saved_words: Record<string, () => string> = {
  saved: () => t('Saved. Dates already public say it at once.'),
  created: () => t('Saved. Now add its dates.'),
  copied: () => t('This is the copy. Change what differs, then add its dates.'),
  dates: () => t('The dates are added as drafts. Publish them when they are ready.'),
  published: () => t('Published. Families can see these dates now.'),
}

const Publishing = ({ activity, dates, lacks }: Room) => {
  const ready = dates.filter((date) => !date.published_at && !date.withdrawn_at && !date.cancelled_at)
  return (
    <div class="actions">
      <ButtonLink href={paths.teamNewSession(activity.id)}>{t('Add dates')}</ButtonLink>
      {ready.length > 0 && lacks.length === 0 && (
        <ButtonLink kind="plain" href={paths.teamActivityPage(activity.id, 'publish')}>
          {t('Publish the drafts ({{number}})', { number: ready.length })}
        </ButtonLink>
      )}
      <form method="post" action={paths.teamActivityPage(activity.id, 'copy')}>
        <Hidden name="from" value={activity.id} />
        <Button kind="plain">{t('Copy this activity')}</Button>
      </form>
    </div>
  )
}

/** An activity's room: its dates, what it lacks, and everything it says. */
export function ActivityRoom(props: Room): VNode {
  const { activity, typed, problems, seasons, providers, dates, lacks, saved, now } = props
  const said = problemWords(problems)
  return (
    <Page
      title={activity.title}
      room="team"
      wide
      problems={said}
      status={saved ? saved_words[saved]?.() : undefined}
      back={{ href: paths.team(), label: t('Today') }}
    >
      {lacks.length > 0 && (
        <Notice tone="attention" title={t('Before it can be public')}>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{lack_words[lack]()}</li>
            ))}
          </ul>
        </Notice>
      )}
      <section>
        <h2>{t('Dates')}</h2>
        {dates.length ? (
          <SessionsTable caption={t('Dates')} sessions={dates} now={now} dates_only />
        ) : (
          <p>{t('It has no dates yet.')}</p>
        )}
        <Publishing {...props} />
      </section>
      <section>
        <h2>{t('What it says')}</h2>
        <form method="post" action={paths.teamActivity(activity.id)} novalidate>
          <ActivityFields {...{ typed, seasons, providers }} problems={said} />
          <Button>{t('Save changes')}</Button>
        </form>
      </section>
    </Page>
  )
}

/** Asks once more before a run of drafts goes public. */
export const PublishDraftsPage = ({
  activity,
  dates,
  now,
}: {
  activity: Activity
  dates: TeamSession[]
  now: Date
}): VNode => (
  <Page
    title={t('Publish these dates of {{title}}?', { title: activity.title })}
    room="team"
    wide
    back={{ href: paths.teamActivity(activity.id), label: activity.title }}
  >
    <p>{t('Families will see them and can book at once. A date that lacks something stays a draft.')}</p>
    <SessionsTable caption={t('Drafts')} sessions={dates} now={now} dates_only />
    <form method="post" action={paths.teamActivityPage(activity.id, 'publish')}>
      <Button>{t('Publish these dates')}</Button>
    </form>
  </Page>
)
