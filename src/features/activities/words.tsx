// How sessions are said: days, ages, what it is like, what is missing. Used here and on the pages of bookings.
import type { VNode } from 'preact'
import type { CardSession, PlacesWord } from '../../design/card.tsx'
import { Facts } from '../../design/list.tsx'
import { dayWords, localDay, timeWords } from '../../kit/dates.ts'
import { paths } from '../../kit/paths.ts'
import { speaking, t } from '../../kit/words.ts'
import { addressWords, distanceWords } from '../places/index.ts'
import type { SessionWhole } from './queries.ts'
import type { Busy, Lack, Noise, SessionRefusal, Standing, Version } from './rules.ts'
import { marks } from './rules-finder.ts'
import type { Listed } from './search.ts'

type Dates = { starts_at: Date; ends_at: Date }

// Lists say the same few moments again and again, and a date formatted is slow.
const said = new Map<string, string>()

/** 'Saturday 28 November, 10am to 12 noon', with the year when it is not this year's. */
export function whenWords({ starts_at, ends_at }: Dates, now: Date): string {
  const key = `${speaking().code} ${starts_at.getTime()} ${ends_at.getTime()} ${now.getUTCFullYear()}`
  const before = said.get(key)
  if (before) return before
  const words = sayWhen(starts_at, ends_at, now)
  if (said.size > 5000) said.clear()
  said.set(key, words)
  return words
}

function sayWhen(starts_at: Date, ends_at: Date, now: Date): string {
  const from = timeWords(starts_at)
  const to = timeWords(ends_at)
  const day = dayWords(starts_at, now)
  return localDay(starts_at) === localDay(ends_at)
    ? t('{{day}}, {{from}} to {{to}}', { day, from, to })
    : t('{{day}}, {{from}} to {{end_day}}, {{to}}', { day, from, to, end_day: dayWords(ends_at, now) })
}

/** 'Ages 5 to 16'. */
export function agesWords(min_age: number | null, max_age: number | null): string {
  const from = min_age ?? 0
  const to = max_age ?? 25
  if (from === 0 && to === 25) return t('All ages, up to 25')
  if (from === to) return t('Age {{age}}', { age: from })
  if (from === 0) return t('Up to age {{age}}', { age: to })
  return t('Ages {{from}} to {{to}}', { from, to })
}

export const adult_words: Record<'stays' | 'may_leave', () => string> = {
  stays: () => t('Adult stays'),
  may_leave: () => t('Adult may leave'),
}
export const noise_names: Record<Noise, () => string> = {
  quiet: () => t('Quiet'),
  some: () => t('Some noise'),
  loud: () => t('Loud'),
}
export const noise_sentences: Record<Noise, () => string> = {
  quiet: () => t('It is quiet. There is no loud music.'),
  some: () => t('There is some noise. People talk and play.'),
  loud: () => t('It can be loud.'),
}
export const busy_names: Record<Busy, () => string> = {
  few: () => t('A few people'),
  some: () => t('Some people'),
  many: () => t('Lots of people'),
}
export const busy_sentences: Record<Busy, () => string> = {
  few: () => t('A few people. There is lots of room.'),
  some: () => t('Some people. It does not feel packed.'),
  many: () => t('Lots of people. It can feel packed.'),
}
export const version_names: Record<Version, () => string> = {
  relaxed: () => t('Relaxed'),
  busier: () => t('Busier'),
}

/** The name of a session: its activity's, and which version it is when there are two. */
export const titleWords = (title: string, version: Version | null): string =>
  version === 'relaxed'
    ? t('{{title}} – relaxed', { title })
    : version === 'busier'
      ? t('{{title}} – busier', { title })
      : title

/** Where a session stands, in a few words. */
export const standing_words: Record<Standing, () => string> = {
  open: () => t('Places'),
  few: () => t('A few places left'),
  full: () => t('Waiting list'),
  drop_in: () => t('Just turn up'),
  cancelled: () => t('Cancelled'),
  moved: () => t('Moved'),
  past: () => t('This has been and gone'),
  not_open_yet: () => t('Booking is not open yet'),
}

const has = (listed: Listed, mark: (typeof marks)[number]) =>
  (listed.marks & (1 << marks.indexOf(mark))) !== 0

function placesWord(listed: Listed): PlacesWord {
  if (listed.cancelled) return 'cancelled'
  if (listed.room === 0) return 'waiting'
  if (listed.moved) return 'moved'
  if (listed.room === null) return 'none-needed'
  return listed.room === 1 ? 'few' : 'places'
}

