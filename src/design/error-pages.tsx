// What is shown when a page cannot be. Always: what to do next, the phone, and whether anything was saved.
import type { VNode } from 'preact'
import { site } from '../kit/site.ts'
import { t } from '../kit/words.ts'
import { ButtonLink } from './button.tsx'
import { Page } from './page.tsx'

const Ring = () => (
  <p>{t('Or ring us on {{phone}}. A person will help you.', { phone: site().area.phone })}</p>
)
const SeeWhatsOn = () => <ButtonLink href="/whats-on">{t('See what’s on')}</ButtonLink>

/** 404: there is nothing here, or nothing this reader may know of. The two look the same. */
export const NoPage = (): VNode => (
  <Page title={t('We cannot find that page')} robots="noindex">
    <p>{t('The address may have a letter missing, or the page may have moved.')}</p>
    <p>{t('Nothing you have booked has changed.')}</p>
    <SeeWhatsOn />
    <Ring />
  </Page>
)

/** 410: it was here once. */
export const GonePage = (): VNode => (
  <Page title={t('This page has been taken down')} robots="noindex">
    <p>{t('It was here once, and it is not coming back.')}</p>
    <SeeWhatsOn />
    <Ring />
  </Page>
)

/** 403: a form that did not come from one of our pages. */
export const ElsewherePage = (): VNode => (
  <Page title={t('We could not take that form')} robots="noindex">
    <p>{t('It did not come from one of our own pages, so we kept you safe and saved nothing.')}</p>
    <p>{t('Open the page again here, and send it once more.')}</p>
    <SeeWhatsOn />
    <Ring />
  </Page>
)

/** 413 in words: more was sent than any form of ours needs. */
export const TooLargePage = (): VNode => (
  <Page title={t('That was too much to send at once')} robots="noindex">
    <p>{t('Nothing was saved. Go back and send fewer words, or a smaller photo.')}</p>
    <Ring />
  </Page>
)

/** 500 and 503: our fault, not theirs. */
export const FaultPage = (): VNode => (
  <Page title={t('Sorry, that did not work')} robots="noindex">
    <p>{t('It is our fault, not yours. What you sent just now was not saved.')}</p>
    <p>{t('Wait a minute, go back, and try again. What you typed will still be there.')}</p>
    <p>{t('If you were booking, look for a message from us. No message means no booking yet.')}</p>
    <Ring />
  </Page>
)
