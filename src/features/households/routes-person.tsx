// One person somebody books for. Another household's id, a mangled one and none at all get the same answer.
import { contactIn } from '../../kit/contact.ts'
import { check, said, type Typed, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, idIn, routes, show, signed_in } from '../../kit/web.ts'
import { deliver_messages } from '../messages/index.ts'
import { changeChild, letSee, removeChild, sayBornFromSeptember } from './actions.ts'
import { type OfferKind, offer, withdrawOffer } from './actions-offers.ts'
import { childForm, type Problem, type Problems } from './forms.ts'
import { HandOverPage, InvitePage } from './pages/offers.tsx'
import { PersonPage } from './pages/person.tsx'
import { ChildFormPage, RemovePage } from './pages/person-forms.tsx'
import { type Child, carersOf, childFor, offersOf } from './queries.ts'
import { asking, type BookingsOf, childTyped, done } from './routes-account.tsx'
import { mayHaveOwnSignIn, type OfferRefusal, type Sight } from './rules.ts'
import { doneIn } from './words.tsx'

type Answer = (c: Ctx, child: Child) => Response | Promise<Response>

// Whoever may not do this to this record is told what whoever asks for none is told.
const withChild = (may: Sight | null, answer: Answer) => async (c: Ctx) => {
  const child = await childFor(c.var.db, idIn(c), asking(c))
  return child && (!may || child.may_see.includes(may)) ? answer(c, child) : c.notFound()
}

const helpsOf = (c: Ctx, child: Child) => c.var.keys.open(child.id, child.helps_sealed)

const showPerson =
  (bookings_of: BookingsOf): Answer =>
  async (c, child) => {
    const { db, now, config } = c.var
    const person_id = c.var.person!.id
    const knows_more = child.standing !== 'asked' && child.standing !== 'helper'
    const others = knows_more
      ? (await carersOf(db, child.id)).filter((carer) => carer.person_id !== person_id)
      : []
    const offers =
      child.standing === 'carer' || child.standing === 'helper' ? await offersOf(db, child.id, asking(c)) : []
    const bookings = child.may_see.includes('bookings')
      ? await bookings_of(db, { person_id, child_ids: [child.id], only_child: child.id, now, config })
      : null
    const status = doneIn(c.req.query('done'))
    return show(
      c,
      <PersonPage {...{ child, others, bookings, offers, status, now }} helps={helpsOf(c, child)} />,
    )
  }

const editPage: Answer = (c, child) =>
  show(
    c,
    <ChildFormPage
      typed={{
        first_name: child.first_name,
        birth_year: String(child.birth_year),
        helps: helpsOf(c, child) ?? '',
      }}
      {...{ child }}
      now={c.var.now}
    />,
  )

const edit: Answer = async (c, child) => {
  const typed = childTyped(await typedIn(c))
  const { value, problems } = check(childForm(c.var.now), typed)
  if (problems)
    return show(
      c,
      <ChildFormPage {...{ typed, child }} problems={problems as Problems} now={c.var.now} />,
      422,
    )
  const changed = await changeChild(c.var.db, child.id, value, { ...asking(c), keys: c.var.keys })
  return changed ? done(c, paths.accountPerson(child.id), 'changed') : c.notFound()
}

const remove: Answer = async (c, child) => {
  const removed = await removeChild(c.var.db, child.id, { ...asking(c), keys: c.var.keys })
  return removed ? done(c, paths.account(), removed) : c.notFound()
}

const problem_of: Record<Exclude<OfferRefusal, 'not-yours'>, Problems> = {
  'too-many': { contact: 'too-many' },
  'their-own': { contact: 'their-own' },
  'too-young': { is_13: 'not-13-yet' },
}

const asks13 = (c: Ctx, child: Child) => mayHaveOwnSignIn(child, c.var.now) === 'ask'

const offerPage = (c: Ctx, child: Child, kind: OfferKind, contact = '', problems: Problems = {}) =>
  show(
    c,
    kind === 'carer' ? (
      <InvitePage {...{ child, contact, problems }} />
    ) : (
      <HandOverPage {...{ child, contact, problems }} ask_13={asks13(c, child)} />
    ),
    Object.keys(problems).length ? 422 : 200,
  )

