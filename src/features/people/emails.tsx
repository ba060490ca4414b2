import { speak, t } from '../../kit/words.ts'
import type { Message, Words } from '../messages/index.ts'
import { code_minutes } from './rules.ts'

type About = { code?: string; purpose?: string; what?: Told }

/** The message with a code in it; null when the code has gone or no longer works. `linkOf` makes the link that goes with it. */
export function codeWords(message: Message, now: Date, linkOf: (code: string) => string): Words | null {
  const { code, purpose } = (message.about ?? {}) as About
  if (!code || now.getTime() - message.created_at.getTime() > code_minutes * 60_000) return null
  return speak(message.language, () =>
    purpose === 'confirm'
      ? confirmWords(code)
      : message.channel === 'text'
        ? textWords(code, linkOf(code))
        : emailWords(code, linkOf(code)),
  )
}

const emailWords = (code: string, href: string): Words => ({
  subject: t('Your code to sign in'),
  text: [
    t('Your code is {{code}}', { code }),
    t('Type it on the page where you asked for it. It works for {{count}} minutes.', { count: code_minutes }),
    t('Or press the button below. It opens a page with one more button, to sign in on this phone.'),
    t('Nobody from the team will ever ask you for this code.'),
    t('Did you not ask for it? Then you do not need to do anything.'),
  ].join('\n\n'),
  button: { label: t('Sign in'), href },
})

const textWords = (code: string, href: string): Words => ({
  subject: t('Your code to sign in'),
  text: `${t('{{code}} is your code to sign in. Never tell it to anyone. Or open this:', { code })} ${href}`,
})

const confirmWords = (code: string): Words => ({
  subject: t('Your code to show it is you'),
  text: [
    t('Your code is {{code}}', { code }),
    t('Type it on the page where you asked for it. It works for {{count}} minutes.', { count: code_minutes }),
    t('Nobody from the team will ever ask you for this code.'),
  ].join('\n\n'),
})

/** What a person is told about their second step. */
export type Told = 'added' | 'spare-code' | 'ended' | 'forgotten'

const told: Record<Told, () => string> = {
  added: () => t('A second step for signing in was added to your account.'),
  ended: () => t('A second step for signing in was taken off your account.'),
  forgotten: () =>
    t('We took off your second step, because your phone is lost. Sign in to set up a new one.'),
  'spare-code': () => t('One of your spare codes was used to sign in to your account.'),
}

/** The message that says something about a second step, so that nobody adds one unseen. */
export const secondStepWords = (message: Message): Words =>
  speak(message.language, () => ({
    subject: t('Your account has changed'),
    text: [
      told[((message.about ?? {}) as About).what ?? 'added'](),
      t('Was this you? Then you do not need to do anything.'),
      t('If it was not you, ring us at once.'),
    ].join('\n\n'),
  }))
