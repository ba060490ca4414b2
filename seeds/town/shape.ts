// How the demonstration town is written down. Everyone in it is invented; the places are real.
import type { FactCode } from '../../src/features/places/facts.ts'

export type Pattern = {
  /** The name of a seeded place; null at home. */
  place: string | null
  /** 1 Monday … 7 Sunday, on the area's clock. */
  weekday: number
  time: string
  minutes: number
  /** Weeks between dates. */
  every: 1 | 2 | 3 | 4
  /** Weeks to wait before the first. */
  after?: number
  /** In term, in the school holidays, or always. */
  when: 'term' | 'holidays' | 'always'
  most: number
  places: number | null
  version?: 'relaxed' | 'busier'
  busy?: 'few' | 'some' | 'many'
  noise?: 'quiet' | 'some' | 'loud'
  note?: string
  /** How much of the first dates is taken: 'line' is full with families waiting, 'nearly' has one or two left. */
  first?: 'line' | 'nearly'
}

export type Requirement = { kind: 'practical' | 'safety' | 'area_or_age'; sentence: string }
export type Question = { words: string; days_ago: number; answer?: string; by?: string }

export type Offered = {
  title: string
  provider: string
  theme: 'water' | 'outdoors' | 'move' | 'make' | 'music' | 'food' | 'meet' | 'quiet'
  kind?: 'targeted' | 'other'
  led_by?: 'parents' | 'young_people'
  what_you_will_do: string
  ages: [number, number]
  siblings: 'welcome' | 'not'
  adult: 'stays' | 'may_leave'
  busy: 'few' | 'some' | 'many'
  noise: 'quiet' | 'some' | 'loud'
  leave_and_return: 'yes' | 'no'
  food: string
  bring: string
  who_you_will_meet: string
  staff_training: string
  if_full: string
  cost_note?: string
  drop_in?: true
  at_home?: true
  one_party_per_family?: true
  places_for?: 'everyone'
  requirements?: Requirement[]
  story?: string[]
  questions?: Question[]
  yes?: Partial<Record<FactCode, string>>
  no?: Partial<Record<FactCode, string>>
  dates: Pattern[]
}

export const line_words =
  'Join the waiting list. We keep families together, and tell you when a place comes free.'
