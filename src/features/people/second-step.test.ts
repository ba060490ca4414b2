// The second step: an app's code, a passkey or a spare code, before anything about other people is opened.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { routes_we_have } from '../../../test/routes.ts'
import { type Browser, makeBrowser, type World, wordsOf, world } from '../../../test/world.ts'
import { codeNow } from './authenticator.ts'
import { personOf } from './index.ts'

let w: World
before(async () => {
  w = await world({ now: new Date() })
})
after(() => w.close())
beforeEach(() => {
  w.clock.now = new Date()
})

const rows = async (sql: string, values: unknown[] = []) => (await w.database.pool.query(sql, values)).rows
const later = (seconds: number) => {
  w.clock.now = new Date(w.clock.now.getTime() + seconds * 1000)
}
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const set_up = '/sign-in/second-step/set-up'
const secretIn = (html: string) => /<code class="secret">([^<]+)</.exec(html)![1]!.replace(/\s/g, '')

/** Somebody of the team who has come in by a code and has no second step yet. */
async function newcomer(name = 'Priya') {
  const { person, email } = await w.given.someone(name, ['coordinator'])
  const browser = w.browser()
  await w.given.signIn(person.id, browser)
  return { person, email, browser }
}

/** The same, with an app set up; gives its secret and the spare codes. */
async function withApp(name?: string) {
  const made = await newcomer(name)
  const page = (await made.browser.read(set_up)).html
  const secret = secretIn(page)
  const done = await made.browser.post(set_up, {
    sealed: hidden(page, 'sealed'),
    return: '/team',
    code: codeNow(secret, w.clock.now),
  })
  assert.equal(done.status, 200)
  const spare = [...(await done.text()).matchAll(/<li><code>([^<]+)</g)].map((found) => found[1]!)
  return { ...made, secret, spare }
}
const freshSignIn = async (person_id: string): Promise<Browser> => {
  const browser = makeBrowser(w.house)
  await w.given.signIn(person_id, browser)
  return browser
}

test('T28: staff who have shown no second step get nowhere, by any address of theirs', async () => {
  const { browser } = await newcomer()
  let asked = 0
  for (const [at, guard] of Object.entries(routes_we_have)) {
    if (!guard.startsWith('can ')) continue
    const [method, path] = at.split(' ') as [string, string]
    const filled = path.replace(/:[a-z_]+/g, '0190aaaa-0000-7000-8000-000000000000')
    const reply = method === 'GET' ? await browser.get(filled) : await browser.post(filled, {})
    if (reply.status === 404) continue // not this role's at all
    assert.equal(reply.status, 303, at)
    assert.match(reply.headers.get('location')!, /^\/sign-in\/second-step\?return=/, at)
    asked++
  }
  assert.ok(asked > 30)
})

test('setting up an app: a picture, the letters to type, a code, ten spare codes, and then the team’s room', async () => {
  const { person, browser, email } = await newcomer()
  const asked = await browser.read('/team')
  assert.match(asked.path, /second-step\/set-up/)
  assert.match(asked.html, /<svg/)
  const secret = secretIn(asked.html)
  const sealed = hidden(asked.html, 'sealed')
  const wrong = await browser.post(set_up, { sealed, return: '/team', code: '000000' })
  assert.equal(wrong.status, 422)
  assert.equal(secretIn(await wrong.text()), secret, 'a mistype does not start again')
  const before_it = browser.cookies.get('sign_in')
  const done = await browser.post(set_up, { sealed, return: '/team', code: codeNow(secret, w.clock.now) })
  const words = wordsOf(await done.text())
  assert.match(words, /Write these spare codes down now/)
  assert.equal((await browser.get('/team')).status, 200)
  assert.notEqual(browser.cookies.get('sign_in'), before_it, 'T27: a new token')
  assert.equal(
    await personOf(w.database.pool, `sign_in=${before_it}`, { config: w.config, now: w.clock.now }),
    null,
    'and the old one is dead',
  )
  assert.equal(
    (await rows("select 1 from messages where kind = 'second_step_changed' and send_to = $1", [email]))
      .length,
    1,
  )
  assert.equal(
    (await rows("select 1 from audit where act = 'second step added: app' and person_id = $1", [person.id]))
      .length,
    1,
  )
  const kept = (
    await rows('select row_to_json(f)::text as row from second_factors f where person_id = $1', [person.id])
  )[0].row
  assert.ok(!kept.includes(secret), 'the secret is sealed')
  // The same form again adds nothing.
  await browser.post(set_up, { sealed, return: '/team', code: codeNow(secret, w.clock.now) })
  assert.equal((await rows('select 1 from second_factors where person_id = $1', [person.id])).length, 1)
})

