// Decisions about places, facts and distances. Pure: the time and every fact are passed in.
import { type Fact, type FactCode, facts } from './facts.ts'

/** The kinds of place there are, as they are stored. */
export const place_kinds = [
  'library',
  'community_hub',
  'leisure_centre',
  'pool',
  'sports_ground',
  'park',
  'school',
  'childrens_centre',
  'other',
] as const
export type PlaceKind = (typeof place_kinds)[number]

export type Checker = 'parent' | 'champion' | 'provider' | 'team' | 'open_data'
/** What someone said of a fact. `checked_on` is a local day. */
export type Said = {
  fact: string
  answer: 'yes' | 'no'
  detail: string | null
  checked_by: Checker
  checked_by_name: string
  checked_on: string
}
export type About = 'place' | 'activity' | 'session'
/** A fact with what is said of it and of what it was said; null means "not checked". */
export type MergedFact = Fact & { said: (Said & { about: About }) | null }

/** Every fact once: the session's word wins over the activity's, and the activity's over the place's. */
export function mergeFacts(place: Said[], activity: Said[] = [], session: Said[] = []): MergedFact[] {
  const heard = new Map<string, Said & { about: About }>()
  for (const said of place) heard.set(said.fact, { ...said, about: 'place' })
  for (const said of activity) heard.set(said.fact, { ...said, about: 'activity' })
  for (const said of session) heard.set(said.fact, { ...said, about: 'session' })
  return facts.map((fact) => ({ ...fact, said: heard.get(fact.code) ?? null }))
}

/** What is said of one fact among merged ones; null when nobody has checked. */
export const answerTo = (merged: MergedFact[], code: FactCode): 'yes' | 'no' | null =>
  merged.find((fact) => fact.code === code)?.said?.answer ?? null

const day_ms = 86_400_000

/** Whether a fact checked on one local day needs a fresh look on another. */
export const isStale = (checked_on: string, today: string, fades_after_days: number): boolean =>
  Date.parse(today) - Date.parse(checked_on) > fades_after_days * day_ms

export type Point = { lat: number; lon: number }
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two points, as the crow flies. */
export function metresBetween(a: Point, b: Point): number {
  const up = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const along = Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 12_742_000 * Math.asin(Math.sqrt(up + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * along))
}

/** Minutes' walk for a straight line of metres: 80 metres a minute, and streets are a third longer. */
export const minutesToWalk = (metres: number): number => Math.max(1, Math.round((metres * 1.3) / 80))

export type Distance = { unit: 'here' | 'metres' | 'miles'; count: number }

/** How far, in the way people say it: to the nearest 50 metres, and from half a mile in miles. */
export function distanceOf(metres: number): Distance {
  if (metres < 75) return { unit: 'here', count: 0 }
  if (metres < 800) return { unit: 'metres', count: Math.round(metres / 50) * 50 }
  const miles = metres / 1609.344
  return { unit: 'miles', count: miles < 10 ? Math.round(miles * 10) / 10 : Math.round(miles) }
}

export type Postcode = { postcode: string; outcode: string } | { postcode: null; outcode: string }

const whole = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
const outward = /^[A-Z]{1,2}\d[A-Z\d]?$/

/** Reads a postcode or its first half however it is typed: "m33 7zf", "M33-7ZF.", "m33". */
export function parsePostcode(typed: string): Postcode | 'not-a-postcode' {
  const words = typed.toUpperCase().replace(/[^A-Z0-9\s]/g, '')
  const text = words.replace(/\s/g, '')
  // A letter O where only a nought can be is the commonest slip.
  const found = whole.exec(text) ?? whole.exec(text.replace(/O(?=[A-Z]{2}$)/, '0'))
  if (found) return { postcode: found[1]! + found[2]!, outcode: found[1]! }
  const [first = '', second] = words.trim().split(/\s+/)
  if (second && outward.test(first) && /^\d[A-Z]?$/.test(second)) return { postcode: null, outcode: first }
  return outward.test(text) ? { postcode: null, outcode: text } : 'not-a-postcode'
}

/** A postcode as people write it: 'M33 7ZF'. */
export const postcodeWords = (postcode: string): string => {
  const text = postcode.toUpperCase().replace(/\s/g, '')
  return whole.test(text) ? `${text.slice(0, -3)} ${text.slice(-3)}` : postcode
}

/** The merged facts worth showing: what somebody said, and what a family may ask of this kind of place (null: at home). */
export const factsToShow = (
  merged: MergedFact[],
  kind: string | null,
  of: 'place' | 'session',
): MergedFact[] =>
  merged.filter((fact) => {
    if (fact.said) return true
    if (fact.only && !(kind && fact.only.includes(kind))) return false
    return of === 'place' ? fact.of !== 'activity' : kind !== null || fact.of !== 'place'
  })
