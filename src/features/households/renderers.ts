// From a row of the outbox to the words of an invitation, as things stand when it is sent.
import { paths } from '../../kit/paths.ts'
import type { Renderer, Renderers } from '../messages/index.ts'
import { offer_messages, offerToken } from './actions-offers.ts'
import { invitationWords } from './emails.tsx'
import { offerAt } from './queries.ts'

const render: Renderer = async (db, message, { config, now }) => {
  const id = (message.about as { offer?: string } | null)?.offer
  const token = id && offerToken(config.secret, id)
  const offer = token ? await offerAt(db, token, now) : null
  if (!offer || !token) return null
  const href = config.origin + paths.offer(token)
  return invitationWords({ message, href, own: offer.kind === 'own_sign_in' })
}

/** The words of this feature's messages, by kind. */
export const householdRenderers: Renderers = Object.fromEntries(
  Object.values(offer_messages).map((kind) => [kind, render]),
)