const wrongIn = (typed: Typed, must_say_13: boolean): Problems => {
  const contact = said(typed, 'contact')
  const is_13 = said(typed, 'is_13')
  const wrong: [string, Problem | false][] = [
    ['contact', !contact ? 'no-contact' : contactIn(contact) === null && 'not-a-contact'],
    ['is_13', must_say_13 && (is_13 === 'no' ? 'not-13-yet' : is_13 !== 'yes' && 'say-13')],
  ]
  return Object.fromEntries(wrong.filter((each): each is [string, Problem] => Boolean(each[1])))
}

const sendOffer =
  (kind: OfferKind, later: Later): Answer =>
  async (c, child) => {
    const typed = await typedIn(c)
    const contact = said(typed, 'contact')
    const must_say_13 = kind === 'own_sign_in' && asks13(c, child)
    const wrong = wrongIn(typed, must_say_13)
    if (Object.keys(wrong).length) return offerPage(c, child, kind, contact, wrong)
    const answer = await offer(
      c.var.db,
      { child_id: child.id, kind, typed: contact, contact: contactIn(contact)!, is_13: must_say_13 },
      { ...asking(c), secret: c.var.config.secret, language: c.var.site.language },
    )
    if (answer === 'not-yours') return c.notFound()
    if (answer !== 'offered') return offerPage(c, child, kind, contact, problem_of[answer])
    await later(c.var.db, deliver_messages)
    return done(c, paths.accountPerson(child.id), 'offered')
  }

const takeBack: Answer = async (c, child) => {
  const offer_id = said(await typedIn(c), 'offer')
  if (isId(offer_id)) await withdrawOffer(c.var.db, { child_id: child.id, offer_id, ...asking(c) })
  return done(c, paths.accountPerson(child.id), 'withdrawn')
}

const sayBorn: Answer = async (c, child) => {
  const september = said(await typedIn(c), 'september')
  if (september !== 'yes' && september !== 'no') return c.redirect(paths.accountPerson(child.id), 303)
  const noted = await sayBornFromSeptember(c.var.db, child.id, september === 'yes', asking(c))
  return noted
    ? done(c, paths.accountPerson(child.id), noted)
    : c.redirect(paths.accountPerson(child.id), 303)
}

const choose: Answer = async (c, child) => {
  const typed = await typedIn(c)
  const choices = Object.keys(typed)
    .filter((name) => name.startsWith('may_see_') && isId(name.slice(8)))
    .map((name) => ({ carer_id: name.slice(8), may_see: said(typed, name) === 'yes' }))
  const answer = await letSee(c.var.db, child.id, choices, asking(c))
  return answer ? done(c, paths.accountPerson(child.id), 'said') : c.notFound()
}

/** The addresses of one person's page. */
export const personRoutes = ({ bookings_of, later }: { bookings_of: BookingsOf; later: Later }) => {
  const at = (page?: string) => paths.accountPerson(':id', page)
  return routes()
    .get(at(), signed_in, withChild(null, showPerson(bookings_of)))
    .get(at('edit'), signed_in, withChild('change', editPage))
    .post(at('edit'), signed_in, withChild('change', edit))
    .get(
      at('remove'),
      signed_in,
      withChild(null, (c, child) => show(c, <RemovePage child={child} />)),
    )
    .post(at('remove'), signed_in, withChild(null, remove))
    .get(
      at('invite'),
      signed_in,
      withChild('invite', (c, child) => offerPage(c, child, 'carer')),
    )
    .post(at('invite'), signed_in, withChild('invite', sendOffer('carer', later)))
    .get(
      at('hand-over'),
      signed_in,
      withChild('hand_over', (c, child) =>
        mayHaveOwnSignIn(child, c.var.now) === 'no' ? c.notFound() : offerPage(c, child, 'own_sign_in'),
      ),
    )
    .post(at('hand-over'), signed_in, withChild('hand_over', sendOffer('own_sign_in', later)))
    .post(at('withdraw'), signed_in, withChild(null, takeBack))
    .post(at('born'), signed_in, withChild(null, sayBorn))
    .post(at('may-see'), signed_in, withChild('change', choose))
}
