import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { drawn } from '../../../design/drawn.ts'
import { Field, Hidden } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice, Panel } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { dayWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'

/** Why a second step was not taken. */
export type StepRefusal = 'no-code' | 'wrong' | 'not-a-key'

const words: Record<StepRefusal, () => string> = {
  'no-code': () => t('Type the six numbers from your app, or a spare code'),
  wrong: () => t('That did not work. Wait for the next code in your app and try that.'),
  'not-a-key': () => t('That passkey did not answer. Try again, or use your app.'),
}

/** What a browser needs to ask for a passkey; the script opens it, and without script it stays hidden. */
export type KeyQuestion = { options: object; sealed: string }

type KeyProps = {
  use: 'get' | 'create'
  action: string
  question: KeyQuestion
  come_back: string
  label: string
}
const KeyForm = ({ use, action, question, come_back, label }: KeyProps) => (
  <form
    method="post"
    action={action}
    hidden
    data-passkey={use}
    data-options={JSON.stringify(question.options)}
  >
    <Hidden name="return" value={come_back} />
    <Hidden name="kind" value="passkey" />
    <Hidden name="question" value={question.sealed} />
    <Hidden name="answer" value="" />
    <Button kind="plain">{label}</Button>
  </form>
)

type ShowProps = {
  come_back: string
  has_app: boolean
  question: KeyQuestion | null
  problem?: StepRefusal
  /** The code an app would show now; while developing only. */
  shown_code?: string
}

/** The second step: numbers from an app, a passkey, or a spare code. */
export function SecondStepPage({ come_back, has_app, question, problem, shown_code }: ShowProps): VNode {
  const beside = problem && words[problem]()
  return (
    <Page title={t('One more step')} problems={{ code: beside }} robots="noindex">
      <p>{t('What you can open is about other people. So we check in a second way that it is you.')}</p>
      {shown_code && (
        <Notice tone="info" title={t('Development only')}>
          <p>{t('Your app would show {{code}}', { code: shown_code })}</p>
        </Notice>
      )}
      {question && (
        <KeyForm
          use="get"
          action={paths.secondStep()}
          {...{ question, come_back }}
          label={t('Use a passkey')}
        />
      )}
      <form method="post" action={paths.secondStep()} novalidate>
        <Hidden name="return" value={come_back} />
        <Field
          name="code"
          label={has_app ? t('Code from your app') : t('Spare code')}
          hint={t('Six numbers from the app on your phone. Or one of your spare codes.')}
          autocomplete="one-time-code"
          width="medium"
          problem={beside}
          required
        />
        <Button>{t('Go on')}</Button>
      </form>
      <h2>{t('Lost your phone?')}</h2>
      <p>
        {t('Use a spare code. If you have none, ring {{phone}}. We will call you back.', {
          phone: site().area.phone,
        })}
      </p>
    </Page>
  )
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

export type FactorLine = {
  id: string
  label: string
  kind: 'app' | 'passkey'
  created_at: Date
  last_used_at: Date | null
}

type SetUpProps = {
  come_back: string
  secret: string
  sealed: string
  /** The square picture an app reads: our own SVG. */
  picture: string
  question: KeyQuestion
  factors: FactorLine[]
  spare_left: number
  now: Date
  problem?: StepRefusal
  ended?: boolean
}

const Mine = ({ factors, spare_left, now }: Pick<SetUpProps, 'factors' | 'spare_left' | 'now'>) => (
  <section>
    <h2>{t('What you have now')}</h2>
    <Facts
      rows={factors.map(({ id, label, created_at }) => ({
        term: label,
        detail: (
          <>
            <p>{t('Added on {{day}}', { day: dayWords(created_at, now) })}</p>
            {factors.length > 1 && (
              <form method="post" action={paths.secondStep('end')}>
                <Hidden name="factor" value={id} />
                <Button kind="warn">{t('Take off {{label}}', { label })}</Button>
              </form>
            )}
          </>
        ),
      }))}
    />
    <p>{t('You have {{count}} spare codes left.', { count: spare_left })}</p>
  </section>
)

/** Adding a second step: an app on a phone (works with script off), or a passkey. */
export function SetUpPage(props: SetUpProps): VNode {
  const { come_back, secret, sealed, picture, question, factors, problem, ended } = props
  const beside = problem && words[problem]()
  return (
    <Page
      title={factors.length ? t('Your second step') : t('Set up your second step')}
      problems={{ code: beside }}
      status={ended ? t('Done. It is taken off.') : undefined}
      robots="noindex"
    >
      <p>
        {t('People trust you with what is private. A second step keeps out anyone who reads your messages.')}
      </p>
      {factors.length > 0 && <Mine {...props} />}
      <h2>{factors.length ? t('Add an app') : t('With an app on your phone')}</h2>
      <ol>
        <li>
          {t('Open the app that keeps your codes. Most phones have one in their settings, under passwords.')}
        </li>
        <li>
          {t('Point it at this picture, or type the letters below it.')}
          <p class="qr">
            {drawn(picture)}
            <span class="only-heard">{t('A square code for your app. The letters below say the same.')}</span>
          </p>
          <p>
            <code class="secret">{inFours(secret)}</code>
          </p>
        </li>
        <li>{t('Type the six numbers it shows.')}</li>
      </ol>
      <form method="post" action={paths.secondStep('set-up')} novalidate>
        <Hidden name="return" value={come_back} />
        <Hidden name="sealed" value={sealed} />
        <Field
          name="code"
          label={t('Code from your app')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          problem={beside}
          required
        />
        <Button>{t('Add this app')}</Button>
      </form>
      <KeyForm
        use="create"
        action={paths.secondStep('set-up')}
        {...{ question, come_back }}
        label={t('Add a passkey instead')}
      />
    </Page>
  )
}

/** The spare codes, this once. */
export const SpareCodesPage = ({ codes, come_back }: { codes: string[]; come_back: string }): VNode => (
  <Page title={t('Your second step works')} heading={false} robots="noindex">
    <Panel title={t('Your second step works')}>
      <p>{t('Write these spare codes down now. We cannot show them again.')}</p>
    </Panel>
    <p>{t('Each works once, on a day when your phone is lost. Keep them on paper, not on the phone.')}</p>
    <ul class="spare-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code.replace(/(.{5})(?=.)/g, '$1 ')}</code>
        </li>
      ))}
    </ul>
    <p>
      <ButtonLink href={come_back}>{t('I have written them down')}</ButtonLink>
    </p>
  </Page>
)
