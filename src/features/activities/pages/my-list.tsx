import type { VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Empty, Tag } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { addressWords } from '../../places/index.ts'
import type { SessionWhole } from '../queries.ts'
import { busyOf, noiseOf, type Standing, standingOf } from '../rules.ts'
import {
  adult_words,
  agesWords,
  busy_names,
  noise_names,
  standing_words,
  titleWords,
  whenWords,
} from '../words.tsx'

const tones: Record<Standing, 'yes' | 'few' | 'waiting' | 'calm' | 'bad' | 'plain'> = {
  open: 'yes',
  few: 'few',
  full: 'waiting',
  drop_in: 'calm',
  cancelled: 'bad',
  moved: 'plain',
  past: 'plain',
  not_open_yet: 'plain',
}

/** Where a session stands, as a tag. */
export const StandingTag = ({ standing }: { standing: Standing }): VNode => (
  <Tag tone={tones[standing]}>{standing_words[standing]()}</Tag>
)

/** Where a session with its activity stands now. */
export const standingOfWhole = ({ session, activity, booked }: SessionWhole, now: Date) =>
  standingOf({ ...session, drop_in: activity.drop_in, booked }, now)

const Saved = ({ whole, now }: { whole: SessionWhole; now: Date }) => {
  const { session, activity, place } = whole
  const busy = busyOf(activity, session)
  const noise = noiseOf(activity, session)
  const facts = [
    activity.adult && adult_words[activity.adult](),
    noise && noise_names[noise](),
    busy && busy_names[busy](),
    agesWords(activity.min_age, activity.max_age),
  ].filter((each): each is string => Boolean(each))
  return (
    <li class="saved">
      <p class="card-when">{whenWords(session, now)}</p>
      <h2>
        <a href={paths.session(session.id)}>{titleWords(activity.title, session.version)}</a>
      </h2>
      <p>{place ? `${place.name}, ${addressWords(place)}` : t('At home')}</p>
      <p>{facts.join(' · ')}</p>
      <p>
        <StandingTag standing={standingOfWhole(whole, now)} />
      </p>
      <button type="button" class="keep" data-shortlist={session.id} data-title={activity.title} hidden>
        {t('Keep on my list')}
      </button>
    </li>
  )
}

/** What a family put by. The list is kept in their browser; the address says which. */
export const MyListPage = ({
  saved,
  lost,
  now,
}: {
  saved: SessionWhole[]
  lost: number
  now: Date
}): VNode => (
  <Page title={t('My list')} robots="noindex" back={{ href: paths.whatsOn(), label: t('What’s on') }}>
    {lost > 0 && <p>{t('Something you kept has been taken down, so it is not here.')}</p>}
    {saved.length === 0 ? (
      <div data-my-list="empty">
        <Empty title={t('Your list is empty')}>
          <p>{t('Press “Keep on my list” on anything you like. It stays on this device only.')}</p>
          <ButtonLink href={paths.whatsOn()}>{t('See what’s on')}</ButtonLink>
        </Empty>
      </div>
    ) : (
      <>
        <p>{t('You can print this page, or send its address to someone.')}</p>
        <ul class="plain-list saved-list" data-my-list="full">
          {saved.map((whole) => (
            <Saved key={whole.session.id} whole={whole} now={now} />
          ))}
        </ul>
        <p class="print-only">{t('Ring us on {{phone}} to book.', { phone: site().area.phone })}</p>
      </>
    )}
  </Page>
)
