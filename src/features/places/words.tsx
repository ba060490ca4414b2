// How a place, its facts and a distance are said. Used on the pages of places and of sessions.
import type { VNode } from 'preact'
import { drawn } from '../../design/drawn.ts'
import { Icon, type IconName } from '../../design/icon.tsx'
import { tagShape } from '../../design/list.tsx'
import { dateWords } from '../../kit/dates.ts'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { type FactGroup, fact_groups } from './facts.ts'
import type { Door, Place } from './queries.ts'
import { type Checker, distanceOf, isStale, type MergedFact } from './rules.ts'

/** How far, in words: "400 metres away", "1.2 miles away". */
export function distanceWords(metres: number): string {
  const { unit, count } = distanceOf(metres)
  if (unit === 'here') return t('very near')
  if (unit === 'metres') return t('{{metres}} metres away', { metres: count })
  return count === 1 ? t('1 mile away') : t('{{distance}} miles away', { distance: count })
}

/** The address on one line: 'Broad Road, Sale, M33 2AL'. */
export const addressWords = (place: Pick<Place, 'street' | 'town' | 'postcode'>): string =>
  [place.street, place.town, place.postcode].filter(Boolean).join(', ')

/** The address as lines, with the name on top. */
export const Address = ({
  place,
}: {
  place: Pick<Place, 'name' | 'street' | 'town' | 'postcode'>
}): VNode => (
  <address class="address">
    {[place.name, place.street, place.town, place.postcode]
      .filter((line): line is string => Boolean(line))
      .map((line) => (
        <span key={line}>{line}</span>
      ))}
  </address>
)

const checkers: Record<Checker, (name: string) => string> = {
  parent: (name) => t('{{name}}, a parent', { name }),
  champion: (name) => t('{{name}}, a parent champion', { name }),
  provider: (name) => t('{{name}}, who runs it', { name }),
  team: (name) => t('{{name}}, from the team', { name }),
  open_data: (name) => t('{{name}}, published data', { name }),
}

/** Who checked: "Ruth, a parent". */
export const checkerWords = (checked_by: Checker, name: string): string => checkers[checked_by](name)

type Day = { today: string; fades_after_days: number }

/** Who checked a fact and when; one checked too long ago says so. */
export function checkedWords(
  said: NonNullable<MergedFact['said']>,
  { today, fades_after_days }: Day,
): string {
  const who = checkerWords(said.checked_by, said.checked_by_name)
  const day = dateWords(said.checked_on)
  if (!isStale(said.checked_on, today, fades_after_days))
    return t('Checked by {{who}}, {{day}}', { who, day })
  return isStale(said.checked_on, today, 365)
    ? t('Checked over a year ago by {{who}}, {{day}}', { who, day })
    : t('Checked a while ago by {{who}}, {{day}}', { who, day })
}

const answers = { yes: () => t('Yes:'), no: () => t('No:') }

/** One fact: a shape and words for yes, no or not checked, with who checked and when, unless `quiet` says it is said above. */
export function FactLine({ fact, quiet, ...day }: { fact: MergedFact; quiet?: boolean } & Day): VNode {
  const { said } = fact
  if (!said)
    return (
      <li class="access not-checked">
        {drawn(tagShape('plain'))}
        <p>
          {t(fact.question)} <span class="access-word">{t('Not checked')}</span>
        </p>
      </li>
    )
  const faded = isStale(said.checked_on, day.today, day.fades_after_days)
  return (
    <li class={`access ${said.answer}${faded ? ' faded' : ''}`}>
      {drawn(tagShape(said.answer === 'yes' ? 'yes' : 'bad'))}
      <p>
        <span class="only-heard">{answers[said.answer]()} </span>
        <strong>{t(said.answer === 'yes' ? fact.yes : fact.no)}</strong>
        {said.detail && <span class="access-detail">{said.detail}</span>}
        {!quiet && <span class="access-who">{checkedWords(said, day)}</span>}
      </p>
    </li>
  )
}

