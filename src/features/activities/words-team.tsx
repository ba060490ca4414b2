// What the team's forms say when something is wrong, and where their rooms are.
import type { Problems } from '../../kit/forms.ts'
import { t } from '../../kit/words.ts'

const words: Record<string, () => string> = {
  'no-title': () => t('Give it a plain name'),
  'too-long': () => t('Use fewer words here'),
  'no-theme': () => t('Choose what it is mostly about'),
  'no-kind': () => t('Choose which kind it is'),
  'no-leader': () => t('Choose who leads it'),
  'no-season': () => t('Choose a season, or none'),
  'not-an-age': () => t('Type an age from 0 to 25'),
  'ages-crossed': () => t('The oldest age must not be below the youngest'),
  'not-a-cost': () => t('Type the cost like 2.50'),
  'no-cost': () => t('Type what it costs, or choose that it is free'),
  'no-places-for': () => t('Choose who needs a place'),
  'not-a-day': () => t('Choose a real date'),
  'no-day': () => t('Choose the date'),
  'no-start': () => t('Type when it starts'),
  'no-end': () => t('Type when it ends'),
  'not-a-time': () => t('Type a time like 10am or 14:30'),
  'ends-first': () => t('It must end after it starts, on the same day or that night'),
  'not-a-number': () => t('Type a number'),
  'no-repeat': () => t('Choose how often, or once'),
  'no-count': () => t('Type how many dates there are'),
  'too-many-dates': () => t('Type 104 dates at most'),
  'which-place': () => t('Choose which place you mean'),
  'no-such-place': () => t('We do not know that place. Add it under Places first'),
  'no-reason': () => t('Say why, in words for families'),
  'no-answer': () => t('Type the answer'),
  'no-date-to-come': () => t('Choose a date that is still to come'),
}

/** Codes beside fields as sentences. */
export const problemWords = (problems: Problems): Problems =>
  Object.fromEntries(
    Object.entries(problems).map(([field, code]) => [field, words[code]?.() ?? t('Check this answer')]),
  )
