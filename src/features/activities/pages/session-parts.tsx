// The parts of a session's page below what decides: the story, the people, the other dates, the questions.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { drawn } from '../../../design/drawn.ts'
import { Field } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { cutMarkup } from '../../../design/paper-cut.tsx'
import { dateWords } from '../../../kit/dates.ts'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { Activity, OtherDate, SessionPage } from '../queries.ts'
import { standingOf } from '../rules.ts'
import { whenWords } from '../words.tsx'
import { StandingTag } from './my-list.tsx'

/** 'Free' is always said; a cost is said in pounds. */
export function costWords({ cost_pence, cost_note }: Pick<Activity, 'cost_pence' | 'cost_note'>): string {
  const cost = cost_pence
    ? t('It costs {{cost}}.', {
        cost: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(cost_pence / 100),
      })
    : t('Free.')
  return cost_note ? `${cost} ${cost_note}` : cost
}

/** What happens first, next and last, each with a picture. */
export const Story = ({ page }: { page: SessionPage }): VNode | null =>
  page.story.length === 0 ? null : (
    <section>
      <h2>{t('What will happen')}</h2>
      <ol class={`story theme-${page.activity.theme}`}>
        {page.story.map((step, at) => (
          <li key={step.sentence}>
            {step.picture ? (
              <img src={step.picture} alt={step.picture_alt ?? ''} width="320" height="120" loading="lazy" />
            ) : (
              drawn(cutMarkup(page.activity.theme, `${page.activity.id}${at}`, 'card'))
            )}
            <p>{step.sentence}</p>
          </li>
        ))}
      </ol>
    </section>
  )

const led_by: Record<Activity['led_by'], () => string> = {
  provider: () => t('A local group runs it.'),
  parents: () => t('Parents like you run it.'),
  young_people: () => t('Young people run it.'),
}

/** Who is in the room, how they are trained, and who keeps children safe. */
export const Who = ({ page: { activity, provider } }: { page: SessionPage }): VNode => {
  const rows = [
    { term: t('Who you will meet'), detail: activity.who_you_will_meet },
    { term: t('Who runs it'), detail: [led_by[activity.led_by](), provider?.name].filter(Boolean).join(' ') },
    { term: t('Their training'), detail: activity.staff_training },
    { term: t('First aid'), detail: provider?.first_aider },
    { term: t('Safeguarding lead'), detail: provider?.safeguarding_lead },
    {
      term: t('Background checks'),
      detail: provider?.background_checks_on
        ? t('We saw them on {{day}}.', { day: dateWords(provider.background_checks_on) })
        : null,
    },
  ]
  return (
    <section>
      <h2>{t('Who will be there')}</h2>
      <Facts rows={rows.filter((row) => row.detail).map(({ term, detail }) => ({ term, detail }))} />
      <p>
        {t('Worried about a child? Ring {{phone}}. Say you have a worry about safety.', {
          phone: site().area.phone,
        })}
      </p>
    </section>
  )
}

const standing = (date: OtherDate, drop_in: boolean, now: Date) => standingOf({ ...date, drop_in }, now)

const Dates = ({ dates, page, now }: { dates: OtherDate[]; page: SessionPage; now: Date }) => (
  <ul class="plain-list dates">
    {dates.map((date) => (
      <li key={date.id}>
        <a href={paths.session(date.id)}>{whenWords(date, now)}</a>{' '}
        {date.place_name && date.place_name !== page.place?.name && <span>{date.place_name} </span>}
        <StandingTag standing={standing(date, page.activity.drop_in, now)} />
      </li>
    ))}
  </ul>
)

/** The other dates, with the calmer or the livelier ones named where there are both. */
export const OtherDates = ({ page, now }: { page: SessionPage; now: Date }): VNode | null => {
  const { other_dates, session } = page
  const other = session.version === 'relaxed' ? 'busier' : 'relaxed'
  const versions = other_dates.filter((date) => date.version === other)
  const rest = other_dates.filter((date) => date.version !== other)
  if (other_dates.length === 0) return null
  return (
    <section>
      <h2>{t('Other dates')}</h2>
      {versions.length > 0 && (
        <>
          <h3>
            {other === 'relaxed'
              ? t('Relaxed: fewer people, less noise')
              : t('Busier: more people, more noise')}
          </h3>
          <Dates {...{ page, now }} dates={versions.slice(0, 6)} />
          {rest.length > 0 && <h3>{t('Like this one')}</h3>}
        </>
      )}
      <Dates {...{ page, now }} dates={rest.slice(0, 12)} />
    </section>
  )
}

type Asking = { page: SessionPage; now: Date; problems: Problems; typed: string; preview?: boolean }

/** What families asked, and a way to ask. */
export const Questions = ({ page, problems, typed, preview }: Asking): VNode => (
  <section id="questions">
    <h2>{t('Questions')}</h2>
    {page.answered.map((each) => (
      <div class="answered" key={each.id}>
        <p>
          <strong>{t('Asked: {{words}}', { words: each.words })}</strong>
        </p>
        <p>{each.answer}</p>
        <p class="hint">
          {t('{{who}}, {{day}}', { who: each.answered_by, day: dateWords(each.answered_at) })}
        </p>
      </div>
    ))}
    {!preview && (
      <form method="post" action={paths.askQuestion(page.session.id)} novalidate>
        <Field
          name="question"
          label={t('Ask a question')}
          hint={t('We answer here, for everyone to read. Please leave out names.')}
          rows={3}
          value={typed}
          problem={problems.question}
        />
        <Button kind="plain">{t('Send my question')}</Button>
      </form>
    )}
  </section>
)