const noiseOfCard = (listed: Listed) =>
  has(listed, 'noise:quiet')
    ? 'quiet'
    : has(listed, 'noise:some')
      ? 'some'
      : has(listed, 'noise:loud')
        ? 'loud'
        : null

function factsOfCard(listed: Listed, now: Date): string[] {
  const noise = noiseOfCard(listed)
  const facts: string[] = []
  if (has(listed, 'adult:stays')) facts.push(adult_words.stays())
  else if (has(listed, 'adult:may_leave')) facts.push(adult_words.may_leave())
  if (noise) facts.push(noise_names[noise]())
  // A family who comes to book too early, or on the old day, has come for nothing: so these are said here too.
  if (listed.moved && listed.room === 0) facts.push(t('Moved'))
  if (listed.opens_at && listed.opens_at > now && !listed.cancelled)
    facts.push(t('Booking opens {{when}}', { when: momentWords(listed.opens_at, now) }))
  return facts
}

/** 'Friday 27 November, 6pm'. */
export const momentWords = (at: Date, now: Date): string =>
  t('{{day}}, {{time}}', { day: dayWords(at, now), time: timeWords(at) })

/** A session as its card shows it. */
export function cardOf(listed: Listed, now: Date, heading_level: 2 | 3 = 2): CardSession {
  const version = has(listed, 'version:relaxed') ? 'relaxed' : has(listed, 'version:busier') ? 'busier' : null
  const { place_name, town } = listed
  return {
    id: listed.session_id,
    href: paths.session(listed.session_id),
    title: titleWords(listed.title, version),
    when: whenWords(listed, now),
    place: place_name
      ? town && !place_name.includes(town)
        ? `${place_name}, ${town}`
        : place_name
      : t('At home'),
    ...(listed.distance !== null && place_name ? { distance: distanceWords(listed.distance) } : {}),
    facts: factsOfCard(listed, now),
    places: placesWord(listed),
    theme: listed.theme,
    seed: listed.activity_id,
    photo: listed.photo ? { src: listed.photo, alt: listed.photo_alt ?? '' } : null,
    heading_level,
  }
}

/** What, when and where, to say back on the pages of a booking. */
export const SessionSummary = ({ whole, now }: { whole: SessionWhole; now: Date }): VNode => (
  <Facts
    rows={[
      { term: t('What'), detail: titleWords(whole.activity.title, whole.session.version) },
      { term: t('When'), detail: whenWords(whole.session, now) },
      {
        term: t('Where'),
        detail: whole.place ? [whole.place.name, addressWords(whole.place)].join(', ') : t('At home'),
      },
    ]}
  />
)

/** What is missing, said so that it can be mended. A lack without words does not compile. */
export const lack_words: Record<Lack, () => string> = {
  title: () => t('Give it a plain name.'),
  'three-sentences': () => t('Say what you will do, in three sentences.'),
  ages: () => t('Say what ages it is for.'),
  siblings: () => t('Say whether brothers and sisters are welcome.'),
  adult: () => t('Say whether an adult stays or may leave.'),
  cost: () => t('Say that it is free, or what it costs.'),
  'time-to-come': () => t('Choose a date that is still to come.'),
  busy: () => t('Say how busy it will be.'),
  noise: () => t('Say how loud it will be.'),
  'leave-and-return': () => t('Say whether families can leave and come back.'),
  food: () => t('Say what there is to eat and drink.'),
  bring: () => t('Say what to bring.'),
  'who-you-will-meet': () => t('Say who families will meet.'),
  'staff-training': () => t('Say how the staff are trained.'),
  'if-full': () => t('Say what happens if it is full.'),
  phone: () => t('Give a phone number.'),
  places: () => t('Say how many places there are.'),
  place: () => t('Choose the place.'),
  address: () => t('Give the place an address and a postcode.'),
  'landmark-steps': () => t('Give the place three steps for finding the way.'),
}

/** Why a session was left as it is. */
export const refusal_words: Record<SessionRefusal, () => string> = {
  gone: () => t('We cannot find that session any more.'),
  'already-cancelled': () => t('This session is already cancelled.'),
  'not-published': () => t('This session is not public.'),
  'already-published': () => t('This session is already public.'),
  'already-over': () => t('That time has already gone.'),
  'people-are-booked': () => t('Families are booked or waiting. Cancel it instead, so that we tell them.'),
  'fewer-than-booked': () => t('More people than that are booked. Choose a larger number.'),
  'nothing-to-book': () => t('This is a drop-in, so there are no places to count.'),
  'nothing-changed': () => t('That is how it is already.'),
  'ends-before-it-starts': () => t('It must end after it starts.'),
  'not-a-number': () => t('Type a number of places, such as 12.'),
}
