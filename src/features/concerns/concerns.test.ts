// A worry reaches the safeguarding lead, whole, and nobody else: neither a word of it nor who told it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { routes_we_have } from '../../../test/routes.ts'
import { type Browser, type World, wordsOf, world } from '../../../test/world.ts'
import { logTo } from '../../kit/log.ts'
import { paths } from '../../kit/paths.ts'
import { type Role, roles } from '../../kit/who-may.ts'
import { concernRetention } from './index.ts'
import { most_an_hour, most_messages_an_hour } from './rules.ts'

let w: World
const monday = new Date('2026-11-23T10:00:00Z')
before(async () => {
  w = await world()
})
beforeEach(async () => {
  w.clock.now = monday
  for (const table of ['concerns', 'messages', 'people']) await w.database.pool.query(`delete from ${table}`)
})
after(() => w.close())

const worry = 'The leader shouted at Kit and locked the door'
// A second after the one before, so that they are read in order.
const tell = (browser: Browser, more: Record<string, string> = {}) => {
  w.clock.now = new Date(w.clock.now.getTime() + 1000)
  return browser.post(paths.concern(), { form_key: randomUUID(), words: worry, ...more })
}
const kept = async () =>
  (await w.database.pool.query('select * from concerns order by at, id')).rows as Record<string, string>[]
const messages = async () =>
  (await w.database.pool.query('select kind, send_to, about, booking_id from messages order by created_at'))
    .rows as { kind: string; send_to: string; about: object }[]
const lead = () => w.given.someone('Ruth', ['safeguarding_lead'])

test('every page has the door, in the help at its foot', async () => {
  for (const path of ['/', '/whats-on', '/help', '/sign-in', '/nothing/here', '/concern'])
    assert.match(
      await (await w.browser().get(path)).text(),
      /<aside class="help"[\s\S]*href="\/concern"/,
      path,
    )
})

test('the page says 999 first, then the phone, then asks one question, and needs no sign-in', async () => {
  await lead()
  const html = await (await w.browser().get('/concern')).text()
  const words = wordsOf(html)
  const order = ['Ring 999', '0161 496 0123', 'What are you worried about?'].map((each) =>
    words.indexOf(each),
  )
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  )
  assert.ok(order.every((at) => at >= 0))
  assert.match(words, /within one working day/)
  assert.match(words, /Nobody else in the team sees it/)
  assert.doesNotMatch(html, /know it is you/)
})

test('a worry is kept sealed, and the safeguarding lead is told that one has come and nothing else', async () => {
  const { email } = await lead()
  const reply = await tell(w.browser(), { about: 'Drum circle', contact: 'granny@example.org' })
  assert.equal(reply.status, 303)
  const next = await w.browser().read(reply.headers.get('location')!)
  assert.match(wordsOf(next.html), /You did the right thing/)
  const [row] = await kept()
  assert.ok(row!.words_sealed && row!.about_sealed && row!.contact_sealed)
  assert.doesNotMatch(JSON.stringify(row), /shouted|Drum|granny/)
  assert.deepEqual(await messages(), [{ kind: 'concern_came', send_to: email, about: {}, booking_id: null }])
})

test('the lead reads it, notes what was done and closes it; each opening is in the record', async () => {
  const { browser, person } = await lead()
  await tell(w.browser(), { about: 'Drum circle', contact: 'granny@example.org' })
  const id = (await kept())[0]!.id!
  const list = await browser.read(paths.teamConcerns())
  assert.match(wordsOf(list.html), /Not read yet/)
  assert.doesNotMatch(list.html, /shouted|granny/)
  const opened = wordsOf((await browser.read(paths.teamConcern(id))).html)
  for (const words of [worry, 'Drum circle', 'granny@example.org', 'They did not say'])
    assert.ok(opened.includes(words), words)

  assert.equal((await browser.post(paths.teamConcern(id, 'read'))).status, 303)
  const note = { form_key: randomUUID(), note: 'Rang the club and the duty desk' }
  for (let times = 0; times < 2; times++)
    assert.equal((await browser.post(paths.teamConcern(id, 'notes'), note)).status, 303)
  assert.equal((await browser.post(paths.teamConcern(id, 'close'), { outcome: '' })).status, 422)
  assert.equal(
    (await browser.post(paths.teamConcern(id, 'close'), { outcome: 'Passed to the duty desk' })).status,
    303,
  )
  const late = await browser.post(paths.teamConcern(id, 'close'), { outcome: 'Something else' })
  assert.equal(late.status, 422)
  assert.match(wordsOf(await late.text()), /Somebody closed it just now/)

  const closed = wordsOf((await browser.read(paths.teamConcern(id))).html)
  assert.equal(closed.split('Rang the club').length, 2, 'pressed twice, one note')
  assert.match(closed, /Passed to the duty desk/)
  assert.match(wordsOf((await browser.read(paths.teamConcerns())).html), /Closed/)
  const { rows } = await w.database.pool.query(
    `select act from audit where person_id = $1 and about = $2 order by nth`,
    [person.id, id],
  )
  assert.equal(rows.filter(({ act }) => act === 'GET /team/concerns/:id').length, 2)
  assert.ok(rows.some(({ act }) => act === 'POST /team/concerns/:id/close'))
})

