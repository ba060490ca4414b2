// T1, as families do it: 10,000 people press "Book" for 20 places, and somebody else reads a page.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { manageToken } from '../../src/features/bookings/index.ts'
import { type World, world } from '../world.ts'
import { outOfOrder, rulesBroken } from './checks.ts'
import { crowd, served } from './served.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

/** How long another page takes, again and again, until told to stop; in milliseconds. */
async function reader(port: number, path: string, going: { on: boolean }): Promise<number[]> {
  const times: number[] = []
  while (going.on) {
    const began = performance.now()
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: 'calm=' } })
    assert.equal(response.status, 200)
    await response.arrayBuffer()
    times.push(performance.now() - began)
    await setTimeout(50)
  }
  return times.sort((a, b) => a - b)
}

test('10,000 people press “Book” for 20 places: 20 booked, the rest in line in order, no error, other pages still quick', async (t) => {
  const session = await w.given.session({ places: 20 })
  const other = await w.given.session()
  const { seconds, answers, times } = await served(w, async (port) => {
    const going = { on: true }
    const reading = reader(port, `/sessions/${other.id}/book`, going)
    const stormed = await crowd(port, session.id, 10_000, 500)
    going.on = false
    return { ...stormed, times: await reading }
  })
  const { rows } = await w.database.pool.query(
    'select id, state, line_no from bookings where session_id = $1',
    [session.id],
  )
  const line_no = new Map<string, number>(
    rows.map((row) => [`/my-booking/${manageToken(w.config.secret, row.id)}?done`, row.line_no ?? 0]),
  )
  const p95 = times[Math.floor(times.length * 0.95)]!
  t.diagnostic(`${Math.round(10_000 / seconds)} a second; another page p95 ${Math.round(p95)} ms`)
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [303])
  assert.equal(rows.filter((row) => row.state === 'booked').length, 20)
  const numbers = rows.filter((row) => row.line_no !== null).map((row) => row.line_no)
  assert.deepEqual(
    numbers.sort((a, b) => a - b),
    Array.from({ length: 9980 }, (_, nth) => nth + 1),
  )
  assert.ok(
    answers.every((answer) => line_no.has(answer.location)),
    'everyone was sent to their own booking',
  )
  const asked = answers.map((answer) => ({ ...answer, line_no: line_no.get(answer.location)! }))
  assert.equal(outOfOrder(asked), 0)
  assert.deepEqual(await rulesBroken(w.database, session.id), [])
  assert.ok(seconds <= 60, `${seconds} seconds`)
  assert.ok(p95 <= 1000, `another page took ${p95} ms`)
})
