import type { VNode } from 'preact'
import { drawn } from '../../../design/drawn.ts'
import { site } from '../../../kit/site.ts'
import { speaking, t } from '../../../kit/words.ts'
import { addressWords, stopWords } from '../../places/index.ts'
import type { SessionPage } from '../queries.ts'
import { busyOf, noiseOf } from '../rules.ts'
import { adult_words, agesWords, busy_names, noise_names, titleWords, whenWords } from '../words.tsx'
import { costWords } from './session-parts.tsx'

type Props = { page: SessionPage; now: Date; address: string; qr: string }

const Row = ({ term, words }: { term: string; words: string | null | undefined | false }) =>
  words ? (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  ) : null

/** One side of A4 for a fridge door or a waiting room: black on white, a big date, a code to scan, a phone. */
export function PrintPage({ page, now, address, qr }: Props): VNode {
  const { session, activity, place } = page
  const { code, dir } = speaking()
  const title = titleWords(activity.title, session.version)
  const busy = busyOf(activity, session)
  const noise = noiseOf(activity, session)
  const facts = page.facts.filter((fact) => fact.said?.answer === 'yes').slice(0, 8)
  return (
    <html lang={code} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <title>{t('{{title}}: a page to print', { title })}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={site().stylesheet} />
      </head>
      <body class="leaflet">
        <main class="leaflet-sheet">
          <p class="leaflet-brand">{t('Alongside {{area}}', { area: site().area.name })}</p>
          {session.cancelled_at && <p class="leaflet-bad">{t('This session is cancelled.')}</p>}
          <h1>{title}</h1>
          <p class="leaflet-when">{whenWords(session, now)}</p>
          <p class="leaflet-where">{place ? `${place.name}, ${addressWords(place)}` : t('At home')}</p>
          {place && stopWords(place) && <p>{stopWords(place)}</p>}
          <p>{activity.what_you_will_do}</p>
          <dl>
            <Row term={t('Who')} words={agesWords(activity.min_age, activity.max_age)} />
            <Row term={t('Cost')} words={costWords(activity)} />
            <Row term={t('Adults')} words={activity.adult && adult_words[activity.adult]()} />
            <Row term={t('How loud')} words={noise && noise_names[noise]()} />
            <Row term={t('How busy')} words={busy && busy_names[busy]()} />
            <Row term={t('Bring')} words={activity.bring} />
            <Row term={t('Food')} words={activity.food} />
            <Row
              term={t('There is')}
              words={facts.length > 0 && facts.map((fact) => t(fact.yes)).join(' · ')}
            />
          </dl>
          <div class="leaflet-foot">
            {drawn(qr)}
            <div>
              <p class="leaflet-book">
                {activity.drop_in ? t('Just turn up.') : t('To book, scan this, or ring us.')}
              </p>
              <p class="leaflet-phone">{activity.phone ?? site().area.phone}</p>
              <p class="leaflet-address">{address}</p>
            </div>
          </div>
        </main>
      </body>
    </html>
  )
}
