// T29: every address, for every role, on a thing of theirs, another's or nobody's: equal to the table, by real requests.
// And each guard taken away in turn, to see this test fail.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actors, come, type Exceptions, type Row, rowsOf, without, wrongWith } from './matrix.ts'
import { routes_we_have } from './routes.ts'
import { filledWith, thingOf } from './things.ts'
import { type World, world } from './world.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

// Past the guard, and still not a page of 200 or a way on: each with its reason.
const except: Exceptions = {
  'POST /sign-in/council': { because: 'no council sign-on is set here', own: 'no-such-page' },
  'GET /sign-in/council/back': { because: 'no council sign-on is set here', own: 'no-such-page' },
  'POST /team/messages/:id/again': { because: 'the list says that nothing was sent', absent: 'through' },
  'POST /team/messages/:id/told': { because: 'the list says that nothing was noted', absent: 'through' },
  'POST /team/questions': { because: 'it asks for an answer before it looks', absent: 'through' },
}

const only = process.env.ROUTE
const rows = (): Row[] => rowsOf(w.app).filter(({ path }) => !only || path.startsWith(only))

test('every address is in the list of addresses, and what it opens is said', () => {
  const listed = rows().filter(({ method, path }) => !(`${method} ${path}` in routes_we_have))
  assert.deepEqual(listed, [])
  for (const row of rows()) thingOf(row)
})

test('every address answers every role as the table says', async () => {
  const wrong: string[] = []
  for (const row of rows()) wrong.push(...(await wrongWith(w, row, actors, except)))
  assert.deepEqual(wrong, [])
})

/** Whether an address that is for building only is there, as it would be for real. */
async function isThere(real: World, row: Row): Promise<boolean> {
  const made = await thingOf(row)?.make(w, (await come(w, actors[0]!)).owner)
  const { path } = filledWith(row.path, made ?? {})
  return (await real.app.request(`${w.config.origin}${path}`)).status !== 404
}

test('what is for building is not there in production', async () => {
  for (const row of rows().filter(({ guard }) => guard === 'development')) {
    assert.equal(await isThere(without(w, null, true), row), false, row.path)
    assert.equal(await isThere(without(w, null), row), true, row.path)
  }
})

test('take one guard away, anywhere, and this test is red', async () => {
  const unseen: string[] = []
  // The four who between them meet each kind of no.
  const few = actors.filter(({ name }) =>
    ['visitor', 'family', 'panel_member', 'coordinator without a second step'].includes(name),
  )
  for (const row of rows().filter(({ guard }) => guard !== 'anyone')) {
    const for_building = row.guard === 'development'
    const open = without(w, row, for_building)
    const noticed = for_building
      ? await isThere(open, row)
      : (await wrongWith(open, row, few, except)).length > 0
    if (!noticed) unseen.push(`${row.method} ${row.path}: ${row.guard}`)
  }
  assert.deepEqual(unseen, [])
})
