import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { code_minutes, type Refusal } from '../rules.ts'
import { ForDevelopment, refusalWords } from './sign-in.tsx'

type Props = {
  come_back: string
  /** Where the code goes; null when the person has no contact we can write to. */
  send_to: string | null
  sent: boolean
  problem?: Refusal
  shown?: { code: string }
}

const Ask = ({ come_back, again }: { come_back: string; again: boolean }) => (
  <form method="post" action={paths.signInConfirm()}>
    <Hidden name="return" value={come_back} />
    <Hidden name="send" value="yes" />
    <Button kind={again ? 'plain' : 'go'}>{again ? t('Send me a new code') : t('Send me a code')}</Button>
  </form>
)

/** Before anything private is opened: a fresh code to a contact they have already. */
export function ConfirmPage({ come_back, send_to, sent, problem, shown }: Props): VNode {
  const beside = refusalWords(problem)
  return (
    <Page title={t('Show that it is you')} problems={{ code: beside }} robots="noindex">
      <p>{t('What comes next is private. So we check again, in case someone else has your phone.')}</p>
      {send_to === null ? (
        <p>{t('We have no email or number for you. Please ring us.')}</p>
      ) : sent ? (
        <>
          {shown && <ForDevelopment {...shown} />}
          <p>{t('We have sent a message to {{contact}}. It can take a minute.', { contact: send_to })}</p>
          <form method="post" action={paths.signInConfirm()} novalidate>
            <Hidden name="return" value={come_back} />
            <Field
              name="code"
              label={t('Six-number code')}
              hint={t('It works for {{count}} minutes. You can paste it.', { count: code_minutes })}
              inputmode="numeric"
              autocomplete="one-time-code"
              width="short"
              problem={beside}
              required
            />
            <Button>{t('Go on')}</Button>
          </form>
          <Ask come_back={come_back} again />
        </>
      ) : (
        <>
          <p>{t('We will send a code to {{contact}}.', { contact: send_to })}</p>
          <Ask come_back={come_back} again={false} />
        </>
      )}
    </Page>
  )
}
