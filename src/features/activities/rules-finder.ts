// What a family may ask the listing for: every filter as data, read from an address whatever it says.
import { daysMeant } from './rules-repeats.ts'

/** The bits of `session_listing.marks`. Only ever add at the end: `mark_of` in the database has the same list. */
export const marks = [
  'siblings:welcome',
  'siblings:not',
  'adult:stays',
  'adult:may_leave',
  'noise:quiet',
  'noise:some',
  'noise:loud',
  'busy:few',
  'busy:some',
  'busy:many',
  'theme:water',
  'theme:outdoors',
  'theme:move',
  'theme:make',
  'theme:music',
  'theme:food',
  'theme:meet',
  'theme:quiet',
  'age:0-4',
  'age:5-7',
  'age:8-11',
  'age:12-15',
  'age:16-18',
  'age:19-25',
  'where:place',
  'where:home',
  'version:relaxed',
  'version:busier',
  'how:drop_in',
] as const
/** The bits of `session_listing.facts`, in the order of `fact_mark` in the database. */
export const fact_marks = [
  'step_free_door',
  'accessible_parking',
  'accessible_toilet',
  'changing_places',
  'quiet_room',
  'ear_defenders',
  'hearing_loop',
  'fenced',
  'step_free_inside',
  'wide_door',
  'parking',
  'drop_off',
  'greeter',
  'change_over_5',
  'accessible_changing',
  'soft_lights',
  'no_sudden_sounds',
  'no_strong_smells',
  'assistance_dogs',
  'pool_entry',
  'bsl',
  'personal_care',
  'medication',
  'one_to_one',
  'away_from_water',
  'place_to_wait',
] as const

/** Groups of which any one chosen will do. */
export const groups = {
  age: ['0-4', '5-7', '8-11', '12-15', '16-18', '19-25'],
  adult: ['stays', 'may_leave'],
  noise: ['quiet', 'some', 'loud'],
  busy: ['few', 'some', 'many'],
  siblings: ['welcome'],
  theme: ['water', 'outdoors', 'move', 'make', 'music', 'food', 'meet', 'quiet'],
  where: ['place', 'home'],
  version: ['relaxed', 'busier'],
} as const
export type Group = keyof typeof groups
export const group_names = Object.keys(groups) as Group[]

export const whens = ['today', 'week', 'weekend', 'next_week', 'holidays'] as const
export type When = (typeof whens)[number]
/** Miles. */
export const withins = [1, 2, 5, 10] as const
export const orders = ['best', 'date', 'distance'] as const
export type Order = (typeof orders)[number]
export const page_size = 20

export type Finder = {
  q: string
  near: string
  within: number | null
  when: When | null
  /** Local days. */
  from: string | null
  to: string | null
  chosen: Record<Group, string[]>
  /** Codes of access facts that must all be "yes". */
  facts: string[]
  /** Only where a family can still come. */
  room: boolean
  order: Order | null
  page: number
  /** `near` was taken out of the words in the box: what they were, in case it is no place at all. */
  whole_q: string | null
  /** What the address asked that nobody offers, as 'name=value'; everything else still counts. */
  not_offered: string[]
}

/** A finder that asks for nothing. */
export const emptyFinder = (): Finder => ({
  q: '',
  near: '',
  within: null,
  when: null,
  from: null,
  to: null,
  chosen: { age: [], adult: [], noise: [], busy: [], siblings: [], theme: [], where: [], version: [] },
  facts: [],
  room: false,
  order: null,
  page: 1,
  whole_q: null,
  not_offered: [],
})

const is_day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const isDay = (text: string) =>
  is_day.test(text) && new Date(`${text}T12:00:00Z`).toISOString().startsWith(text)
// What mail and search sites hang on addresses means nothing to us and is nobody's mistake.
const not_ours = /^(utm_.*|fbclid|gclid|msclkid|mc_[a-z]+|_ga|ref)$/
const longest_words = 200

/** Reads an address bar. Rubbish is set aside and named in `not_offered`; a page that is no number is page 0. */
export function finderFrom(asked: Iterable<[string, string]>, known_facts: readonly string[]): Finder {
  const finder = emptyFinder()
  for (const [name, value] of asked) {
    const words = value.replaceAll('\u0000', '').trim()
    if (words && !not_ours.test(name) && !take(finder, name, words, known_facts))
      finder.not_offered.push(`${name}=${words}`.slice(0, 80))
  }
  if (finder.from && finder.to && finder.from > finder.to) [finder.from, finder.to] = [finder.to, finder.from]
  // Dates chosen by hand win over a day named before: the form carries the name along unseen.
  if (finder.from || finder.to) finder.when = null
  return splitNear(finder)
}

type Taker = (finder: Finder, words: string) => boolean

const oneOf =
  <T extends string>(list: readonly T[], keep: (finder: Finder, value: T) => void): Taker =>
  (finder, words) => {
    const found = list.find((each) => each === words)
    if (found) keep(finder, found)
    return found !== undefined
  }

