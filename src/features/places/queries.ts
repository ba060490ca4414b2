import { type Selectable, sql } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { isId } from '../../kit/ids.ts'
import {
  type MergedFact,
  mergeFacts,
  metresBetween,
  minutesToWalk,
  type Point,
  parsePostcode,
  postcodeWords,
  type Said,
} from './rules.ts'

export type Place = Selectable<DB['places']>
/** A place in a list: enough to tell two of the same name apart. */
export type PlaceInList = Pick<Place, 'id' | 'name' | 'kind' | 'street' | 'town' | 'postcode'>

const in_list = ['id', 'name', 'kind', 'street', 'town', 'postcode'] as const

/** The place of an id; undefined when there is none, or the id is mangled. */
export const placeById = async (db: Db, id: string): Promise<Place | undefined> =>
  isId(id) ? db.selectFrom('places').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/** The photo of a door, by its picture's id, with the words for those who cannot see it; a size in pixels. */
export type Door = { id: string; words: string; width: number; height: number }

/** The photo of a place's door; null when there is none. */
export async function doorOf(
  db: Db,
  { door_photo, door_photo_alt }: Pick<Place, 'door_photo' | 'door_photo_alt'>,
): Promise<Door | null> {
  if (!door_photo) return null
  const size = await db
    .selectFrom('pictures')
    .select(['id', 'width', 'height'])
    .where('id', '=', door_photo)
    .executeTakeFirst()
  return size ? { ...size, words: door_photo_alt ?? '' } : null
}

/** The bytes of a picture, as WebP; undefined when there is none. */
export const pictureById = async (db: Db, id: string): Promise<Buffer | undefined> =>
  (await db.selectFrom('pictures').select('webp').where('id', '=', id).executeTakeFirst())?.webp

/** Places whose name is like what was typed, best first; the first by name when nothing was typed. */
export async function placesByName(db: Db, typed: string, limit = 20): Promise<PlaceInList[]> {
  const words = typed.trim()
  const asked = db.selectFrom('places').select(in_list).limit(limit)
  if (!words) return asked.orderBy(sql`name collate "C"`).orderBy('id').execute()
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const near = sql<number>`greatest(word_similarity(${words}, name), similarity(${words}, name))`
  return asked
    .where((or) => or.or([or('name', 'ilike', like), or('postcode', 'ilike', like), or(near, '>', 0.45)]))
    .orderBy(sql`(name ilike ${like})`, 'desc')
    .orderBy(near, 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** How many places there are. */
export const countPlaces = async (db: Db): Promise<number> =>
  (await db.selectFrom('places').select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()).count

export type FactsOf = { place_id?: string | null; activity_id?: string | null; session_id?: string | null }

/** Every fact with what is said of the session, else of its activity, else of its place; null for "not checked". */
export async function factsOf(db: Db, of: FactsOf): Promise<MergedFact[]> {
  const asked = (['place_id', 'activity_id', 'session_id'] as const).filter((column) => of[column])
  if (!asked.length) return mergeFacts([])
  const rows = await db
    .selectFrom('access_facts')
    .selectAll()
    .where((or) => or.or(asked.map((column) => or(column, '=', of[column]!))))
    .execute()
  const saidOf = (column: (typeof asked)[number]): Said[] => rows.filter((row) => row[column])
  return mergeFacts(saidOf('place_id'), saidOf('activity_id'), saidOf('session_id'))
}

export type Near = Point & {
  /** The place as we understood it: 'M33 7ZF', 'M33' or 'Sale'. */
  words: string
  /** A whole postcode is exact; half of one, or a town, is its middle. */
  exact: boolean
}

/** Where a typed postcode, half postcode or town is. What was typed is looked up and kept nowhere. */
export async function nearPoint(
  db: Db,
  typed: string,
): Promise<Near | 'not-a-postcode' | 'unknown-postcode'> {
  const read = parsePostcode(typed)
  if (read === 'not-a-postcode') return (await townPoint(db, typed)) ?? 'not-a-postcode'
  if (read.postcode) {
    const found = await db
      .selectFrom('postcodes')
      .select(['lat', 'lon'])
      .where('postcode', '=', read.postcode)
      .executeTakeFirst()
    if (found) return { ...found, words: postcodeWords(read.postcode), exact: true }
  }
  const middle = await db
    .selectFrom('outcodes')
    .select(['lat', 'lon'])
    .where('outcode', '=', read.outcode)
    .executeTakeFirst()
  return middle ? { ...middle, words: read.outcode, exact: false } : 'unknown-postcode'
}

// People type the name of their town into the postcode box. A tram or train stop is a better middle than outcodes.
async function townPoint(db: Db, typed: string): Promise<Near | undefined> {
  const town = typed.trim()
  if (town.length < 3 || town.length > 60) return undefined
  const named = await sql<Point & { words: string }>`
    select lat, lon, name as words, 1 as nth from stops where lower(name) = lower(${town})
    union all
    select avg(lat), avg(lon), min(town), 2 from outcodes where lower(town) = lower(${town}) having count(*) > 0
    order by nth, words limit 1`.execute(db)
  const found = named.rows[0]
  return found && { lat: found.lat, lon: found.lon, words: found.words, exact: false }
}

export type NearestStop = { name: string; kind: 'bus' | 'tram' | 'train'; minutes: number }
const longest_walk = 30

/** The nearest stop of a list, with minutes' walk; null when it is over half an hour away. */
export function nearestOf(
  point: Point,
  stops: readonly (Point & { name: string; kind: NearestStop['kind'] })[],
): NearestStop | null {
  let nearest: NearestStop | null = null
  for (const { name, kind, ...at } of stops) {
    const minutes = minutesToWalk(metresBetween(point, at))
    if (minutes <= longest_walk && (!nearest || minutes < nearest.minutes)) nearest = { name, kind, minutes }
  }
  return nearest
}

/** The nearest stop to a point, with minutes' walk; null when none is within half an hour. */
export async function nearestStop(db: Db, point: Point): Promise<NearestStop | null> {
  const around = 0.05 // degrees: over three miles, more than half an hour on foot
  const stops = await db
    .selectFrom('stops')
    .select(['name', 'kind', 'lat', 'lon'])
    .where('lat', '>', point.lat - around)
    .where('lat', '<', point.lat + around)
    .where('lon', '>', point.lon - around)
    .where('lon', '<', point.lon + around)
    .orderBy('id')
    .execute()
  return nearestOf(point, stops)
}

export type ComingSession = {
  id: string
  title: string
  starts_at: Date
  ends_at: Date
  cancelled_at: Date | null
  version: 'relaxed' | 'busier' | null
}

/** The next published sessions at a place that have not ended, cancelled ones too, soonest first. */
export const comingAt = (db: Db, place_id: string, now: Date, limit = 6): Promise<ComingSession[]> =>
  db
    .selectFrom('sessions')
    .innerJoin('activities', 'activities.id', 'sessions.activity_id')
    .select([
      'sessions.id',
      'activities.title',
      'sessions.starts_at',
      'sessions.ends_at',
      'sessions.cancelled_at',
      'sessions.version',
    ])
    .where('sessions.place_id', '=', place_id)
    .where('sessions.published_at', 'is not', null)
    .where('sessions.ends_at', '>', now)
    .orderBy('sessions.starts_at')
    .orderBy('sessions.id')
    .limit(limit)
    .execute()
