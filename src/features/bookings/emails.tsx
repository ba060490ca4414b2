// What each message about a booking says. Nothing anyone typed is in them: only the session, the time and the link.
import { dayWords, timeWords } from '../../kit/dates.ts'
import { t } from '../../kit/words.ts'
import { segmentsOf } from '../messages/index.ts'
import type { BookingView } from './queries.ts'
import { shownReference } from './rules.ts'
import { lineWords, titleOf, whereOf } from './words.tsx'

export type Kind =
  | 'booked'
  | 'waiting'
  | 'place_came'
  | 'offer'
  | 'offer_lapsed'
  | 'changed'
  | 'cancelled'
  | 'session_cancelled'
  | 'session_moved'

type About = { booking: BookingView; now: Date; was_waiting: boolean }
type Said = { subject: string; lines: string[]; button: string }

const session = ({ booking, now }: About) => ({
  title: titleOf(booking),
  day: dayWords(booking.starts_at, now),
  time: timeWords(booking.starts_at),
  where: whereOf(booking),
})
const when = (about: About) => t('{{day}}, {{time}}. {{where}}.', session(about))
const reference = ({ booking }: About) =>
  t('Your reference is {{reference}}.', { reference: shownReference(booking.reference) })
const cannotCome = () => t('If you cannot come, please tell us. Another family can have the place.')

/** The words of each kind, for an email. A kind without words does not compile. */
export const emails: Record<Kind, (about: About) => Said> = {
  booked: (about) => ({
    subject: t('You are booked: {{title}}, {{day}}', session(about)),
    lines: [when(about), reference(about), cannotCome()],
    button: t('See, change or cancel your booking'),
  }),
  waiting: (about) => ({
    subject: t('You are on the waiting list: {{title}}, {{day}}', session(about)),
    lines: [
      when(about),
      lineWords(about.booking.line_place ?? 1),
      about.booking.ask_first
        ? t('If a place comes free, we will ask you first.')
        : t('If places come free for all of you, we will book you in and tell you.'),
      reference(about),
    ],
    button: t('See your place in line, or leave it'),
  }),
  place_came: (about) => ({
    subject: t('A place came free. You are booked: {{title}}, {{day}}', session(about)),
    lines: [when(about), reference(about), cannotCome()],
    button: t('See, change or cancel your booking'),
  }),
  offer: (about) => ({
    subject: t('Do you want this place? {{title}}, {{day}}', session(about)),
    lines: [
      when(about),
      t('A place has come free for you. Nothing is booked yet.'),
      t('We hold it for you until {{time}} on {{day}}.', {
        time: timeWords(about.booking.offer_ends_at!),
        day: dayWords(about.booking.offer_ends_at!, about.now),
      }),
    ],
    button: t('Say yes or no'),
  }),
  offer_lapsed: (about) => ({
    subject: t('The place has gone to another family: {{title}}, {{day}}', session(about)),
    lines: [
      when(about),
      t('We did not hear from you in time.'),
      t('You can ask for a place again. If there is one, it is yours.'),
    ],
    button: t('Ask for a place again'),
  }),
  changed: (about) => ({
    subject: t('Your booking has changed: {{title}}, {{day}}', session(about)),
    lines: [when(about), t('Fewer of you are coming. The rest of your booking stands.'), reference(about)],
    button: t('See, change or cancel your booking'),
  }),
  cancelled: (about) => ({
    subject: about.was_waiting
      ? t('You have left the waiting list: {{title}}, {{day}}', session(about))
      : t('Your booking is cancelled: {{title}}, {{day}}', session(about)),
    lines: [
      when(about),
      t('Thank you for telling us.'),
      t('If this is a mistake, you can ask for a place again.'),
    ],
    button: t('See what you can do'),
  }),
  session_cancelled: (about) => ({
    subject: t('Cancelled, and we are sorry: {{title}}, {{day}}', session(about)),
    lines: [when(about), t('This session will not happen.'), t('You do not need to do anything.')],
    button: t('See why, and what else is on'),
  }),
  session_moved: (about) => ({
    subject: t('New time or place: {{title}}, {{day}}', session(about)),
    lines: [
      t('It is now {{day}}, {{time}}. {{where}}.', session(about)),
      t('You still have your booking.'),
      t('If you cannot come now, you can cancel or move.'),
    ],
    button: t('See, change or cancel your booking'),
  }),
}

const texts: Record<Kind, (about: About) => string> = {
  booked: (about) => t('Alongside: you are booked. {{title}}, {{day}}, {{time}}.', session(about)),
  waiting: (about) =>
    t('Alongside: you are on the waiting list. {{title}}, {{day}}, {{time}}.', session(about)),
  place_came: (about) =>
    t('Alongside: a place came free and you are booked. {{title}}, {{day}}, {{time}}.', session(about)),
  offer: (about) =>
    t('Alongside: a place is free for you. Say yes or no by {{until}}. {{title}}, {{day}}, {{time}}.', {
      ...session(about),
      until: t('{{time}} {{day}}', {
        time: timeWords(about.booking.offer_ends_at!),
        day: dayWords(about.booking.offer_ends_at!, about.now),
      }),
    }),
  offer_lapsed: (about) =>
    t(
      'Alongside: the place has gone to another family. {{title}}, {{day}}. You can ask again.',
      session(about),
    ),
  changed: (about) => t('Alongside: your booking has changed. {{title}}, {{day}}, {{time}}.', session(about)),
  cancelled: (about) =>
    about.was_waiting
      ? t('Alongside: you have left the waiting list. {{title}}, {{day}}.', session(about))
      : t('Alongside: your booking is cancelled. {{title}}, {{day}}.', session(about)),
  session_cancelled: (about) =>
    t('Alongside: we are sorry, this is cancelled. {{title}}, {{day}}, {{time}}.', session(about)),
  session_moved: (about) =>
    t(
      'Alongside: new time or place. {{title}}, {{day}}, {{time}}. You still have your booking.',
      session(about),
    ),
}

// One curly letter would turn the whole text into one that holds half as much.
const plain = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/\u00a0/g, ' ')

/** A text of two segments at most, ending in the link. A title too long to fit is cut. */
export function textWords(kind: Kind, about: About, link: string): string {
  const say = (title: string) =>
    plain(`${texts[kind]({ ...about, booking: { ...about.booking, title, version: null } })} ${link}`)
  let title = titleOf(about.booking)
  while (segmentsOf(say(title)) > 2 && title.length > 12) title = `${title.slice(0, -6).trimEnd()}...`
  return say(title)
}