test('nobody but a safeguarding lead has such a room: not a coordinator, not an area administrator', async () => {
  await lead()
  await tell(w.browser())
  const id = (await kept())[0]!.id!
  const provider = await w.given.provider()
  for (const role of roles.filter((each) => each !== 'safeguarding_lead')) {
    const { browser } = await w.given.someone(role, [
      { role, provider_id: isOfOne(role) ? provider.id : null },
    ])
    for (const path of [paths.teamConcerns(), paths.teamConcern(id)]) {
      const reply = await browser.get(path)
      assert.equal(reply.status, 404, `${role} ${path}`)
      const absent = await browser.get(paths.teamConcern(randomUUID()))
      assert.equal(sameForAll(await reply.text()), sameForAll(await absent.text()))
    }
    for (const act of ['read', 'notes', 'close'])
      assert.equal((await browser.post(paths.teamConcern(id, act), { note: 'x', outcome: 'x' })).status, 404)
  }
  assert.equal((await kept())[0]!.read_at, null)
})
const isOfOne = (role: Role) => role === 'partner_lead' || role === 'session_worker'
const sameForAll = (html: string) => html.replaceAll(/value="\/team\/concerns[^"]*"/g, '')

test('a lead whose role has ended, or who has shown no second factor, sees nothing', async () => {
  const { browser, person } = await lead()
  await tell(w.browser())
  const id = (await kept())[0]!.id!
  await w.database.pool.query('update sign_ins set second_factor_at = null where person_id = $1', [person.id])
  assert.equal((await browser.get(paths.teamConcern(id))).status, 303)
  await w.database.pool.query('update sign_ins set second_factor_at = $2 where person_id = $1', [
    person.id,
    w.clock.now,
  ])
  assert.equal((await browser.get(paths.teamConcern(id))).status, 200)
  w.clock.now = new Date(w.clock.now.getTime() + 31 * 60_000)
  assert.equal((await browser.get(paths.teamConcern(id))).status, 303, 'half an hour later it asks again')
  w.clock.now = new Date(w.clock.now.getTime() - 31 * 60_000)
  await w.database.pool.query('update roles set ended_at = $2 where person_id = $1', [person.id, w.clock.now])
  assert.equal((await browser.get(paths.teamConcern(id))).status, 404)
})

test('pressed twice, or fifty times at once, it is one concern and one message', async () => {
  await lead()
  const form_key = randomUUID()
  const replies = await Promise.all(Array.from({ length: 50 }, () => tell(w.browser(), { form_key })))
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [303])
  assert.equal((await kept()).length, 1)
  assert.equal((await messages()).length, 1)
})

test('the same form sent again with more words is another concern: nothing is lost', async () => {
  await lead()
  const form_key = randomUUID()
  await tell(w.browser(), { form_key })
  await tell(w.browser(), { form_key, words: `${worry}. It happened again.` })
  await tell(w.browser(), { form_key, words: `${worry}. It happened again.` })
  assert.equal((await kept()).length, 2)
})

test('an empty form says what is missing, and keeps every word that was typed', async () => {
  const empty = await tell(w.browser(), { words: ' ', contact: 'granny@example.org' })
  assert.equal(empty.status, 422)
  const html = await empty.text()
  assert.match(html, /Tell us what you are worried about/)
  assert.match(html, /granny@example.org/)
  const long = await tell(w.browser(), { words: 'x'.repeat(10_001) })
  assert.equal(long.status, 422)
  assert.match(await long.text(), /x{10001}/)
  assert.equal((await kept()).length, 0)
})

