import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Checkboxes } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { code_minutes, codes_an_hour, type Refusal, shared_hours } from '../rules.ts'

const words: Record<Refusal, () => string> = {
  'not-a-contact': () => t('Type an email, like name@example.org, or a mobile number, like 07700 900123'),
  landline: () => t('That looks like a home phone. Type a mobile number or an email.'),
  'cannot-send': () => t('We cannot send a code there yet. Type an email, or ring us.'),
  'no-code': () => t('Type the six numbers from the message'),
  'wrong-code': () => t('That code does not work. Check it, or ask for a new one.'),
}

/** The sentence for a refusal. */
export const refusalWords = (problem: Refusal | undefined): string | undefined => problem && words[problem]()

const Shared = ({ chosen }: { chosen?: boolean }) => (
  <Checkboxes
    name="shared"
    legend={t('Is this phone only yours?')}
    options={[
      {
        value: 'yes',
        label: t('Other people use this phone'),
        hint: t('Then we sign you out when you close the browser, or after {{count}} hours.', {
          count: shared_hours,
        }),
      },
    ]}
    chosen={chosen ? ['yes'] : []}
  />
)

type SignInProps = {
  come_back: string
  typed?: string
  shared?: boolean
  problem?: Refusal
  /** The council's own sign-on, by name. */
  council?: string
}

/** One box: an email or a mobile. */
export function SignInPage({ come_back, typed, shared, problem, council }: SignInProps): VNode {
  const beside = refusalWords(problem)
  return (
    <Page title={t('Sign in')} problems={{ contact: beside }} robots="noindex">
      <p>{t('You do not need to sign in to find or book something.')}</p>
      <p>{t('Sign in to see your bookings in one place. The first time, this makes your account.')}</p>
      <form method="post" action={paths.signIn()} novalidate>
        <Hidden name="return" value={come_back} />
        <Field
          name="contact"
          label={t('Your email or mobile number')}
          hint={t('We send you a code and a link. There is no password to remember.')}
          inputmode="email"
          autocomplete="username"
          value={typed}
          problem={beside}
          required
        />
        <Shared chosen={shared} />
        <Button>{t('Send me a code')}</Button>
      </form>
      {council && (
        <>
          <h2>{t('Do you work for {{council}}?', { council })}</h2>
          <form method="post" action={paths.councilSignIn()}>
            <Hidden name="return" value={come_back} />
            <Button kind="plain">{t('Sign in with {{council}}', { council })}</Button>
          </form>
        </>
      )}
    </Page>
  )
}

/** What is shown only while developing, where no message goes out. */
export const ForDevelopment = ({ code, link }: { code: string; link?: string }): VNode => (
  <Notice tone="info" title={t('Development only')}>
    <p>{t('Your code is {{code}}', { code })}</p>
    {link && (
      <p>
        <a href={link}>{t('The link in the message')}</a>
      </p>
    )}
  </Notice>
)

type CodeProps = {
  send_to: string
  come_back: string
  problem?: Refusal
  /** How the asking went, when it was asked again or nothing more was sent. */
  asked?: 'again' | 'no-more'
  shown?: { code: string; link?: string }
}

/** Where the code is typed. It reads the same whoever has the contact. */
export function CodePage({ send_to, come_back, problem, asked, shown }: CodeProps): VNode {
  const beside = refusalWords(problem)
  return (
    <Page
      title={t('Type your code')}
      problems={{ code: beside }}
      status={asked === 'again' ? t('A new code is on its way.') : undefined}
      back={{ href: paths.signIn(), label: t('Use a different email or number') }}
      robots="noindex"
    >
      {asked === 'no-more' && (
        <Notice tone="attention" title={t('We sent no new code')}>
          <p>
            {t('We have sent {{count}} codes in the last hour. The newest one may still work.', {
              count: codes_an_hour,
            })}
          </p>
          <p>{t('You can ask again in an hour. Or ring us on {{phone}}.', { phone: site().area.phone })}</p>
        </Notice>
      )}
      {shown && <ForDevelopment {...shown} />}
      <p>{t('We have sent a message to {{contact}}. It can take a minute.', { contact: send_to })}</p>
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
      <p>{t('Look in your junk mail first. The message has a link too: that works as well.')}</p>
      <form method="post" action={paths.signIn()}>
        <Hidden name="return" value={come_back} />
        <Hidden name="again" value="yes" />
        <Button kind="plain">{t('Send me a new code')}</Button>
      </form>
    </Page>
  )
}

/** What a link opens: nothing has happened yet, and nothing does until the button is pressed. */
export const LinkPage = ({ send_to, sealed }: { send_to: string; sealed: string }): VNode => (
  <Page title={t('Sign in on this phone?')} robots="noindex">
    <p>{t('This link is for {{contact}}.', { contact: send_to })}</p>
    <p>{t('Did you not ask to sign in? Then close this page. Nothing has happened.')}</p>
    <form method="post" action={paths.signInLink(sealed)}>
      <Shared />
      <Button>{t('Sign in on this phone')}</Button>
    </form>
  </Page>
)

/** For a link that is old, used, changed or not for this. `send_to` is there when we can tell whose it was. */
export const BadLinkPage = ({ send_to }: { send_to?: string }): VNode => (
  <Page title={t('This link does not work now')} robots="noindex">
    <p>
      {t('A link works once, and for {{count}} minutes. Getting a fresh one is quick.', {
        count: code_minutes,
      })}
    </p>
    {send_to ? (
      <form method="post" action={paths.signIn()}>
        <Hidden name="contact" value={send_to} />
        <Button>{t('Send me a fresh code')}</Button>
      </form>
    ) : (
      <p>
        <ButtonLink href={paths.signIn()}>{t('Get a fresh code')}</ButtonLink>
      </p>
    )}
  </Page>
)

/** For a while, no more tries: when to come back, and who can help now. */
export const TooManyPage = ({ minutes, back }: { minutes: number; back: string }): VNode => (
  <Page title={t('Please wait a little')} back={{ href: back }} robots="noindex">
    <Notice tone="attention">
      <p>{t('There were many wrong tries. To keep you safe, we are having a short rest.')}</p>
      <p>{t('You can try again in {{count}} minutes.', { count: minutes })}</p>
    </Notice>
    <p>{t('Can it not wait? Ring us on {{phone}}. We can help you now.', { phone: site().area.phone })}</p>
  </Page>
)
