// T1, T3, T4: everybody at once.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, type Booked, type Desk, makeDesk } from '../../src/features/bookings/index.ts'
import { openDatabase } from '../../src/kit/db.ts'
import { freshDatabase, on_postgres } from '../fresh.ts'
import { outOfOrder, rulesBroken } from './checks.ts'
import { type Switch, sabotage } from './sabotage.ts'
import { anAsk, givenSession, now, secret } from './town.ts'

type Town = Awaited<ReturnType<typeof town>>
const isBooked = (answer: Answer): answer is Booked => typeof answer !== 'string'

/** A database and two desks on it: two processes' worth where the database takes more than one connection. */
async function town(broken?: Switch) {
  const database = await freshDatabase()
  if (broken) await sabotage(database.pool, broken)
  const second = database.url ? await openDatabase({ database_url: database.url }) : null
  const settings = { config: { secret }, now: () => now }
  const first = makeDesk({ pool: database.pool, ...settings })
  const desks = [first, second ? makeDesk({ pool: second.pool, ...settings }) : first]
  const close = async () => {
    await second?.close()
    await database.close()
  }
  return { ...database, desks, close }
}

async function inTown<T>(broken: Switch | undefined, act: (town: Town) => Promise<T>): Promise<T> {
  const here = await town(broken)
  try {
    return await act(here)
  } finally {
    await here.close()
  }
}

/** 10,000 people ask for 20 places, 500 at a time; gives back what broke. */
const stampede = (broken?: Switch, people = 10_000) =>
  inTown(broken, async (here) => {
    const session = await givenSession(here, { places: 20 })
    let clock = 0
    const asked: { sent: number; answered: number; answer: Answer }[] = []
    let left = people
    await Promise.all(
      Array.from({ length: 500 }, async (_, worker) => {
        while (left-- > 0) {
          const mine = { sent: ++clock, answered: 0, answer: 'busy' as Answer }
          asked.push(mine)
          mine.answer = await here.desks[worker % 2]!.ask(anAsk(session.id))
          mine.answered = ++clock
        }
      }),
    )
    const { rows } = await here.pool.query('select id, state, line_no from bookings where session_id = $1', [
      session.id,
    ])
    const line_no = new Map<string, number>(rows.map((row) => [row.id, row.line_no ?? 0]))
    const numbers = rows.filter((row) => row.state === 'waiting').map((row) => row.line_no)
    const in_line = asked.map(({ answer, ...times }) => ({
      ...times,
      line_no: isBooked(answer) ? line_no.get(answer.booking_id)! : Number.NaN,
    }))
    return [
      ...(await rulesBroken(here, session.id)),
      ...(rows.filter((row) => row.state === 'booked').length === 20 ? [] : ['not 20 booked']),
      ...(numbers.sort((a, b) => a - b).every((number, at) => number === at + 1)
        ? []
        : ['a gap in the line']),
      ...(numbers.length === people - 20 ? [] : [`${numbers.length} wait`]),
      ...(outOfOrder(in_line) ? [`${outOfOrder(in_line)} out of order`] : []),
    ]
  })

test('10,000 people ask for 20 places: 20 are booked and the rest wait in order of asking', async () => {
  assert.deepEqual(await stampede(), [])
})

test('the stampede is seen to fail when the count is forgotten', async () => {
  assert.match((await stampede('forget-count', 2000)).join(), /more people than places/)
})

test('the stampede is seen to fail when numbers in the line repeat', async () => {
  assert.match((await stampede('repeat-numbers', 2000)).join(), /a gap in the line/)
})

test('the stampede is seen to fail when the lock is skipped', {
  skip: !on_postgres && 'one connection cannot race',
}, async () => {
  // A race is a matter of luck, so it gets a few goes.
  for (let go = 0; go < 5; go++) if ((await stampede('skip-lock', 2000)).length) return
  assert.fail('nobody noticed the skipped lock')
})

/** Families of 1 to 5 race for 7 places at two desks, in many sessions at once. */
const race = (broken?: Switch) =>
  inTown(broken, async (here) => {
    const sessions = await Promise.all(Array.from({ length: 30 }, () => givenSession(here, { places: 7 })))
    await Promise.all(
      sessions.flatMap(({ id }) =>
        [3, 5, 1, 4, 2, 5, 2, 1, 3, 4].map((children, nth) =>
          here.desks[nth % 2]!.ask(anAsk(id, { ask_first: nth % 3 === 0 }, children)),
        ),
      ),
    )
    const broken_rules = await Promise.all(sessions.map(({ id }) => rulesBroken(here, id)))
    const { rows } = await here.pool.query(
      `select session_id from session_places p where exists (select from bookings b
         where b.session_id = p.session_id and b.state = 'waiting' and b.party <= p.places - p.booked)`,
    )
    return [...broken_rules.flat(), ...rows.map(() => 'places stay empty while a family that fits waits')]
  })

test('families of one to five race for seven places: each has all of its places, or none', async () => {
  assert.deepEqual(await race(), [])
})

test('the race is seen to fail when families may be split', async () => {
  assert.match((await race('split-families')).join(), /a family was split/)
})

const sameFormAgain = (broken?: Switch) =>
  inTown(broken, async (here) => {
    const session = await givenSession(here, { places: 5 })
    const ask = anAsk(session.id, { form_key: randomUUID() }, 2)
    const send = (desk: Desk, changes = {}) => desk.ask({ ...ask, ...changes })
    const at_once = await Promise.all(Array.from({ length: 50 }, (_, nth) => send(here.desks[nth % 2]!)))
    const tomorrow = await send(here.desks[1]!, { asked_at: new Date(now.getTime() + 24 * 3_600_000) })
    const after_it_began = await send(here.desks[0]!, { asked_at: session.ends_at })
    const answers = [...at_once, tomorrow, after_it_began]
    const references = new Set(answers.map((answer) => (isBooked(answer) ? answer.reference : answer)))
    const firsts = answers.filter((answer) => isBooked(answer) && !answer.again)
    const other_words = await send(here.desks[0]!, { carer_name: 'Somebody else' })
    const other_words_at_once = await Promise.all([
      send(here.desks[0]!, { carer_name: 'Somebody else' }),
      send(here.desks[0]!, { people: ask.people.slice(1) }),
    ])
    const { rows } = await here.pool.query(
      'select (select count(*) from bookings) as bookings, (select count(*) from messages) as messages',
    )
    return [
      ...(references.size === 1 ? [] : [`answers differ: ${[...references]}`]),
      ...(firsts.length === 1 ? [] : [`${firsts.length} were told it is new`]),
      ...(rows[0].bookings === 1 && rows[0].messages === 1 ? [] : [JSON.stringify(rows[0])]),
      ...([other_words, ...other_words_at_once].every((said) => said === 'changed')
        ? []
        : ['a changed form was taken']),
    ]
  })

test('the same form sent 50 times, a day later, and after the session: one booking, one message, one reference', async () => {
  assert.deepEqual(await sameFormAgain(), [])
})

test('the repeated form is seen to fail when its key is ignored', async () => {
  assert.notDeepEqual(await sameFormAgain('ignore-form-key'), [])
})