test('when too many come, the page gives the phone and keeps the words, and says that nothing was saved', async () => {
  await lead()
  const codes = new Map<number, number>()
  for (let nth = 0; nth < most_an_hour; nth++) {
    const { status } = await tell(w.browser())
    codes.set(status, (codes.get(status) ?? 0) + 1)
  }
  assert.deepEqual([...codes], [[303, most_an_hour]])
  const last = await Promise.all(Array.from({ length: 3 }, () => tell(w.browser())))
  for (const reply of last) {
    assert.equal(reply.status, 429)
    const words = wordsOf(await reply.text())
    assert.match(words, /Nothing was saved/)
    assert.match(words, /0161 496 0123/)
    assert.ok(words.includes(worry))
  }
  assert.equal((await kept()).length, most_an_hour)
  assert.equal((await messages()).length, most_messages_an_hour, 'the lead’s mailbox is not filled')
  w.clock.now = new Date(w.clock.now.getTime() + 3_600_001)
  assert.equal((await tell(w.browser())).status, 303)
})

test('with no safeguarding lead the page says so, keeps it for the next one, and tells the area administrators', async () => {
  const { email } = await w.given.someone('Ada', ['area_administrator'])
  const page = wordsOf(await (await w.browser().get('/concern')).text())
  assert.match(page, /Nobody can read what is written here today/)
  const reply = await tell(w.browser())
  const sent = wordsOf((await w.browser().read(reply.headers.get('location')!)).html)
  assert.match(sent, /Please ring us today/)
  assert.doesNotMatch(sent, /within one working day/)
  assert.deepEqual(
    (await messages()).map(({ kind, send_to }) => [kind, send_to]),
    [['concern_with_no_lead', email]],
  )
  const { browser } = await lead()
  const id = (await kept())[0]!.id!
  assert.ok(wordsOf((await browser.read(paths.teamConcern(id))).html).includes(worry))
})

test('who told it is known only when they are signed in and ask for it', async () => {
  const { browser: room } = await lead()
  const { browser, email } = await w.given.someone('Samina')
  await tell(browser)
  await tell(browser, { it_is_me: 'yes', words: 'One' })
  await tell(w.browser(), { it_is_me: 'yes', words: 'Two' })
  const rows = await kept()
  assert.deepEqual(
    rows.map(({ teller_sealed }) => teller_sealed !== null),
    [false, true, false],
  )
  assert.doesNotMatch(JSON.stringify(rows), /Samina/)
  const told = rows.find(({ teller_sealed }) => teller_sealed)!
  assert.ok(wordsOf((await room.read(paths.teamConcern(told.id!))).html).includes(`Samina, ${email}`))
})

test('the page they came from is kept without its ids and secrets, and only when it is ours', async () => {
  await lead()
  const { origin } = w.config
  const from = async (referer: string) => {
    const html = await (await w.browser().get('/concern', { headers: { referer } })).text()
    return /name="from_page"(?: value="([^"]*)")?/.exec(html)![1] ?? ''
  }
  assert.equal(await from(`${origin}/sessions/0190aaaa-0000-7000-8000-000000000000?q=kit`), '/sessions/…')
  assert.equal(await from(`${origin}/my-booking/Ab3dEf6hIj/cancel`), '/my-booking/…/cancel')
  assert.equal(await from('https://elsewhere.example/sessions'), '')
  await tell(w.browser(), { from_page: '/sessions/kit-is-8-years-old' })
  assert.equal((await kept())[0]!.from_page, '/sessions/…', 'what the form says is looked at again')
})

test('nothing that was told can be changed or taken out, not even in the database', async () => {
  const { browser } = await lead()
  await tell(w.browser())
  const id = (await kept())[0]!.id!
  await browser.post(paths.teamConcern(id, 'notes'), { form_key: randomUUID(), note: 'A note' })
  for (const statement of [
    `update concerns set words_sealed = 'x'`,
    `update concerns set at = now()`,
    `update concern_notes set words_sealed = 'x'`,
  ])
    await assert.rejects(w.database.pool.query(statement), /only ever added/, statement)
})