test('somebody with a stolen mailbox cannot add a second step beside the one that is there', async () => {
  const { person } = await withApp()
  const thief = await freshSignIn(person.id)
  assert.match((await thief.get(set_up)).headers.get('location')!, /^\/sign-in\/second-step\?/)
  assert.match(
    (await thief.post(set_up, { code: '1' })).headers.get('location')!,
    /^\/sign-in\/second-step\?/,
  )
  assert.match(
    (await thief.post('/sign-in/second-step/end', {})).headers.get('location')!,
    /^\/sign-in\/second-step\?/,
  )
})

test('a code from the app opens the rooms once; the same code again does not, even at the same moment', async () => {
  const { person, secret } = await withApp()
  later(60)
  const browsers = await Promise.all(Array.from({ length: 6 }, () => freshSignIn(person.id)))
  const code = codeNow(secret, w.clock.now)
  const answers = await Promise.all(browsers.map((browser) => browser.post('/sign-in/second-step', { code })))
  assert.equal(answers.filter(({ status }) => status === 303).length, 1)
})

test('five wrong codes in an hour, and no more are judged, right or wrong; an hour later the right one works', async () => {
  const { person, secret } = await withApp()
  later(60)
  const browser = await freshSignIn(person.id)
  const right = codeNow(secret, w.clock.now)
  const wrong = String((Number(right) + 7) % 1_000_000).padStart(6, '0')
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => browser.post('/sign-in/second-step', { code: wrong })),
  )
  assert.equal(answers.filter(({ status }) => status === 422).length, 5)
  const rest = await browser.post('/sign-in/second-step', { code: codeNow(secret, w.clock.now) })
  assert.equal(rest.status, 429)
  assert.match(wordsOf(await rest.text()), /Ring us on 0161 496 0123/)
  later(3700)
  assert.equal(
    (await browser.post('/sign-in/second-step', { code: codeNow(secret, w.clock.now) })).status,
    303,
  )
})

test('a spare code works once, and the person is told', async () => {
  const { person, email, spare } = await withApp()
  assert.equal(spare.length, 10)
  const browser = await freshSignIn(person.id)
  assert.equal((await browser.post('/sign-in/second-step', { code: spare[0]!.toUpperCase() })).status, 303)
  const again = await freshSignIn(person.id)
  assert.equal((await again.post('/sign-in/second-step', { code: spare[0]! })).status, 422)
  assert.equal(
    (await rows("select 1 from messages where send_to = $1 and about->>'what' = 'spare-code'", [email]))
      .length,
    1,
  )
  const other = await withApp('Tom')
  const theirs = await freshSignIn(other.person.id)
  assert.equal(
    (await theirs.post('/sign-in/second-step', { code: spare[1]! })).status,
    422,
    'another’s spare code',
  )
})

