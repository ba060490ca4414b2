// How households are said: what is wrong with an answer, what was done, who sees what.
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/words.ts'
import { longest, type Problem, type Problems } from './forms.ts'
import { type Born, offer_days, offers_a_day, passesAfter } from './rules.ts'

const problem_words: Record<Problem, () => string> = {
  'no-first-name': () => t('Enter the first name'),
  'too-long': () => t('Use fewer words here'),
  'no-birth-year': () => t('Choose the year'),
  'no-number': () => t('Enter the number we should ring'),
  'not-a-number': () => t('Check the phone number, like 07700 900123'),
  'no-contact': () => t('Enter their mobile number or email'),
  'not-a-contact': () => t('Check the number or email, like 07700 900123 or name@example.org'),
  'too-many': () =>
    t('You can send {{count}} invitations a day. Try tomorrow, or ring us.', { count: offers_a_day }),
  'their-own': () => t('That is your own contact. Enter theirs.'),
  'not-13-yet': () => t('They can have their own sign-in from the day they are 13'),
  'say-13': () => t('Say whether they are 13 yet'),
  'no-choice': () => t('Choose one answer'),
  'no-name': () => t('Enter the name you like to be called'),
}

/** The problems of a form as sentences, by field. */
export const problemSentences = (problems: Problems): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [
      field,
      problem === 'too-long' && field === 'helps'
        ? t('Use {{most}} letters or fewer', { most: longest.helps })
        : problem_words[problem](),
    ]),
  )

/** What was just done, said once at the top of the page. */
export const done_words = {
  added: () => t('Added. You can now book for them in two presses.'),
  changed: () => t('Saved.'),
  removed: () => t('Removed. What you told us about them is gone.'),
  left: () => t('Done. You no longer look after this record here.'),
  offered: () => t('Sent. The invitation works for {{count}} days.', { count: offer_days }),
  withdrawn: () => t('Taken back. That invitation no longer works.'),
  reach: () => t('Saved. We will do it this way from now on.'),
  named: () => t('Lovely to meet you.'),
  later: () => t('That is fine.'),
  accepted: () => t('You are linked. You can both book now.'),
  yours: () => t('Welcome. This page is yours.'),
  declined: () => t('You said no. Nobody is told why.'),
  said: () => t('Saved. You can change this any day.'),
  noted: () => t('Thank you.'),
} satisfies Record<string, () => string>
export type Done = keyof typeof done_words

/** The done-word an address asks for, or nothing. */
export const doneIn = (asked: string | undefined): string | undefined =>
  asked && Object.hasOwn(done_words, asked) ? done_words[asked as Done]() : undefined

/** Names as one list: 'Ben and Samina'. */
export const namesInWords = (names: string[]): string =>
  names.length === 2
    ? t('{{one}} and {{other}}', { one: names[0]!, other: names[1]! })
    : names.filter(Boolean).join(', ')

/** The age somebody is, from what we know: 'Born in 2017'. */
export const bornWords = ({ birth_year }: Born): string => t('Born in {{year}}', { year: String(birth_year) })

/** When control passes, as a date. */
export const passesWords = (born: Born): string => dateWords(passesAfter(born))
