// Roles: what each may do, who has which, giving one and ending one, asking somebody new in.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import {
  type ActName,
  type BookingField,
  needs_second_factor,
  type Role,
  roles,
  who_may,
  who_sees,
} from '../../../kit/who-may.ts'
import { t } from '../../../kit/words.ts'
import type { everyoneWithARole, PersonWhole } from '../queries-people.ts'
import type { EndRefusal, GrantRefusal } from '../rules-roles.ts'
import {
  act_words,
  end_refusals,
  field_words,
  grant_refusals,
  role_is_for,
  role_words,
  roleWords,
} from '../words-roles.tsx'
import { calledWords } from './team-people.tsx'

export type RoleProblem = GrantRefusal | EndRefusal | 'no-role' | 'no-name' | 'not-a-contact' | 'in-use'
const words: Record<RoleProblem, () => string> = {
  ...grant_refusals,
  ...end_refusals,
  'no-role': () => t('Choose a role'),
  'no-name': () => t('Type their name'),
  'not-a-contact': () => t('Type an email address, like name@example.org'),
  'in-use': () => t('Somebody signs in with this already. Find them, and give them the role there.'),
}
export type RoleTyped = { name: string; contact: string; role: string; organisation: string }
export type RoleProblems = Partial<Record<'name' | 'contact' | 'role' | 'organisation' | 'end', RoleProblem>>
const sentences = (problems: RoleProblems): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words[problem]()]))

type Choices = {
  typed: RoleTyped
  said: Record<string, string>
  organisations: { id: string; name: string }[]
}
const RoleFields = ({ typed, said, organisations }: Choices) => (
  <>
    <Radios
      name="role"
      legend={t('Which role?')}
      options={roles.map((value) => ({ value, label: role_words[value](), hint: role_is_for[value]() }))}
      chosen={typed.role}
      problem={said.role}
    />
    <Select
      name="organisation"
      label={t('Which organisation? Only for a partner lead or a session worker.')}
      options={[
        { value: '', label: t('None') },
        ...organisations.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      chosen={typed.organisation}
      problem={said.organisation}
    />
  </>
)

type PersonRoles = {
  person: PersonWhole
  problems: RoleProblems
  typed: RoleTyped
  organisations: Choices['organisations']
  status?: string
}

/** The roles somebody has, each with a button to end it, and one to give another. */
export function PersonRolesPage({ person, problems, typed, organisations, status }: PersonRoles): VNode {
  const said = sentences(problems)
  return (
    <Page
      title={t('Roles of {{name}}', { name: calledWords(person.name) })}
      room="team"
      back={{ href: paths.teamPerson(person.id), label: t('Back to the record') }}
      problems={said}
      status={status}
    >
      {person.roles.length === 0 && <p>{t('No role yet. They use the pages as a family does.')}</p>}
      {person.roles.length > 0 && (
        <Table
          caption={t('Roles they have')}
          head={[t('Role'), t('Since'), t('End it')]}
          rows={person.roles.map((each, index) => [
            roleWords(each),
            dateWords(each.granted_at),
            <form method="post" action={paths.teamPerson(person.id, 'roles/end')}>
              <Hidden name="role" value={each.role} />
              <Hidden name="organisation" value={each.provider_id ?? ''} />
              <button type="submit" class="button warn" id={index ? undefined : 'end'}>
                {t('End')} <span class="only-heard">{roleWords(each)}</span>
              </button>
            </form>,
          ])}
        />
      )}
      <p>{t('Ending a role signs them out everywhere at once.')}</p>
      <h2>{t('Give a role')}</h2>
      <form method="post" action={paths.teamPerson(person.id, 'roles')} novalidate>
        <RoleFields {...{ typed, said, organisations }} />
        <Button>{t('Give this role')}</Button>
      </form>
    </Page>
  )
}

type Invite = { problems: RoleProblems; typed: RoleTyped; organisations: Choices['organisations'] }

/** Asking somebody new in: their name, an email and a role. */
export function InvitePage({ problems, typed, organisations }: Invite): VNode {
  const said = sentences(problems)
  return (
    <Page
      title={t('Ask somebody new in')}
      room="team"
      back={{ href: paths.teamPeople(), label: t('People') }}
      problems={said}
    >
      <form method="post" action={paths.teamPeople('new')} novalidate>
        <Field
          name="name"
          label={t('Their name')}
          autocomplete="off"
          value={typed.name}
          problem={said.name}
          required
        />
        <Field
          name="contact"
          label={t('Their email')}
          hint={t('We write to them with how to sign in. There is no password.')}
          type="email"
          inputmode="email"
          autocomplete="off"
          value={typed.contact}
          problem={said.contact}
          required
        />
        <RoleFields {...{ typed, said, organisations }} />
        <Button>{t('Ask them in')}</Button>
      </form>
    </Page>
  )
}

const mayOf = (role: Role): ActName[] =>
  (Object.keys(who_may) as ActName[]).filter((act) => (who_may[act].roles as readonly Role[]).includes(role))
const seesOf = (role: Role): BookingField[] =>
  (Object.keys(who_sees) as BookingField[]).filter((field) =>
    (who_sees[field] as readonly Role[]).includes(role),
  )

const List = ({ said }: { said: string[] }) =>
  said.length ? (
    <ul>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  ) : (
    t('Nothing more than a family')
  )

type Held = Awaited<ReturnType<typeof everyoneWithARole>>

/** What each role may do and see, from the table the guards read; and for whoever gives roles, who has which. */
export const RolesPage = ({ held }: { held: Held | null }): VNode => (
  <Page
    title={t('What each role may do')}
    room="team"
    wide
    back={{ href: paths.teamPeople(), label: t('People') }}
  >
    <p>{t('Every page asks this same table before it opens. Nobody sees more than is written here.')}</p>
    <Table
      caption={t('Roles')}
      caption_hidden
      head={[t('Role'), t('May'), t('Sees of a booking'), t('Second step')]}
      rows={roles.map((role) => [
        <>
          {role_words[role]()}
          <p class="hint">{role_is_for[role]()}</p>
        </>,
        <List said={mayOf(role).map((act) => act_words[act]())} />,
        <List said={seesOf(role).map((field) => field_words[field]())} />,
        needs_second_factor.includes(role) ? t('Always') : t('Not needed'),
      ])}
    />
    {held && (
      <Table
        caption={t('Who has a role now')}
        head={[t('Name'), t('Role')]}
        rows={held.map((each) => [
          <a href={paths.teamPerson(each.id, 'roles')}>
            <bdi>{each.name || t('No name yet')}</bdi>
          </a>,
          roleWords(each),
        ])}
      />
    )}
  </Page>
)
