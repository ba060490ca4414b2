// An invitation, opened. Who it is from and about is shown only to whom it was sent; only a button acts.
import { paths } from '../../kit/paths.ts'
import { type Ctx, routes, secret_link, show, signed_in } from '../../kit/web.ts'
import { acceptOffer, declineOffer } from './actions-offers.ts'
import { ClosedOfferPage, NoOfferPage, OfferPage } from './pages/offers.tsx'
import { isTheirs, namesOf, offerAt } from './queries.ts'
import { asking, done } from './routes-account.tsx'

// An address of the wrong shape is not looked up at all.
const tokenIn = (c: Ctx): string => {
  const token = c.req.param('token') ?? ''
  return /^[\w-]{22}$/.test(token) ? token : ''
}

async function showOffer(c: Ctx) {
  const { db, now, person } = c.var
  const token = tokenIn(c)
  const offer = token ? await offerAt(db, token, now) : null
  if (!offer) return show(c, <NoOfferPage />, 404)
  if (!person || !(await isTheirs(db, person.id, offer.send_to)))
    return show(c, <ClosedOfferPage token={token} signed_in={person !== null} />)
  const own = offer.kind === 'own_sign_in'
  return show(c, <OfferPage {...{ token, own }} names={await namesOf(db, offer)} />)
}

async function accept(c: Ctx) {
  const token = tokenIn(c)
  const answer = await acceptOffer(c.var.db, { token, ...asking(c) })
  if (typeof answer !== 'string') return done(c, paths.accountPerson(answer.child_id), 'accepted')
  if (answer === 'not-for-you') return show(c, <ClosedOfferPage token={token} signed_in />, 403)
  return show(c, <NoOfferPage />, 404)
}

/** The addresses of an invitation. */
export const offerRoutes = () =>
  routes()
    .get(paths.offer(':token'), secret_link, showOffer)
    .post(paths.offer(':token', 'accept'), signed_in, accept)
    .post(paths.offer(':token', 'decline'), signed_in, async (c) => {
      const answer = await declineOffer(c.var.db, { token: tokenIn(c), ...asking(c) })
      return answer === 'declined' ? done(c, paths.account(), 'declined') : show(c, <NoOfferPage />, 404)
    })
