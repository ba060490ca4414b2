// What just happened, said once at the top of the booking's page.
import { t } from '../../../kit/words.ts'

type Said = { good: boolean; words: string }
const good = (words: string): Said => ({ good: true, words })
const not = (words: string): Said => ({ good: false, words })

/** Every answer a button of this page can get, in words. */
export const did_words = {
  cancelled: () => good(t('Done. We have freed the place for another family.')),
  'cancel-already': () => good(t('That was cancelled already. Nothing else has changed.')),
  'cancel-started': () => not(t('This session has started, so it is too late to cancel here.')),
  undone: () => good(t('Done. It is as it was before.')),
  'undo-gone': () => not(t('Another family has the place by now. You can ask for a place again.')),
  'undo-too-late': () => not(t('The ten minutes are over. You can ask for a place again.')),
  'undo-nothing': () => not(t('There was nothing to take back.')),
  'undo-started': () => not(t('This session has started, so nothing can be changed here.')),
  accepted: () => good(t('Wonderful. You are booked.')),
  'accept-lapsed': () => not(t('The time to say yes is over, so the place has gone to the next family.')),
  'accept-cancelled': () => not(t('You had cancelled this, so there is nothing to say yes to.')),
  'accept-nothing': () => not(t('There is no place on offer at the moment.')),
  declined: () => good(t('Thank you for telling us. The place goes to the next family.')),
  left: () => good(t('Done. You have left the waiting list.')),
  rejoined: () => good(t('Done. You are booked.')),
  'rejoin-waiting': () => good(t('Done. You are in the line again.')),
  'rejoin-already': () => good(t('You have this booking already.')),
  'rejoin-no': () => not(t('This session cannot be booked now.')),
  'rejoin-another': () => not(t('Your family has another booking for this by now.')),
  'move-full': () => not(t('That date has filled up. Nothing has changed here.')),
  'move-no': () => not(t('We could not move it. Nothing has changed here.')),
  moved: () => good(t('Done. This is your new date.')),
  thanks: () => good(t('Thank you. That helps us plan.')),
} satisfies Record<string, () => Said>
export type Did = keyof typeof did_words

/** The word in the address, if it is one of ours. */
export const didIn = (word: string | undefined): Did | null =>
  word && Object.hasOwn(did_words, word) ? (word as Did) : null
