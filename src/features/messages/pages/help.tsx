import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Notice, Panel } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'

/** What can be wrong with a call for help. */
export type HelpProblem = 'no-need' | 'no-contact' | 'too-long'

const words: Record<HelpProblem, () => string> = {
  'no-need': () => t('Tell us what you need'),
  'no-contact': () => t('Tell us a phone number or an email'),
  'too-long': () => t('Make this shorter, or ring us'),
}

type Help = {
  form_key: string
  need?: string
  contact?: string
  problems?: { need?: HelpProblem; contact?: HelpProblem }
}

/** Two boxes: what you need, and how to reach you. */
export function HelpPage({ form_key, need, contact, problems = {} }: Help): VNode {
  const beside = {
    need: problems.need && words[problems.need](),
    contact: problems.contact && words[problems.contact](),
  }
  return (
    <Page title={t('Ask us for help')} problems={beside}>
      <p>{t('Write to us here. A person will read it and answer within two working days.')}</p>
      <form method="post" action={paths.help()} novalidate>
        <Hidden name="form_key" value={form_key} />
        <Field
          name="need"
          label={t('What do you need?')}
          rows={5}
          value={need}
          problem={beside.need}
          required
        />
        <Field
          name="contact"
          label={t('How can we reach you?')}
          hint={t('A phone number or an email. We use it only to answer you.')}
          value={contact}
          problem={beside.contact}
          required
        />
        <Button>{t('Send this to the team')}</Button>
      </form>
      <WhyWeAsk>
        <p>{t('We need to know how to answer you. Only the team reads it.')}</p>
        <p>{t('What you write is locked, and goes after 90 days.')}</p>
      </WhyWeAsk>
      <p>{t('In danger right now? Ring 999.')}</p>
    </Page>
  )
}

/** Thanks, and what happens next. */
export const HelpSentPage = (): VNode => (
  <Page title={t('Thank you')} heading={false} back={{ href: paths.home(), label: t('Back to the start') }}>
    <Panel title={t('Thank you. We have it.')}>
      <p>{t('A person in the team will read it and answer you within two working days.')}</p>
      <p>{t('If it cannot wait, ring {{phone}}.', { phone: site().area.phone })}</p>
    </Panel>
  </Page>
)

/** Said kindly when someone has written a great deal in an hour. */
export const HelpTooManyPage = (): VNode => (
  <Page title={t('Please ring us')} back={{ href: paths.home(), label: t('Back to the start') }}>
    <Notice tone="attention" title={t('We did not send this one')} live>
      <p>{t('We have had a lot of messages from you in the last hour. We have the earlier ones.')}</p>
      <p>{t('Ring {{phone}}, or write again in an hour.', { phone: site().area.phone })}</p>
    </Notice>
  </Page>
)
