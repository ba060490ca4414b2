// How to reach me and talk with me: the Accessible Information Standard, in six questions.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { languages, t } from '../../../kit/words.ts'
import type { Format, Problems } from '../forms.ts'
import { problemSentences } from '../words.tsx'

export type ReachTyped = {
  language: string
  format: string
  interpreter: string
  phone_instead: string
  ring_on: string
  best_time: string
}
type Props = { typed: ReachTyped; problems?: Problems; status?: string }

/** The formats, as people know them. */
const format_words: Record<Format, () => string> = {
  standard: () => t('Ordinary print'),
  large_print: () => t('Large print'),
  easy_read: () => t('Easy Read, with pictures'),
  audio: () => t('Spoken, to listen to'),
  braille: () => t('Braille'),
}

const spoken = () => languages.filter(({ code }) => !code.includes('-X'))

/** One page; every answer may be left as it is. */
export function ReachPage({ typed, problems: found = {} }: Props): VNode {
  const problems = problemSentences(found)
  return (
    <Page
      title={t('How to reach me and talk with me')}
      back={{ href: paths.account(), label: t('My page') }}
      problems={problems}
      robots="noindex"
    >
      <p>{t('Tell us once. Everybody who writes to you or rings you will do it this way.')}</p>
      <form method="post" action={paths.account('reach')} novalidate>
        <Radios
          name="phone_instead"
          legend={t('Shall we ring you instead of writing?')}
          chosen={typed.phone_instead || 'no'}
          options={[
            { value: 'no', label: t('No, write to me') },
            {
              value: 'yes',
              label: t('Yes, ring me'),
              hint: t('A person rings you. Only your sign-in codes still come in writing.'),
            },
          ]}
        />
        <Field
          name="ring_on"
          label={t('The number to ring')}
          value={typed.ring_on}
          problem={problems.ring_on}
          type="tel"
          autocomplete="tel"
          width="medium"
          required={false}
        />
        <Field
          name="best_time"
          label={t('The best time')}
          hint={t('For example: school mornings, or after 7pm.')}
          value={typed.best_time}
          problem={problems.best_time}
          required={false}
        />
        {spoken().length > 1 && (
          <Select
            name="language"
            label={t('Language')}
            chosen={typed.language}
            options={[
              { value: '', label: t('As I last chose on this site') },
              ...spoken().map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <Field
          name="interpreter"
          label={t('An interpreter')}
          hint={t('Which language? It may be British Sign Language.')}
          value={typed.interpreter}
          problem={problems.interpreter}
          width="medium"
          required={false}
        />
        <Radios
          name="format"
          legend={t('What we print or send')}
          chosen={typed.format || 'standard'}
          options={Object.entries(format_words).map(([value, label]) => ({ value, label: label() }))}
        />
        <WhyWeAsk>
          <p>{t('It is your right to be told things in a way you can use.')}</p>
          <p>{t('The team sees these answers beside each message to you. Nobody else does.')}</p>
        </WhyWeAsk>
        <div class="actions">
          <Button>{t('Save')}</Button>
        </div>
      </form>
    </Page>
  )
}