const icons: Record<FactGroup, IconName> = {
  getting_in: 'door',
  toilets: 'toilet',
  senses: 'ear',
  support: 'hand',
  family: 'house',
  shape: 'clock',
}
const order = Object.keys(fact_groups) as FactGroup[]
const rank = (fact: MergedFact) => (fact.said ? (fact.said.answer === 'yes' ? 0 : 1) : 2)

type Groups = { facts: MergedFact[]; heading_level?: 2 | 3 } & Day

const signed = (fact: MergedFact) =>
  fact.said &&
  [fact.said.about, fact.said.checked_by, fact.said.checked_by_name, fact.said.checked_on].join('|')

/** The fact whose signature most others share, when it is worth saying once for all of them. */
function usualOf(facts: MergedFact[]): MergedFact | null {
  const groups = [...Map.groupBy(facts.filter(signed), signed).values()]
  const largest = groups.sort((a, b) => b.length - a.length)[0] ?? []
  return largest.length > 3 ? largest[0]! : null
}

const Lines = ({ facts, usual, ...day }: { facts: MergedFact[]; usual: MergedFact | null } & Day) => (
  <ul class="access-list">
    {facts
      .toSorted((a, b) => rank(a) - rank(b))
      .map((fact) => (
        <FactLine
          key={fact.code}
          fact={fact}
          quiet={usual !== null && signed(fact) === signed(usual)}
          {...day}
        />
      ))}
  </ul>
)

/** Facts under their headings: what is so, then what is not, then what nobody has checked. A signature most share is said once. */
export function FactGroups({ facts, heading_level = 3, ...day }: Groups): VNode {
  const Heading = heading_level === 2 ? 'h2' : 'h3'
  const usual = usualOf(facts)
  return (
    <>
      {usual?.said && (
        <p class="access-usual">
          {t('{{checked}}, unless it says otherwise.', { checked: checkedWords(usual.said, day) })}
        </p>
      )}
      <div class="access-groups">
        {order.map((group) => {
          const lines = facts.filter((fact) => fact.group === group)
          return (
            lines.length > 0 && (
              <section class="access-group" key={group}>
                <Heading class="with-icon">
                  <Icon name={icons[group]} /> {t(fact_groups[group])}
                </Heading>
                <Lines facts={lines} usual={usual} {...day} />
              </section>
            )
          )
        })}
      </div>
    </>
  )
}

const stops: Record<'bus' | 'tram' | 'train', (stop: string) => string> = {
  bus: (stop) => t('{{stop}} bus stop', { stop }),
  tram: (stop) => t('{{stop}} tram stop', { stop }),
  train: (stop) => t('{{stop}} station', { stop }),
}

/** The nearest stop and the walk from it, in words; null when none is near. */
export function stopWords(place: Pick<Place, 'stop_name' | 'stop_kind' | 'stop_minutes'>): string | null {
  if (!place.stop_name || !place.stop_kind || !place.stop_minutes) return null
  const stop = stops[place.stop_kind](place.stop_name)
  return place.stop_minutes === 1
    ? t('{{stop}}, about a minute on foot', { stop })
    : t('{{stop}}, about {{minutes}} minutes on foot', { stop, minutes: place.stop_minutes })
}

/** The photo of a door, in the size it has, so that the page does not jump when it comes. */
export const DoorPhoto = ({ door }: { door: Door }): VNode => (
  <img src={paths.picture(door.id)} alt={door.words} width={door.width} height={door.height} loading="lazy" />
)

type There = Pick<Place, 'stop_name' | 'stop_kind' | 'stop_minutes' | 'landmark_steps'>

/** The way there without a map: the nearest stop, then steps by things you can see. */
export function GettingThere({ place }: { place: There }): VNode {
  const stop = stopWords(place)
  return (
    <div class="getting-there">
      {stop ? (
        <p class="with-icon">
          <Icon name={place.stop_kind === 'bus' ? 'bus' : 'tram'} /> {stop}
        </p>
      ) : (
        <p>{t('We have not found a stop within half an hour on foot.')}</p>
      )}
      {place.landmark_steps.length > 0 ? (
        <ol class="landmarks">
          {place.landmark_steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <p>{t('Nobody has written the way there yet. Ring us and we will talk you through it.')}</p>
      )}
    </div>
  )
}
