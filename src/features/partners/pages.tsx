// The partners' room: their own sessions, who is coming, and a list for the door.
import type { VNode } from 'preact'
import { Empty, Facts, Tag } from '../../design/list.tsx'
import { Notice } from '../../design/notice.tsx'
import { Page } from '../../design/page.tsx'
import { Table } from '../../design/table.tsx'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { titleWords, whenWords } from '../activities/index.ts'
import { type BookingSeen, SessionBookings } from '../bookings/index.ts'
import type { OwnSession } from './queries.ts'
import { opens_days_before } from './rules.ts'

const titleOf = ({ title, version }: OwnSession) =>
  titleWords(title, version as Parameters<typeof titleWords>[1])

const bookedOf = (session: OwnSession) => {
  if (session.cancelled_at) return <Tag tone="bad">{t('Cancelled')}</Tag>
  if (session.drop_in || session.places === null) return t('Just turn up')
  return t('{{booked}} of {{places}}', { booked: session.booked ?? 0, places: session.places })
}

const SessionsOf = ({ name, sessions, now }: { name: string; sessions: OwnSession[]; now: Date }) =>
  sessions.length === 0 ? (
    <p>{t('Nothing is coming up. The team adds your sessions.')}</p>
  ) : (
    <Table
      caption={t('Sessions of {{name}}', { name })}
      caption_hidden
      head={[t('Session'), t('When'), t('Where'), t('Booked'), t('Waiting')]}
      rows={sessions.map((session) => [
        <a href={paths.partnerSession(session.id)}>
          {titleOf(session)}
          <span class="only-heard"> {whenWords(session, now)}</span>
        </a>,
        whenWords(session, now),
        session.place_name ?? t('At home'),
        bookedOf(session),
        session.waiting ?? 0,
      ])}
    />
  )

type Own = { organisations: { id: string; name: string }[]; sessions: OwnSession[]; now: Date }

/** The coming sessions of each organisation somebody works for, under its name. */
export const PartnerPage = ({ organisations, sessions, now }: Own): VNode => (
  <Page title={t('Our sessions')} room="partner" wide robots="noindex">
    {organisations.length === 0 && <Empty title={t('You have no sessions here')} />}
    {organisations.map(({ id, name }) => (
      <section key={id}>
        <h2>{name}</h2>
        <SessionsOf name={name} sessions={sessions.filter((each) => each.provider_id === id)} now={now} />
      </section>
    ))}
  </Page>
)

type One = { session: OwnSession; bookings: BookingSeen[]; open: boolean; now: Date }

const NotYet = () => (
  <Notice tone="info" title={t('First names only for now')}>
    <p>
      {t('Ages, who to ring and what you must know open {{count}} days before the session.', {
        count: opens_days_before,
      })}
    </p>
    <p>{t('They close again two days after it.')}</p>
  </Notice>
)

/** Who is coming to one session, as far as this reader may see it today. It prints as a list for the door. */
export const PartnerSessionPage = ({ session, bookings, open, now }: One): VNode => (
  <Page
    title={titleOf(session)}
    room="partner"
    wide
    robots="noindex"
    back={{ href: paths.partner(), label: t('Our sessions') }}
  >
    <Facts
      rows={[
        { term: t('Organisation'), detail: session.provider_name },
        { term: t('When'), detail: whenWords(session, now) },
        { term: t('Where'), detail: session.place_name ?? t('At home') },
        { term: t('Booked'), detail: bookedOf(session) },
        { term: t('Waiting'), detail: session.waiting ?? 0 },
      ]}
    />
    {!open && <NotYet />}
    {bookings.length ? <SessionBookings {...{ bookings, now }} /> : <p>{t('Nobody has booked yet.')}</p>}
    <p class="screen-only">
      {t('Print this page for the door. Take the paper home, and shred it after the session.')}
    </p>
    <p class="screen-only">{t('Each time this page is opened, that is written down.')}</p>
  </Page>
)
