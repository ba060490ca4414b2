// Families book through the desk, like everyone: so the counts, the line and the messages are the desk's own.
import type pg from 'pg'
import type { Ask } from '../src/features/bookings/asks.ts'
import { type Desk, makeDesk } from '../src/features/bookings/desk.ts'
import type { Keys } from '../src/kit/keys.ts'
import type { Dated } from './demonstration.ts'
import { idFrom } from './ids.ts'
import { randomFrom, shuffled } from './random.ts'
import { type Family, families } from './town/families.ts'

const minute = 60_000
type Setting = { pool: pg.Pool; now: Date; secret: string; keys?: Keys; dated: Dated[] }

const sendTo = (contact: string) =>
  contact.includes('@') ? contact.toLowerCase() : `+44${contact.replace(/\s/g, '').slice(1)}`

function childrenFor(family: Family, { activity }: Dated) {
  const [least, most] = activity.ages
  const within = family.children.filter(({ age }) => age >= least && age <= most)
  return within.length && activity.siblings === 'welcome' ? family.children : within
}

function askOf(family: Family, dated: Dated, asked_at: Date): Ask {
  const { activity } = dated
  return {
    form_key: idFrom('form', family.carer_name, dated.id),
    session_id: dated.id,
    people: childrenFor(family, dated),
    adults: activity.places_for === 'everyone' ? 1 : 0,
    ask_first: family.ask_first ?? false,
    carer_name: family.carer_name,
    contact_kind: family.contact.includes('@') ? 'email' : 'text',
    contact: family.contact,
    send_to: sendTo(family.contact),
    emergency_contact: activity.adult === 'may_leave' ? family.contact : null,
    must_know: activity.adult === 'may_leave' ? (family.must_know ?? null) : null,
    door: family.door ?? 'web',
    language: 'en',
    asked_at,
  }
}

// How many places to fill: all where there is a line, nearly all, or some.
function wanted({ pattern, nth }: Dated, random: () => number): number {
  const places = pattern.places ?? 0
  if (nth === 0 && pattern.first === 'line') return places
  if (nth === 0 && pattern.first === 'nearly') return places - 1
  return Math.ceil(places * (0.1 + random() ** 1.5 * 0.55))
}

type Asks = { fill: Ask[]; line: Ask[] }

function asksFor(dated: Dated, now: Date, random: () => number): Asks {
  const places = dated.pattern.places ?? 0
  let left = wanted(dated, random)
  const asks: Asks = { fill: [], line: [] }
  for (const family of shuffled(families, random)) {
    const ask = askOf(family, dated, now)
    const party = ask.people.length + ask.adults
    if (!ask.people.length || party > places) continue
    if (party <= left) {
      left -= party
      asks.fill.push(ask)
    } else asks.line.push(ask)
  }
  const has_line = dated.nth === 0 && dated.pattern.first === 'line'
  return { fill: asks.fill, line: has_line ? asks.line.slice(0, 4) : [] }
}

// In the order of asking, spread over the three weeks before now; whoever waits asked last.
function spread(all: Asks[], now: Date, random: () => number): Ask[] {
  const asks = [
    ...shuffled(
      all.flatMap((each) => each.fill),
      random,
    ),
    ...all.flatMap((each) => each.line),
  ]
  const apart = (21 * 24 * 60) / asks.length
  return asks.map((ask, at) => ({
    ...ask,
    asked_at: new Date(now.getTime() - Math.round((asks.length - at) * apart) * minute),
  }))
}

async function cancelOne(pool: pg.Pool, desk: Desk, dated: Dated[], now: Date): Promise<void> {
  const chosen = dated.find(
    ({ activity, nth }) => activity.title === 'Den building in the woods' && nth === 1,
  )
  if (!chosen) return
  await pool.query('update sessions set cancelled_at = $2, cancelled_because = $3 where id = $1', [
    chosen.id,
    now,
    'Our leader is ill and we could not find another. We are sorry. The next one goes ahead.',
  ])
  await desk.sessionCancelled({ session_id: chosen.id, at: now })
}

async function moveOne(pool: pg.Pool, desk: Desk, dated: Dated[], now: Date): Promise<void> {
  const chosen = dated.find(({ activity, nth }) => activity.title === 'Clay and paint' && nth === 0)
  if (!chosen) return
  await pool.query(
    `update sessions set moved_at = $2, moved_from_at = starts_at, moved_from_place_id = place_id,
       place_id = (select id from places where name = 'Sale Library' order by source limit 1), calendar_sequence = 1,
       starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
     where id = $1`,
    [chosen.id, now],
  )
  await desk.sessionMoved({ session_id: chosen.id, at: now })
}

/** Books the invented families in, fills three sessions past the end, cancels one session and moves another. */
export async function bookFamilies({ pool, now, secret, keys, dated }: Setting): Promise<void> {
  const random = randomFrom(2018)
  const desk = makeDesk({ pool, config: { secret }, keys, now: () => now })
  const bookable = dated.filter(({ pattern }) => pattern.places !== null)
  const asks = spread(
    bookable.map((each) => asksFor(each, now, random)),
    now,
    random,
  )
  // Without keys there is nowhere to seal private words, so none are said.
  await Promise.all(asks.map((ask) => desk.ask(keys ? ask : { ...ask, must_know: null })))
  await cancelOne(pool, desk, dated, now)
  await moveOne(pool, desk, dated, now)
}
