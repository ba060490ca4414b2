// Privacy in Easy Read: one picture, one short sentence, one idea at a time.
import type { VNode } from 'preact'
import { EasyRead } from '../../design/easy-read.tsx'
import { Page } from '../../design/page.tsx'
import { paths } from '../../kit/paths.ts'
import { site } from '../../kit/site.ts'
import { t } from '../../kit/words.ts'

/** What is kept and what a reader can do about it: 15 words at most a sentence. */
export const PrivacyEasyPage = (): VNode => (
  <Page title={t('Your information: Easy Read')} back={{ href: paths.about('privacy'), label: t('Privacy') }}>
    <EasyRead
      rows={[
        { icon: 'magnifying-glass', words: t('You can look at what is on. We keep nothing about you.') },
        { icon: 'users', words: t('When you book, we ask your first name and your age.') },
        { icon: 'phone', words: t('We ask for a phone number or an email.') },
        { icon: 'chat-text', words: t('We use it to tell you about your booking.') },
        { icon: 'heart', words: t('You never have to prove anything.') },
        { icon: 'house', words: t('We do not ask where you live.') },
        { icon: 'user', words: t('The leader sees who is coming.') },
        { icon: 'hand', words: t('We do not sell it. We do not give it away.') },
        { icon: 'ear', words: t('If a person opens your record, you can see who.') },
        { icon: 'pencil', words: t('You can change what is wrong.') },
        { icon: 'check', words: t('You can take a copy.') },
        { icon: 'door', words: t('You can delete it all. Then it is gone.') },
        { icon: 'calendar', words: t('One year after a session, we take your names away.') },
        { icon: 'question', words: t('Do you want help? Ring {{phone}}.', { phone: site().area.phone }) },
      ]}
    />
    <p>
      <a href={paths.account('record')}>{t('See what we hold about you')}</a>
    </p>
  </Page>
)
