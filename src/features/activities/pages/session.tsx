import type { ComponentChildren, VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { drawn } from '../../../design/drawn.ts'
import { Icon, type IconName } from '../../../design/icon.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { JsonLd, Page } from '../../../design/page.tsx'
import { cutMarkup } from '../../../design/paper-cut.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { addressWords, FactGroups, factsToShow, stopWords } from '../../places/index.ts'
import type { SessionPage } from '../queries.ts'
import { noiseOf } from '../rules.ts'
import { adult_words, agesWords, momentWords, noise_names, titleWords, whenWords } from '../words.tsx'
import { StandingTag, standingOfWhole } from './my-list.tsx'
import { Like, Requirements } from './session-like.tsx'
import { costWords, OtherDates, Questions, Story, Who } from './session-parts.tsx'

export type SessionProps = {
  page: SessionPage
  now: Date
  today: string
  fades_after_days: number
  described: object | null
  asked?: boolean
  problems?: Problems
  typed?: string
  /** The team looks at a draft: nothing can be booked or asked from it. */
  preview?: boolean
}

const Changed = ({ page, now }: SessionProps) => {
  const { session, moved_from_place } = page
  const standing = standingOfWhole(page, now)
  if (session.cancelled_at)
    return (
      <Notice tone="bad" title={t('This session is cancelled')}>
        <p>{session.cancelled_because}</p>
        <p>{t('We are sorry. We tell every family who booked. You do not need to do anything.')}</p>
      </Notice>
    )
  if (standing === 'past')
    return (
      <Notice tone="info" title={t('This session has been and gone')}>
        <p>
          <a href={paths.whatsOn()}>{t('See what is on now')}</a>
        </p>
      </Notice>
    )
  if (!session.moved_at) return null
  const time =
    session.moved_from_at && +session.moved_from_at !== +session.starts_at ? session.moved_from_at : null
  const place = moved_from_place && session.moved_from_place_id !== session.place_id ? moved_from_place : null
  return (
    <Notice tone="attention" title={t('This session has moved')}>
      {time && <p>{t('It was on {{when}}.', { when: momentWords(time, now) })}</p>}
      {place && <p>{t('It was at {{place}}.', { place })}</p>}
      <p>{t('What you see below is right now.')}</p>
    </Notice>
  )
}

const Fact = ({ icon, children }: { icon: IconName; children: ComponentChildren }) => (
  <li class="with-icon">
    <Icon name={icon} /> {children}
  </li>
)

// The two facts that decide, before anything else.
const Deciding = ({ page }: { page: SessionPage }) => {
  const { activity, session } = page
  const noise = noiseOf(activity, session)
  return (
    <ul class="plain-list deciding">
      {activity.adult && <Fact icon="users">{adult_words[activity.adult]()}</Fact>}
      {noise && <Fact icon={noise === 'loud' ? 'speaker-high' : 'speaker-low'}>{noise_names[noise]()}</Fact>}
    </ul>
  )
}

const Act = ({ page, now, preview }: SessionProps) => {
  const { session, activity } = page
  const standing = standingOfWhole(page, now)
  const href = preview ? '#' : paths.bookPlace(session.id)
  if (standing === 'cancelled' || standing === 'past') return null
  if (standing === 'drop_in')
    return (
      <div class="act">
        <p class="act-words">{t('Just turn up. There is nothing to book.')}</p>
      </div>
    )
  if (standing === 'not_open_yet')
    return (
      <div class="act">
        <p class="act-words">
          {t('Booking opens on {{when}}.', { when: momentWords(session.opens_at!, now) })}
        </p>
        <p>{t('Come back then, or ring us. We treat both the same.')}</p>
      </div>
    )
  return (
    <div class="act">
      <p>
        <StandingTag standing={standing} />
      </p>
      <ButtonLink href={href}>
        {standing === 'full' ? t('Join the waiting list') : t('Book places')}
      </ButtonLink>
      {standing === 'full' && (
        <p>{activity.if_full ?? t('If a place comes free, we tell the next family in line.')}</p>
      )}
      <p class="hint">
        {t('Places go to families in the order they ask, whichever way they ask.')}{' '}
        {activity.one_party_per_family && t('Each family can come once, so that more families can come.')}
      </p>
    </div>
  )
}

const Where = ({ page }: { page: SessionPage }) => {
  const { place } = page
  if (!place) return <>{t('At home. You do not need to travel.')}</>
  const stop = stopWords(place)
  return (
    <>
      <a href={paths.place(place.id)}>{place.name}</a>
      <br />
      {addressWords(place)}
      {stop && (
        <>
          <br />
          {stop}
        </>
      )}
    </>
  )
}

const WhatWhenWhere = ({ page, now }: SessionProps) => {
  const { session, activity } = page
  const siblings =
    activity.siblings &&
    (activity.siblings === 'welcome'
      ? t('Brothers and sisters are welcome.')
      : t('This one is not for brothers and sisters.'))
  return (
    <Facts
      rows={[
        {
          term: t('When'),
          detail: whenWords(session, now),
          ...(session.cancelled_at
            ? {}
            : { action: { href: paths.sessionCalendar(session.id), label: t('Add to my calendar') } }),
        },
        { term: t('Where'), detail: <Where page={page} /> },
        {
          term: t('Who it is for'),
          detail: [agesWords(activity.min_age, activity.max_age), siblings].filter(Boolean).join('. '),
        },
        { term: t('Cost'), detail: costWords(activity) },
      ]}
    />
  )
}

const Access = ({ page, ...day }: { page: SessionPage; today: string; fades_after_days: number }) => (
  <section>
    <h2>{t('Getting in and feeling fine')}</h2>
    <p>{t('Each fact says who checked it, and when. Ask us about anything not checked.')}</p>
    <FactGroups facts={factsToShow(page.facts, page.place?.kind ?? null, 'session')} {...day} />
  </section>
)

const Picture = ({ page }: { page: SessionPage }) => {
  const { activity } = page
  return activity.photo ? (
    <img
      class="session-photo"
      src={activity.photo}
      alt={activity.photo_alt ?? ''}
      width="1440"
      height="480"
    />
  ) : (
    <div class={`session-cut theme-${activity.theme}`}>
      {drawn(cutMarkup(activity.theme, activity.id, 'card'))}
    </div>
  )
}

const Lists = ({ page }: { page: SessionPage }) => (
  <p class="session-links">
    <button
      type="button"
      class="keep"
      data-shortlist={page.session.id}
      data-title={page.activity.title}
      hidden
    >
      {t('Keep on my list')}
    </button>
    <a class="with-icon" href={paths.sessionPrint(page.session.id)}>
      <Icon name="printer" /> {t('A page to print')}
    </a>
  </p>
)

/** Everything about one session in words: first what decides, then how to book, then what it is like. */
export function SessionPageView(props: SessionProps): VNode {
  const { page, now, today, fades_after_days, described, asked, problems = {}, preview } = props
  const { session, activity } = page
  return (
    <Page
      title={t('{{title}}, {{when}}', {
        title: titleWords(activity.title, session.version),
        when: whenWords(session, now),
      })}
      heading={titleWords(activity.title, session.version)}
      wide
      back={{ href: paths.whatsOn(), label: t('What’s on') }}
      description={activity.what_you_will_do ?? undefined}
      problems={problems}
      status={asked ? t('Thank you. We will put your question and our answer here.') : undefined}
      head={described ? <JsonLd thing={described} /> : undefined}
      robots={preview ? 'noindex' : undefined}
    >
      <Changed {...props} />
      <div class={`session-top theme-${activity.theme}`}>
        <div class="session-words flow">
          <p class="session-when">{whenWords(session, now)}</p>
          <Deciding page={page} />
          <p>{activity.what_you_will_do}</p>
          <Act {...props} />
          <Lists page={page} />
        </div>
        <Picture page={page} />
      </div>
      <section>
        <h2>{t('When, where and who')}</h2>
        <WhatWhenWhere {...props} />
        {session.note && <p>{session.note}</p>}
      </section>
      <Requirements page={page} />
      <Like page={page} />
      <Story page={page} />
      <Access page={page} {...{ today, fades_after_days }} />
      <Who page={page} />
      <OtherDates page={page} now={now} />
      <Questions {...{ page, now, problems, preview }} typed={props.typed ?? ''} />
      <p class="session-phone">
        {t('Ring {{phone}} and a person will help.', { phone: activity.phone ?? site().area.phone })}
      </p>
    </Page>
  )
}
