import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Hidden } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'

/** The way over to the council's own sign-on. */
export const CouncilGoPage = ({ council, href }: { council: string; href: string }): VNode => (
  <Page title={t('Sign in with {{council}}', { council })} back={{ href: paths.signIn() }} robots="noindex">
    <p>{t('You leave this site for a moment, and come back here when you have signed in.')}</p>
    <ButtonLink href={href}>{t('Go to {{council}}', { council })}</ButtonLink>
  </Page>
)

/** Back from the council: nothing has happened yet, and nothing does until the button is pressed. */
export const CouncilBackPage = ({ council, query }: { council: string; query: string }): VNode => (
  <Page title={t('Welcome back')} robots="noindex">
    <p>{t('{{council}} has sent you back to us.', { council })}</p>
    <form method="post" action={paths.councilSignIn('back')}>
      <Hidden name="query" value={query} />
      <Button>{t('Go on')}</Button>
    </form>
  </Page>
)

/** It did not work: said the same way whatever the reason, with the other ways in. */
export const CouncilNotPage = (): VNode => (
  <Page title={t('We could not sign you in that way')} robots="noindex">
    <p>{t('It works for people who have a role here, with the same work email.')}</p>
    <p>{t('Ask the area administrator to add you. Or sign in with a code.')}</p>
    <p>
      <ButtonLink href={paths.signIn()}>{t('Sign in with a code')}</ButtonLink>
    </p>
    <p>{t('You can ring us on {{phone}}.', { phone: site().area.phone })}</p>
  </Page>
)
