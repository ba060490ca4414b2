// T2: whatever families and the team do, in any order, the desk and the model agree after every step.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Answer, makeDesk } from '../../src/features/bookings/index.ts'
import { refusedBy } from '../../src/kit/db.ts'
import { freshDatabase } from '../fresh.ts'
import { rulesBroken } from './checks.ts'
import { Model } from './model.ts'
import { type Switch, sabotage } from './sabotage.ts'
import { anAsk, givenSession, now, secret } from './town.ts'

const hour = 3_600_000
const who = fc.nat({ max: 11 })
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask'),
      size: fc.integer({ min: 1, max: 5 }),
      first: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel'), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cancel-one'), who, nth: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('undo', 'accept', 'rejoin', 'same-form'), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lapse') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('places'), to: fc.integer({ min: 0, max: 14 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.constantFrom(1, 9, 60, 600, 1500) }),
  },
)
type Step = {
  do: string
  who?: number
  size?: number
  first?: boolean
  nth?: number
  to?: number
  minutes?: number
}

const said = (answer: Answer) => (typeof answer === 'string' ? answer : answer.outcome)

async function town(broken?: Switch) {
  const database = await freshDatabase()
  if (broken) await sabotage(database.pool, broken)
  const clock = { now }
  const desk = makeDesk({ pool: database.pool, config: { secret }, now: () => clock.now })
  return { database, clock, desk }
}

/** Plays the steps in a session of its own; throws at the first disagreement. */
async function play({ database, clock, desk }: Awaited<ReturnType<typeof town>>, steps: Step[]) {
  clock.now = now
  const session = await givenSession(database, { places: 6, starts_at: new Date(now.getTime() + 60 * hour) })
  const model = new Model(6, session.starts_at)
  const booked: { id: string; ask: ReturnType<typeof anAsk> }[] = []

  const agree = async (at: Date, each: Step) => {
    const family = booked.length ? each.who! % booked.length : -1
    const [theirs, ours] = [model.families[family]!, booked[family]!]
    const which = { booking_id: ours?.id, at }
    if (each.do === 'ask') {
      const ask = anAsk(session.id, { ask_first: each.first!, asked_at: at }, each.size)
      const answer = await desk.ask(ask)
      assert.equal(said(answer), model.ask(each.size!, each.first!, at))
      if (typeof answer !== 'string') booked.push({ id: answer.booking_id, ask })
    } else if (each.do === 'lapse') assert.equal(await desk.lapse(at), model.lapse(at))
    else if (each.do === 'places') await changePlaces(each.to!, at)
    else if (!theirs) return
    else if (each.do === 'cancel') assert.equal(await desk.cancel(which), model.cancel(theirs, null, at))
    else if (each.do === 'cancel-one') {
      const nth = Math.min(each.nth!, theirs.gone.length)
      assert.equal(await desk.cancel({ ...which, nths: [nth] }), model.cancel(theirs, nth, at))
    } else if (each.do === 'undo') assert.equal(await desk.undoCancel(which), model.undo(theirs, at))
    else if (each.do === 'accept') assert.equal(await desk.accept(which), model.accept(theirs, at))
    else if (each.do === 'rejoin') assert.equal(await desk.rejoin(which), model.rejoin(theirs, at))
    else if (each.do === 'same-form') {
      const answer = await desk.ask({ ...ours.ask, asked_at: at })
      assert.deepEqual([said(answer), typeof answer !== 'string' && answer.again], [theirs.state, true])
    }
  }

  const changePlaces = async (to: number, at: Date) => {
    const fits = to >= model.places - model.free()
    const change = database.db
      .updateTable('sessions')
      .set({ places: to })
      .where('id', '=', session.id)
      .execute()
    if (!fits) return assert.rejects(change, (fault) => refusedBy(fault) === 'never_more_people_than_places')
    await change
    await desk.placesChanged({ session_id: session.id, at })
    model.places = to
    model.carry(at)
  }

  for (const each of steps) {
    // Two families never ask in the same millisecond here, so that "who went last" has one answer.
    clock.now = new Date(clock.now.getTime() + 1 + (each.minutes ?? 0) * 60_000)
    if (each.do === 'same-form' || each.do === 'ask') model.carry(clock.now)
    if (each.do !== 'wait') await agree(clock.now, each)
    const { rows } = await database.pool.query(
      'select id, state, party, coalesce(line_no, 0) as line_no from bookings where session_id = $1',
      [session.id],
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const [nth, family] of model.families.entries()) {
      const row = found.get(booked[nth]!.id)
      assert.equal(row.state, family.state, `family ${nth} after ${JSON.stringify(each)}`)
      if (model.live(family)) assert.equal(row.party, model.party(family))
      if (family.state === 'waiting') assert.equal(row.line_no, family.line_no)
    }
  }
  assert.deepEqual(await rulesBroken(database, session.id), [])
  // Nothing of this session is left for the next one's clock to end.
  await desk.sessionCancelled({ session_id: session.id, at: clock.now })
}

const settings = {
  numRuns: Number(process.env.STORM_RUNS || 120),
  seed: Number(process.env.STORM_SEED || Date.now() % 1e9),
}

test(`whatever families do, in any order, the desk keeps its rules (seed ${settings.seed})`, async () => {
  const here = await town()
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) =>
        play(here, steps as Step[]),
      ),
      { ...settings, interruptAfterTimeLimit: 20_000 },
    )
  } finally {
    await here.database.close()
  }
})

// Two families have the places, three wait; one of those leaves, then one with places goes.
const order: Step[] = [
  ...Array.from({ length: 5 }, () => ({ do: 'ask', size: 3, first: false })),
  { do: 'cancel', who: 2 },
  { do: 'cancel', who: 0 },
]
for (const broken of ['newest-first', 'wake-the-cancelled'] as const)
  test(`the model notices ${broken}`, async () => {
    const here = await town(broken)
    try {
      await assert.rejects(play(here, order), assert.AssertionError)
    } finally {
      await here.database.close()
    }
  })
