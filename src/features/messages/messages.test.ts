import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { freshDatabase } from '../../../test/fresh.ts'
import { makeApp } from '../../app.tsx'
import { type Config, configFrom } from '../../config.ts'
import { makeJobs } from '../../kit/jobs.ts'
import { makeKeys } from '../../kit/keys.ts'
import type { SignedIn } from '../../kit/web.ts'
import { queue } from './actions.ts'
import { messageJobs, messageRoutes, type Renderers } from './index.ts'

const now = new Date('2026-11-23T10:00:00Z')
const of_the_team: SignedIn = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Sam',
  roles: [{ role: 'coordinator', provider_id: null }],
  sign_in_id: '018f0000-0000-7000-8000-000000000002',
  signed_in_at: now,
  confirmed_at: null,
  second_factor_at: now,
  shared_device: false,
}
let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
})
after(() => database.close())
afterEach(() => database.pool.query('delete from messages'))

const renderers: Renderers = {
  hello: async (_db, message) => ({
    subject: 'You are booked',
    text: `Code ${(message.about as { code?: string }).code ?? 'gone'} <script>alert(1)</script>`,
  }),
  over: async () => null,
}

const folder = mkdtempSync(join(tmpdir(), 'alongside-messages-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function houseOf(person: SignedIn | null = null, changes: Partial<Config> = {}) {
  const config: Config = { ...configFrom({ SECRET: 'x', DATA_DIR: folder, PORT: '3000' }), ...changes }
  const jobs = makeJobs({ database, config, now: () => now, jobs: messageJobs(renderers) })
  const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() }
  const features = [messageRoutes({ renderers, later: jobs.later })]
  const keys = makeKeys({ folder: config.keys_dir, secret: 'x' })
  const app = makeApp({
    config,
    database,
    assets,
    keys,
    now: () => now,
    person_of: async () => person,
    features,
  })
  const ask = (method: string, path: string, form?: Record<string, string>) =>
    app.request(config.origin + path, {
      method,
      headers: {
        cookie: 'any=1',
        ...(form
          ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
          : {}),
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    })
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, form = {}) => ask('POST', path, form),
    jobs,
  }
}
const rows = async (where = 'true') =>
  (await database.pool.query(`select * from messages where ${where} order by created_at, ctid`)).rows
const keyIn = (page: string) => /name="form_key" value="([^"]+)"/.exec(page)![1]!
const put = (row: Partial<Parameters<typeof queue>[1]> = {}) =>
  queue(database.db, { kind: 'hello', channel: 'email', send_to: 'aisha@home.example', now, ...row })

test('a call for help reaches the team once, however often the button is pressed', async () => {
  const house = houseOf()
  const form_key = keyIn(await (await house.get('/help')).text())
  const form = { form_key, need: 'Is there a ramp?\nWe use a chair.', contact: '07700 900 982' }
  const answers = await Promise.all([
    house.post('/help', form),
    house.post('/help', form),
    house.post('/help', form),
  ])
  assert.deepEqual(
    answers.map((answer) => answer.headers.get('location')),
    Array(3).fill('/help?sent=yes'),
  )
  const [message, ...more] = await rows()
  assert.equal(more.length, 0)
  assert.equal(message.send_to, 'hello@alongside.example', 'to the team, and nobody else')
  assert.match(await (await house.get('/help?sent=yes')).text(), /<h1>Thank you/)
  const seen = await (await house.get(`/preview/messages/${message.id}`)).text()
  assert.match(seen, /Is there a ramp\?/)
  assert.match(seen, /07700 900 982/)
})

test('a call for help without words or a way to answer is asked for kindly, and nothing typed is lost', async () => {
  const house = houseOf()
  const form_key = keyIn(await (await house.get('/help')).text())
  const answer = await house.post('/help', { form_key, need: 'A ramp <b>', contact: '' })
  assert.equal(answer.status, 422)
  const page = await answer.text()
  assert.match(page, /<title>Error: /)
  assert.match(page, /href="#contact"/)
  assert.match(page, /A ramp &lt;b/)
  assert.equal(keyIn(page), form_key, 'the form is still the same form')
  assert.equal(
    (await house.post('/help', { form_key: 'mangled', need: 'x'.repeat(5000), contact: 'y' })).status,
    422,
  )
  assert.equal((await rows()).length, 0)
})

