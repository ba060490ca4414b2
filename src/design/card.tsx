import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { type TagTone, tagShape } from './list.tsx'
import { cutMarkup, type Theme } from './paper-cut.tsx'

/** Whether there is room, as a family would say it. */
export type PlacesWord = 'places' | 'few' | 'waiting' | 'none-needed' | 'cancelled' | 'moved'

/** A session as a card shows it; `when`, `place`, `distance` and `facts` are words already. */
export type CardSession = {
  id: string
  href: string
  title: string
  when: string
  place: string
  distance?: string
  facts: readonly string[]
  places: PlacesWord
  theme: Theme
  seed: string
  photo?: { src: string; alt: string } | null
  heading_level?: 2 | 3
}

const words: Record<PlacesWord, () => string> = {
  places: () => t('Places'),
  few: () => t('A few places left'),
  waiting: () => t('Waiting list'),
  'none-needed': () => t('Just turn up'),
  cancelled: () => t('Cancelled'),
  moved: () => t('Moved'),
}
const tones: Record<PlacesWord, TagTone> = {
  places: 'yes',
  few: 'few',
  waiting: 'waiting',
  'none-needed': 'calm',
  cancelled: 'bad',
  moved: 'plain',
}

const Picture = ({ session }: { session: CardSession }) =>
  session.photo ? (
    <img
      class="card-photo"
      src={session.photo.src}
      alt={session.photo.alt}
      loading="lazy"
      width="640"
      height="240"
    />
  ) : (
    drawn(cutMarkup(session.theme, session.seed, 'card'))
  )

/** One session in a list: day and time, name, place, the facts that decide, and whether there is room. Only its name is a link. */
export function SessionCard({ session }: { session: CardSession }): VNode {
  const Heading = session.heading_level === 3 ? 'h3' : 'h2'
  const tone = tones[session.places]
  return (
    <article class={`card theme-${session.theme}`}>
      <div class="card-picture">
        <Picture session={session} />
      </div>
      <div class="card-words">
        <p class="card-when">{session.when}</p>
        <Heading class="card-name">
          <a href={session.href}>{session.title}</a>
        </Heading>
        <p class="card-place">
          {session.place}
          {session.distance && <span class="card-far"> {session.distance}</span>}
        </p>
        {session.facts.length > 0 && (
          <ul class="card-facts">
            {session.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
        <div class="card-foot">
          <span class={`tag ${tone}`}>
            {drawn(tagShape(tone))}
            {words[session.places]()}
          </span>
          <button type="button" class="keep" data-shortlist={session.id} data-title={session.title} hidden>
            {t('Keep on my list')}
          </button>
        </div>
      </div>
    </article>
  )
}

const swim = (): CardSession => ({
  id: 'swim',
  href: '#swim',
  title: t('Swim together'),
  when: t('Saturday 7 June, 10am to noon'),
  place: t('Wythenshawe Forum'),
  distance: t('1 mile away'),
  facts: [t('Adult stays'), t('Quiet')],
  places: 'places',
  theme: 'water',
  seed: 'swim',
})

export const examples: Record<string, () => VNode> = {
  places: () => <SessionCard session={swim()} />,
  'a few left': () => (
    <SessionCard
      session={{
        ...swim(),
        id: 'drum',
        title: t('Big drum circle'),
        places: 'few',
        theme: 'music',
        seed: 'drum',
      }}
    />
  ),
  cancelled: () => (
    <SessionCard
      session={{
        ...swim(),
        id: 'soup',
        title: t('Soup and stories'),
        places: 'cancelled',
        theme: 'food',
        seed: 'soup',
      }}
    />
  ),
}
