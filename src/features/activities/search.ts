// The hot read: one statement answers the page of cards and the bytes every count is made from.
import type pg from 'pg'
import { addDays, localDay, momentOf } from '../../kit/dates.ts'
import type { Theme } from './rules.ts'
import {
  type Circle,
  type Counts,
  circleNumbers,
  countAll,
  factMask,
  groupMask,
  type Holidays,
} from './rules-counts.ts'
import { daysOf, type Finder, group_names, orderOf, page_size, wordsIn } from './rules-finder.ts'

/** A session in a list. `distance` is metres, null unless a point was asked near. */
export type Listed = {
  session_id: string
  activity_id: string
  title: string
  theme: Theme
  starts_at: Date
  ends_at: Date
  opens_at: Date | null
  place_name: string | null
  town: string | null
  marks: number
  /** 0 the line, 1 a few places, 2 places; null when there is nothing to book. */
  room: number | null
  cancelled: boolean
  moved: boolean
  photo: string | null
  photo_alt: string | null
  distance: number | null
}

/** What the words typed were taken to mean. */
export type Heard = {
  ids: number[]
  scores: number[]
  mended: { typed: string; meant: string }[]
  unknown: string[]
  some_only: boolean
}
export type Found = {
  cards: Listed[]
  total: number
  /** Null when there are too many sessions to count beside every filter: a region's, with years behind it. */
  counts: Counts | null
  heard: Heard | null
  holidays: Holidays
}
type Where = { finder: Finder; near: Circle | null; now: Date }
type Asked = Where & { today: string; is_crowded: boolean }

const most_counted = 100_000
// A statement is prepared once a connection for each shape asked for; rare shapes past these are planned each time.
const shapes = new Map<string, string>()
const most_shapes = 300
const named = (text: string) => {
  if (!shapes.has(text) && shapes.size < most_shapes) shapes.set(text, `listing_${shapes.size}`)
  const name = shapes.get(text)
  return name ? { name, text } : { text }
}

// A value inside a small select is unknown to the planner, so one plan serves every value. Told the value, it would
// plan each request afresh, which costs as much as the search.
class Values {
  readonly list: unknown[] = []
  readonly at = (value: unknown, type: string): string => `(select $${this.list.push(value)}::${type})`
}

/** One page of sessions that fit, with a count beside every filter. */
export async function search(pool: pg.Pool, { finder, near, now }: Where): Promise<Found> {
  const asked = { finder, near, now, today: localDay(now), is_crowded: await isCrowded(pool) }
  const heard = finder.q ? await hear(pool, wordsIn(finder.q)) : null
  const values = new Values()
  const text = statement(asked, heard, values)
  const { rows } = await pool.query({ ...named(text), values: values.list })
  const { packed, cards, breaks } = rows[0] as Row
  const holidays = holidaysIn(breaks)
  const counts = packed && countAll(packed, { ...asked, holidays })
  const total = counts?.total ?? (await countAgain(pool, asked, heard))
  return { cards: (cards ?? []).map(listed), total, counts, heard, holidays }
}

const holidaysIn = (breaks: string | null): Holidays =>
  (breaks ? breaks.split(' ') : []).map((each) => ({ from: each.slice(0, 10), to: each.slice(11) }))

// The database's own estimate of how much there is, asked for once a minute: it only chooses the way of counting.
const crowds = new WeakMap<pg.Pool, { until: number; is_crowded: boolean }>()
async function isCrowded(pool: pg.Pool): Promise<boolean> {
  const known = crowds.get(pool)
  if (known && known.until > Date.now()) return known.is_crowded
  const { rows } = await pool.query(
    "select reltuples > $1 as is_crowded from pg_class where oid = 'session_listing'::regclass",
    [most_counted],
  )
  crowds.set(pool, { until: Date.now() + 60_000, is_crowded: rows[0].is_crowded })
  return rows[0].is_crowded
}

type Row = { packed: Buffer | null; cards: Raw[] | null; breaks: string | null }
type Raw = Omit<Listed, 'starts_at' | 'ends_at' | 'opens_at'> &
  Record<'starts_at' | 'ends_at', string> & { opens_at: string | null }

const listed = (raw: Raw): Listed => ({
  ...raw,
  starts_at: new Date(raw.starts_at),
  ends_at: new Date(raw.ends_at),
  opens_at: raw.opens_at === null ? null : new Date(raw.opens_at),
})

// Words that say nothing ("the", "to do") leave the listing as it is.
async function hear(pool: pg.Pool, words: string[]): Promise<Heard | null> {
  if (!words.length) return null
  const { rows } = await pool.query({
    name: 'find_words',
    text: 'select array_to_json(ids) as ids, array_to_json(scores) as scores, mended, unknown, some_only from find_words($1)',
    values: [words],
  })
  const heard = rows[0] as Heard
  return heard.ids.length || heard.unknown.length ? heard : null
}

const columns = `l.session_id, l.activity_id, l.title, l.theme, l.starts_at, l.ends_at, l.opens_at, l.place_name, l.town,
  l.marks, l.room, l.cancelled, l.moved, l.photo, l.photo_alt`

