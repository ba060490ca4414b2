// The words of invitations. They name no child and no need: anybody may be looking over a shoulder.
import { speak, t } from '../../kit/words.ts'
import type { Message, Words } from '../messages/index.ts'
import { offer_days } from './rules.ts'

type Invitation = { message: Message; href: string; own: boolean }

/** An invitation, to an email or a mobile. Nothing happens until a button on its page is pressed. */
export const invitationWords = ({ message, href, own }: Invitation): Words =>
  speak(message.language, () => {
    const subject = own ? t('An invitation to have your own sign-in') : t('An invitation for you')
    const first = own
      ? t('Somebody who cares for you has invited you to have your own sign-in at Alongside.')
      : t('Somebody who uses Alongside has invited you to book things together with them.')
    if (message.channel === 'text')
      return { subject, text: t('{{first}} See who, and say yes or no: {{href}}', { first, href }) }
    return {
      subject,
      text: [
        first,
        t('Sign in with this email address, and we will show you who it is from.'),
        t('Nothing happens until you say yes. You can say no.'),
        t('This invitation works for {{count}} days.', { count: offer_days }),
        t('Do you not know what this is about? Then you do not need to do anything.'),
      ].join('\n\n'),
      button: { label: t('See the invitation'), href },
    }
  })
