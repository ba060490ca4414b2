// Every address with its guard. A page without a guard, or an address lost or added in silence, fails.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes_we_have } from './routes.ts'
import { type World, world } from './world.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

/** Each address of the application with the names of the guards that stand before it. */
function addresses(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { method, path, handler } of w.app.routes) {
    if (method === 'ALL') continue
    const at = `${method} ${path}`
    const name = (handler as { guard?: string }).guard
    found.set(at, [...(found.get(at) ?? []), ...(name ? [name] : [])])
  }
  return found
}

test('every address has exactly one guard', () => {
  const wrong = [...addresses()].filter(([, guards]) => guards.length !== 1)
  assert.deepEqual(wrong, [])
})

test('the list of addresses is the list in the repo', () => {
  const found = Object.fromEntries(
    [...addresses()].map(([at, guards]) => [at, guards[0]!]).sort(([a], [b]) => (a! < b! ? -1 : 1)),
  )
  assert.deepEqual(found, routes_we_have)
})

const filled = (path: string) =>
  path.replace(/:[a-z_]+/g, '0190aaaa-0000-7000-8000-000000000000').replace('*', 'nothing')

test('nobody who is not signed in gets past the team’s door, by any method', async () => {
  for (const [at, guard] of Object.entries(routes_we_have)) {
    if (!guard.startsWith('can ')) continue
    const [method, path] = at.split(' ') as [string, string]
    const browser = w.browser()
    const reply = method === 'GET' ? await browser.get(filled(path)) : await browser.post(filled(path), {})
    assert.equal(reply.status, 303, at)
    assert.match(reply.headers.get('location')!, /^\/sign-in/, at)
  }
})

test('someone signed in without the role sees no such page', async () => {
  const { person, browser } = await w.given.coordinator('Ex')
  await w.database.db
    .updateTable('roles')
    .set({ ended_at: w.clock.now })
    .where('person_id', '=', person.id)
    .execute()
  for (const [at, guard] of Object.entries(routes_we_have)) {
    if (!guard.startsWith('can ')) continue
    const [method, path] = at.split(' ') as [string, string]
    const reply = method === 'GET' ? await browser.get(filled(path)) : await browser.post(filled(path), {})
    assert.ok([303, 404].includes(reply.status), `${at} answered ${reply.status}`)
  }
})

test('a thing that is not there is a plain page, whoever asks and whatever the id looks like', async () => {
  const family = (await w.given.someone('Nicola')).browser
  const team = (await w.given.coordinator()).browser
  for (const [at, guard] of Object.entries(routes_we_have)) {
    const [method, path] = at.split(' ') as [string, string]
    if (method !== 'GET' || !path.includes(':')) continue
    for (const id of ['0190aaaa-0000-7000-8000-000000000000', 'nonsense', "'%3B--", '%00', 'a'.repeat(300)]) {
      const browser = guard.startsWith('can ') ? team : guard.startsWith('signed_in') ? family : w.browser()
      const reply = await browser.get(path.replace(/:[a-z_]+/g, id))
      assert.equal(reply.status, 404, `${path} with ${id}`)
      assert.match(await reply.text(), /0161 496 0123/, 'the phone number is there')
    }
  }
})

test('nothing changes on GET or HEAD', async () => {
  const session = await w.given.session()
  const before = await fingerprint()
  const team = (await w.given.coordinator('Looker')).browser
  const started = await fingerprint()
  assert.notDeepEqual(before, started, 'the fingerprint sees a change when there is one')
  for (const at of Object.keys(routes_we_have).filter((each) => each.startsWith('GET'))) {
    const path = at
      .slice(4)
      .replace(':id', session.id)
      .replace(/:[a-z_]+/g, 'x')
      .replace('*', 'x')
    for (const browser of [w.browser(), team]) {
      await (await browser.get(path)).text()
      await browser.head(path)
    }
  }
  assert.deepEqual(await fingerprint(), started)
})

// The record of what was opened is written on a GET, and is meant to be: it is the one table left out.
async function fingerprint(): Promise<Record<string, string>> {
  const { rows: tables } = await w.database.pool.query(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'audit' order by 1`,
  )
  const sums: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await w.database.pool.query(
      `select md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as sum from ${name} row`,
    )
    sums[name] = rows[0].sum
  }
  return sums
}

test('a form from somebody else’s site is refused, and nothing is written', async () => {
  const started = await fingerprint()
  for (const [at] of Object.entries(routes_we_have).filter(([each]) => each.startsWith('POST'))) {
    const path = filled(at.slice(5))
    const reply = await w.browser().post(path, { a: 'b' }, { headers: { 'sec-fetch-site': 'cross-site' } })
    assert.equal(reply.status, 403, at)
    const origin = await w
      .browser()
      .post(path, { a: 'b' }, { headers: { 'sec-fetch-site': '', origin: 'https://elsewhere.example' } })
    assert.equal(origin.status, 403, at)
  }
  assert.deepEqual(await fingerprint(), started)
})

test('every page says what it may load, and that is only from here', async () => {
  const reply = await w.browser().get('/')
  const policy = reply.headers.get('content-security-policy')!
  assert.doesNotMatch(policy, /unsafe|https?:/)
  assert.equal(reply.headers.get('x-content-type-options'), 'nosniff')
})