test('someone who writes a great deal in an hour is asked to ring', async () => {
  const house = houseOf()
  const statuses: number[] = []
  for (let nth = 0; nth < 6; nth++)
    statuses.push(
      (
        await house.post('/help', {
          need: `Again ${nth}`,
          contact: nth % 2 ? 'Me@Home.example' : ' me@home.example',
        })
      ).status,
    )
  assert.deepEqual(statuses, [303, 303, 303, 303, 303, 429])
  assert.equal((await house.post('/help', { need: 'Hello', contact: 'other@home.example' })).status, 303)
})

test('while developing every message can be read: its words, its email, its code', async () => {
  const house = houseOf()
  const id = await put({ about: { code: '123456' } })
  const text = await put({ channel: 'text', send_to: '07700900123' })
  await put({ kind: 'over' })
  const list = await (await house.get('/preview/messages')).text()
  assert.equal(list.match(/href="\/preview\/messages\/[0-9a-f-]{36}"/g)!.length, 3)
  assert.doesNotMatch(await (await house.get('/preview/messages?kind=over')).text(), new RegExp(id!))
  assert.match(await (await house.get(`/preview/messages/${id}`)).text(), /123456/)
  const html = await house.get(`/preview/messages/${id}/html`)
  assert.match(html.headers.get('content-security-policy')!, /^default-src 'none'/)
  const email = await html.text()
  assert.match(email, /<html lang="en" dir="ltr">/)
  assert.doesNotMatch(email, /<script>/)
  assert.match(await (await house.get(`/preview/messages/${text}`)).text(), /1 of 2/)
  assert.equal((await house.get('/preview/messages/mangled')).status, 404)
})

test('in production nobody reads messages', async () => {
  const house = houseOf(of_the_team, { production: true })
  const id = await put({ about: { code: '123456' } })
  for (const path of ['/preview/messages', `/preview/messages/${id}`, `/preview/messages/${id}/html`])
    assert.equal((await house.get(path)).status, 404)
})

test('the team sees who to ring, and what to say, and takes each off the list', async () => {
  const house = houseOf(of_the_team, { production: true })
  const failed = await put()
  await put({ kind: 'over', channel: 'text', send_to: '07700900999' })
  const kept = await put({ channel: 'text', send_to: '07700900123' })
  const code = await put({ kind: 'sign_in_code' })
  await database.pool.query(
    "update messages set failed_at = now(), last_problem = 'RCPT TO 550' where id = any($1)",
    [[failed, code]],
  )
  await house.jobs.drain(now)
  const page = await (await house.get('/team/messages')).text()
  assert.match(page, /aisha@home\.example/)
  assert.match(page, /07700900123/)
  assert.doesNotMatch(page, /07700900999/, 'what is not needed any more is nobody’s to ring about')
  assert.match(page, /You are booked/)
  assert.equal(page.match(/We have told them/g)!.length, 2, 'a code to sign in is nobody’s to pass on')

  assert.match((await house.post(`/team/messages/${kept}/told`)).headers.get('location')!, /done=told/)
  assert.match((await house.post(`/team/messages/${kept}/told`)).headers.get('location')!, /done=nothing/)
  assert.match((await house.post(`/team/messages/${failed}/again`)).headers.get('location')!, /done=again/)
  assert.match((await house.post('/team/messages/mangled/again')).headers.get('location')!, /done=nothing/)
  assert.equal((await rows('failed_at is null and kept_at is null')).length, 1, 'it is on its way again')
  assert.match(await (await house.get('/team/messages')).text(), /Nobody to ring/)
  await house.jobs.stop()
})

test('nobody else sees the team’s list or presses its buttons', async () => {
  const failed = await put()
  await database.pool.query('update messages set failed_at = now()')
  for (const person of [null, { ...of_the_team, roles: [] }]) {
    const house = houseOf(person)
    assert.equal((await house.get('/team/messages')).status, person ? 404 : 303)
    for (const act of ['again', 'told'])
      assert.equal((await house.post(`/team/messages/${failed}/${act}`)).status, person ? 404 : 303)
  }
  assert.equal((await rows('failed_at is not null and told_at is null')).length, 1)
})
