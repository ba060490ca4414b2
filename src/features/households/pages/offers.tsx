// Invitations: sending one, and opening one. Opening shows; only a button acts.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { Problems } from '../forms.ts'
import type { Child } from '../queries.ts'
import { offer_days } from '../rules.ts'
import { problemSentences } from '../words.tsx'

type Sending = { child: Child; contact: string; problems?: Problems; ask_13?: boolean }

const Contact = ({ label, value, problem }: { label: string; value: string; problem?: string }) => (
  <>
    <Field
      name="contact"
      label={label}
      hint={t('We send one message there. It names nobody.')}
      value={value}
      problem={problem}
      autocomplete="off"
      required
    />
    <WhyWeAsk>
      <p>{t('So that only the person you mean can say yes. They must sign in with this very contact.')}</p>
      <p>
        {t('The invitation works for {{count}} days, once. You can take it back.', { count: offer_days })}
      </p>
    </WhyWeAsk>
  </>
)

/** Invites another carer to the same child: nothing is shared until they say yes. */
export function InvitePage({ child, contact, problems: found = {} }: Sending): VNode {
  const problems = problemSentences(found)
  return (
    <Page
      title={t('Invite another carer')}
      back={{ href: paths.accountPerson(child.id), label: t('Back') }}
      problems={problems}
      robots="noindex"
    >
      <p>
        {t('If they say yes, you both look after {{name}} here.', { name: child.first_name })}{' '}
        {t('You both see what is booked and what helps.')}
      </p>
      <p>{t('You do not see each other’s phone or email. Either of you can stop at any time.')}</p>
      <form method="post" action={paths.accountPerson(child.id, 'invite')} novalidate>
        <Contact label={t('Their mobile number or email')} value={contact} problem={problems.contact} />
        <div class="actions">
          <Button>{t('Send the invitation')}</Button>
        </div>
      </form>
    </Page>
  )
}

/** Gives a young person a sign-in of their own. */
export function HandOverPage({ child, contact, problems: found = {}, ask_13 }: Sending): VNode {
  const problems = problemSentences(found)
  const helper = child.standing === 'helper'
  return (
    <Page
      title={t('Their own sign-in')}
      back={{ href: paths.accountPerson(child.id), label: t('Back') }}
      problems={problems}
      robots="noindex"
    >
      <p>{t('{{name}} will be able to book for themselves.', { name: child.first_name })}</p>
      <p>
        {helper
          ? t('They then choose what you may go on seeing.')
          : t('You go on seeing what they book, and they are told so. They decide after Year 11.')}
      </p>
      <form method="post" action={paths.accountPerson(child.id, 'hand-over')} novalidate>
        {ask_13 && (
          <Radios
            name="is_13"
            legend={t('Are they 13 yet?')}
            hint={t('From 13 a young person may have their own sign-in.')}
            problem={problems.is_13}
            options={[
              { value: 'yes', label: t('Yes') },
              { value: 'no', label: t('Not yet') },
            ]}
          />
        )}
        <Contact label={t('Their own mobile number or email')} value={contact} problem={problems.contact} />
        <div class="actions">
          <Button>{t('Send the invitation')}</Button>
        </div>
      </form>
    </Page>
  )
}

/** Before signing in, or signed in by another contact: the page says nothing of whom it is from or about. */
export const ClosedOfferPage = ({ token, signed_in }: { token: string; signed_in: boolean }): VNode => (
  <Page title={t('An invitation')} robots="noindex">
    {signed_in ? (
      <Notice tone="attention" title={t('This was sent to another email or mobile')}>
        <p>{t('You are signed in with a different one. Sign out, then sign in with the one we wrote to.')}</p>
      </Notice>
    ) : (
      <p>{t('Sign in with the email or mobile we wrote to. Then you see who it is from.')}</p>
    )}
    <p>{t('Nothing happens until you press a button.')}</p>
    {signed_in ? (
      <form method="post" action={paths.signOut()}>
        <Button kind="plain">{t('Sign out')}</Button>
      </form>
    ) : (
      <div class="actions">
        <ButtonLink href={`${paths.signIn()}?${new URLSearchParams({ return: paths.offer(token) })}`}>
          {t('Sign in to see it')}
        </ButtonLink>
      </div>
    )}
  </Page>
)

type OfferProps = { token: string; own: boolean; names: { child: string; carer: string } }

/** Opened by whom it was meant for: who, what it means, and two buttons. */
export const OfferPage = ({ token, own, names }: OfferProps): VNode => (
  <Page title={t('An invitation')} robots="noindex">
    {own ? (
      <OwnWords {...names} />
    ) : (
      <>
        <p>
          {t('{{carer}} invites you to look after {{child}} together here.', {
            carer: names.carer || t('Somebody who knows you'),
            child: names.child,
          })}
        </p>
        <p>{t('If you say yes:')}</p>
        <ul>
          <li>{t('you can both book for {{child}}', { child: names.child })}</li>
          <li>{t('you both see what is booked, and what helps')}</li>
          <li>{t('you see each other’s first name, and no phone or email')}</li>
          <li>{t('either of you can stop at any time')}</li>
        </ul>
      </>
    )}
    <div class="actions">
      <form method="post" action={paths.offer(token, 'accept')}>
        <Button>{t('Yes, please')}</Button>
      </form>
      <form method="post" action={paths.offer(token, 'decline')}>
        <Button kind="plain">{t('No, thank you')}</Button>
      </form>
    </div>
  </Page>
)

const OwnWords = ({ child, carer }: { child: string; carer: string }) => (
  <>
    <p>{t('Hello {{child}}. This is your own sign-in.', { child })}</p>
    <p>{t('If you say yes, you can book for yourself.')}</p>
    <p>{t('Until the end of Year 11, {{carer}} can see:', { carer: carer || t('your carer') })}</p>
    <ul>
      <li>{t('your first name and the year you were born')}</li>
      <li>{t('what you book, when and where')}</li>
    </ul>
    <p>{t('They cannot see your phone, your email, or when you sign in. After Year 11 you decide.')}</p>
  </>
)

/** Used, old, taken back or never there: all the same page, with a way to a fresh one. */
export const NoOfferPage = (): VNode => (
  <Page title={t('This invitation does not work')} robots="noindex">
    <p>{t('It may have been used, or it is more than {{count}} days old.', { count: offer_days })}</p>
    <p>{t('Ask whoever sent it to send a fresh one. It takes them a minute.')}</p>
    <p>{t('Or ring us on {{phone}}.', { phone: site().area.phone })}</p>
    <div class="actions">
      <ButtonLink kind="plain" href={paths.account()}>
        {t('My page')}
      </ButtonLink>
    </div>
  </Page>
)
