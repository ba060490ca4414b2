// How bookings are said: why not, what is wrong, who is coming, where in the line.
import type { VNode } from 'preact'
import { Details } from '../../design/list.tsx'
import { t } from '../../kit/words.ts'
import { whenWords } from '../activities/index.ts'
import { addressWords } from '../places/index.ts'
import { longest, type Problem } from './forms.ts'
import type { SessionToBook } from './queries.ts'
import type { Refusal } from './rules.ts'

/** Why there is no booking, as a title and what can be done. A refusal without words does not compile. */
export const refusal_words: Record<Refusal, () => [title: string, next: string]> = {
  unknown: () => [t('We could not find this session'), t('The link may be old. Look at what else is on.')],
  'not-published': () => [
    t('We could not find this session'),
    t('The link may be old. Look at what else is on.'),
  ],
  cancelled: () => [t('This session has been cancelled'), t('We are sorry. Nothing was booked.')],
  started: () => [
    t('This session has already started'),
    t('It is too late to book. Look at what else is on, or ask us.'),
  ],
  'nothing-to-book': () => [t('You do not need to book'), t('Just turn up. You are welcome.')],
  'not-open-yet': () => [
    t('Booking is not open yet'),
    t('Nothing was booked. Please come back when booking opens.'),
  ],
  'too-many': () => [
    t('There are not enough places for all of you'),
    t('This session is smaller than your family. Please ring us, and we will find a way.'),
  ],
  'already-booked': () => [
    t('Your child already has a place here'),
    t('Or they are in the line for one. Look for our first message to you, or ring us.'),
  ],
  'one-party': () => [
    t('Your family already has a booking here'),
    t('Each family can come once, so that more families can. You can move your booking to another date.'),
  ],
  full: () => [t('That date is full'), t('Nothing has changed. You still have your first booking.')],
  changed: () => [
    t('You have already sent this form'),
    t('Your first booking stands. To change it, use the link in our message to you.'),
  ],
  busy: () => [
    t('A lot of people are booking'),
    t('Nothing was lost. Please wait a moment, then press the button again.'),
  ],
}

type Ages = { min_age: number | null; max_age: number | null }
/** What is wrong with a field, said so that it can be mended. */
export const problem_words: Record<Problem, (ages: Ages) => string> = {
  'no-first-name': () => t('Enter the first name'),
  'too-long': () => t('Use {{most}} letters or fewer', { most: longest.words }),
  'no-age': () => t('Enter the age'),
  'not-an-age': () => t('Enter an age from 0 to 25, like 9'),
  'not-these-ages': ({ min_age, max_age }) =>
    t('This session is for ages {{from}} to {{to}}', { from: min_age ?? 0, to: max_age ?? 25 }),
  'same-child': () => t('You have added this child twice'),
  'no-name': () => t('Enter your name'),
  'no-contact': () => t('Enter a mobile number or an email address'),
  'not-a-contact': () => t('Check the number or email, like 07700 900123 or name@example.org'),
  'no-emergency': () => t('Enter a phone number for an emergency'),
  'not-a-number': () => t('Check the phone number, like 07700 900123'),
  'no-adults': () => t('Choose how many adults are coming'),
}

/** The problems of a page as sentences, by field. */
export const problemSentences = (problems: Record<string, Problem>, ages: Ages): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [
      field,
      problem === 'too-long' && field !== 'must_know'
        ? t('Use {{most}} letters or fewer', { most: longest.name })
        : problem_words[problem](ages),
    ]),
  )

/** A session's name, with which version it is when there are two. */
export const titleOf = ({ title, version }: Pick<SessionToBook, 'title' | 'version'>): string => {
  if (version === 'relaxed') return t('{{title}} – relaxed', { title })
  return version === 'busier' ? t('{{title}} – busier', { title }) : title
}

/** Where a session is, on one line. */
export const whereOf = (
  session: Pick<SessionToBook, 'place_name' | 'street' | 'town' | 'postcode'>,
): string =>
  session.place_name ? [session.place_name, addressWords(session)].filter(Boolean).join(', ') : t('At home')

/** What, when and where, above every step of booking. */
export const WhatAndWhen = ({ session, now }: { session: SessionToBook; now: Date }): VNode => (
  <div class="what-and-when">
    <p class="what">{titleOf(session)}</p>
    <p>{whenWords(session, now)}</p>
    <p>{session.place_name ?? t('At home')}</p>
  </div>
)

/** Names and ages on one line each: 'Aisha, 9'. */
export const Family = ({ people }: { people: { first_name: string; age: number | string }[] }): VNode => (
  <ul class="plain-list family">
    {people.map(({ first_name, age }, index) => (
      <li key={index}>
        <bdi>{t('{{name}}, {{age}}', { name: first_name, age })}</bdi>
      </li>
    ))}
  </ul>
)

/** Where a family is in the line, in words. */
export function lineWords(line_place: number): string {
  if (line_place === 1) return t('You are first in line.')
  if (line_place === 2) return t('You are second in line. There is one family before you.')
  return t('There are {{count}} families before you in line.', { count: line_place - 1 })
}

/** The rule of the line, the same for everyone. */
export const LineRule = (): VNode => (
  <Details summary={t('How the line works')}>
    <p>{t('Places go down the line in the order people asked.')}</p>
    <p>{t('We keep your family together: all of you, or none.')}</p>
    <p>
      {t('A smaller family may take places that a larger one ahead cannot use.')}{' '}
      {t('The larger family keeps its place in line.')}
    </p>
    <p>{t('It is the same for everyone, on the web, by text, by phone or face to face.')}</p>
  </Details>
)
