import type { VNode } from 'preact'
import { Button } from '../../design/button.tsx'
import { Field, Hidden } from '../../design/field.tsx'
import { Notice } from '../../design/notice.tsx'
import { Page } from '../../design/page.tsx'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { code_minutes, codes_an_hour, type Refusal } from './rules.ts'

const words: Record<Refusal, () => string> = {
  'not-an-email': () => t('Type an email address, like name@example.org'),
  'no-code': () => t('Type the six numbers from the email'),
  'wrong-code': () => t('That code does not work. Check it, or ask for a new one.'),
}

/** One box: an email. */
export function SignInPage({
  come_back,
  email,
  problem,
}: {
  come_back: string
  email?: string
  problem?: Refusal
}): VNode {
  const beside = problem && words[problem]()
  return (
    <Page title={t('Sign in')} problems={{ email: beside }} robots="noindex">
      <p>{t('This is for the team. You do not need to sign in to find or book something.')}</p>
      <form method="post" action={paths.signIn()} novalidate>
        <Hidden name="return" value={come_back} />
        <Field
          name="email"
          label={t('Your email')}
          hint={t('We will send you a code. There is no password to remember.')}
          type="email"
          inputmode="email"
          autocomplete="email"
          value={email}
          problem={beside}
          required
        />
        <Button>{t('Send me a code')}</Button>
      </form>
    </Page>
  )
}

type CodeProps = { email: string; come_back: string; problem?: Refusal; again?: boolean; shown_code?: string }

/** Where the code is typed. It reads the same whether or not we know the address. */
export function CodePage({ email, come_back, problem, again, shown_code }: CodeProps): VNode {
  const beside = problem && words[problem]()
  return (
    <Page
      title={t('Type your code')}
      problems={{ code: beside }}
      status={again ? t('If you may sign in, a code is on its way.') : undefined}
      back={{ href: paths.signIn(), label: t('Use a different email') }}
      robots="noindex"
    >
      {shown_code && (
        <Notice tone="info" title={t('Development only')}>
          <p>{t('Your code is {{code}}', { code: shown_code })}</p>
        </Notice>
      )}
      <p>{t('If {{email}} may sign in here, we have sent it a code. It can take a minute.', { email })}</p>
      <form method="post" action={paths.signInCode()} novalidate>
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
        <Button>{t('Sign in')}</Button>
      </form>
      <h2>{t('No code?')}</h2>
      <p>
        {t('Look in your junk mail first. You can ask for {{count}} codes an hour.', {
          count: codes_an_hour,
        })}
      </p>
      <form method="post" action={paths.signIn()}>
        <Hidden name="return" value={come_back} />
        <Hidden name="email" value={email} />
        <Hidden name="again" value="yes" />
        <Button kind="plain">{t('Send me a new code')}</Button>
      </form>
    </Page>
  )
}
