// Letting somebody back in who lost their phone: ring back, ask two things, then type the new contact.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Checkboxes, Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { PersonWhole } from '../queries-people.ts'
import { call_backs, questions_asked, type RelinkRefusal } from '../rules-roles.ts'
import { call_back_words, question_words, relink_refusals } from '../words-roles.tsx'

export type RelinkProblem = RelinkRefusal | 'no-call-back' | 'two-questions' | 'not-a-contact' | 'no-landline'
const words: Record<RelinkProblem, () => string> = {
  ...relink_refusals,
  'no-call-back': () => t('Choose how you made sure that it is them'),
  'two-questions': () => t('Tick at least two questions they answered rightly'),
  'not-a-contact': () => t('Check the number or email, like 07700 900123 or name@example.org'),
  'no-landline': () => t('A code cannot be sent to this number. Ask for a mobile or an email.'),
}
export type RelinkTyped = { how: string; asked: string[]; contact: string; end: string[] }
type Props = {
  person: PersonWhole
  typed: RelinkTyped
  problems: Partial<Record<'how' | 'asked' | 'contact' | 'end', RelinkProblem>>
}

/** The call-back and the new contact, on one page, in the order they are done. */
export function TeamSignInPage({ person, typed, problems }: Props): VNode {
  const said = Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, words[problem]()]),
  )
  return (
    <Page
      title={t('Change how they sign in')}
      room="team"
      back={{ href: paths.teamPerson(person.id), label: t('Back to the record') }}
      problems={said}
    >
      <Notice tone="attention" title={t('End the call. Then ring back.')}>
        <p>{t('Anyone can ring and give a name. Ring a number we had before this call.')}</p>
      </Notice>
      <form method="post" action={paths.teamPerson(person.id, 'sign-in')} novalidate>
        <Radios
          name="how"
          legend={t('1. How did you make sure it is them?')}
          options={call_backs.map((value) => ({ value, label: call_back_words[value]() }))}
          chosen={typed.how}
          problem={said.how}
        />
        <Checkboxes
          name="asked"
          legend={t('2. Which questions did they answer rightly?')}
          hint={t('At least two. Do not tell them the answers.')}
          options={questions_asked.map((value) => ({ value, label: question_words[value]() }))}
          chosen={typed.asked}
          problem={said.asked}
        />
        <Field
          name="contact"
          label={t('3. Their new mobile or email')}
          hint={t('They sign in with this from now on.')}
          autocomplete="off"
          value={typed.contact}
          problem={said.contact}
          required
        />
        {person.contacts.length > 0 && (
          <Checkboxes
            name="end"
            legend={t('4. Which of these do they not have any more?')}
            options={person.contacts.map(({ id, typed: contact }) => ({ value: id, label: contact }))}
            chosen={typed.end}
          />
        )}
        <p>{t('They are signed out everywhere. We tell every contact, old and new.')}</p>
        <Button>{t('Change how they sign in')}</Button>
      </form>
    </Page>
  )
}
