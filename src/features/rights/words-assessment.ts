// The words of the impact assessment that do not come from the database: risks, the Children's Code, what is left to decide.
import { t } from '../../kit/words.ts'

type Measure = { risk: string; measure: string; promise: string; test: string }

/** What could go wrong, what stops it, which promise it keeps, and which test holds it. */
export const measures = (): Measure[] => [
  {
    risk: t('Somebody of the team looks at a family out of curiosity'),
    measure: t('Each look is written down, and the family sees it.'),
    promise: '6, 9',
    test: 'T47, src/features/rights/rights.test.ts',
  },
  {
    risk: t('One family, or an ex-partner, sees another’s things'),
    measure: t('Another’s thing looks like no thing. Two homes are never joined without an act by each.'),
    promise: '8',
    test: 'T29–T33, test/routes.test.ts',
  },
  {
    risk: t('Somebody guesses a code or a private address'),
    measure: t('Few tries, and addresses nobody can guess. Staff show a second proof.'),
    promise: '5',
    test: 'T23–T28, src/features/people',
  },
  {
    risk: t('Words a family wrote are read in a stolen copy'),
    measure: t('They are locked. The keys are not in the copy.'),
    promise: '7',
    test: 'T16 and T46, src/features/rights/sealed.test.ts',
  },
  {
    risk: t('Things are kept too long'),
    measure: t('Each night the old goes, and proof is kept.'),
    promise: '7',
    test: 'T49–T50, src/features/rights/retention.test.ts',
  },
  {
    risk: t('An old copy brings back somebody who was forgotten'),
    measure: t('A list outside the database forgets them again.'),
    promise: '7',
    test: 'T15, src/features/rights/forget.test.ts',
  },
  {
    risk: t('A name or a number stands in a log'),
    measure: t('Logs hold numbers and counts only.'),
    promise: '8',
    test: 'T45',
  },
  {
    risk: t('A message goes to the wrong person'),
    measure: t('One person a message. A child’s name is never in it.'),
    promise: '4',
    test: 'T21, T44, src/features/bookings/messages.test.ts',
  },
  {
    risk: t('The record of what was done is changed'),
    measure: t('Each entry is tied to the one before, and signed outside the database.'),
    promise: '9',
    test: 'T47, src/kit/audit.test.ts',
  },
]

/** The fifteen standards of the Children's Code, and how each is met. */
export const childrens_code = (): [string, string][] => [
  [
    t('Best interests of the child'),
    t('Nothing is sold, and nothing is shown to make somebody stay longer.'),
  ],
  [t('Impact assessment'), t('This page.')],
  [t('Right for their age'), t('Words a ten-year-old can read, and an Easy Read page.')],
  [t('Openness'), t('Why we ask stands beside each question. One page lists all that is kept.')],
  [t('Harmful use'), t('What is kept is used to run sessions, and for nothing else.')],
  [t('Keeping our word'), t('Promises are public, and each has a test.')],
  [t('Private from the start'), t('Nothing is shared until somebody chooses it.')],
  [t('As little as possible'), t('First name and age. No date of birth, school, address or diagnosis.')],
  [t('Sharing'), t('The leader sees who comes to that session. Nobody else is sent it.')],
  [t('Where somebody is'), t('A postcode typed to search is not kept. No phone is asked where it is.')],
  [t('What parents can see'), t('A young person is told what a carer can see.')],
  [t('Profiling'), t('There is none.')],
  [t('Nudges'), t('No countdowns, no streaks, nobody is hurried.')],
  [t('Connected toys'), t('There are none.')],
  [t('Tools'), t('See, correct, take a copy, delete in two taps, and complain.')],
]

/** What only the area can decide. */
export const to_decide = (): string[] => [
  t('The lawful basis of each row in part 2, and the extra condition for health.'),
  t('How many days each kind is kept.'),
  t('Who holds the keys folder and its copies, and who holds the copies of the database.'),
  t('Who is told in a breach, and who rings the Information Commissioner within 72 hours.'),
  t('Which groups run sessions, and that each has signed an agreement.'),
  t('That parents and young people were asked, and what they said.'),
]
