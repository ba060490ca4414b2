// From a row of the outbox to words: neither kind says anything of what was told.
import { paths } from '../../kit/paths.ts'
import type { Renderers } from '../messages/index.ts'
import { concern_came, concern_unread } from './actions.ts'
import { cameWords, noLeadWords } from './emails.tsx'

/** The words of this feature's messages, by kind. */
export const concernRenderers: Renderers = {
  [concern_came]: async (_db, message, { config }) =>
    cameWords(message, config.origin + paths.teamConcerns()),
  [concern_unread]: async (_db, message, { config }) =>
    noLeadWords(message, { href: config.origin + paths.teamPeople(), area: config.area }),
}
