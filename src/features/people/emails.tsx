import { speak, t } from '../../kit/words.ts'
import type { Message, Words } from '../messages/index.ts'
import { code_minutes } from './rules.ts'

/** The email with a code in it; null when the code has gone or no longer works. */
export function codeWords(message: Message, now: Date): Words | null {
  const code = (message.about as { code?: string } | null)?.code
  if (!code || now.getTime() - message.created_at.getTime() > code_minutes * 60_000) return null
  return speak(message.language, () => ({
    subject: t('Your code to sign in'),
    text: [
      t('Your code is {{code}}', { code }),
      t('Type it on the page where you asked for it. It works for {{count}} minutes.', {
        count: code_minutes,
      }),
      t('Nobody from the team will ever ask you for this code.'),
      t('Did you not ask for it? Then you do not need to do anything.'),
    ].join('\n\n'),
  }))
}
