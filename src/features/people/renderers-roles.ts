// The words of messages about roles and a changed sign-in, by kind.
import { paths } from '../../kit/paths.ts'
import type { Renderers } from '../messages/index.ts'
import { invitation, role_given, sign_in_changed } from './actions-roles.ts'
import { invitationWords, roleGivenWords, signInChangedWords } from './emails-roles.tsx'

/** Each with a link to the sign-in page, and no secret in it. */
export const roleRenderers: Renderers = {
  [invitation]: async (_db, message, { config }) => invitationWords(message, config.origin + paths.signIn()),
  [role_given]: async (_db, message, { config }) => roleGivenWords(message, config.origin + paths.signIn()),
  [sign_in_changed]: async (_db, message, { config }) =>
    signInChangedWords(message, config.origin + paths.signIn()),
}
