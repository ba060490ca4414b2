// Loads the open data: postcodes, stops, places and the access facts that were published of them.
import type pg from 'pg'
import { nearestOf } from '../src/features/places/queries.ts'
import { checkPlaces } from './checked-places.ts'
import { rowsOf } from './csv.ts'
import { type Venue, venues } from './venues.ts'

type Stop = { id: string; name: string; kind: 'tram' | 'train'; lat: number; lon: number }

/** Inserts many rows in one statement; rows already there are left alone. */
export const insertAll = (pool: pg.Pool, table: string, columns: string, rows: object[]): Promise<unknown> =>
  pool.query(
    `insert into ${table} (${columns.replace(/ [a-z0-9[\]]+(?=,|$)/g, '')})
     select * from jsonb_to_recordset($1::jsonb) as rows (${columns}) on conflict do nothing`,
    [JSON.stringify(rows)],
  )

const point = (row: Record<string, string>) => ({ ...row, lat: Number(row.lat), lon: Number(row.lon) })

async function seedPostcodes(pool: pg.Pool): Promise<void> {
  const rows = rowsOf('postcodes.csv')
  const column = (name: string) => rows.map((row) => row[name])
  // Arrays rather than JSON: eleven thousand rows load three times as fast.
  await pool.query(
    `insert into postcodes (postcode, lat, lon, ward)
     select * from unnest($1::text[], $2::float8[], $3::float8[], $4::text[]) on conflict do nothing`,
    [column('postcode'), column('lat'), column('lon'), column('ward')],
  )
  await insertAll(
    pool,
    'outcodes',
    'outcode text, lat float8, lon float8, town text',
    rowsOf('outcodes.csv').map((row) => ({ ...point(row), town: row.town || null })),
  )
}

// The same id each time the data is loaded, so that a kept link still works.
const insert_places = `
  insert into places (id, source, source_id, name, kind, street, town, postcode, ward, website, lat, lon,
    stop_name, stop_kind, stop_minutes, created_at, changed_at)
  select md5(source || '/' || source_id)::uuid, source, source_id, name, kind, street, town, postcode,
    coalesce(ward, (select p.ward from postcodes p where p.postcode = replace(rows.postcode, ' ', ''))),
    website, lat, lon, stop_name, stop_kind, stop_minutes, $2, $2
  from jsonb_to_recordset($1::jsonb) as rows (source text, source_id text, name text, kind text, street text,
    town text, postcode text, ward text, website text, lat float8, lon float8,
    stop_name text, stop_kind text, stop_minutes integer)
  on conflict do nothing`

const insert_facts = `
  insert into access_facts (place_id, fact, answer, detail, checked_by, checked_by_name, checked_on)
  select md5(source || '/' || source_id)::uuid, fact, answer, detail, checked_by, checked_by_name, checked_on
  from jsonb_to_recordset($1::jsonb) as rows (source text, source_id text, fact text, answer text, detail text,
    checked_by text, checked_by_name text, checked_on date)
  on conflict do nothing`

const park: Venue = {
  source: 'demonstration',
  source_id: 'sale-water-park',
  name: 'Sale Water Park',
  kind: 'park',
  street: 'Rifle Road',
  town: 'Sale',
  postcode: 'M33 2LX',
  ward: null,
  website: null,
  lat: 53.43017,
  lon: -2.28843,
  facts: [],
}

/** Loads the open data of the area and the demonstration's own checks, once; `now` dates those checks. */
export async function seedPlaces(pool: pg.Pool, { now = new Date() }: { now?: Date } = {}): Promise<number> {
  await seedPostcodes(pool)
  const stops = rowsOf('stops.csv').map(point) as unknown as Stop[]
  await insertAll(pool, 'stops', 'id text, name text, kind text, lat float8, lon float8', stops)
  const all = [...venues(), park]
  const rows = all.map(({ facts: _, ...place }) => {
    const stop = nearestOf(place, stops)
    return { ...place, stop_name: stop?.name, stop_kind: stop?.kind, stop_minutes: stop?.minutes }
  })
  await pool.query(insert_places, [JSON.stringify(rows), now])
  const facts = all.flatMap(({ source, source_id, facts }) =>
    facts.map((fact) => ({ source, source_id, ...fact })),
  )
  await pool.query(insert_facts, [JSON.stringify(facts)])
  await checkPlaces(pool, now)
  return all.length
}
