// The council's own sign-on, against a small sign-on of our own on this machine that really signs what it says.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { saysOf } from './council.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const another = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
let issuer = ''
let claims: Record<string, unknown> = {}
let forged = false
const codes = new Map<string, { nonce: string; challenge: string }>()
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const body = { iss: issuer, aud: 'alongside', sub: 'sub-1', iat: now, exp: now + 300, nonce, ...claims }
  const head = `${b64({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${b64(body)}`
  return `${head}.${sign('sha256', Buffer.from(head), forged ? another : privateKey).toString('base64url')}`
}

const server = createServer(async (request, response) => {
  const say = (body: object, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (request.url === '/.well-known/openid-configuration')
    return say({
      issuer,
      authorization_endpoint: `${issuer}/go`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    })
  if (request.url === '/keys')
    return say({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
    })
  let sent = ''
  for await (const part of request) sent += part
  const form = new URLSearchParams(sent)
  const asked = codes.get(form.get('code') ?? '')
  codes.delete(form.get('code') ?? '')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (!asked || asked.challenge !== challenge || form.get('client_secret') !== 'shh')
    return say({ error: 'invalid_grant' }, 400)
  say({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken(asked.nonce) })
})

let w: World
before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  w = await world({
    now: new Date(),
    council: { issuer, client_id: 'alongside', client_secret: 'shh', name: 'Sale Council' },
  })
})
after(async () => {
  await w.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

/** As far as the council's own page; gives the way back that it would send the browser to. */
async function throughCouncil(browser = w.browser(), come_back = '') {
  const page = await browser.post('/sign-in/council', { return: come_back })
  assert.equal(page.status, 200)
  const href = /href="(http:[^"]+\/go\?[^"]+)"/.exec(await page.text())![1]!.replaceAll('&amp;', '&')
  const go = new URL(href)
  const code = randomUUID()
  codes.set(code, { nonce: go.searchParams.get('nonce')!, challenge: go.searchParams.get('code_challenge')! })
  return {
    browser,
    query: new URLSearchParams({ code, state: go.searchParams.get('state')!, iss: issuer }).toString(),
  }
}
const back = ({ browser, query }: Awaited<ReturnType<typeof throughCouncil>>) =>
  browser.post('/sign-in/council/back', { query })

test('someone with a role and the same work email comes in; opening the way back does nothing until the button', async () => {
  const { email } = await w.given.someone('Priya', ['coordinator'])
  claims = { email: email.toUpperCase(), email_verified: true, amr: ['pwd', 'mfa'] }
  const there = await throughCouncil(undefined, '/team/places')
  const landed = await there.browser.get(`/sign-in/council/back?${there.query}`)
  assert.equal(landed.status, 200)
  assert.equal((await there.browser.get('/team')).status, 303, 'not in yet')
  assert.equal((await back(there)).headers.get('location'), '/team/places')
  assert.equal((await there.browser.get('/team')).status, 200, 'the council asked for two, so we ask no more')
})

test('a password alone at the council is one proof: our second step is still asked', async () => {
  const { email } = await w.given.someone('Tom', ['coordinator'])
  claims = { email, email_verified: true, amr: ['pwd'] }
  const there = await throughCouncil()
  assert.equal((await back(there)).status, 303)
  assert.match((await there.browser.get('/team')).headers.get('location')!, /second-step/)
})

test('nobody else comes in: no role, an email nobody proved, a forged word, another’s answer, the same answer twice', async () => {
  const { email } = await w.given.someone('Priya', ['coordinator'])
  const family = await w.given.someone('Samina')
  const refused = async (said: Record<string, unknown>, bad = false) => {
    claims = said
    forged = bad
    const reply = await back(await throughCouncil())
    forged = false
    assert.equal(reply.status, 422)
    return wordsOf(await reply.text())
  }
  const good = { email, email_verified: true, amr: ['mfa'] }
  const words = await refused({ ...good, email: family.email })
  assert.equal(await refused({ ...good, email: 'stranger@example.org' }), words, 'said the same way')
  await refused({ ...good, email_verified: false })
  await refused({ email_verified: true })
  await refused(good, true)
  await refused({ ...good, aud: 'another' })
  await refused({ ...good, nonce: 'planted' })
  claims = good
  const mine = await throughCouncil()
  const thief = await throughCouncil()
  assert.equal(
    (await back({ browser: thief.browser, query: mine.query })).status,
    422,
    'another browser’s answer',
  )
  assert.equal((await back(mine)).status, 303)
  assert.equal((await back(mine)).status, 422, 'once')
  assert.equal((await w.browser().get(`/sign-in/council/back?${mine.query}`)).status, 404)
})

test('what the council’s words are worth', () => {
  assert.equal(saysOf({ email: 'a@b.example' }), null)
  assert.deepEqual(saysOf({ email: 'a@b.example', email_verified: true }), {
    email: 'a@b.example',
    second: false,
  })
  const said = (more: object) => saysOf({ email: 'a@b.example', email_verified: true, ...more })?.second
  assert.equal(said({ amr: ['pwd', 'mfa'] }), true)
  for (const alone of ['otp', 'hwk', 'face', 'sms', 'pwd']) assert.equal(said({ amr: [alone] }), false, alone)
  assert.equal(said({ acr: 'https://refeds.org/profile/mfa' }), true)
  assert.equal(said({ acr: 'not-mfa-at-all' }), false)
})

test('where the council has no sign-on, there is no button and no such address', async () => {
  const plain = await world()
  assert.doesNotMatch(await (await plain.browser().get('/sign-in')).text(), /sign-in\/council/)
  assert.equal((await plain.browser().post('/sign-in/council')).status, 404)
  assert.equal((await plain.browser().get('/sign-in/council/back')).status, 404)
  await plain.close()
})
