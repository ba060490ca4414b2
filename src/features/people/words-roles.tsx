// How roles, reasons and what was done are said. A role, an act or a reason without words does not compile.

import type { ActName, BookingField, HeldRole, Role } from '../../kit/who-may.ts'
import { t } from '../../kit/words.ts'
import type {
  CallBack,
  EndRefusal,
  GrantRefusal,
  HidingReason,
  OpeningReason,
  QuestionAsked,
  RelinkRefusal,
  ShowingReason,
} from './rules-roles.ts'

/** What each role is called. */
export const role_words: Record<Role, () => string> = {
  panel_member: () => t('Panel member'),
  parent_champion: () => t('Parent champion'),
  moderator: () => t('Moderator'),
  partner_lead: () => t('Partner lead'),
  session_worker: () => t('Session worker'),
  coordinator: () => t('Coordinator'),
  publisher: () => t('Publisher'),
  report_viewer: () => t('Report reader'),
  area_administrator: () => t('Area administrator'),
  safeguarding_lead: () => t('Safeguarding lead'),
}

/** A role, with the organisation it is of: 'Partner lead, Sale Swimmers'. */
export const roleWords = ({
  role,
  provider_name,
}: Pick<HeldRole, 'role'> & { provider_name: string | null }): string =>
  provider_name
    ? t('{{role}}, {{organisation}}', { role: role_words[role](), organisation: provider_name })
    : role_words[role]()

/** Who each role is for. */
export const role_is_for: Record<Role, () => string> = {
  panel_member: () => t('A young person who helps decide on grants.'),
  parent_champion: () => t('A parent who checks places and helps other parents.'),
  moderator: () => t('A parent or worker who reads plans for practice.'),
  partner_lead: () => t('Runs an organisation’s sessions.'),
  session_worker: () => t('Leads sessions on the day for an organisation.'),
  coordinator: () => t('Runs the area’s offer every day.'),
  publisher: () => t('Checks what is written, and makes it public.'),
  report_viewer: () => t('Reads reports without names.'),
  area_administrator: () => t('Gives roles, keeps the record and looks after privacy.'),
  safeguarding_lead: () => t('Reads and acts on worries about safety.'),
}

/** What each act lets somebody do. */
export const act_words: Record<ActName, () => string> = {
  look_at_the_offer: () => t('Look at sessions, places and questions'),
  change_the_offer: () => t('Change sessions, activities and places'),
  publish: () => t('Make sessions public, or take them back'),
  answer_questions: () => t('Answer families’ questions'),
  read_messages: () => t('Read messages that did not arrive'),
  see_people: () => t('Find a person and open their record'),
  change_people: () => t('Let somebody back in after a lost phone'),
  see_hidden_people: () => t('Open records that are marked sensitive'),
  grant_roles: () => t('Give roles and end them'),
  read_the_record: () => t('Read the record of what was done'),
  keep_privacy: () => t('Say how long things are kept'),
  see_concerns: () => t('Read worries about safety'),
  see_own_sessions: () => t('See who is coming to their own sessions'),
}

/** What is said of a booking. */
export const field_words: Record<BookingField, () => string> = {
  reference: () => t('Reference'),
  first_names: () => t('First names of children'),
  ages: () => t('Ages'),
  must_know: () => t('What we must know'),
  emergency_contact: () => t('Number for an emergency'),
  carer_name: () => t('Name of the carer'),
  contact: () => t('How to reach the family'),
  place_in_line: () => t('The waiting list'),
  carer_if_sensitive: () => t('The carer, when the record is marked sensitive'),
}

/** Why a record was opened. */
export const opening_words: Record<OpeningReason, () => string> = {
  rang: () => t('They rang or wrote to us'),
  'to-change': () => t('They asked us to change something'),
  booking: () => t('A question about a booking'),
  'lost-phone': () => t('They lost their phone'),
  safeguarding: () => t('To keep somebody safe'),
  mistake: () => t('To mend a mistake of ours'),
}

/** Why a record was marked sensitive. */
export const hiding_words: Record<HidingReason, () => string> = {
  'they-asked': () => t('They asked us to'),
  'not-to-be-found': () => t('Somebody must not find them'),
  'safeguarding-lead': () => t('The safeguarding lead asked for it'),
}

/** Why the mark was taken away. */
export const showing_words: Record<ShowingReason, () => string> = {
  'they-asked': () => t('They asked us to'),
  'safe-now': () => t('It is safe now'),
  'by-mistake': () => t('It was marked by mistake'),
}

/** How it was made sure that it is them. */
export const call_back_words: Record<CallBack, () => string> = {
  'the-number-we-had': () => t('I rang the number we had'),
  'another-number-of-theirs': () => t('I rang another number known to be theirs'),
  'face-to-face': () => t('I met them face to face'),
}

/** What they were asked. */
export const question_words: Record<QuestionAsked, () => string> = {
  child: () => t('The first name and age of a child they booked for'),
  session: () => t('A session they came to, or booked'),
  reference: () => t('A booking’s reference'),
  joined: () => t('About when they first signed in'),
  'other-contact': () => t('Another email or number we have'),
}

/** Why the sign-in was not changed. */
export const relink_refusals: Record<RelinkRefusal, () => string> = {
  own: () => t('You cannot do this for yourself. Ask another area administrator.'),
  'holds-a-role': () => t('This person works with us. Only an area administrator can do this.'),
  taken: () => t('This contact cannot be used here. Ask for another one.'),
}

/** Why a role was not given. */
export const grant_refusals: Record<GrantRefusal, () => string> = {
  own: () => t('You cannot give a role to yourself. Ask another area administrator.'),
  held: () => t('They have this role already'),
  'no-organisation': () => t('Choose the organisation this role is for'),
}

/** Why a role was not ended. */
export const end_refusals: Record<EndRefusal, () => string> = {
  'last-administrator': () => t('This is the last area administrator. Give the role to somebody else first.'),
  'not-held': () => t('That role had ended already'),
}

const done: Record<string, () => string> = {
  'opened a record': () => t('Opened this record'),
  'changed how they sign in': () => t('Changed how they sign in'),
  'gave a role': () => t('Gave a role'),
  'ended a role': () => t('Ended a role'),
  'marked the record sensitive': () => t('Marked it sensitive'),
  'took the sensitive mark away': () => t('Took the sensitive mark away'),
  'looked for a hidden record': () => t('Looked for this hidden record'),
  'saw who is booked': () => t('Saw a list with their booking'),
}

/** What was done to a record, in words. */
export const doneWords = (act: string): string => done[act]?.() ?? t('Used this record')

const reasons: Record<string, () => string> = {
  ...role_words,
  ...opening_words,
  ...hiding_words,
  ...showing_words,
}

/** The reason that was given, in words; null when there was none. */
export function reasonWords(why: string | null): string | null {
  if (!why) return null
  const [how] = why.split(':')
  return (reasons[why] ?? (call_back_words as typeof reasons)[how!])?.() ?? null
}

const just_done: Record<string, () => string> = {
  'sign-in': () => t('Done. They can sign in with the new contact now.'),
  hidden: () => t('The record is marked sensitive. Search does not find it any more.'),
  shown: () => t('The sensitive mark is gone. Search finds the record again.'),
  given: () => t('The role is theirs. We have told them.'),
  ended: () => t('The role has ended. They are signed out everywhere.'),
  invited: () => t('We have written to them with how to sign in.'),
}

/** What was just done, for the top of the next page. */
export const doneStatus = (done: string | undefined): string | undefined =>
  done && Object.hasOwn(just_done, done) ? just_done[done]!() : undefined