// A passkey in software, as a browser would speak for it.
function softKey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const jwk = publicKey.export({ format: 'jwk' })
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    bytes(jwk.x!),
    Buffer.from([0x22, 0x58, 0x20]),
    bytes(jwk.y!),
  ])
  const rp = createHash('sha256').update(new URL(origin).hostname).digest()
  const number = (many: number) => {
    const four = Buffer.alloc(4)
    four.writeUInt32BE(many)
    return four
  }
  const said = (type: string, challenge: string, from = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  return {
    made(challenge: string) {
      const data = Buffer.concat([
        rp,
        Buffer.from([0x45]),
        number(0),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        cose,
      ])
      const attestation = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from('fmt'),
        Buffer.from([0x64]),
        Buffer.from('none'),
        Buffer.from([0x67]),
        Buffer.from('attStmt'),
        Buffer.from([0xa0, 0x68]),
        Buffer.from('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return JSON.stringify({
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: said('webauthn.create', challenge).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
        },
      })
    },
    used(challenge: string, count: number, from?: string) {
      const data = Buffer.concat([rp, Buffer.from([0x05]), number(count)])
      const client = said('webauthn.get', challenge, from)
      const signature = sign(
        'sha256',
        Buffer.concat([data, createHash('sha256').update(client).digest()]),
        privateKey,
      )
      return JSON.stringify({
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      })
    },
  }
}
const optionsIn = (html: string): { challenge: string } =>
  JSON.parse(/data-options="([^"]+)"/.exec(html)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))

test('a passkey is added, opens the rooms, and an answer cannot be played again, forged, or made at another site', async () => {
  const { person, browser } = await newcomer()
  const key = softKey(w.config.origin)
  const page = (await browser.read(set_up)).html
  const done = await browser.post(set_up, {
    kind: 'passkey',
    question: hidden(page, 'question'),
    answer: key.made(optionsIn(page).challenge),
    return: '/team',
  })
  assert.equal(done.status, 200)
  assert.equal((await browser.get('/team')).status, 200)

  const again = await freshSignIn(person.id)
  const ask = (await again.read('/sign-in/second-step')).html
  const { challenge } = optionsIn(ask)
  const form = { kind: 'passkey', question: hidden(ask, 'question') }
  const other = await freshSignIn(person.id)
  assert.equal(
    (await other.post('/sign-in/second-step', { ...form, answer: key.used(challenge, 5) })).status,
    422,
    'a question asked of another sign-in',
  )
  const answer = key.used(challenge, 5)
  const used = await again.post('/sign-in/second-step', { ...form, return: '/team', answer })
  assert.equal(used.status, 303)
  assert.equal((await again.get('/team')).status, 200)

  const replay = await freshSignIn(person.id)
  const fresh = (await replay.read('/sign-in/second-step')).html
  const question = { kind: 'passkey', question: hidden(fresh, 'question') }
  assert.equal(
    (await replay.post('/sign-in/second-step', { ...question, answer })).status,
    422,
    'played again',
  )
  for (const bad of [
    '',
    '{}',
    'null',
    key.used(optionsIn(fresh).challenge, 9, 'https://evil.example'),
    softKey(w.config.origin).used(optionsIn(fresh).challenge, 9),
  ]) {
    const html = (await replay.read('/sign-in/second-step')).html
    const reply = await replay.post('/sign-in/second-step', {
      kind: 'passkey',
      question: hidden(html, 'question'),
      answer: bad,
    })
    assert.ok([422, 429].includes(reply.status))
  }
})

test('one of two second steps may be taken off; the last one may not, and never another’s', async () => {
  const { person, browser } = await withApp()
  const key = softKey(w.config.origin)
  const page = (await browser.read(set_up)).html
  await browser.post(set_up, {
    kind: 'passkey',
    question: hidden(page, 'question'),
    answer: key.made(optionsIn(page).challenge),
  })
  const mine = await rows(
    'select id from second_factors where person_id = $1 and ended_at is null order by created_at',
    [person.id],
  )
  assert.equal(mine.length, 2)
  const other = await withApp('Tom')
  const [theirs] = await rows('select id from second_factors where person_id = $1', [other.person.id])
  await browser.post('/sign-in/second-step/end', { factor: theirs.id })
  await browser.post('/sign-in/second-step/end', { factor: mine[0].id })
  await browser.post('/sign-in/second-step/end', { factor: mine[1].id })
  const left = await rows('select id from second_factors where ended_at is null and person_id = any ($1)', [
    [person.id, other.person.id],
  ])
  assert.deepEqual(left.map(({ id }) => id).sort(), [mine[1].id, theirs.id].sort())
})
