// What people are told when a role is given, when they are asked in, and when how they sign in has changed.

import { type Role, roles } from '../../kit/who-may.ts'
import { speak, t } from '../../kit/words.ts'
import type { Message, Words } from '../messages/index.ts'
import { role_words } from './words-roles.tsx'

const roleIn = (message: Message): string => {
  const { role } = (message.about ?? {}) as { role?: Role }
  return role && roles.includes(role) ? role_words[role]() : t('A new role')
}

/** Asks somebody new in: one act, and no secret in it. */
export const invitationWords = (message: Message, sign_in: string): Words =>
  speak(message.language, () => ({
    subject: t('You are asked to join us'),
    text: [
      t('You now have a role here: {{role}}.', { role: roleIn(message) }),
      t('To begin, sign in with this contact. We send you a code. There is no password.'),
      t('Did you not expect this? Then ring us, and do nothing else.'),
    ].join('\n\n'),
    button: { label: t('Sign in'), href: sign_in },
  }))

/** Tells somebody that they were given a role. */
export const roleGivenWords = (message: Message, sign_in: string): Words =>
  speak(message.language, () => ({
    subject: t('You have a new role'),
    text: [
      t('You now have a role here: {{role}}.', { role: roleIn(message) }),
      t('Sign in as you always do to see what is new.'),
      t('Did you not expect this? Then ring us.'),
    ].join('\n\n'),
    button: { label: t('Sign in'), href: sign_in },
  }))

/** Tells every contact, old and new, that how somebody signs in has changed. */
export const signInChangedWords = (message: Message, sign_in: string): Words =>
  speak(message.language, () => ({
    subject: t('How you sign in has changed'),
    text: [
      t('Somebody rang us, and we rang back. Then we changed how your account is signed in to.'),
      t('Every phone and computer was signed out.'),
      t('Was this not you? Ring us now. We will put it right.'),
    ].join('\n\n'),
    button: { label: t('Sign in'), href: sign_in },
  }))