const day =
  (end: 'from' | 'to'): Taker =>
  (finder, words) => {
    if (isDay(words)) finder[end] = words
    return isDay(words)
  }

const words_of =
  (name: 'q' | 'near', longest: number): Taker =>
  (finder, words) => {
    finder[name] = words.slice(0, longest)
    return true
  }

const takers: Record<string, Taker> = {
  q: words_of('q', longest_words),
  near: words_of('near', 60),
  when: oneOf(whens, (finder, when) => Object.assign(finder, { when })),
  order: oneOf(orders, (finder, order) => Object.assign(finder, { order })),
  within: oneOf(withins.map(String), (finder, miles) => Object.assign(finder, { within: Number(miles) })),
  room: oneOf(['left'], (finder) => Object.assign(finder, { room: true })),
  from: day('from'),
  to: day('to'),
  page: (finder, words) => {
    finder.page = /^[1-9]\d{0,5}$/.test(words) ? Number(words) : 0
    return true
  },
}

function take(finder: Finder, name: string, words: string, known_facts: readonly string[]): boolean {
  if (Object.hasOwn(takers, name)) return takers[name]!(finder, words)
  if (name === 'fact') return known_facts.includes(words) && add(finder.facts, words)
  return Object.hasOwn(groups, name) && takeChoice(finder, name as Group, words)
}

const takeChoice = (finder: Finder, group: Group, words: string) =>
  (groups[group] as readonly string[]).includes(words) && add(finder.chosen[group], words)

const add = (list: string[], word: string) => Boolean(list.includes(word) || list.push(word))

const postcode = /\b([a-z]{1,2}\d[a-z\d]?(?:\s*\d[a-z]{2})?)$/i

/** "swimming near M33" and "swimming m33 7zf" are words and somewhere to be near. */
function splitNear(finder: Finder): Finder {
  if (finder.near || !finder.q) return finder
  const said = /^(.*?)\s*\b(?:near|close to|around)\s+(?:to\s+)?(\S.*)$/i.exec(finder.q)
  if (said) return { ...finder, q: said[1]!.trim(), near: said[2]!.trim().slice(0, 60), whole_q: finder.q }
  const ends = postcode.exec(finder.q)
  return ends
    ? { ...finder, q: finder.q.slice(0, ends.index).trim(), near: ends[1]!, whole_q: finder.q }
    : finder
}

/** The words to look for, each once; eight say enough. */
export const wordsIn = (q: string): string[] =>
  [...new Set(q.toLowerCase().match(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu) ?? [])].slice(0, 8)

/** How to order: as asked, else the best fit for words, else the nearest, else the soonest. */
export const orderOf = (finder: Finder): Order =>
  finder.order === 'distance' && !finder.near
    ? 'date'
    : (finder.order ?? (finder.near ? 'distance' : finder.q ? 'best' : 'date'))

/** The local days asked for; null is open. Holidays are seasons, so they are not here. */
export function daysOf(finder: Finder, today: string): { from: string | null; to: string | null } {
  const { when, from, to } = finder
  return when && when !== 'holidays' ? daysMeant(when, today) : { from, to }
}

/** The finder as an address says it, with some of it changed; `page` is left out unless given. */
export function askedOf(finder: Finder, change: Partial<Finder> = {}): [string, string][] {
  const { chosen, ...asked } = { ...finder, page: 1, ...change }
  const one = (name: string, value: string | number | null | undefined): [string, string][] =>
    value ? [[name, String(value)]] : []
  return [
    ...one('q', asked.q),
    ...one('near', asked.near),
    ...one('within', asked.near ? asked.within : null),
    ...one('when', asked.when),
    ...one('from', asked.from),
    ...one('to', asked.to),
    ...group_names.flatMap((group) => chosen[group].map((value): [string, string] => [group, value])),
    ...asked.facts.map((fact): [string, string] => ['fact', fact]),
    ...one('room', asked.room ? 'left' : null),
    ...one('order', asked.order),
    ...one('page', asked.page > 1 ? asked.page : null),
  ]
}

/** One filter that could be let go, to find more. */
export type Loosening = Partial<Finder>

/** Each filter asked for, by itself: what an empty page offers to let go. */
export function looserOf(finder: Finder): { name: string; value: string; without: Loosening }[] {
  const without: { name: string; value: string; without: Loosening }[] = []
  const put = (name: string, value: string, loosening: Loosening) =>
    without.push({ name, value, without: loosening })
  if (finder.q) put('q', finder.q, { q: '' })
  if (finder.when) put('when', finder.when, { when: null })
  if (finder.from || finder.to) put('dates', '', { from: null, to: null })
  if (finder.near && finder.within) put('within', String(finder.within), { within: null })
  for (const group of group_names)
    for (const value of finder.chosen[group])
      put(group, value, {
        chosen: { ...finder.chosen, [group]: finder.chosen[group].filter((each) => each !== value) },
      })
  for (const fact of finder.facts) put('fact', fact, { facts: finder.facts.filter((each) => each !== fact) })
  if (finder.room) put('room', 'left', { room: false })
  return without
}
