import type { VNode } from 'preact'
import { Icon } from '../../../design/icon.tsx'
import { Empty, Tag } from '../../../design/list.tsx'
import { JsonLd, Page } from '../../../design/page.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { ComingSession, Door, Place } from '../queries.ts'
import { factsToShow, type MergedFact } from '../rules.ts'
import { Address, addressWords, DoorPhoto, FactGroups, GettingThere } from '../words.tsx'

type Props = {
  place: Place
  door: Door | null
  facts: MergedFact[]
  coming: ComingSession[]
  now: Date
  today: string
  fades_after_days: number
}

const TheDoor = ({ door }: { door: Door | null }) =>
  door ? (
    <figure class="door-photo">
      <DoorPhoto door={door} />
      <figcaption>{t('The door you come in by.')}</figcaption>
    </figure>
  ) : (
    <div class="door-photo missing">
      <Icon name="door" />
      <p>
        {t('We have no photo of this door yet. Could you send one?')}{' '}
        {t('Text it to {{number}}. No people in it, please.', { number: site().area.text_number })}
      </p>
    </div>
  )

const Coming = ({ coming, now }: { coming: ComingSession[]; now: Date }) =>
  coming.length === 0 ? (
    <Empty title={t('Nothing is planned here yet')}>
      <p>
        <a href={paths.whatsOn()}>{t('See what is on in other places')}</a>
      </p>
    </Empty>
  ) : (
    <ul class="coming plain-list">
      {coming.map((session) => (
        <li key={session.id}>
          <span class="coming-when">
            {t('{{day}}, {{time}}', {
              day: dayWords(session.starts_at, now),
              time: timeWords(session.starts_at),
            })}
          </span>{' '}
          <a href={paths.session(session.id)}>{session.title}</a>{' '}
          {session.cancelled_at && <Tag tone="bad">{t('Cancelled')}</Tag>}
          {!session.cancelled_at && session.version === 'relaxed' && (
            <Tag tone="calm">{t('Relaxed version')}</Tag>
          )}
        </li>
      ))}
    </ul>
  )

const described = (place: Place) => ({
  '@context': 'https://schema.org',
  '@type': 'Place',
  name: place.name,
  address: {
    '@type': 'PostalAddress',
    streetAddress: place.street ?? undefined,
    addressLocality: place.town ?? undefined,
    postalCode: place.postcode ?? undefined,
    addressCountry: 'GB',
  },
  ...(place.lat !== null && {
    geo: { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lon },
  }),
})

/** A place in words: what is on there, the way there, its door, and what people found when they checked. */
export function PlacePage({ place, door, facts, coming, now, today, fades_after_days }: Props): VNode {
  const shown = factsToShow(facts, place.kind, 'place')
  return (
    <Page
      title={place.name}
      wide
      back={{ href: paths.whatsOn(), label: t('What’s on') }}
      description={t('What is on at {{place}}, how to get there, and what it is like inside.', {
        place: `${place.name}, ${addressWords(place)}`,
      })}
      head={<JsonLd thing={described(place)} />}
    >
      <div class="place-top">
        <Address place={place} />
        {place.about && <p>{place.about}</p>}
        {place.website && (
          <p>
            <a href={place.website} rel="noopener">
              {t('The website of {{place}}', { place: place.name })}
            </a>
          </p>
        )}
      </div>
      <section>
        <h2>{t('What is on here')}</h2>
        <Coming coming={coming} now={now} />
        {coming.length > 5 && (
          <p>
            <a href={paths.whatsOn({ q: place.name })}>{t('See all that is on here')}</a>
          </p>
        )}
      </section>
      <section>
        <h2>{t('Getting there')}</h2>
        <GettingThere place={place} />
        <TheDoor door={door} />
      </section>
      <section>
        <h2>{t('What it is like here')}</h2>
        <p>
          {t(
            'People went and looked, or it comes from published data. “Not checked” means we do not know yet.',
          )}{' '}
          {t('Ring {{phone}} and we will find out.', { phone: site().area.phone })}
        </p>
        <FactGroups facts={shown} today={today} fades_after_days={fades_after_days} />
        <p>
          <a href={paths.about('data')}>{t('Where our facts about places come from')}</a>
        </p>
      </section>
    </Page>
  )
}
