// T40: what every answer says of itself, at every address and every status, in production and while building.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actors, come } from './matrix.ts'
import { routes_we_have } from './routes.ts'
import { filledWith, madeFor } from './things.ts'
import { type Browser, makeBrowser, type World, world } from './world.ts'

let w: World
let real: World
before(async () => {
  w = await world()
  real = await world({ production: true })
})
after(async () => {
  await w.close()
  await real.close()
})

const must_say: [string, RegExp][] = [
  ['content-security-policy', /default-src 'none'.*frame-ancestors 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^(same-origin|no-referrer)$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['origin-agent-cluster', /^\?1$/],
  ['permissions-policy', /geolocation=\(\)/],
]

/** What is wrong with the headers of one answer. */
function wrongHeaders(reply: Response, what: { at: string; guard: string; production: boolean }): string[] {
  const { at, guard, production } = what
  const said = (name: string) => reply.headers.get(name) ?? ''
  const wrong = must_say.flatMap(([name, shape]) =>
    shape.test(said(name)) ? [] : [`${name}: ${said(name)}`],
  )
  // The letter inside the preview of messages is a mail's own style, and is not there in production.
  if (/unsafe|\*|https?:/.test(said('content-security-policy')) && !at.includes('/preview/messages/:id/html'))
    wrong.push(`policy ${said('content-security-policy')}`)
  if (production !== /max-age=\d{8}/.test(said('strict-transport-security'))) wrong.push('transport security')
  if (said('server') || said('x-powered-by')) wrong.push('says what it is made of')
  const is_private = /^(secret_link|signed_in|can )/.test(guard) && reply.status < 400
  if (is_private && reply.status === 200 && said('cache-control') !== 'no-store')
    wrong.push(`kept by caches: ${said('cache-control')}`)
  if (guard === 'secret_link' && said('referrer-policy') !== 'no-referrer')
    wrong.push('the secret is told to the next page')
  return wrong.map((each) => `${at} ${reply.status} ${each}`)
}

const everyone = () => ({
  visitor: actors.find(({ name }) => name === 'visitor')!,
  all: { ...actors[0]!, name: 'all', signed_in: true, second_factor: true, roles: allRoles() },
})
const allRoles = () => [...new Set(actors.flatMap(({ roles }) => roles))]

/** Asks every address, as a stranger and as somebody with every role: theirs, and one that is not there. */
async function askAll(here: World): Promise<{ wrong: string[]; statuses: Set<number> }> {
  const wrong: string[] = []
  const statuses = new Set<number>()
  const { production } = here.config
  for (const [at, guard] of Object.entries(routes_we_have)) {
    const [method, path] = at.split(' ') as [string, string]
    for (const who of Object.values(everyone())) {
      const { browser, owner } = await come(here, who)
      const made = await madeFor(here, { method, path }, owner)
      for (const params of [made, {}]) {
        const { path: to, form } = filledWith(path, params)
        const fresh: Browser = makeBrowser(here.house, new Map(browser.cookies))
        const reply = method === 'GET' ? await fresh.get(to) : await fresh.post(to, form)
        statuses.add(reply.status)
        wrong.push(...wrongHeaders(reply, { at, guard, production }))
      }
    }
  }
  return { wrong: [...new Set(wrong)], statuses }
}

test('every address says how its answer may be used, whoever asks, found or not', async () => {
  const { wrong, statuses } = await askAll(w)
  assert.deepEqual(wrong, [])
  for (const status of [200, 303, 404, 422]) assert.ok(statuses.has(status), `${status} was met`)
})

test('in production too, and then only over a safe line', async () => {
  assert.deepEqual((await askAll(real)).wrong, [])
})

test('a refusal, a fault, too much, and what was taken away say the same', async () => {
  const wrong: string[] = []
  const met = new Set<number>()
  const look = async (reply: Promise<Response> | Response, at: string, status: number) => {
    const answer = await reply
    assert.equal(answer.status, status, at)
    met.add(status)
    wrong.push(...wrongHeaders(answer, { at, guard: 'anyone', production: w.config.production }))
  }
  await look(w.browser().post('/help', {}, { headers: { 'sec-fetch-site': 'cross-site' } }), 'elsewhere', 403)
  await look(w.browser().post('/help', { need: 'x'.repeat(600_000) }), 'too much', 400)
  const help = (nth: number) =>
    w.browser().post('/help', { need: `Help ${nth}`, contact: '07700 900123', form_key: crypto.randomUUID() })
  for (let nth = 0; nth < 5; nth++) await help(nth)
  await look(help(5), 'too many', 429)
  const { Gone, makeApp } = await import('../src/app.tsx')
  const { routes, anyone } = await import('../src/kit/web.ts')
  const thrown = routes()
    .get('/gone', anyone, () => {
      throw new Gone()
    })
    .get('/fault', anyone, () => {
      throw new Error('on purpose')
    })
  const { gatherAssets } = await import('../src/kit/assets.ts')
  const app = makeApp({
    config: w.config,
    database: w.database,
    keys: w.keys,
    now: () => w.clock.now,
    assets: await gatherAssets(),
    person_of: async () => null,
    features: [thrown],
  } as Parameters<typeof makeApp>[0])
  await look(app.request(`${w.config.origin}/gone`), 'gone', 410)
  await look(app.request(`${w.config.origin}/fault`), 'fault', 500)
  assert.deepEqual(wrong, [])
  assert.deepEqual([...met].sort(), [400, 403, 410, 429, 500])
})

test('a page kept for strangers, and a file of ours, say the same the second time', async () => {
  for (let times = 0; times < 2; times++)
    for (const path of ['/whats-on', '/', '/assets/fonts/atkinson-latin.woff2'])
      assert.deepEqual(
        wrongHeaders(await w.browser().get(path), { at: path, guard: 'anyone', production: false }),
        [],
      )
})
