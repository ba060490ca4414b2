// One person's record in the team's room: why it is opened, then what we have, and who else opened it.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios } from '../../../design/choices.tsx'
import { Facts, Tag } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Contact, Opening, PersonWhole } from '../queries-people.ts'
import { hiding_reasons, showing_reasons } from '../rules-roles.ts'
import { doneWords, hiding_words, reasonWords, roleWords, showing_words } from '../words-roles.tsx'
import { calledWords, reasonChoices } from './team-people.tsx'

const back = () => ({ href: paths.teamPeople(), label: t('People') })

/** Asked once in a sign-in, before anything of theirs is shown. */
export function WhyOpenPage({ person, problem }: { person: PersonWhole; problem?: boolean }): VNode {
  const beside = problem && t('Choose why you open it')
  return (
    <Page
      title={t('Why do you open this record?')}
      heading={false}
      room="team"
      back={back()}
      problems={{ why: beside }}
    >
      <form method="post" action={paths.teamPerson(person.id)} novalidate>
        <Radios
          name="why"
          legend={t('Why do you open this record?')}
          legend_is_heading
          hint={t('It is the record of {{name}}. They can see that you opened it, and why.', {
            name: calledWords(person.name),
          })}
          options={reasonChoices()}
          problem={beside}
        />
        <Button>{t('Open the record')}</Button>
      </form>
    </Page>
  )
}

const ContactLine = ({ contact }: { contact: Contact }) => (
  <>
    <bdi>{contact.typed}</bdi>{' '}
    {contact.verified_at ? (
      <Tag tone="yes">{t('Proved')}</Tag>
    ) : (
      <Tag tone="waiting">{t('Not proved yet')}</Tag>
    )}
  </>
)

const Openings = ({ openings }: { openings: Opening[] }) => (
  <Table
    caption={t('Who opened this record')}
    head={[t('When'), t('Who'), t('What'), t('Why')]}
    rows={openings.map(({ at, name, act, why }) => [
      t('{{day}}, {{time}}', { day: dateWords(at), time: timeWords(at) }),
      <bdi>{name ? name : t('Somebody who is no longer here')}</bdi>,
      doneWords(act),
      reasonWords(why) ?? '',
    ])}
  />
)

export type PersonProps = {
  person: PersonWhole
  openings: Opening[]
  counts: { coming: number; all: number }
  may: { relink: 'yes' | string; roles: boolean }
  status?: string
}

/** Someone's record. */
export function TeamPersonPage({ person, openings, counts, may, status }: PersonProps): VNode {
  const called = person.name || t('No name yet')
  return (
    <Page
      title={t('Record of {{name}}', { name: called })}
      heading={called}
      room="team"
      wide
      back={back()}
      status={status}
    >
      {person.sensitive_at && (
        <Notice tone="attention" title={t('This record is marked sensitive')}>
          <p>{t('Search does not find it. Tell nobody that it is here, and no place or number in it.')}</p>
        </Notice>
      )}
      <Facts
        rows={[
          {
            term: t('Contacts'),
            detail: (
              <ul class="plain-list">
                {person.contacts.map((contact) => (
                  <li key={contact.id}>
                    <ContactLine contact={contact} />
                  </li>
                ))}
              </ul>
            ),
            action:
              may.relink === 'yes'
                ? { href: paths.teamPerson(person.id, 'sign-in'), label: t('Change how they sign in') }
                : undefined,
          },
          {
            term: t('Roles'),
            detail: person.roles.length ? person.roles.map(roleWords).join('; ') : t('Family'),
            action: may.roles
              ? { href: paths.teamPerson(person.id, 'roles'), label: t('Give or end a role') }
              : undefined,
          },
          {
            term: t('Bookings'),
            detail: t('{{coming}} to come, {{all}} in all', counts),
          },
          { term: t('With us since'), detail: dateWords(person.created_at) },
        ]}
      />
      {may.relink !== 'yes' && <p>{may.relink}</p>}
      <p>
        <ButtonLink href={paths.teamPerson(person.id, 'sensitive')} kind="plain">
          {person.sensitive_at ? t('Take the sensitive mark away') : t('Mark this record sensitive')}
        </ButtonLink>
      </p>
      <Openings openings={openings} />
    </Page>
  )
}

/** Marking a record sensitive, or taking the mark away: what follows, and why. */
export function SensitivePage({ person, problem }: { person: PersonWhole; problem?: boolean }): VNode {
  const beside = problem && t('Choose the reason')
  const hidden = person.sensitive_at !== null
  const title = hidden ? t('Take the sensitive mark away') : t('Mark this record sensitive')
  return (
    <Page
      title={title}
      room="team"
      back={{ href: paths.teamPerson(person.id), label: t('Back to the record') }}
      problems={{ why: beside }}
    >
      {hidden ? (
        <p>{t('Search will find this record again, and the team will see who they are.')}</p>
      ) : (
        <ul>
          <li>{t('Search will not find this record, and you will not see it either.')}</li>
          <li>{t('Lists of sessions will not say the carer’s name or contact.')}</li>
          <li>
            {t('Leaders still see first names and the emergency number, to keep children safe on the day.')}
          </li>
          <li>{t('Only an area administrator can open it, with their exact contact.')}</li>
        </ul>
      )}
      <form method="post" action={paths.teamPerson(person.id, 'sensitive')} novalidate>
        <Radios
          name="why"
          legend={t('Why?')}
          options={
            hidden
              ? showing_reasons.map((value) => ({ value, label: showing_words[value]() }))
              : hiding_reasons.map((value) => ({ value, label: hiding_words[value]() }))
          }
          problem={beside}
        />
        <Button kind={hidden ? 'go' : 'warn'}>{title}</Button>
      </form>
    </Page>
  )
}
