// The team's people room: finding somebody. Nothing typed here goes into an address.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Details, Empty } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Found, FoundBooking, Search } from '../queries-people.ts'
import { firstName, masked, opening_reasons } from '../rules-roles.ts'
import { opening_words, role_words } from '../words-roles.tsx'

export type FindProblem = 'nothing-typed' | 'no-reason' | 'no-such-record'
const words: Record<FindProblem, () => string> = {
  'nothing-typed': () => t('Type at least two letters or numbers'),
  'no-reason': () => t('Choose why you open it'),
  'no-such-record': () => t('No hidden record has exactly this contact'),
}

/** Reasons to choose from, in the order they come up. */
export const reasonChoices = () => opening_reasons.map((value) => ({ value, label: opening_words[value]() }))

/** Somebody's first name, or what stands for it. */
export const calledWords = (name: string): string => firstName(name) || t('No name yet')

const People = ({ people }: { people: Found[] }) => (
  <Table
    caption={t('People')}
    head={[t('First name'), t('Contacts'), t('Roles')]}
    rows={people.map(({ id, name, contacts, roles }) => [
      <a href={paths.teamPerson(id)}>
        <bdi>{calledWords(name)}</bdi>
      </a>,
      <bdi>{contacts.map(masked).join(', ') || t('None')}</bdi>,
      roles.map((role) => role_words[role]()).join(', ') || t('Family'),
    ])}
  />
)

const Guests = ({ bookings, now }: { bookings: FoundBooking[]; now: Date }) => (
  <>
    <Table
      caption={t('Bookings without a sign-in')}
      head={[t('Reference'), t('Session'), t('When')]}
      rows={bookings.map((each) => [
        `${each.reference.slice(0, 3)}-${each.reference.slice(3)}`,
        <a href={paths.teamSession(each.session_id)}>{each.title}</a>,
        t('{{day}}, {{time}}', { day: dayWords(each.starts_at, now), time: timeWords(each.starts_at) }),
      ])}
    />
    <p>{t('Whoever made these has not signed in, so there is no record to open.')}</p>
  </>
)

const Answers = ({ search, now }: { search: Search; now: Date }) => {
  if (!search.people.length && !search.bookings.length)
    return (
      <Empty title={t('Nobody was found')}>
        <p>{t('Check the spelling. Or try their email, their mobile or a reference.')}</p>
      </Empty>
    )
  return (
    <>
      {search.people.length > 0 && <People people={search.people} />}
      {search.more && <p>{t('There are more. Type more of the name, or their email.')}</p>}
      {search.bookings.length > 0 && <Guests bookings={search.bookings} now={now} />}
    </>
  )
}

type HiddenProps = { problems: { contact?: FindProblem; why?: FindProblem }; contact: string; why: string }
const Hidden = ({ problems, contact, why }: HiddenProps) => (
  <form method="post" action={paths.teamPeople('hidden')} novalidate>
    <p>
      {t('A record marked sensitive is opened with the exact contact and a reason. Both are written down.')}
    </p>
    <Field
      name="contact"
      label={t('Their whole email or mobile')}
      value={contact}
      problem={problems.contact && words[problems.contact]()}
      required
    />
    <Radios
      name="why"
      legend={t('Why do you open it?')}
      options={reasonChoices()}
      chosen={why}
      problem={problems.why && words[problems.why]()}
    />
    <Button kind="plain">{t('Open the hidden record')}</Button>
  </form>
)

type Props = {
  typed?: string
  problem?: FindProblem
  search?: Search
  now: Date
  may: { hidden: boolean; roles: boolean }
  hidden?: HiddenProps
  status?: string
}

/** One box to find somebody by; then who was found. */
export function TeamPeoplePage({ typed = '', problem, search, now, may, hidden, status }: Props): VNode {
  const beside = problem && words[problem]()
  const { contact, why } = hidden?.problems ?? {}
  const problems = { find: beside, contact: contact && words[contact](), why: why && words[why]() }
  return (
    <Page title={t('People')} room="team" wide problems={problems} status={status}>
      <form method="post" action={paths.teamPeople()} novalidate>
        <Field
          name="find"
          label={t('Find a person')}
          hint={t('Their name, email, mobile or a booking’s reference.')}
          type="search"
          autocomplete="off"
          value={typed}
          problem={beside}
          required
        />
        <Button>{t('Find')}</Button>
      </form>
      {search && <Answers {...{ search, now }} />}
      {may.roles && (
        <p>
          <ButtonLink href={paths.teamPeople('new')} kind="plain">
            {t('Ask somebody new in')}
          </ButtonLink>
        </p>
      )}
      <p>
        <a href={paths.teamPeople('roles')}>{t('What each role may do')}</a>
      </p>
      {may.hidden && (
        <Details summary={t('A record marked sensitive')} open={Boolean(hidden)}>
          <Hidden {...(hidden ?? { problems: {}, contact: '', why: '' })} />
        </Details>
      )}
    </Page>
  )
}
