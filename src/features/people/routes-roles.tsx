// Giving and ending roles, and asking somebody new in.
import { contactIn } from '../../kit/contact.ts'
import { said, typedIn } from '../../kit/forms.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, routes, show } from '../../kit/web.ts'
import { type HeldRole, mayDo } from '../../kit/who-may.ts'
import { deliver_messages } from '../messages/index.ts'
import { endRole, grantRole, inviteSomeone } from './actions-roles.ts'
import {
  InvitePage,
  PersonRolesPage,
  type RoleProblems,
  RolesPage,
  type RoleTyped,
} from './pages/team-roles.tsx'
import { everyoneWithARole, organisations, type PersonWhole } from './queries-people.ts'
import { isRole, of_an_organisation } from './rules-roles.ts'
import { doneStatus } from './words-roles.tsx'

type Given = { later: Later; personIn: (c: Ctx) => Promise<PersonWhole | null> }
const nothing: RoleTyped = { name: '', contact: '', role: '', organisation: '' }

async function roleTyped(c: Ctx): Promise<RoleTyped> {
  const typed = await typedIn(c)
  const word = (name: string) => said(typed, name)
  return {
    name: word('name'),
    contact: word('contact'),
    role: word('role'),
    organisation: word('organisation'),
  }
}

// Only an organisation that is there; and none for a role that is over the whole area.
async function roleIn(c: Ctx, { role, organisation }: RoleTyped): Promise<HeldRole | null> {
  if (!isRole(role)) return null
  if (!of_an_organisation.includes(role)) return { role, provider_id: null }
  const known = (await organisations(c.var.db)).some(({ id }) => id === organisation)
  return { role, provider_id: known ? organisation : null }
}

const pageOf = async (c: Ctx, person: PersonWhole, typed: RoleTyped, problems: RoleProblems) =>
  show(
    c,
    <PersonRolesPage
      {...{ person, typed, problems }}
      organisations={await organisations(c.var.db)}
      status={doneStatus(c.req.query('done'))}
    />,
    Object.keys(problems).length ? 422 : 200,
  )

const invitePage = async (c: Ctx, typed: RoleTyped, problems: RoleProblems) =>
  show(
    c,
    <InvitePage {...{ typed, problems }} organisations={await organisations(c.var.db)} />,
    Object.keys(problems).length ? 422 : 200,
  )

const invite = (later: Later) => async (c: Ctx) => {
  const { db, now } = c.var
  const typed = await roleTyped(c)
  const contact = contactIn(typed.contact)
  const role = await roleIn(c, typed)
  const problems: RoleProblems = {}
  if (!typed.name) problems.name = 'no-name'
  if (contact?.contact_kind !== 'email') problems.contact = 'not-a-contact'
  if (!role) problems.role = 'no-role'
  else if (of_an_organisation.includes(role.role) && !role.provider_id)
    problems.organisation = 'no-organisation'
  if (Object.keys(problems).length || !contact || !role) return invitePage(c, typed, problems)
  const facts = {
    by: c.var.person!.id,
    name: typed.name.slice(0, 200),
    contact,
    typed: typed.contact,
    role,
    now,
  }
  const made = await inviteSomeone(db, facts)
  if (made === 'in-use') return invitePage(c, typed, { contact: made })
  await later(db, deliver_messages)
  return c.redirect(`${paths.teamPerson(made.id, 'roles')}?done=invited`, 303)
}

/** The table of roles, a person's roles, and asking somebody in. Addresses with words come before those with ids. */
export const roleRoutes = ({ later, personIn }: Given) => {
  const withPerson = (answer: (c: Ctx, person: PersonWhole) => Promise<Response>) => async (c: Ctx) => {
    const person = await personIn(c)
    return person ? answer(c, person) : c.notFound()
  }
  return routes()
    .get(paths.teamPeople('roles'), can('see_people'), async (c) => {
      const gives = mayDo(c.var.person!.roles, 'grant_roles')
      return show(c, <RolesPage held={gives ? await everyoneWithARole(c.var.db) : null} />)
    })
    .get(paths.teamPeople('new'), can('grant_roles'), (c) => invitePage(c, nothing, {}))
    .post(paths.teamPeople('new'), can('grant_roles'), invite(later))
    .get(
      paths.teamPerson(':id', 'roles'),
      can('grant_roles'),
      withPerson((c, person) => pageOf(c, person, nothing, {})),
    )
    .post(
      paths.teamPerson(':id', 'roles'),
      can('grant_roles'),
      withPerson(async (c, person) => {
        const { db, now } = c.var
        const typed = await roleTyped(c)
        const role = await roleIn(c, typed)
        if (!role) return pageOf(c, person, typed, { role: 'no-role' })
        const answer = await grantRole(db, { by: c.var.person!.id, person_id: person.id, role, now })
        if (answer !== 'given')
          return pageOf(c, person, typed, {
            [answer === 'no-organisation' ? 'organisation' : 'role']: answer,
          })
        await later(db, deliver_messages)
        return c.redirect(`${paths.teamPerson(person.id, 'roles')}?done=given`, 303)
      }),
    )
    .post(
      paths.teamPerson(':id', 'roles/end'),
      can('grant_roles'),
      withPerson(async (c, person) => {
        const { db, now } = c.var
        const typed = await roleTyped(c)
        const held = person.roles.find(
          (each) => each.role === typed.role && (each.provider_id ?? '') === typed.organisation,
        )
        const role = held && { role: held.role, provider_id: held.provider_id }
        const answer = role
          ? await endRole(db, { by: c.var.person!.id, person_id: person.id, role, now })
          : 'not-held'
        if (answer !== 'ended') return pageOf(c, person, nothing, { end: answer })
        return c.redirect(`${paths.teamPerson(person.id, 'roles')}?done=ended`, 303)
      }),
    )
}
