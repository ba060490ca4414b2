import type { VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { addressWords } from '../../places/index.ts'
import type { SessionWhole } from '../queries.ts'
import { isOver, type Lack } from '../rules.ts'
import { lack_words, momentWords, titleWords, whenWords } from '../words.tsx'

type Props = { whole: SessionWhole; lacks: Lack[]; bookings: VNode | null; saved: string | null; now: Date }

const saved_words: Record<string, () => string> = {
  saved: () => t('Saved.'),
  created: () => t('Saved as a draft.'),
  copied: () => t('This is the copy, a week later. It is a draft.'),
  published: () => t('Published. Families can see it now.'),
  withdrawn: () => t('Taken back. Families cannot see it.'),
  cancelled: () => t('Cancelled. We are telling the families now.'),
  moved: () => t('Moved. We are telling the families now.'),
  changed: () => t('The number of places is changed.'),
}

const place_lacks: readonly Lack[] = ['address', 'landmark-steps']
const session_lacks: readonly Lack[] = ['time-to-come', 'places', 'place', 'busy', 'noise']

/** Where each thing that is missing can be mended. */
const mendAt = (lack: Lack, { session, activity, place }: SessionWhole) =>
  place_lacks.includes(lack) && place
    ? paths.teamPlace(place.id)
    : session_lacks.includes(lack)
      ? paths.teamSessionPage(session.id, 'edit')
      : paths.teamActivity(activity.id)

/** What stands between a draft and the public, each a link to where it is mended. */
export const Lacking = ({ lacks, whole }: { lacks: Lack[]; whole: SessionWhole }): VNode => (
  <Notice tone="attention" title={t('Before it can be public')}>
    <ul>
      {lacks.map((lack) => (
        <li key={lack}>
          <a href={mendAt(lack, whole)}>{lack_words[lack]()}</a>
        </li>
      ))}
    </ul>
  </Notice>
)

const Standing = ({ whole: { session }, now }: Props) => {
  if (session.cancelled_at)
    return (
      <Notice tone="bad" title={t('Cancelled on {{when}}', { when: momentWords(session.cancelled_at, now) })}>
        <p>{session.cancelled_because}</p>
      </Notice>
    )
  if (session.moved_at && session.moved_from_at)
    return (
      <Notice tone="info" title={t('Moved')}>
        <p>{t('It was on {{when}}.', { when: momentWords(session.moved_from_at, now) })}</p>
      </Notice>
    )
  return null
}

const Act = (props: { whole: SessionWhole; page: string; warn?: boolean; children: string }) => (
  <ButtonLink
    kind={props.warn ? 'warn' : 'plain'}
    href={paths.teamSessionPage(props.whole.session.id, props.page)}
  >
    {props.children}
  </ButtonLink>
)

const Acts = ({ whole, lacks, now }: Props) => {
  const { session, activity } = whole
  const is_live =
    Boolean(session.published_at) &&
    !session.cancelled_at &&
    !isOver({ ...session, drop_in: activity.drop_in }, now)
  return (
    <div class="actions">
      {!session.published_at && lacks.length === 0 && (
        <ButtonLink href={paths.teamSessionPage(session.id, 'publish')}>{t('Publish')}</ButtonLink>
      )}
      {session.published_at ? (
        <ButtonLink kind="plain" href={paths.session(session.id)}>
          {t('See what families see')}
        </ButtonLink>
      ) : (
        <Act whole={whole} page="preview">
          {t('Preview')}
        </Act>
      )}
      {!session.cancelled_at && (
        <Act whole={whole} page="edit">
          {t('Change')}
        </Act>
      )}
      <Act whole={whole} page="copy">
        {t('Copy')}
      </Act>
      {is_live && (
        <>
          {!activity.drop_in && (
            <Act whole={whole} page="places">
              {t('Change places')}
            </Act>
          )}
          <Act whole={whole} page="move">
            {t('Move it')}
          </Act>
          <Act whole={whole} page="cancel" warn>
            {t('Cancel it')}
          </Act>
          <Act whole={whole} page="withdraw" warn>
            {t('Take it back')}
          </Act>
        </>
      )}
    </div>
  )
}

/** A session's room: how it stands, what can be done, and who is coming. */
export function TeamSessionPage(props: Props): VNode {
  const { whole, lacks, bookings, saved, now } = props
  const { session, activity, place, booked, waiting } = whole
  return (
    <Page
      title={t('{{title}}, {{when}}', {
        title: titleWords(activity.title, session.version),
        when: whenWords(session, now),
      })}
      heading={titleWords(activity.title, session.version)}
      room="team"
      wide
      status={saved ? saved_words[saved]?.() : undefined}
      back={{ href: paths.teamActivity(activity.id), label: activity.title }}
    >
      <Standing {...props} />
      {!session.published_at && lacks.length > 0 && <Lacking lacks={lacks} whole={whole} />}
      <Acts {...props} />
      <Facts
        rows={[
          { term: t('When'), detail: whenWords(session, now) },
          { term: t('Where'), detail: place ? `${place.name}, ${addressWords(place)}` : t('At home') },
          {
            term: t('Booked'),
            detail:
              activity.drop_in || session.places === null
                ? t('Just turn up')
                : t('{{booked}} of {{places}}', { booked, places: session.places }),
          },
          { term: t('Families waiting'), detail: String(waiting) },
          ...(session.opens_at
            ? [{ term: t('Booking opens'), detail: momentWords(session.opens_at, now) }]
            : []),
        ]}
      />
      {bookings}
    </Page>
  )
}
