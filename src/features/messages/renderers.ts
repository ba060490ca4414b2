import { type Keys, makeKeys } from '../../kit/keys.ts'
import type { Renderers } from './delivery.ts'
import { helpAskedWords } from './emails.tsx'
import type { Message } from './rules.ts'

const opened = (message: Message, keys: Keys): { need: string; contact: string } | null => {
  const { sealed } = message.about as { sealed?: string }
  const words = keys.open(message.id, sealed ?? null)
  return words === null ? null : JSON.parse(words)
}

/** The words of this feature's own messages, by kind. A call for help that was forgotten is not to be said any more. */
export const ownRenderers: Renderers = {
  help_asked: async (_db, message, { config }) => {
    const keys = makeKeys({ folder: config.keys_dir, secret: config.secret })
    const wrote = opened(message, keys)
    return wrote && helpAskedWords(message, wrote)
  },
}
