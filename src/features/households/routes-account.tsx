// "My page", and what stands on it that is about the person themselves.
import type { VNode } from 'preact'
import type { Config } from '../../config.ts'
import { dialled } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import { check, said, type Typed, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, routes, show, signed_in } from '../../kit/web.ts'
import { languages } from '../../kit/words.ts'
import { namePerson } from '../people/index.ts'
import { addChild } from './actions.ts'
import { leaveNameForLater, sayReach } from './actions-reach.ts'
import { childForm, longest, type Problems, reachForm } from './forms.ts'
import { type Member, MyPage } from './pages/my-page.tsx'
import { ChildFormPage, type ChildTyped } from './pages/person-forms.tsx'
import { ReachPage, type ReachTyped } from './pages/reach.tsx'
import { MyselfPage, TooYoungPage } from './pages/young-person.tsx'
import { carersOf, childrenOf, contactsOf, waysOf } from './queries.ts'
import { firstOf, mayHaveOwnSignIn } from './rules.ts'
import { type Done, doneIn } from './words.tsx'

/** Bookings to come, as this person may see them: their own, and of these children. Given by the bookings feature. */
export type BookingsOf = (
  db: Db,
  asked: { person_id: string; child_ids: string[]; only_child?: string; now: Date; config: Config },
) => Promise<VNode | null>

/** Who is asking, when. */
export const asking = (c: Ctx) => ({ person_id: c.var.person!.id, now: c.var.now })
/** Where a form leads when it is done. */
export const done = (c: Ctx, to: string, what: Done) => c.redirect(`${to}?done=${what}`, 303)

async function myPage(c: Ctx, bookings_of: BookingsOf, problems?: Problems) {
  const { db, now, config } = c.var
  const person = c.var.person!
  const children = await childrenOf(db, asking(c))
  const household: Member[] = []
  for (const child of children) {
    const carers = child.may_see.length ? await carersOf(db, child.id) : []
    household.push({ ...child, others: carers.filter(({ person_id }) => person_id !== person.id) })
  }
  const seen = children.filter(({ may_see }) => may_see.includes('bookings')).map(({ id }) => id)
  const coming = await bookings_of(db, { person_id: person.id, child_ids: seen, now, config })
  const ways = await waysOf(db, person.id)
  return show(
    c,
    <MyPage
      {...{ household, coming, ways, now, problems }}
      name={person.name}
      ask_name={!person.name && !ways?.name_asked_at}
      contacts={await contactsOf(db, person.id)}
      status={problems ? undefined : doneIn(c.req.query('done'))}
    />,
    problems ? 422 : 200,
  )
}

async function keepName(c: Ctx, bookings_of: BookingsOf) {
  const typed = await typedIn(c)
  if (said(typed, 'later')) {
    await leaveNameForLater(c.var.db, asking(c))
    return done(c, paths.account(), 'later')
  }
  const name = said(typed, 'name')
  if (!name) return myPage(c, bookings_of, { name: 'no-name' })
  if ([...name].length > longest.name) return myPage(c, bookings_of, { name: 'too-long' })
  await namePerson(c.var.db, c.var.person!.id, name, c.var.now)
  return done(c, paths.account(), 'named')
}

/** What was typed of somebody, as it was typed. */
export const childTyped = (typed: Typed): ChildTyped => ({
  first_name: said(typed, 'first_name'),
  birth_year: said(typed, 'birth_year'),
  helps: said(typed, 'helps'),
})

async function addPerson(c: Ctx) {
  const typed = childTyped(await typedIn(c))
  const { value, problems } = check(childForm(c.var.now), typed)
  if (problems)
    return show(c, <ChildFormPage {...{ typed }} problems={problems as Problems} now={c.var.now} />, 422)
  await addChild(c.var.db, value, { ...asking(c), keys: c.var.keys })
  return done(c, paths.account(), 'added')
}

const reachTyped = (typed: Typed): ReachTyped => ({
  language: said(typed, 'language'),
  format: said(typed, 'format'),
  interpreter: said(typed, 'interpreter'),
  phone_instead: said(typed, 'phone_instead'),
  ring_on: said(typed, 'ring_on'),
  best_time: said(typed, 'best_time'),
})

async function keepReach(c: Ctx) {
  const typed = reachTyped(await typedIn(c))
  const spoken = languages.map(({ code }) => code)
  const { value, problems } = check(
    reachForm(spoken, (number) => dialled(number) !== null),
    typed,
  )
  if (problems) return show(c, <ReachPage {...{ typed }} problems={problems as Problems} />, 422)
  await sayReach(c.var.db, value, asking(c))
  return done(c, paths.account(), 'reach')
}

async function showReach(c: Ctx) {
  const ways = await waysOf(c.var.db, c.var.person!.id)
  const mobile = (await contactsOf(c.var.db, c.var.person!.id)).find(({ kind }) => kind === 'text')
  const typed: ReachTyped = {
    language: ways?.language ?? '',
    format: ways?.format ?? 'standard',
    interpreter: ways?.interpreter ?? '',
    phone_instead: ways?.phone_instead ? 'yes' : 'no',
    ring_on: ways?.ring_on ?? mobile?.typed ?? '',
    best_time: ways?.best_time ?? '',
  }
  return show(c, <ReachPage typed={typed} />)
}

/** "I book for myself": from 13. A younger answer is kept nowhere. */
async function startForMyself(c: Ctx) {
  const { db, now, keys } = c.var
  const person = c.var.person!
  if ((await childrenOf(db, asking(c))).some(({ mine }) => mine)) return c.redirect(paths.account(), 303)
  const typed = await typedIn(c)
  const birth_year = said(typed, 'birth_year')
  const name = said(typed, 'first_name')
  const form = check(childForm(now), { first_name: name, birth_year, helps: '' })
  const again = (problems: Problems, ask_13 = false) =>
    show(c, <MyselfPage {...{ now, birth_year, ask_13, name, problems }} />, 422)
  if (form.problems) return again(form.problems as Problems)
  const is_13 = said(typed, 'is_13')
  const old_enough = mayHaveOwnSignIn({ birth_year: form.value.birth_year, born_from_september: null }, now)
  if (old_enough === 'ask' && is_13 !== 'yes' && is_13 !== 'no') return again({ is_13: 'say-13' }, true)
  if (old_enough === 'no' || (old_enough === 'ask' && is_13 === 'no')) return show(c, <TooYoungPage />)
  await addChild(db, form.value, { ...asking(c), keys, myself: true })
  if (!person.name) await namePerson(db, person.id, name, now)
  return done(c, paths.account(), 'yours')
}

/** The addresses of a person's own page. */
export const accountRoutes = ({ bookings_of }: { bookings_of: BookingsOf }) =>
  routes()
    .get(paths.account(), signed_in, (c) => myPage(c, bookings_of))
    .post(paths.account('name'), signed_in, (c) => keepName(c, bookings_of))
    .get(paths.account('people/new'), signed_in, (c) =>
      show(c, <ChildFormPage typed={{ first_name: '', birth_year: '', helps: '' }} now={c.var.now} />),
    )
    .post(paths.account('people/new'), signed_in, addPerson)
    .get(paths.account('reach'), signed_in, showReach)
    .post(paths.account('reach'), signed_in, keepReach)
    .get(paths.account('myself'), signed_in, (c) =>
      show(c, <MyselfPage now={c.var.now} name={firstOf(c.var.person!.name)} />),
    )
    .post(paths.account('myself'), signed_in, startForMyself)
