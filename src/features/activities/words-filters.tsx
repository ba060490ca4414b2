// The names of the filters, as a family reads them.
import { addDays, dayWords, localDay, momentOf } from '../../kit/dates.ts'
import { paths } from '../../kit/paths.ts'
import { speaking, t } from '../../kit/words.ts'
import { factOf } from '../places/index.ts'
import { askedOf, type Finder, type Group, type Order, type When } from './rules-finder.ts'

export const group_legends: Record<Group, () => string> = {
  age: () => t('How old?'),
  adult: () => t('Does an adult stay?'),
  noise: () => t('How loud?'),
  busy: () => t('How many people?'),
  siblings: () => t('Brothers and sisters'),
  theme: () => t('What kind of thing?'),
  where: () => t('Out or at home?'),
  version: () => t('Relaxed or busier?'),
}

const options: { [key in Group]: Record<string, () => string> } = {
  age: {
    '0-4': () => t('Up to 4'),
    '5-7': () => t('5 to 7'),
    '8-11': () => t('8 to 11'),
    '12-15': () => t('12 to 15'),
    '16-18': () => t('16 to 18'),
    '19-25': () => t('19 to 25'),
  },
  adult: { stays: () => t('Adult stays'), may_leave: () => t('Adult may leave') },
  noise: { quiet: () => t('Quiet'), some: () => t('Some noise'), loud: () => t('Loud') },
  busy: { few: () => t('A few people'), some: () => t('Some people'), many: () => t('Lots of people') },
  siblings: { welcome: () => t('Brothers and sisters welcome') },
  theme: {
    water: () => t('Water and swimming'),
    outdoors: () => t('Outdoors'),
    move: () => t('Sport and moving'),
    make: () => t('Making things'),
    music: () => t('Music and drama'),
    food: () => t('Food'),
    meet: () => t('Meeting people'),
    quiet: () => t('Calm and quiet'),
  },
  where: { place: () => t('At a place'), home: () => t('At home') },
  version: { relaxed: () => t('Relaxed sessions'), busier: () => t('Busier sessions') },
}
/** What one choice of a group is called. */
export const optionWords = (group: Group, value: string): string => options[group][value]?.() ?? value

export const when_names: Record<When, () => string> = {
  today: () => t('Today'),
  week: () => t('This week'),
  weekend: () => t('This weekend'),
  next_week: () => t('Next week'),
  holidays: () => t('School holidays'),
}
export const order_names: Record<Order, () => string> = {
  best: () => t('Best match first'),
  date: () => t('Soonest first'),
  distance: () => t('Nearest first'),
}

/** '5 miles'. */
export const milesWords = (miles: number): string =>
  miles === 1 ? t('1 mile') : t('{{miles}} miles', { miles })

/** What a filter that is on asks for. */
export function filterWords(name: string, value: string, finder: Finder): string {
  if (name === 'q') return t('“{{words}}”', { words: value })
  if (name === 'when') return when_names[value as When]()
  if (name === 'within') return t('within {{distance}}', { distance: milesWords(Number(value)) })
  if (name === 'room') return t('with places left')
  if (name === 'fact') return t(factOf(value)?.yes ?? value)
  if (name === 'dates') return datesWords(finder)
  return optionWords(name as Group, value)
}

const noon = (day: string) => momentOf(day, '12:00')

function datesWords({ from, to }: Finder): string {
  if (from && to && from !== to)
    return t('{{from}} to {{to}}', { from: dayWords(noon(from)), to: dayWords(noon(to)) })
  if (from && to) return dayWords(noon(from))
  return from
    ? t('from {{day}}', { day: dayWords(noon(from)) })
    : t('up to {{day}}', { day: dayWords(noon(to!)) })
}

const days_ahead = 56
type Days = { value: string; label: string }[]
const lists = new Map<string, Days>()

/** Real dates to choose from, today and eight weeks on; the same list is made once a day. */
export function daysToChoose(now: Date): Days {
  const today = localDay(now)
  const key = `${speaking().code} ${today}`
  const before = lists.get(key)
  if (before) return before
  const made = Array.from({ length: days_ahead }, (_, nth) => {
    const day = addDays(today, nth)
    return { value: day, label: dayWords(noon(day), now) }
  })
  if (lists.size > 20) lists.clear()
  lists.set(key, made)
  return made
}

/** The address of a listing that asks for this, with some of it changed. */
export function listingPath(finder: Finder, change: Partial<Finder> = {}): string {
  const asked = new URLSearchParams(askedOf(finder, change)).toString()
  return asked ? `${paths.whatsOn()}?${asked}` : paths.whatsOn()
}
