import type { Renderers } from './delivery.ts'
import { helpAskedWords } from './emails.tsx'

/** The words of this feature's own messages, by kind. */
export const ownRenderers: Renderers = {
  help_asked: async (_db, message) => helpAskedWords(message),
}
