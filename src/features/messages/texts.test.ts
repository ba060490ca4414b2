import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { freePort } from '../../../bin/own-postgres.ts'
import { freshDatabase } from '../../../test/fresh.ts'
import { type Config, configFrom } from '../../config.ts'
import { openTexts } from '../../kit/texts.ts'
import { queue } from './actions.ts'
import { deliver, type Renderers } from './delivery.ts'

const start = new Date('2026-11-23T10:00:00Z')
const minutes = (many: number) => new Date(start.getTime() + many * 60_000)
const template = '0f0f0f0f-0000-4000-8000-000000000001'
const service = '26785a09-ab16-4eb0-8407-a37497a57506'
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0'
let database: Awaited<ReturnType<typeof freshDatabase>>

/** A gateway on loopback that does as it is told, and keeps what it was asked. */
type Asked = { path: string; token: string; body: Record<string, unknown> }
let asked: Asked[] = []
let does: 'take' | 'cut' | 'hang' | number = 'take'
const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
}
const server = createServer(async (request, response) => {
  const body = await bodyOf(request)
  asked.push({ path: request.url!, token: request.headers.authorization?.replace('Bearer ', '') ?? '', body })
  if (does === 'hang') return
  if (does === 'cut') return void request.socket.destroy()
  const status = does === 'take' ? 201 : does
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(status < 300 ? { id: 'a-receipt' } : { status_code: status, errors: [] }))
})
let url = ''

before(async () => {
  database = await freshDatabase()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await database.close()
})
beforeEach(() => {
  asked = []
  does = 'take'
})
afterEach(() => database.pool.query('delete from messages'))

const renderers: Renderers = {
  hello: async () => ({ subject: 'You are booked', text: 'You are booked for Saturday at 10am.' }),
}
const by_gateway = () => ({ text_gateway: { url, key: 'the key' } })
const by_notify = () => ({ notify: { url, key: `offer-${service}-${secret}`, text_template: template } })
const round = (now: Date, changes: Partial<Config> = by_gateway()) =>
  deliver(
    {
      db: database.db,
      pool: database.pool,
      config: { ...configFrom({ SECRET: 'x', DATA_DIR: 'unused' }), ...changes },
      now,
    },
    renderers,
  )
const put = (send_to = '+447700900123') =>
  queue(database.db, { kind: 'hello', channel: 'text', send_to, now: start })
const rowOf = async (id: string | null) =>
  (await database.pool.query('select * from messages where id = $1', [id])).rows[0]

test('a text goes out once, to one person, with its own reference and our key', async () => {
  const id = await put()
  await round(start)
  await round(minutes(1))
  assert.deepEqual(asked, [
    {
      path: '/',
      token: 'the key',
      body: { to: '+447700900123', text: 'You are booked for Saturday at 10am.', reference: id },
    },
  ])
  const row = await rowOf(id)
  assert.ok(row.sent_at)
  assert.equal(row.gateway_id, 'a-receipt')
})

test('through GOV.UK Notify it is the same text, in the one field of the area’s template, signed with its key', async () => {
  const id = await put()
  await round(start, by_notify())
  assert.equal(asked.length, 1)
  const { path, token, body } = asked[0]!
  assert.equal(path, '/v2/notifications/sms')
  assert.deepEqual(body, {
    template_id: template,
    phone_number: '+447700900123',
    personalisation: { message: 'You are booked for Saturday at 10am.' },
    reference: id,
  })
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
  assert.equal(claims.iss, service)
  assert.ok((await rowOf(id)).sent_at)
})

for (const [name, settings] of [
  ['the plain gateway', by_gateway],
  ['Notify', by_notify],
] as const) {
  test(`${name}: a number that cannot be texted goes to the team’s list at once`, async () => {
    does = 400
    const id = await put()
    await round(start, settings())
    assert.ok((await rowOf(id)).failed_at)
  })

  test(`${name}: busy, broken or refusing our key, it is tried again later and not lost`, async () => {
    const id = await put()
    for (const [nth, status] of [429, 500, 403].entries()) {
      does = status
      await round(minutes(nth * 60), settings())
      const row = await rowOf(id)
      assert.equal(row.sent_at, null)
      assert.equal(row.failed_at, null)
      assert.match(row.last_problem, new RegExp(String(status)))
    }
    does = 'take'
    await round(minutes(600), settings())
    assert.ok((await rowOf(id)).sent_at)
    assert.equal(asked.length, 4)
  })

  test(`${name}: cut off after we spoke, it is sent once more, and says it may be a copy`, async () => {
    does = 'cut'
    const id = await put()
    await round(start, settings())
    assert.ok((await rowOf(id)).maybe_twice_at)
    does = 'take'
    await round(minutes(30), settings())
    assert.equal(asked.length, 2)
    assert.match(JSON.stringify(asked[1]!.body), /You may have had this already\. You are booked/)
    await round(minutes(60), settings())
    assert.equal(asked.length, 2)
  })

  test(`${name}: one that never answers does not hold us for ever`, async () => {
    does = 'hang'
    const texts = openTexts({ ...configFrom({ SECRET: 'x', DATA_DIR: 'unused' }), ...settings() }, 200)!
    const posted = await texts.send({ to: '+447700900123', words: 'Hello', reference: 'a' })
    assert.equal(posted.how, 'unknown')
  })

  test(`${name}: nobody there is not the family’s fault: everything waits`, async () => {
    const away = `http://127.0.0.1:${await freePort()}`
    const both = [await put(), await put('+447700900124')]
    const settled = settings()
    await round(start, {
      ...('notify' in settled
        ? { notify: { ...settled.notify, url: away } }
        : { text_gateway: { ...settled.text_gateway, url: away } }),
    })
    const rows = await Promise.all(both.map(rowOf))
    assert.deepEqual(rows.map(({ tries }) => tries).sort(), [0, 1], 'after the first, nobody else was tried')
    assert.ok(rows.some(({ last_problem }) => /^line/.test(last_problem)))
    assert.ok(rows.every(({ failed_at }) => failed_at === null))
  })
}

test('a number nobody can dial is never sent to a gateway', async () => {
  const id = await put('07700 900123')
  await round(start)
  assert.equal(asked.length, 0)
  assert.ok((await rowOf(id)).failed_at)
})

test('a key for Notify without a template is said when we start, not when a family waits', () => {
  assert.throws(() => configFrom({ SECRET: 'x', NOTIFY_API_KEY: 'a-key' }), /NOTIFY_TEXT_TEMPLATE/)
})