function statement(
  { finder, near, now, today, is_crowded }: Asked,
  heard: Heard | null,
  values: Values,
): string {
  const listed_now = listedNow(now, heard, values)
  const bytes = near ? 'l.packed || l.packed_point' : 'l.packed'
  const circle = near && circleIn(near, values)
  const wanted = [...listed_now, ...filters({ finder, today }, values), ...(circle?.within ?? [])]
  const packed = is_crowded
    ? 'null::bytea'
    : `(select coalesce(string_agg(${bytes}, ''::bytea), ''::bytea) from session_listing l where ${listed_now.join(' and ')})`
  return `select ${packed} as packed,
    (select json_agg(card) from (${cardsIn(finder, heard, { circle, wanted }, values)}) card) as cards,
    (select string_agg(starts_on || '/' || ends_on, ' ')
      from seasons where kind = 'holidays' and ends_on >= ${values.at(today, 'date')}) as breaks`
}

type Cut = { circle: ReturnType<typeof circleIn> | null; wanted: string[] }

function cardsIn(finder: Finder, heard: Heard | null, { circle, wanted }: Cut, values: Values): string {
  // A number, not a value: with a value the planner fears the last page, and plans every request afresh.
  const page = `limit ${page_size} offset ${(Math.max(1, finder.page) - 1) * page_size}`
  const order = orderIn(finder, heard, Boolean(circle))
  if (!heard && !circle)
    return `select ${columns}, null::float8 as distance from session_listing l where ${wanted.join(' and ')} order by ${order} ${page}`
  // Sorted by what sorts and no more; the rest of the 20 is read afterwards.
  return `select ${columns}, top.distance from (
      select l.session_id, l.starts_at, ${circle?.distance ?? 'null::float8'} as distance, ${heard ? 'found.score' : '0'} as score
      from session_listing l ${heard ? foundWords(heard, values) : ''}
      where ${wanted.join(' and ')} order by ${order} ${page}) top
    join session_listing l on l.session_id = top.session_id
    order by ${order.replaceAll(/\b(l|found)\.|\b(?=distance)/g, 'top.')}`
}

function listedNow(now: Date, heard: Heard | null, values: Values): string[] {
  const at = values.at(now, 'timestamptz')
  const words = heard ? [`l.words_id = any(${values.at(heard.ids, 'integer[]')}::integer[])`] : []
  return [`l.listed_until > ${at}`, ...words]
}

const foundWords = (heard: Heard, values: Values) =>
  `join unnest(${values.at(heard.ids, 'integer[]')}, ${values.at(heard.scores, 'integer[]')}) as found(id, score) on found.id = l.words_id`

/** The conditions of a finder, but for its words and its circle. */
function filters({ finder, today }: { finder: Finder; today: string }, values: Values): string[] {
  const found: string[] = []
  const { from, to } = daysOf(finder, today)
  // Days are asked for as moments, since the listing is kept in order of moments.
  if (from) found.push(`l.starts_at >= ${values.at(momentOf(from, '00:00'), 'timestamptz')}`)
  if (to) found.push(`l.starts_at < ${values.at(momentOf(addDays(to, 1), '00:00'), 'timestamptz')}`)
  if (finder.when === 'holidays')
    found.push(
      `l.day >= ${values.at(today, 'date')} and exists (select from seasons s where s.kind = 'holidays' and l.day between s.starts_on and s.ends_on)`,
    )
  for (const group of group_names)
    if (finder.chosen[group].length)
      found.push(`l.marks & ${values.at(groupMask(group, finder.chosen[group]), 'integer')} <> 0`)
  // One at a time: of all at once the planner thinks that nothing has them, and sorts the lot.
  for (const fact of finder.facts) found.push(`l.facts & ${values.at(factMask([fact]), 'integer')} <> 0`)
  if (finder.room) found.push('not l.cancelled and l.room is distinct from 0')
  return found
}

function circleIn(near: Circle, values: Values) {
  const numbers = circleNumbers(near)
  const degree = '111195::float8'
  const up = `((l.lat - ${values.at(numbers.lat, 'float8')}) * ${degree})`
  const across = `((l.lon - ${values.at(numbers.lon, 'float8')}) * ${values.at(numbers.along, 'float8')})`
  const squared = `(${up} * ${up} + ${across} * ${across})`
  return {
    distance: `sqrt${squared}`,
    within: numbers.most === null ? [] : [`${squared} <= ${values.at(numbers.most, 'float8')}`],
  }
}

// The last word is always the id, so that no session is shown on two pages or on none.
function orderIn(finder: Finder, heard: Heard | null, near: boolean): string {
  const order = orderOf(finder)
  const soonest = 'l.starts_at, l.session_id'
  if (order === 'distance' && near) return `distance nulls last, ${soonest}`
  if (order === 'best' && heard) return `found.score desc, ${near ? 'distance nulls last, ' : ''}${soonest}`
  return soonest
}

async function countAgain(
  pool: pg.Pool,
  { finder, near, now, today }: Asked,
  heard: Heard | null,
): Promise<number> {
  const values = new Values()
  const wanted = listedNow(now, heard, values)
  wanted.push(...filters({ finder, today }, values), ...(near ? circleIn(near, values).within : []))
  const { rows } = await pool.query(
    `select count(*) as total from session_listing l where ${wanted.join(' and ')}`,
    values.list,
  )
  return rows[0].total
}
