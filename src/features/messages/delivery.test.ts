import assert from 'node:assert/strict'
import type { AddressInfo, Socket } from 'node:net'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { freshDatabase } from '../../../test/fresh.ts'
import { type Config, configFrom } from '../../config.ts'
import { openPost, type Post } from '../../kit/mail.ts'
import { queue } from './actions.ts'
import { deliver, type Renderers } from './delivery.ts'
import type { Message } from './rules.ts'

const start = new Date('2026-11-23T10:00:00Z')
const minutes = (many: number) => new Date(start.getTime() + many * 60_000)
let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
})
after(() => database.close())

/** A mail server on loopback that does as it is told, and keeps what it took. */
type Taken = { from: string; to: string[]; raw: string }
let taken: Taken[] = []
let does: (nth: number) => 'take' | 'later' | 'never' | 'hang' | 'cut' | 'no reader' = () => 'take'
let asked = 0
const sockets = new Set<Socket>()
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onRcptTo: (_address, _session, done) => done(does(asked + 1) === 'no reader' ? refusal(550) : null),
  onData(stream, session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      asked++
      const { mailFrom, rcptTo } = session.envelope
      const act = does(asked)
      const raw = Buffer.concat(parts).toString()
      if (act === 'take' || act === 'cut')
        taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((each) => each.address), raw })
      if (act === 'cut') for (const socket of sockets) socket.destroy()
      if (act === 'take') done()
      if (act === 'later') done(refusal(450))
      if (act === 'never') done(refusal(554))
    })
  },
})
const refusal = (responseCode: number) => Object.assign(new Error('not today'), { responseCode })
server.on('error', () => {}) // a socket we cut on purpose

