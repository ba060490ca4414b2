import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Empty } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords } from '../../../kit/dates.ts'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { facts } from '../../places/index.ts'
import type { Gap, Waiting } from '../queries-team.ts'
import { emptyFinder } from '../rules-finder.ts'
import { filterWords } from '../words-filters.tsx'
import { problemWords } from '../words-team.tsx'

export type AnswerTyped = { id: string; answer: string; fact: string; fact_answer: string }
type Props = { questions: Waiting[]; typed: AnswerTyped | null; problems: Problems; saved: boolean }

const Question = ({
  question,
  typed,
  problems,
}: {
  question: Waiting
  typed: AnswerTyped | null
  problems: Problems
}) => {
  const mine = typed?.id === question.id ? typed : null
  // Fields of many forms on one page need names of their own to be led to.
  const at = (name: string) => `${name}-${question.id}`
  return (
    <section class="asked" key={question.id}>
      <h2>{question.words}</h2>
      <p class="hint">
        {t('Asked on {{day}} about', { day: dateWords(question.asked_at) })}{' '}
        <a href={paths.teamActivity(question.activity_id)}>{question.title}</a>
      </p>
      <form method="post" action={paths.teamQuestions()} novalidate>
        <Hidden name="id" value={question.id} />
        <Field
          name={at('answer')}
          label={t('The answer, for everyone to read')}
          rows={3}
          value={mine?.answer}
          problem={mine ? problems[at('answer')] : null}
        />
        <Select
          name={at('fact')}
          label={t('Keep it as a checked fact too')}
          chosen={mine?.fact}
          options={[
            { value: '', label: t('No') },
            ...facts.map((fact) => ({ value: fact.code, label: t(fact.question) })),
          ]}
        />
        <Radios
          name={at('fact_answer')}
          legend={t('What is the fact?')}
          inline
          chosen={mine?.fact_answer || 'yes'}
          options={[
            { value: 'yes', label: t('Yes') },
            { value: 'no', label: t('No') },
          ]}
        />
        <div class="actions">
          <Button>{t('Publish the answer')}</Button>
          <Button kind="warn" name="hide" value="yes">
            {t('Put it aside')}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** Questions that wait for the team, oldest first. */
export const TeamQuestionsPage = ({ questions, typed, problems, saved }: Props): VNode => {
  const said = problemWords(problems)
  return (
    <Page
      title={t('Questions')}
      room="team"
      problems={said}
      status={saved ? t('Saved. Families can read the answer now.') : undefined}
      back={{ href: paths.team(), label: t('Today') }}
    >
      {questions.length === 0 ? (
        <Empty title={t('Every question is answered')} />
      ) : (
        questions.map((question) => <Question key={question.id} {...{ question, typed }} problems={said} />)
      )}
    </Page>
  )
}

const filtersWords = (gap: Gap) =>
  Object.entries(gap.filters)
    .filter(([name]) => name !== 'from' && name !== 'to')
    .flatMap(([name, values]) => values.map((value) => filterWords(name, value, emptyFinder())))
    .join(', ')

/** What families looked for and did not find: what to plan next. */
export const GapsPage = ({ gaps }: { gaps: Gap[] }): VNode => (
  <Page title={t('What was missing')} room="team" wide back={{ href: paths.team(), label: t('Today') }}>
    <p>{t('Families told us this after a search. We keep no names, and only half of a postcode.')}</p>
    {gaps.length === 0 ? (
      <Empty title={t('Nobody has told us anything yet')} />
    ) : (
      <Table
        caption={t('What was missing')}
        caption_hidden
        head={[t('In their words'), t('What they had chosen'), t('Near'), t('Told on')]}
        rows={gaps.map((gap) => [
          gap.words ?? t('No words'),
          filtersWords(gap),
          gap.outcode ?? '',
          dateWords(gap.told_at),
        ])}
      />
    )}
  </Page>
)
