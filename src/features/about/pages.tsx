import type { ComponentChildren, VNode } from 'preact'
import { Page } from '../../design/page.tsx'
import { paths } from '../../kit/paths.ts'
import { site } from '../../kit/site.ts'
import { t } from '../../kit/words.ts'

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

/** How the pages were made to be easy to use, what is not good enough yet, and how to tell us. */
export const AccessibilityPage = (): VNode => (
  <Page title={t('Making this easy to use')} back={{ href: paths.home() }}>
    <p>{t('We want everyone to be able to use these pages.')}</p>
    <Part title={t('What you can do here')}>
      <ul>
        <li>{t('Make the words twice as big. Nothing is cut off.')}</li>
        <li>{t('Use only a keyboard, a switch, or your voice.')}</li>
        <li>{t('Have the page read out by your phone or computer.')}</li>
        <li>{t('Turn on calm view at the foot of any page. It has fewer colours and no pictures.')}</li>
        <li>{t('Take as long as you like. Nothing times out.')}</li>
        <li>{t('Book by phone instead. It is the same list and the same places.')}</li>
      </ul>
    </Part>
    <Part title={t('What is not good enough yet')}>
      <ul>
        <li>{t('Some places have not been checked by a person. They say “not checked”.')}</li>
        <li>{t('Many places have no photo of their door yet.')}</li>
        <li>{t('The pages are in English only for now. Ring us and we will find an interpreter.')}</li>
      </ul>
    </Part>
    <Part title={t('Tell us')}>
      <p>
        {t('If something is hard to use, ring {{phone}}. We will help you, then mend it.', {
          phone: site().area.phone,
        })}
      </p>
      <p>{t('We aim to meet the Web Content Accessibility Guidelines 2.2, level AA.')}</p>
    </Part>
  </Page>
)

/** What is kept about a family that books, why, who sees it, and how to have it removed. */
export const PrivacyPage = (): VNode => (
  <Page title={t('What we keep about you')} back={{ href: paths.home() }}>
    <p>{t('We ask for as little as we can. You never have to prove anything.')}</p>
    <p>
      <a href={paths.about('privacy-easy')}>{t('Read this in Easy Read')}</a>
    </p>
    <Part title={t('When you look round')}>
      <p>
        {t('We keep nothing about you. A postcode you type stays in your address bar. We do not store it.')}
      </p>
      <p>{t('Your list is kept on your own phone or computer. We cannot see it.')}</p>
    </Part>
    <Part title={t('When you book')}>
      <ul>
        <li>{t('First names and ages of the children who come, so the leader knows who to expect.')}</li>
        <li>{t('Your name, and a mobile or an email, so we can tell you if anything changes.')}</li>
        <li>{t('If you leave your child with us: who to ring, and anything the leader must know.')}</li>
      </ul>
      <p>{t('We never ask for a diagnosis, a plan, a school or a home address.')}</p>
    </Part>
    <Part title={t('Who sees it')}>
      <p>{t('The team and the leader of that session. Nobody else. We never sell it or pass it on.')}</p>
    </Part>
    <Part title={t('How long we keep it')}>
      <p>
        <a href={paths.about('what-we-keep')}>{t('See all that we keep, why and how long')}</a>
      </p>
    </Part>
    <Part title={t('See it, correct it, delete it')}>
      <p>
        {t(
          'Sign in with the mobile or email you book with. Then you can do all of that yourself, day or night.',
        )}
      </p>
      <p>
        <a href={paths.account('record')}>{t('See what we hold about you')}</a>
      </p>
      <p>
        {t('Or ring {{phone}} and ask us to forget you. We will, and we will tell you when it is done.', {
          phone: site().area.phone,
        })}
      </p>
      <p>{t('You can complain to the Information Commissioner’s Office at ico.org.uk.')}</p>
    </Part>
  </Page>
)
