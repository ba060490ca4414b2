// An area loads its own postcodes: the ONS Postcode Directory or the NSPL, whole or cut to the area.
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse'
import type pg from 'pg'

export type Loaded = {
  read: number
  loaded: number
  /** Rows left out, by reason. */
  left_out: { ended: number; 'no-place': number; 'not-a-postcode': number }
}
export type LoadRefusal = {
  refused: 'no-file' | 'no-postcode-column' | 'no-place-columns' | 'empty'
  words: string
}

type Columns = {
  postcode: string
  lat: string
  lon: string
  ward: string | undefined
  ended: string | undefined
}
type Row = { postcode: string; lat: number; lon: number; ward: string | null }

// ONSPD and NSPL headings over the years, in lower case, and the plain ones of a home-made file.
const headings = {
  postcode: ['pcds', 'pcd', 'pcd2', 'pcd7', 'pcd8', 'postcode'],
  lat: ['lat', 'latitude'],
  lon: ['long', 'lon', 'lng', 'longitude'],
  ward: ['ward_name', 'wardname', 'ward'],
  ended: ['doterm'],
}
const whole = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/
const shape = {
  bom: true,
  trim: true,
  relax_column_count: true,
  skip_empty_lines: true,
  columns: (header: string[]) => header.map((name) => name.toLowerCase()),
}
const batch_size = 5_000

const refusals = {
  'no-file': 'That file could not be opened. Check its name.',
  'no-postcode-column': 'The file has no postcode column. It should be headed pcds, pcd or postcode.',
  'no-place-columns': 'The file does not say where the postcodes are. It needs columns headed lat and long.',
  empty: 'The file is empty.',
} as const
const refuse = (refused: keyof typeof refusals): LoadRefusal => ({ refused, words: refusals[refused] })

function columnsOf(header: string[]): Columns | LoadRefusal {
  const find = (names: string[]) => names.find((name) => header.includes(name))
  const [postcode, lat, lon] = [find(headings.postcode), find(headings.lat), find(headings.lon)]
  if (!postcode) return refuse('no-postcode-column')
  if (!lat || !lon) return refuse('no-place-columns')
  return { postcode, lat, lon, ward: find(headings.ward), ended: find(headings.ended) }
}

// ONS writes 99.999999, 0 for a postcode it cannot place, such as the Channel Islands.
const isSomewhere = (lat: number, lon: number) => lat > 49 && lat < 61.5 && lon > -9 && lon < 2.5

function read(row: Record<string, string>, columns: Columns): Row | keyof Loaded['left_out'] {
  const postcode = (row[columns.postcode] ?? '').toUpperCase().replace(/\s/g, '')
  if (!whole.test(postcode)) return 'not-a-postcode'
  if (columns.ended && row[columns.ended]) return 'ended'
  const lat = Number(row[columns.lat] || Number.NaN)
  const lon = Number(row[columns.lon] || Number.NaN)
  return isSomewhere(lat, lon)
    ? { postcode, lat, lon, ward: (columns.ward && row[columns.ward]) || null }
    : 'no-place'
}

const keep = `
  insert into postcodes (postcode, lat, lon, ward)
  select * from unnest($1::text[], $2::float8[], $3::float8[], $4::text[])
  on conflict (postcode) do update set lat = excluded.lat, lon = excluded.lon,
    ward = coalesce(excluded.ward, postcodes.ward)`

async function write(pool: pg.Pool, rows: Map<string, Row>): Promise<void> {
  const all = [...rows.values()]
  if (!all.length) return
  await pool.query(keep, [
    all.map((row) => row.postcode),
    all.map((row) => row.lat),
    all.map((row) => row.lon),
    all.map((row) => row.ward),
  ])
  rows.clear()
}

// The middle of each first half, from the postcodes themselves, so that "M33" works too.
const middles = `
  insert into outcodes (outcode, lat, lon)
  select left(postcode, length(postcode) - 3), avg(lat), avg(lon) from postcodes group by 1
  on conflict (outcode) do nothing`

/** Adds the postcodes of a CSV file to those there are, and corrects them. Reads as a stream: the whole country is 2.7 million rows. */
export async function addPostcodes(pool: pg.Pool, file: string): Promise<Loaded | LoadRefusal> {
  const opened = await open(file).catch(() => null)
  if (!opened) return refuse('no-file')
  if (!(await opened.stat()).isFile()) {
    await opened.close()
    return refuse('no-file')
  }
  // Piping alone would swallow a fault in reading the file; destroying the parser with it tells the loop.
  const bytes = opened.createReadStream()
  const parser = bytes.pipe(parse(shape)).once('close', () => bytes.destroy())
  bytes.once('error', (fault) => parser.destroy(fault))
  const done: Loaded = { read: 0, loaded: 0, left_out: { ended: 0, 'no-place': 0, 'not-a-postcode': 0 } }
  const batch = new Map<string, Row>() // one statement may not touch a row twice
  let columns: Columns | undefined
  try {
    for await (const record of parser as AsyncIterable<Record<string, string>>) {
      if (!columns) {
        const found = columnsOf(Object.keys(record))
        if ('refused' in found) return found
        columns = found
      }
      done.read++
      const row = read(record, columns)
      if (typeof row === 'string') {
        done.left_out[row]++
        continue
      }
      done.loaded++
      batch.set(row.postcode, row)
      if (batch.size >= batch_size) await write(pool, batch)
    }
  } finally {
    parser.destroy()
  }
  if (!columns) return refuse('empty')
  await write(pool, batch)
  await pool.query(middles)
  return done
}

/** What was read, loaded and left out, as lines for whoever ran it. */
export function reportOf({ read, loaded, left_out }: Loaded): string[] {
  const number = (count: number) => count.toLocaleString('en-GB')
  const reasons = {
    ended: 'no longer in use',
    'no-place': 'with no position in Great Britain or Northern Ireland',
    'not-a-postcode': 'with something else where the postcode should be',
  }
  return [
    `${number(read)} rows read, ${number(loaded)} postcodes loaded.`,
    ...Object.entries(left_out)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => `${number(count)} left out: ${reasons[reason as keyof typeof reasons]}.`),
  ]
}

/** Loads a file of postcodes and prints what became of its rows; a fault in plain words when it is not one. */
export async function loadPostcodes(pool: pg.Pool, file: string): Promise<void> {
  const done = await addPostcodes(pool, file)
  if ('refused' in done) throw new Error(done.words)
  for (const line of reportOf(done)) console.log(line)
}
