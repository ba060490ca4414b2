import type { Kysely } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { refusedBy } from '../../kit/db.ts'
import { isId, newId } from '../../kit/ids.ts'
import { factOf } from './facts.ts'
import { nearestStop } from './queries.ts'
import { type Checker, type PlaceKind, parsePostcode, postcodeWords } from './rules.ts'

/** What a fact is about: exactly one of these. */
export type FactAbout = { place_id: string } | { activity_id: string } | { session_id: string }
export type FactSaid = {
  fact: string
  answer: 'yes' | 'no' | 'not_checked'
  detail?: string | null
  checked_by: Checker
  checked_by_name: string
  checked_on: string
}
export type FactRefusal = 'unknown-fact' | 'nobody-named' | 'not-a-day' | 'day-to-come' | 'gone'

const columnOf = (about: FactAbout) =>
  Object.entries(about)[0] as ['place_id' | 'activity_id' | 'session_id', string]
const day = /^\d{4}-\d{2}-\d{2}$/
const isDay = (text: string) => day.test(text) && !Number.isNaN(Date.parse(text))

/** Keeps one answer with who checked and when, over any earlier one; "not checked" takes it away. `today` is a local day. */
export async function saveFact(
  db: Db,
  about: FactAbout,
  said: FactSaid,
  today: string,
): Promise<'saved' | FactRefusal> {
  const [column, id] = columnOf(about)
  if (!factOf(said.fact)) return 'unknown-fact'
  if (!isId(id)) return 'gone'
  if (said.answer === 'not_checked') {
    await db.deleteFrom('access_facts').where(column, '=', id).where('fact', '=', said.fact).execute()
    return 'saved'
  }
  if (!said.checked_by_name.trim()) return 'nobody-named'
  if (!isDay(said.checked_on)) return 'not-a-day'
  if (said.checked_on > today) return 'day-to-come'
  const told = {
    answer: said.answer,
    detail: said.detail?.trim() || null,
    checked_by: said.checked_by,
    checked_by_name: said.checked_by_name.trim(),
    checked_on: said.checked_on,
  }
  try {
    await db
      .insertInto('access_facts')
      .values({ [column]: id, fact: said.fact, ...told })
      .onConflict((on) => on.columns([column, 'fact']).where(column, 'is not', null).doUpdateSet(told))
      .execute()
    return 'saved'
  } catch (fault) {
    // The place was deleted while the form was open.
    if (/^(fact_of_a_place|fact_of_an_activity|fact_of_a_session)$/.test(refusedBy(fault) ?? ''))
      return 'gone'
    throw fault
  }
}

/** Keeps a whole visit's answers, all or none. */
export const saveFacts = (
  db: Kysely<DB>,
  about: FactAbout,
  all: FactSaid[],
  today: string,
): Promise<'saved' | FactRefusal> =>
  db
    .transaction()
    .execute(async (trx) => {
      for (const each of all) {
        const answer = await saveFact(trx, about, each, today)
        if (answer !== 'saved') throw new Refused(answer)
      }
      return 'saved' as const
    })
    .catch((fault) => {
      if (fault instanceof Refused) return fault.reason
      throw fault
    })

// Thrown to undo the transaction, and caught just above: nobody else sees it.
class Refused extends Error {
  reason: FactRefusal
  constructor(reason: FactRefusal) {
    super(reason)
    this.reason = reason
  }
}

export type PlaceWords = {
  name: string
  kind: PlaceKind
  street: string | null
  town: string | null
  postcode: string | null
  about: string | null
  phone: string | null
  website: string | null
  landmark_steps: string[]
  stop_name: string | null
  stop_kind: 'bus' | 'tram' | 'train' | null
  stop_minutes: number | null
}

// A postcode we know gives the point, the ward and the nearest stop, so that nobody types them.
async function located(db: Db, words: PlaceWords) {
  const read = parsePostcode(words.postcode ?? '')
  const postcode = read === 'not-a-postcode' || !read.postcode ? null : read.postcode
  const found = postcode
    ? await db.selectFrom('postcodes').selectAll().where('postcode', '=', postcode).executeTakeFirst()
    : undefined
  const point = found ? { lat: found.lat, lon: found.lon, ward: found.ward } : null
  const stop = words.stop_name || !point ? null : await nearestStop(db, point)
  return {
    ...words,
    postcode: postcode ? postcodeWords(postcode) : words.postcode,
    ...(stop ? { stop_name: stop.name, stop_kind: stop.kind, stop_minutes: stop.minutes } : {}),
    point,
  }
}

/** Adds a place. A place of the same name and postcode is given back instead, as 'already-there'. */
export async function createPlace(
  db: Db,
  words: PlaceWords,
  now: Date,
): Promise<{ id: string; was: 'created' | 'already-there' }> {
  const { point, ...place } = await located(db, words)
  const twin = await db
    .selectFrom('places')
    .select('id')
    .where('name', '=', place.name)
    .where('postcode', 'is not distinct from', place.postcode)
    .executeTakeFirst()
  if (twin) return { id: twin.id, was: 'already-there' }
  const id = newId(now.getTime())
  await db
    .insertInto('places')
    .values({ id, ...place, ...(point ?? {}), created_at: now, changed_at: now })
    .execute()
  return { id, was: 'created' }
}

/** Changes what a place says of itself. A new postcode moves it; an unknown one leaves it where it was. */
export async function savePlace(db: Db, id: string, words: PlaceWords, now: Date): Promise<'saved' | 'gone'> {
  if (!isId(id)) return 'gone'
  const before = await db.selectFrom('places').select('postcode').where('id', '=', id).executeTakeFirst()
  if (!before) return 'gone'
  const { point, ...place } = await located(db, words)
  const moved = place.postcode !== before.postcode && point
  await db
    .updateTable('places')
    .set({ ...place, ...(moved ? point : {}), changed_at: now })
    .where('id', '=', id)
    .execute()
  return 'saved'
}
