import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Checkboxes, Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { type FactGroup, fact_groups, factsOfPlace } from '../facts.ts'
import type { FactTyped } from '../forms.ts'
import type { Place } from '../queries.ts'
import type { MergedFact } from '../rules.ts'
import { checkedWords } from '../words.tsx'

const words: Record<string, () => string> = {
  'no-checker': () => t('Choose who checked'),
  'nobody-named': () => t('Write the first name of whoever checked'),
  'not-a-day': () => t('Write the day they checked, as day, month and year'),
  'day-to-come': () => t('The day they checked cannot be after today'),
  'too-long': () => t('Use fewer words here'),
}

export type VisitTyped = { checked_by: string; checked_by_name: string; checked_on: string; again: boolean }
type Props = {
  place: Place
  facts: MergedFact[]
  typed: FactTyped[]
  visit: VisitTyped
  problems: Problems
  saved?: boolean
  today: string
  fades_after_days: number
}

const Visit = ({ visit, problems, today }: { visit: VisitTyped; problems: Problems; today: string }) => (
  <>
    <h2>{t('Who went and looked?')}</h2>
    <Radios
      name="checked_by"
      legend={t('Who checked?')}
      chosen={visit.checked_by}
      problem={problems.checked_by}
      options={[
        { value: 'parent', label: t('A parent') },
        { value: 'champion', label: t('A parent champion') },
        { value: 'provider', label: t('Whoever runs it') },
        { value: 'team', label: t('One of the team') },
      ]}
    />
    <Field
      name="checked_by_name"
      label={t('Their first name')}
      hint={t('Families will see it.')}
      value={visit.checked_by_name}
      problem={problems.checked_by_name}
      width="medium"
      required
    />
    <Field
      name="checked_on"
      label={t('The day they checked')}
      type="date"
      value={visit.checked_on || today}
      problem={problems.checked_on}
      width="medium"
      required
    />
    <Checkboxes
      name="again"
      legend={t('Did they look at everything?')}
      chosen={visit.again ? ['all'] : []}
      options={[
        {
          value: 'all',
          label: t('Yes, all that is answered was checked again'),
          hint: t('If not, only the answers you change are signed with this name and day.'),
        },
      ]}
    />
  </>
)

const Question = ({
  fact,
  typed,
  ...day
}: { fact: MergedFact; typed: FactTyped } & Pick<Props, 'today' | 'fades_after_days'>) => (
  <div class="fact-question">
    <Radios
      name={`answer_${fact.code}`}
      legend={t(fact.question)}
      hint={fact.said ? checkedWords(fact.said, day) : undefined}
      inline
      chosen={typed.answer}
      options={[
        { value: 'yes', label: t('Yes') },
        { value: 'no', label: t('No') },
        { value: 'not_checked', label: t('Not checked') },
      ]}
    />
    <Field
      name={`detail_${fact.code}`}
      label={t('More about “{{fact}}”', { fact: t(fact.yes) })}
      value={typed.detail}
      required={false}
    />
  </div>
)

/** The access facts of a place, to answer after a visit: who looked, when, and what they found. */
export function TeamFactsPage({ place, facts, typed, visit, problems: codes, saved, ...day }: Props): VNode {
  const problems = Object.fromEntries(
    Object.entries(codes).map(([field, code]) => [field, words[code]?.() ?? t('Check this answer')]),
  )
  const asked = new Set(factsOfPlace(place.kind).map((fact) => fact.code))
  const shown = facts.filter((fact) => asked.has(fact.code))
  return (
    <Page
      title={t('What it is like at {{place}}', { place: place.name })}
      room="team"
      wide
      problems={problems}
      status={saved && t('Saved. Families see it now.')}
      back={{ href: paths.teamPlace(place.id), label: place.name }}
    >
      <form method="post" action={paths.teamPlacePage(place.id, 'facts')} novalidate>
        <Visit visit={visit} problems={problems} today={day.today} />
        {(Object.keys(fact_groups) as FactGroup[]).map((group) => {
          const questions = shown.filter((fact) => fact.group === group)
          return (
            questions.length > 0 && (
              <section key={group}>
                <h2>{t(fact_groups[group])}</h2>
                {questions.map((fact) => (
                  <Question
                    key={fact.code}
                    fact={fact}
                    typed={typed.find((each) => each.fact === fact.code)!}
                    {...day}
                  />
                ))}
              </section>
            )
          )
        })}
        <Button>{t('Save what they found')}</Button>
      </form>
    </Page>
  )
}
