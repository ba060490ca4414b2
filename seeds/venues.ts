// Reads the open data into places and facts. The same building in two files becomes one place.
import type { FactCode } from '../src/features/places/facts.ts'
import { metresBetween, type PlaceKind, type Said } from '../src/features/places/rules.ts'
import { rowsOf } from './csv.ts'

export type Venue = {
  source: string
  source_id: string
  name: string
  kind: PlaceKind
  street: string
  town: string
  postcode: string
  ward: string | null
  website: string | null
  lat: number
  lon: number
  facts: (Said & { fact: FactCode })[]
}
type Row = Record<string, string>

// 'Blackrod Library, Church Street, Blackrod, Bolton' with the name taken off the front and the town off the end.
function addressOf(address: string, name: string) {
  const parts = address.split(',').map((part) => part.trim())
  const town = parts.length > 1 ? parts.pop()! : ''
  if (parts.length > 1 && name.startsWith(parts[0]!)) parts.shift()
  return { street: parts.join(', '), town }
}

const at = (row: Row) => ({ lat: Number(row.lat), lon: Number(row.lon) })

const venue = (source: string, kind: PlaceKind, row: Row): Venue => ({
  source,
  source_id: `${row.name} ${row.postcode}`,
  name: row.name!,
  kind,
  ...addressOf(row.address!, row.name!),
  postcode: row.postcode!,
  ward: null,
  website: row.website || null,
  ...at(row),
  facts: [],
})

function kindOfSite({ name = '', facilities = '' }: Row): PlaceKind {
  if (/school|college|academy/i.test(name)) return 'school'
  if (/leisure|sports village|fitness centre|sports barn|sports centre/i.test(name)) return 'leisure_centre'
  if (/swimming/i.test(facilities)) return 'pool'
  return /\b(park|recreation ground)\b/i.test(name) && !/club|centre|stadium/i.test(name)
    ? 'park'
    : 'sports_ground'
}

// What the free text of the access columns says more than their yes or no.
const notes: [RegExp, FactCode, 'yes' | 'no', (found: RegExpExecArray) => string][] = [
  [/pool hoist|^hoist$/i, 'pool_entry', 'yes', () => 'Pool hoist'],
  [/\blift\b/i, 'step_free_inside', 'yes', () => 'Lift'],
  [/ground floor/i, 'step_free_inside', 'yes', () => 'All on the ground floor'],
  [/gym upstairs/i, 'step_free_inside', 'no', () => 'The gym is upstairs'],
  [/\bramps?\b/i, 'step_free_door', 'yes', () => 'Ramp'],
  [/parking: (\d+) bays/i, 'accessible_parking', 'yes', (found) => `${found[1]} bays`],
  [/(\d)x disabled parking/i, 'accessible_parking', 'yes', (found) => `${found[1]} bay`],
  [/dda toilet/i, 'accessible_toilet', 'yes', () => ''],
]

const columns: [string, FactCode][] = [
  ['disability_entrance', 'step_free_door'],
  ['disability_doorways', 'wide_door'],
  ['car_park', 'parking'],
  ['disability_parking', 'accessible_parking'],
  ['disability_toilets', 'accessible_toilet'],
  ['disability_changing', 'accessible_changing'],
  ['pool_entry', 'pool_entry'],
]

function factsOfSite(row: Row): Venue['facts'] {
  const told = new Map<FactCode, { answer: 'yes' | 'no'; detail: string | null }>()
  for (const [column, fact] of columns)
    if (row[column] === 'Yes' || row[column] === 'No')
      told.set(fact, { answer: row[column] === 'Yes' ? 'yes' : 'no', detail: null })
  const spaces = Number(row.car_park_spaces)
  if (told.get('parking')?.answer === 'yes' && spaces > 0)
    told.set('parking', { answer: 'yes', detail: spaces === 1 ? '1 space' : `${spaces} spaces` })
  for (const [words, fact, answer, detail] of notes) {
    const found = words.exec(row.notes ?? '')
    if (found) told.set(fact, { answer, detail: detail(found) || null })
  }
  return [...told].map(([fact, said]) => ({
    fact,
    ...said,
    checked_by: 'open_data',
    checked_by_name: 'Sport England Active Places',
    checked_on: row.updated_on!,
  }))
}

const site = (row: Row): Venue => ({
  source: 'active_places',
  source_id: row.site_id!,
  name: row.name!,
  kind: kindOfSite(row),
  street: row.street!,
  town: row.town!,
  postcode: row.postcode!,
  ward: row.ward || null,
  website: null,
  ...at(row),
  facts: factsOfSite(row),
})

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Whether two rows are the same building: one name inside the other, in one postcode or within 150 metres. */
export function isSameVenue(a: Venue, b: Venue): boolean {
  const [one, other] = [plain(a.name), plain(b.name)]
  if (!one.includes(other) && !other.includes(one)) return false
  return a.postcode === b.postcode || metresBetween(a, b) < 150
}

function withLocalTown(place: Venue, local: string | undefined): Venue {
  const town = place.town === 'Manchester' && local ? local : place.town
  return { ...place, town, street: place.street.replace(new RegExp(`, ${town}$`), '') }
}

/** Every place of the open data once, with the facts that were published. The postal town gives way to the town people say. */
export function venues(): Venue[] {
  const towns = new Map(rowsOf('outcodes.csv').map((row) => [row.outcode!, row.town!]))
  const found = [
    ...rowsOf('leisure_centres.csv').map((row) => venue('trafford_leisure_centres', 'leisure_centre', row)),
    ...rowsOf('community_hubs.csv').map((row) => venue('trafford_community_hubs', 'community_hub', row)),
    ...rowsOf('childrens_centres.csv').map((row) => venue('childrens_centres', 'childrens_centre', row)),
    ...rowsOf('libraries.csv').map((row) => venue('gm_libraries', 'library', row)),
    ...rowsOf('sports_sites.csv').map(site),
  ]
  const kept: Venue[] = []
  for (const each of found) {
    const twin = kept.find((other) => isSameVenue(other, each))
    if (twin) {
      twin.facts = [
        ...twin.facts,
        ...each.facts.filter((fact) => !twin.facts.some((has) => has.fact === fact.fact)),
      ]
      twin.ward ??= each.ward
      continue
    }
    kept.push(withLocalTown(each, towns.get(each.postcode.split(' ')[0]!)))
  }
  return kept
}
