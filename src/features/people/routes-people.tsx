// The team's people room. A record is opened with a reason, and every opening is written down where the family sees it.

import { record } from '../../kit/audit.ts'
import { contactIn } from '../../kit/contact.ts'
import { said, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import { mayDo } from '../../kit/who-may.ts'
import { deliver_messages } from '../messages/index.ts'
import { markSensitive, noteOpened, relink, sayWhy } from './actions-roles.ts'
import { TeamPeoplePage } from './pages/team-people.tsx'
import { SensitivePage, TeamPersonPage, WhyOpenPage } from './pages/team-person.tsx'
import { type RelinkProblem, type RelinkTyped, TeamSignInPage } from './pages/team-sign-in.tsx'
import {
  bookingCounts,
  hiddenPerson,
  openingsOf,
  type PersonWhole,
  personWhole,
  searchPeople,
  whyOpened,
} from './queries-people.ts'
import { roleRoutes } from './routes-roles.tsx'
import {
  call_backs,
  hiding_reasons,
  isOneOf,
  opening_reasons,
  questions_asked,
  questions_needed,
  showing_reasons,
  whyNotRelink,
} from './rules-roles.ts'
import { doneStatus, relink_refusals } from './words-roles.tsx'

const may = (c: Ctx) => ({
  hidden: mayDo(c.var.person!.roles, 'see_hidden_people'),
  roles: mayDo(c.var.person!.roles, 'grant_roles'),
})

/** The person of the address, if this reader may see them; a hidden record is as if it were not there. */
export const personIn = async (c: Ctx): Promise<PersonWhole | null> => {
  const id = idIn(c)
  return id ? personWhole(c.var.db, id, may(c).hidden) : null
}

const reasonGiven = (c: Ctx, person: PersonWhole) =>
  whyOpened(c.var.db, { by: c.var.person!.id, person_id: person.id, since: c.var.person!.signed_in_at })

// Whatever shows something of theirs asks why first, once in a sign-in.
const withOpened =
  (answer: (c: Ctx, person: PersonWhole, why: string) => Promise<Response>) => async (c: Ctx) => {
    const person = await personIn(c)
    if (!person) return c.notFound()
    const why = await reasonGiven(c, person)
    return why ? answer(c, person, why) : c.redirect(paths.teamPerson(person.id), 303)
  }

const search = async (c: Ctx) => {
  const typed = said(await typedIn(c), 'find')
  const page = { typed, now: c.var.now, may: may(c) }
  if ([...typed].length < 2) return show(c, <TeamPeoplePage {...page} problem="nothing-typed" />, 422)
  return show(c, <TeamPeoplePage {...page} search={await searchPeople(c.var.db, typed)} />)
}

const searchHidden = async (c: Ctx) => {
  const { db, now } = c.var
  const by = c.var.person!.id
  const typed = await typedIn(c)
  const [contact, why] = [said(typed, 'contact'), said(typed, 'why')]
  const reason = isOneOf(opening_reasons, why) ? why : null
  const id = reason && (await hiddenPerson(db, contact))
  if (reason && id) {
    await record(db, { at: now, person_id: by, act: 'looked for a hidden record', subject_id: id, why })
    await sayWhy(db, { by, person_id: id, why: reason, now })
    return c.redirect(paths.teamPerson(id), 303)
  }
  const problems = reason ? { contact: 'no-such-record' as const } : { why: 'no-reason' as const }
  return show(c, <TeamPeoplePage now={now} may={may(c)} hidden={{ contact, why, problems }} />, 422)
}

const open = async (c: Ctx) => {
  const person = await personIn(c)
  if (!person) return c.notFound()
  const { db, now } = c.var
  const by = c.var.person!
  const why = await reasonGiven(c, person)
  if (!why) return show(c, <WhyOpenPage person={person} />)
  await noteOpened(db, { by: by.id, person_id: person.id, why, now })
  const refusal = whyNotRelink(by, person)
  return show(
    c,
    <TeamPersonPage
      person={person}
      openings={await openingsOf(db, person.id)}
      counts={await bookingCounts(db, person.id, now)}
      may={{ relink: refusal ? relink_refusals[refusal]() : 'yes', roles: may(c).roles }}
      status={doneStatus(c.req.query('done'))}
    />,
  )
}

const giveReason = async (c: Ctx) => {
  const person = await personIn(c)
  if (!person) return c.notFound()
  const why = said(await typedIn(c), 'why')
  if (!isOneOf(opening_reasons, why)) return show(c, <WhyOpenPage person={person} problem />, 422)
  await sayWhy(c.var.db, { by: c.var.person!.id, person_id: person.id, why, now: c.var.now })
  return c.redirect(paths.teamPerson(person.id), 303)
}

async function relinkTyped(c: Ctx): Promise<RelinkTyped> {
  const typed = await typedIn(c)
  return {
    how: said(typed, 'how'),
    asked: typed.asked ?? [],
    contact: said(typed, 'contact'),
    end: (typed.end ?? []).filter(isId),
  }
}

const changeSignIn = (later: Later) =>
  withOpened(async (c, person) => {
    const { db, now } = c.var
    const by = c.var.person!
    const typed = await relinkTyped(c)
    const contact = contactIn(typed.contact)
    const asked = questions_asked.filter((each) => typed.asked.includes(each))
    const problems: Partial<Record<'how' | 'asked' | 'contact', RelinkProblem>> = {}
    if (!isOneOf(call_backs, typed.how)) problems.how = 'no-call-back'
    if (asked.length < questions_needed) problems.asked = 'two-questions'
    if (!contact) problems.contact = 'not-a-contact'
    else if (contact.landline) problems.contact = 'no-landline'
    if (contact && isOneOf(call_backs, typed.how) && !Object.keys(problems).length) {
      const facts = {
        by: by.id,
        roles: by.roles,
        person_id: person.id,
        contact,
        typed: typed.contact,
        end: typed.end,
      }
      const answer = await relink(db, { ...facts, how: typed.how, asked, now })
      if (answer === 'changed') {
        await later(db, deliver_messages)
        return c.redirect(`${paths.teamPerson(person.id)}?done=sign-in`, 303)
      }
      problems.contact = answer
    }
    return show(c, <TeamSignInPage {...{ person, typed, problems }} />, 422)
  })

const mark = withOpened(async (c, person) => {
  const { db, now } = c.var
  const why = said(await typedIn(c), 'why')
  const facts = { by: c.var.person!.id, person_id: person.id, now }
  if (person.sensitive_at && isOneOf(showing_reasons, why))
    await markSensitive(db, { ...facts, hidden: false, why })
  else if (!person.sensitive_at && isOneOf(hiding_reasons, why))
    await markSensitive(db, { ...facts, hidden: true, why })
  else return show(c, <SensitivePage person={person} problem />, 422)
  return c.redirect(`${paths.teamPeople()}?done=${person.sensitive_at ? 'shown' : 'hidden'}`, 303)
})

/** Finding people, opening a record, letting somebody back in, hiding a record, and roles. */
export const teamPeopleRoutes = ({ later }: { later: Later }) =>
  routes()
    .get(paths.teamPeople(), can('see_people'), (c) =>
      show(c, <TeamPeoplePage now={c.var.now} may={may(c)} status={doneStatus(c.req.query('done'))} />),
    )
    .post(paths.teamPeople(), can('see_people'), search)
    .post(paths.teamPeople('hidden'), can('see_hidden_people'), searchHidden)
    .route('/', roleRoutes({ later, personIn }))
    .get(paths.teamPerson(':id'), can('see_people'), open)
    .post(paths.teamPerson(':id'), can('see_people'), giveReason)
    .get(
      paths.teamPerson(':id', 'sign-in'),
      can('change_people'),
      withOpened(async (c, person) =>
        show(
          c,
          <TeamSignInPage
            person={person}
            typed={{ how: '', asked: [], contact: '', end: [] }}
            problems={{}}
          />,
        ),
      ),
    )
    .post(paths.teamPerson(':id', 'sign-in'), can('change_people'), changeSignIn(later))
    .get(
      paths.teamPerson(':id', 'sensitive'),
      can('change_people'),
      withOpened(async (c, person) => show(c, <SensitivePage person={person} />)),
    )
    .post(paths.teamPerson(':id', 'sensitive'), can('change_people'), mark)
