// How rights are said: kinds of records, roles, and what was done to somebody's record.
import type { Role } from '../../kit/who-may.ts'
import { t } from '../../kit/words.ts'
import type { DaysProblem } from './rules.ts'

const kinds: Record<string, () => [what: string, goes: string]> = {
  bookings: () => [
    t('Bookings, counted from the session'),
    t('Names, ages, contacts and words go. How many came stays.'),
  ],
  messages: () => [
    t('Messages we sent, and calls for help'),
    t('The address and the words go. That it was sent stays.'),
  ],
  sign_ins_over: () => [t('Times signed in that are over'), t('All of it goes.')],
  codes: () => [t('Codes to sign in that no longer work'), t('All of it goes.')],
  contacts_over: () => [t('Emails and mobiles given up, or never proved'), t('All of it goes.')],
  roles_over: () => [t('Roles that have ended'), t('All of it goes.')],
  questions_unanswered: () => [t('Questions nobody answered'), t('All of it goes.')],
  words_of_gaps: () => [t('Words typed by people who found nothing'), t('The words go. The count stays.')],
  tries: () => [t('Counts that stop guessing'), t('All of it goes.')],
}

/** What a kind of record is, and what goes when its time is over. */
export const kindWords = (kind: string): [what: string, goes: string] =>
  kinds[kind]?.() ?? [kind.replaceAll('_', ' '), t('All of it goes.')]

const role_words: Record<Role, () => string> = {
  panel_member: () => t('panel member'),
  parent_champion: () => t('parent champion'),
  moderator: () => t('moderator'),
  partner_lead: () => t('lead of a group we work with'),
  session_worker: () => t('worker at sessions'),
  coordinator: () => t('the team'),
  publisher: () => t('publisher'),
  report_viewer: () => t('reader of reports'),
  area_administrator: () => t('area administrator'),
  safeguarding_lead: () => t('safeguarding lead'),
}

/** Roles in words, for a list. */
export const rolesWords = (roles: readonly string[]): string =>
  roles.map((role) => role_words[role as Role]?.() ?? role.replaceAll('_', ' ')).join(', ')

const acts: [RegExp, () => string][] = [
  [/^saw who is booked|^saw who is coming/, () => t('Looked at the list of a session you booked')],
  [/^GET \/partner\/sessions/, () => t('Looked at the list of a session you booked')],
  [/^took a copy/, () => t('Took a copy of the record')],
  [/^asked to forget/, () => t('Asked us to forget somebody')],
  [/^forgot a/, () => t('Forgot somebody who asked')],
  [/^GET \/team\/people/, () => t('Opened your record')],
  [/^POST \/team\/people/, () => t('Changed your record')],
  [/^GET |^opened|^saw/, () => t('Opened something about you')],
]

/** What was done to somebody's record, said to them. */
export const actToYou = (act: string): string =>
  acts.find(([pattern]) => pattern.test(act))?.[1]() ?? t('Changed something about you')

const places: [RegExp, () => string][] = [
  [/\/team\/people/, () => t('people')],
  [/\/team\/messages/, () => t('messages')],
  [/\/team\/privacy/, () => t('privacy')],
  [/\/team\/record/, () => t('this record')],
  [/\/team\/concerns/, () => t('concerns')],
  [/\/team\/places/, () => t('places')],
  [/\/team\/questions/, () => t('questions')],
  [/\/team\/activities/, () => t('activities')],
  [/\/team\/sessions/, () => t('sessions')],
  [/\/partner/, () => t('a partner’s own sessions')],
  [/\/account/, () => t('their own account')],
]

/** An act of the record in plain words; the act as it was written stands beside it. */
export function actWords(act: string): string {
  const place = places.find(([pattern]) => pattern.test(act))?.[1]()
  if (!place) return act.replace(/^(GET|POST) /, '')
  return act.startsWith('GET ') ? t('Opened: {{place}}', { place }) : t('Changed: {{place}}', { place })
}

/** What is wrong with a number of days or its reason. */
export const days_words: Record<DaysProblem, () => string> = {
  'not-a-number': () => t('Enter a number of days, like 365'),
  'too-few': () => t('Enter 1 day or more'),
  'too-many': () => t('Enter 3650 days or fewer. That is ten years.'),
  'no-why': () => t('Say why, in one sentence'),
  'too-long': () => t('Make this shorter'),
}
