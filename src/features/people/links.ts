// The link in a message: the code and whom it is for, sealed. Opening it does nothing; pressing the button on its page does.
import type { ContactKind } from '../../kit/contact.ts'
import { paths } from '../../kit/paths.ts'
import { seal, unseal } from '../../kit/seal.ts'

/** What a link carries. */
export type LinkSays = { code: string; send_to: string; contact_kind: ContactKind }

const purpose = 'sign-in link'

/** The address of a sign-in link. */
export const linkFor = (
  { code, send_to }: Pick<LinkSays, 'code' | 'send_to'>,
  config: { origin: string; secret: string },
): string => config.origin + paths.signInLink(seal(code + send_to, { secret: config.secret, purpose }))

/** What a link carries, or null when it is not one of ours, or was changed, or is for something else. */
export function linkSays(sealed: string | undefined, secret: string): LinkSays | null {
  const words = unseal(sealed, { secret, purpose })
  const [, code, send_to] = /^(\d{6})(.+)$/s.exec(words ?? '') ?? []
  return code && send_to ? { code, send_to, contact_kind: send_to.includes('@') ? 'email' : 'text' } : null
}