test('a concern is removed long after it is closed and last written about; one that is open is never removed', async () => {
  const { browser } = await lead()
  for (const words of ['Closed', 'Closed, then a note', 'Open']) await tell(w.browser(), { words })
  const id = (await kept()).map((row) => row.id!)
  for (const each of id.slice(0, 2)) await browser.post(paths.teamConcern(each, 'close'), { outcome: 'Done' })
  const day = 86_400_000
  const started = w.clock.now
  w.clock.now = new Date(started.getTime() + 10 * day)
  await w.database.pool.query('update sign_ins set expires_at = $1, second_factor_at = $2', [
    new Date(started.getTime() + 20 * day),
    w.clock.now,
  ])
  await browser.post(paths.teamConcern(id[1]!, 'notes'), { form_key: randomUUID(), note: 'Looked again' })
  const purge = (before: Date) =>
    w.database.db
      .transaction()
      .execute((db) => concernRetention.purge({ db, keys: w.keys, now: w.clock.now }, before))
  const sealed = (await kept()).find((row) => row.id === id[0])!.words_sealed!
  assert.equal(w.keys.open(id[0]!, sealed), 'Closed')
  assert.equal(await purge(new Date(started.getTime() + 5 * day)), 1)
  assert.equal(await purge(new Date(started.getTime() + 5 * day)), 0)
  assert.equal(w.keys.open(id[0]!, sealed), null, 'its key is gone, so a backup says nothing')
  assert.equal(await purge(new Date(started.getTime() + 5000 * day)), 1)
  assert.deepEqual(
    (await kept()).map((row) => row.id),
    [id[2]],
  )
  assert.equal(concernRetention.days, 2555)
})

test('canaries: no word of it is on any page of anybody else, in any log, message or table', async () => {
  const lines: string[] = []
  const listening = logTo((line) => lines.push(line))
  try {
    const canaries = [
      'canary-worry-7Q',
      'canary-about-8Q',
      'canary-reach-9Q',
      'canary-note-5Q',
      'canary-end-6Q',
    ]
    const { browser: room } = await lead()
    const { browser: teller } = await w.given.someone('Canarytellername')
    await tell(teller, { words: canaries[0]!, about: canaries[1]!, contact: canaries[2]!, it_is_me: 'yes' })
    await tell(teller, { words: '', about: canaries[1]!, contact: canaries[2]! })
    const id = (await kept())[0]!.id!
    await room.post(paths.teamConcern(id, 'notes'), { form_key: randomUUID(), note: canaries[3]! })
    await room.post(paths.teamConcern(id, 'close'), { outcome: canaries[4]! })
    await w.jobs.drain(w.clock.now)
    const said = /canary|Canarytellername/

    const whole = (await room.read(paths.teamConcern(id))).html
    for (const canary of [...canaries, 'Canarytellername']) assert.ok(whole.includes(canary), canary)

    const session = await w.given.session()
    for (const role of [null, ...roles.filter((each) => each !== 'safeguarding_lead')]) {
      const provider_id = role && isOfOne(role) ? (await w.given.provider()).id : null
      const { browser } = role
        ? await w.given.someone(role, [{ role, provider_id }])
        : { browser: w.browser() }
      for (const at of Object.keys(routes_we_have).filter((each) => each.startsWith('GET ')))
        for (const which of [id, session.id]) {
          const path = at
            .slice(4)
            .replace(/:[a-z_]+/g, which)
            .replace('*', 'x')
          assert.doesNotMatch(await (await browser.get(path)).text(), said, `${role} ${path}`)
        }
      assert.doesNotMatch(
        await (await browser.get('/whats-on?q=canary-worry-7Q')).text(),
        /about-8Q|reach-9Q/,
      )
    }
    const { rows: tables } = await w.database.pool.query(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const { rows } = await w.database.pool.query(`select row::text as words from ${name} row`)
      const canary = name === 'public.people' ? /canary/ : said
      for (const { words } of rows)
        if (!/canarytellername-\d+@/.test(words)) assert.doesNotMatch(words, canary, name)
    }
    assert.doesNotMatch(lines.join('\n'), said)
    assert.ok(lines.length >= 0)
  } finally {
    listening()
  }
})