let smtp_url = ''
before(
  () =>
    new Promise<void>((done) => {
      const listening = server.listen(0, '127.0.0.1', () => {
        smtp_url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`
        done()
      })
      listening.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      })
    }),
)
after(() => {
  for (const socket of sockets) socket.destroy()
  return new Promise<void>((done) => server.close(() => done()))
})
beforeEach(() => {
  taken = []
  asked = 0
  does = () => 'take'
})
afterEach(() => database.pool.query('delete from messages'))

const renderers: Renderers = {
  hello: async (_db, message) => ({
    subject: `Hello ${(message.about as { name: string }).name}`,
    text: 'We are glad you are coming.\n\nSee you on Saturday.',
    button: { label: 'See your booking', href: 'https://offer.example.org/my-booking/abc' },
    attachments: [
      { filename: 'session.ics', content: 'BEGIN:VCALENDAR', content_type: 'text/calendar; charset=utf-8' },
    ],
  }),
  over: async () => null,
  broken: async () => {
    throw new Error('no words')
  },
}
const config = (changes: Partial<Config> = {}): Config => ({
  ...configFrom({ SECRET: 'x', DATA_DIR: 'unused', ORIGIN: 'https://offer.example.org' }),
  smtp_url,
  ...changes,
})
const quick = (url: string) => openPost(url, { connect: 1000, silence: 400, letter: 2000 })
const round = (now: Date, post: (url: string) => Post = quick, changes: Partial<Config> = {}) =>
  deliver({ db: database.db, pool: database.pool, config: config(changes), now }, renderers, post)
const put = (name = 'Aisha', message: Partial<Parameters<typeof queue>[1]> = {}) =>
  queue(database.db, {
    kind: 'hello',
    channel: 'email',
    send_to: 'aisha@home.example',
    about: { name },
    now: start,
    ...message,
  })
const rowOf = async (id: string | null): Promise<Message> =>
  (await database.pool.query('select * from messages where id = $1', [id])).rows[0]
const headOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
const header = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headOf(raw))?.[1]

test('an email goes once, to one reader, with words, a button, a calendar file and who it is from', async () => {
  const id = await put()
  await round(start)
  await round(minutes(1))
  assert.equal(taken.length, 1)
  const [{ from, to, raw }] = taken as [Taken]
  assert.deepEqual([from, to], ['hello@alongside.example', ['aisha@home.example']])
  assert.equal(header(raw, 'Message-ID'), `<${id}@offer.example.org>`)
  assert.equal(header(raw, 'Auto-Submitted'), 'auto-generated')
  assert.equal(header(raw, 'To'), 'aisha@home.example')
  assert.equal(header(raw, 'X-Perhaps-A-Copy'), undefined)
  assert.match(header(raw, 'Date')!, /^Mon, 23 Nov 2026 10:00:0/)
  for (const part of [
    /text\/plain/,
    /text\/html/,
    /text\/calendar/,
    /0161 496 0123/,
    /<html lang=3D"en" dir=3D"ltr">/,
  ])
    assert.match(raw, part)
  assert.ok((await rowOf(id)).sent_at)
})

test('a message waits until its time, and one that is no longer true is never said', async () => {
  const later = await put('Aisha', { send_after: minutes(60) })
  const over = await put('Aisha', { kind: 'over' })
  await round(start)
  assert.equal(taken.length, 0)
  assert.ok((await rowOf(over)).dropped_at)
  await round(minutes(61))
  assert.equal(taken.length, 1)
  assert.ok((await rowOf(later)).sent_at)
})

test('when the server is busy we try again later, then ring', async () => {
  does = () => 'later'
  const id = await put()
  let now = start
  const waits: number[] = []
  for (let tries = 1; tries <= 7; tries++) {
    await round(now)
    const row = await rowOf(id)
    assert.equal(row.tries, tries)
    assert.equal(row.last_problem, 'DATA 450')
    assert.equal(row.maybe_twice_at, null, 'it was refused, so it has not arrived')
    if (tries === 7) assert.ok(row.failed_at)
    else waits.push(Math.round((row.send_after.getTime() - now.getTime()) / 60_000))
    now = row.send_after
  }
  assert.deepEqual(waits, [1, 5, 30, 120, 360, 720])
  assert.equal(taken.length, 0)
})

test('an address that does not exist, or a message refused for good, goes to the team at once', async () => {
  does = (nth) => (nth === 1 ? 'never' : 'take')
  const refused = await put()
  await round(start)
  does = () => 'no reader'
  const nobody = await put('Nobody', { send_to: 'nobody@home.example' })
  await round(minutes(1))
  for (const id of [refused, nobody]) {
    const row = await rowOf(id)
    assert.ok(row.failed_at)
    assert.match(row.last_problem!, /^(DATA 554|RCPT TO 550)$/)
  }
})

test('a mail server that is away for an hour costs nobody a message, and nobody gets two', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, (_, nth) => put(`Family ${nth}`)))
  const away = 'smtp://127.0.0.1:1'
  for (let minute = 0; minute < 60; minute += 10) await round(minutes(minute), quick, { smtp_url: away })
  const waiting = await database.pool.query(
    'select count(*)::int as many from messages where claimed_at is null and failed_at is null',
  )
  assert.equal(waiting.rows[0].many, 30)
  for (const minute of [61, 240]) await round(minutes(minute))
  assert.equal(taken.length, ids.length)
  assert.equal(new Set(taken.map(({ raw }) => header(raw, 'Message-ID'))).size, ids.length)
  assert.equal(taken.filter(({ raw }) => header(raw, 'X-Perhaps-A-Copy')).length, 0)
})

test('a server that hangs before it answers holds up one round, and the copy is marked', async () => {
  does = (nth) => (nth === 1 ? 'hang' : 'take')
  const id = await put()
  await round(start)
  assert.ok((await rowOf(id)).maybe_twice_at, 'all was said and no answer came: it may have arrived')
  await round(minutes(2))
  assert.equal(taken.length, 1)
  assert.equal(header(taken[0]!.raw, 'X-Perhaps-A-Copy'), 'yes')
  assert.match(taken[0]!.raw, /You may have had this message before/)
})

test('a line cut after the server took the message gives one marked copy, never a third', async () => {
  does = () => 'cut'
  const id = await put()
  for (const minute of [0, 2, 10, 60, 300]) await round(minutes(minute))
  assert.equal(taken.length, 2)
  assert.deepEqual(
    taken.map(({ raw }) => header(raw, 'X-Perhaps-A-Copy')),
    [undefined, 'yes'],
  )
  assert.equal(
    new Set(taken.map(({ raw }) => header(raw, 'Message-ID'))).size,
    1,
    'a mail reader can tell they are one',
  )
  assert.ok((await rowOf(id)).failed_at, 'then the team rings')
})

test('a sender that crashes in the middle of many gives at most one marked copy', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, nth) => put(`Family ${nth}`)))
  const crashing = (url: string): Post => {
    const post = quick(url)
    let nth = 0
    return {
      close: post.close,
      async send(letter) {
        const posted = await post.send(letter)
        if (++nth === 5) throw new Error('killed after the server took it, before we noted it')
        return posted
      },
    }
  }
  await assert.rejects(round(start, crashing))
  assert.equal(taken.length, 5)
  await round(minutes(5))
  assert.equal(taken.length, 5, 'a claim is left alone until it is surely a crash')
  await round(minutes(11))
  assert.equal(taken.length, 13)
  assert.equal(taken.filter(({ raw }) => header(raw, 'X-Perhaps-A-Copy')).length, 1)
  assert.equal(new Set(taken.map(({ raw }) => header(raw, 'Message-ID'))).size, ids.length)
})

test('a message that brings its sender down twice is not tried a third time', async () => {
  const id = await put()
  const killed = (): Post => ({ close: () => {}, send: () => Promise.reject(new Error('killed')) })
  await assert.rejects(round(start, killed))
  await assert.rejects(round(minutes(11), killed))
  await round(minutes(22))
  assert.ok((await rowOf(id)).failed_at)
  assert.equal(taken.length, 0)
})

test('two senders at once send each message once', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, nth) => put(`Family ${nth}`, { send_to: `family${nth}@home.example` })),
  )
  await Promise.all([round(start), round(start), round(start)])
  assert.equal(taken.length, 50)
  assert.equal(new Set(taken.map(({ to }) => to.join())).size, 50)
})

test('line breaks in a name make no extra header and no second reader', async () => {
  const breaks = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f']
  for (const [nth, each] of breaks.entries())
    await put(`A${each}Bcc: victim@home.example${each}${each}body`, { send_to: `f${nth}@home.example` })
  for (const bad of [
    'a@home.example\r\nBcc: b@home.example',
    'a@home.example,b@home.example',
    'a@home.example\nRCPT TO:<b@home.example>',
    '<a@home.example>',
  ])
    await put('A', { send_to: bad })
  await round(start)
  assert.equal(taken.length, breaks.length)
  for (const { to, raw } of taken) {
    assert.equal(to.length, 1)
    assert.equal(header(raw, 'Bcc'), undefined)
    assert.equal(
      headOf(raw)
        .split('\r\n')
        .filter((line) => /^Subject:/i.test(line)).length,
      1,
    )
  }
  const { rows } = await database.pool.query('select last_problem from messages where failed_at is not null')
  assert.deepEqual(
    rows.map((row) => row.last_problem),
    Array(4).fill('not an address'),
  )
})

test('words that cannot be made hold nobody else up', async () => {
  const broken = await put('A', { kind: 'broken' })
  const unknown = await put('A', { kind: 'nobody-knows' })
  const good = await put()
  await round(start)
  assert.equal(taken.length, 1)
  assert.ok((await rowOf(good)).sent_at)
  for (const id of [broken, unknown]) assert.equal((await rowOf(id)).last_problem, 'words')
})

test('without a mail server, messages are kept; texts are kept until there is a way to send them', async () => {
  const email = await put('A', { about: { name: 'A', code: '123456' } })
  const text = await put('A', { channel: 'text', send_to: '07700900123' })
  await round(start, quick, { smtp_url: '' })
  for (const id of [email, text]) assert.ok((await rowOf(id)).kept_at)
  assert.equal(((await rowOf(email)).about as { code?: string }).code, '123456', 'readable while developing')
  const live = await put('A', { about: { name: 'A', code: '123456' } })
  await round(start, quick, { smtp_url: '', production: true })
  assert.equal(((await rowOf(live)).about as { code?: string }).code, undefined)
})

test('a code goes from the outbox when it has been sent', async () => {
  const id = await put('A', { about: { name: 'A', code: '654321' } })
  await round(start)
  assert.deepEqual((await rowOf(id)).about, { name: 'A' })
})

test('the same thing is queued once', async () => {
  const first = await put('A', { once_key: 'reminder 1' })
  assert.ok(first)
  assert.equal(await put('A', { once_key: 'reminder 1' }), null)
  await round(start)
  assert.equal(taken.length, 1)
})
