// J8: signing in by a code or a link, by email or mobile, on a phone of one's own or one that others use.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Browser, makeBrowser, type World, wordsOf, world } from '../../../test/world.ts'
import { logTo } from '../../kit/log.ts'
import { addTeamMember, cookieOf, endTeamMember, personOf } from './index.ts'
import { digitsIn } from './rules.ts'
import { foldedNetwork } from './tries.ts'

let w: World
let live: World
before(async () => {
  w = await world({ now: new Date() })
  live = await world({
    now: new Date(),
    production: true,
    origin: 'https://offer.example.org',
    smtp_url: 'smtp://127.0.0.1:1',
  })
})
after(async () => {
  await w.close()
  await live.close()
})
beforeEach(() => {
  w.clock.now = new Date()
})

let nth = 0
const newEmail = () => `priya${++nth}@canary-sale.example`
const newMobile = () => `07700 ${String(900000 + ++nth)}`
const dialled = (mobile: string) => `+44${mobile.replace(/\s/g, '').slice(1)}`
const later = (seconds: number) => {
  w.clock.now = new Date(w.clock.now.getTime() + seconds * 1000)
}
const rows = async (sql: string, values: unknown[] = [], here = w) =>
  (await here.database.pool.query(sql, values)).rows
const count = async (sql: string, values: unknown[] = []) =>
  Number((await rows(`select count(*) as many from ${sql}`, values))[0].many)
const lastCode = async (send_to: string, here = w): Promise<string> =>
  (
    await rows(
      "select about->>'code' as code from messages where kind = 'sign_in_code' and send_to = $1 order by created_at desc, ctid desc limit 1",
      [send_to],
      here,
    )
  )[0]?.code
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const ask = (browser: Browser, contact: string, more = {}) => browser.post('/sign-in', { contact, ...more })
const enter = (browser: Browser, code: string, more = {}) => browser.post('/sign-in/code', { code, ...more })
const isIn = async (browser: Browser) => (await browser.get('/sign-in')).status === 303
const linkIn = (html: string) =>
  new URL(/href="(https?:[^"]*\/sign-in\/link\/[^"]+)"/.exec(html)![1]!).pathname

test('a family types an email any way they like, gets a code, and is in, with nothing else asked', async () => {
  const email = newEmail()
  const browser = w.browser()
  const asked = await ask(browser, `  ${email.toUpperCase()} `, { return: '/whats-on' })
  assert.equal(asked.status, 303)
  assert.doesNotMatch(asked.headers.get('location')!, /canary/i, 'an email must not be in an address')
  const page = await (await browser.get(asked.headers.get('location')!)).text()
  const code = await lastCode(email)
  assert.match(page, new RegExp(code), 'while developing the code is on the page')
  const entered = await enter(browser, `${code.slice(0, 3)} ${code.slice(3)}`, { return: '/whats-on' })
  assert.equal(entered.headers.get('location'), '/whats-on')
  assert.ok(await isIn(browser))
})

test('a mobile is as good as an email, however it is written; a home phone is told why not', async () => {
  const mobile = newMobile()
  const browser = w.browser()
  assert.equal((await ask(browser, mobile.replace(/^0/, '+44 (0)'))).status, 303)
  assert.deepEqual(await rows('select channel from messages where send_to = $1', [dialled(mobile)]), [
    { channel: 'text' },
  ])
  assert.equal((await enter(browser, await lastCode(dialled(mobile)))).headers.get('location'), '/account')
  const home = await ask(w.browser(), '0161 496 0123')
  assert.equal(home.status, 422)
  assert.match(wordsOf(await home.text()), /home phone/)
})

test('the same contact is the same person, on the second phone as on the first; two phones at once make one', async () => {
  const email = newEmail()
  const phones = [w.browser(), w.browser()]
  await ask(phones[0]!, email)
  const code = await lastCode(email)
  await enter(phones[0]!, code)
  later(20)
  await ask(phones[1]!, email)
  await enter(phones[1]!, await lastCode(email))
  assert.equal(await count('contacts where send_to = $1', [email]), 1)
  assert.equal(
    await count('sign_ins s join contacts c on c.person_id = s.person_id where c.send_to = $1', [email]),
    2,
  )
})

test('the link in the message opens a page; only its button signs in, once', async () => {
  const email = newEmail()
  const asker = w.browser()
  await ask(asker, email)
  const link = linkIn((await asker.read('/sign-in/code')).html)
  const phone = w.browser()
  for (let opened = 0; opened < 3; opened++) {
    const page = await phone.get(link)
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
    assert.match(page.headers.get('cache-control')!, /no-store/)
    await phone.head(link)
  }
  assert.equal(await isIn(phone), false)
  assert.equal((await phone.post(link)).status, 303)
  assert.ok(await isIn(phone))
  const thief = w.browser()
  assert.equal((await thief.post(link)).status, 422, 'a used link is refused')
  assert.equal(await isIn(thief), false)
})

test('T25: a link that was changed, is old, or is for something else is one calm page with a fresh one beside it, and is noted', async () => {
  const noted = () => count("audit where act = 'sign-in refused'")
  const email = newEmail()
  const asker = w.browser()
  await ask(asker, email)
  const link = linkIn((await asker.read('/sign-in/code')).html)
  const before_it = await noted()
  const other_purpose = asker.cookies.get('code_sent_to')!
  const flipped = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A')
  for (const bad of [
    flipped,
    link.slice(0, -4),
    '/sign-in/link/nonsense',
    `/sign-in/link/${other_purpose}`,
  ]) {
    const answer = await w.browser().post(bad)
    assert.equal(answer.status, 404, bad)
    assert.match(wordsOf(await answer.text()), /does not work now.*fresh/i)
  }
  await rows("update sign_in_codes set expires_at = now() - interval '1 second'")
  const old = await w.browser().post(link)
  assert.equal(old.status, 422)
  assert.match(wordsOf(await old.text()), /Send me a fresh code/)
  assert.equal((await noted()) - before_it, 5)
  assert.equal(await count("audit where coalesce(about, '') || coalesce(why, '') like '%canary%'"), 0)
})

test('T25: a code works once, not when it is old, not for another contact, not for another purpose', async () => {
  const [mine, yours] = [newEmail(), newEmail()]
  const [me, you] = [w.browser(), w.browser()]
  await ask(me, mine)
  await ask(you, yours)
  const code = await lastCode(mine)
  if (code !== (await lastCode(yours)))
    assert.equal((await enter(you, code)).status, 422, 'another person’s code')
  assert.equal(await count('sign_in_codes where value like $1', [`%${code}%`]), 0, 'it is kept hashed')
  const again = new Map(me.cookies)
  assert.equal((await enter(me, code)).status, 303)
  const thief = makeBrowser(w.house)
  for (const [name, value] of again) thief.cookies.set(name, value)
  assert.equal((await enter(thief, code)).status, 422, 'used')

  // A code to sign in does not confirm, and one to confirm does not sign in.
  later(20)
  await me.post('/sign-in/confirm', { send: 'yes' })
  const confirming = await lastCode(mine)
  later(20)
  const other = w.browser()
  await ask(other, mine)
  const signing = await lastCode(mine)
  if (confirming !== signing) {
    assert.equal((await enter(other, confirming)).status, 422)
    assert.equal((await me.post('/sign-in/confirm', { code: signing })).status, 422)
  }
  assert.equal((await me.post('/sign-in/confirm', { code: confirming })).status, 303)

  later(20)
  const late = w.browser()
  await ask(late, yours)
  await rows("update sign_in_codes set expires_at = now() - interval '1 second'")
  assert.equal((await enter(late, await lastCode(yours))).status, 422, 'old')
})

const signInsOf = (send_to: string) =>
  count('sign_ins s join contacts c on c.person_id = s.person_id where c.send_to = $1', [send_to])

test('after five wrong tries even the right code is refused', async () => {
  const email = newEmail()
  const browser = w.browser()
  await ask(browser, email)
  const code = await lastCode(email)
  for (let tries = 0; tries < 5; tries++) assert.equal((await enter(browser, wrongFor(code))).status, 422)
  assert.equal((await enter(browser, code)).status, 422)
  assert.equal(await signInsOf(email), 0)
})

test('of two hundred wrong guesses at once, at most an hour’s twenty-five are judged, and the code is spent', async () => {
  const email = newEmail()
  const browser = w.browser()
  await ask(browser, email)
  const code = await lastCode(email)
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      enter(browser, String((Number(code) + 1 + at) % 1_000_000).padStart(6, '0')),
    ),
  )
  assert.ok(answers.filter(({ status }) => status === 422).length <= 25)
  assert.ok(answers.every(({ status }) => status === 422 || status === 429))
  assert.notEqual((await enter(browser, code)).status, 303)
  assert.equal(await signInsOf(email), 0)
})

test('T23: ten thousand guesses, at one contact from everywhere or at many from one place, open nothing', async () => {
  const victim = newEmail()
  const asker = w.browser()
  await ask(asker, victim)
  const code = await lastCode(victim)
  const reached: number[] = []
  // From everywhere: nobody's network is counted, only the contact. Fifty guesses a minute for 200 minutes of fake clock.
  for (let minute = 0; minute < 200; minute++) {
    w.clock.now = new Date(w.clock.now.getTime() + 60_000)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        asker.post('/sign-in/code', {
          code: String((Number(code) + 1 + minute * 50 + at) % 1_000_000).padStart(6, '0'),
        }),
      ),
    )
    reached.push(answers.filter(({ status }) => status === 422).length)
    assert.ok(answers.every(({ status }) => status === 422 || status === 429))
  }
  const most_in_an_hour = Math.max(
    ...reached.map((_, at) => reached.slice(at, at + 60).reduce((sum, each) => sum + each, 0)),
  )
  assert.ok(most_in_an_hour <= 25, `${most_in_an_hour} guesses in an hour`)
  assert.equal(await isIn(asker), false)
  // Never shut out for good: an hour later a fresh code works.
  w.clock.now = new Date(w.clock.now.getTime() + 3_700_000)
  await ask(asker, victim)
  assert.equal((await enter(asker, await lastCode(victim))).status, 303)
})

test('sixty families behind one school’s address each mistype twice and come in', async () => {
  w.clock.now = new Date(w.clock.now.getTime() + 3_700_000)
  const families = Array.from({ length: 60 }, () => ({ email: newEmail(), browser: w.browser() }))
  const statuses = await Promise.all(
    families.map(async ({ email, browser }) => {
      await ask(browser, email)
      const code = await lastCode(email)
      await enter(browser, wrongFor(code))
      await enter(browser, wrongFor(wrongFor(code)))
      return (await enter(browser, code)).status
    }),
  )
  assert.deepEqual([...new Set(statuses)], [303])
})

test('guesses at many contacts from one network end; those of another network do not', async () => {
  const there = await world({ now: new Date(), trust_proxy: true })
  const from = (network: string) => ({ headers: { 'x-forwarded-for': `10.9.9.9, ${network}` } })
  const guess = async (network: string) => {
    const browser = there.browser()
    await browser.post('/sign-in', { contact: newEmail() }, from(network))
    return (await browser.post('/sign-in/code', { code: '000000' }, from(network))).status
  }
  const answers = await Promise.all(Array.from({ length: 340 }, () => guess('203.0.113.7')))
  assert.ok(answers.filter((status) => status === 422).length <= 300)
  assert.equal(await guess('203.0.113.8'), 422)
  assert.equal(await count('tries where key like $1', ['%203.0%']), 0)
  await there.close()
})

test('one household of IPv6 addresses is one network, and a network is counted by its own address only', () => {
  assert.equal(foldedNetwork('2001:db8:1:2:aaaa::1'), foldedNetwork('2001:0db8:1:2:bbbb:0:0:9'))
  assert.notEqual(foldedNetwork('2001:db8:1:2::1'), foldedNetwork('2001:db8:1:3::1'))
  assert.equal(foldedNetwork('::ffff:192.0.2.4'), '192.0.2.4')
})

test('T24: the page, the answer, the message and the work are the same whoever has the contact', async () => {
  const [team, former, stranger] = [newEmail(), newEmail(), newEmail()]
  const { db } = live.database
  await addTeamMember(db, { name: 'Sam', email: team })
  await endTeamMember(db, await addTeamMember(db, { name: 'Lee', email: former }), live.clock.now)
  await live.browser().post('/sign-in', { contact: newEmail() }) // the library is loaded once
  const seen = []
  for (const each of [team, former, stranger]) {
    const browser = live.browser()
    const asked_of_database: string[] = []
    const { query } = live.database.pool
    live.database.pool.query = ((...args: [unknown]) => {
      asked_of_database.push(String((args[0] as { text?: string }).text ?? args[0]).slice(0, 60))
      return (query as (...all: unknown[]) => unknown).apply(live.database.pool, args)
    }) as never
    const began = performance.now()
    const asked = await browser.post('/sign-in', { contact: each })
    const took = performance.now() - began
    live.database.pool.query = query
    assert.ok(took > 240, 'an answer is never quicker than this')
    const page = await (await browser.get('/sign-in/code')).text()
    const wrong = await browser.post('/sign-in/code', { code: '000000' })
    const words = await wrong.text()
    seen.push({
      status: asked.status,
      to: asked.headers.get('location'),
      page: page.replaceAll(each, 'X'),
      wrong: wrong.status,
      words: words.replaceAll(each, 'X'),
      queries: asked_of_database.length,
      messages: (await rows('select kind from messages where send_to = $1', [each], live)).length,
    })
  }
  assert.deepEqual(seen[1], seen[0])
  assert.deepEqual(seen[2], seen[0])
})

test('T44: at most five codes an hour go to one contact, however many ask at once, and never a typed word', async () => {
  const email = newEmail()
  for (let round = 0; round < 8; round++) {
    await Promise.all(Array.from({ length: 12 }, () => ask(w.browser(), email, { name: 'canary words' })))
    later(20)
  }
  assert.equal(await count("messages where kind = 'sign_in_code' and send_to = $1", [email]), 5)
  assert.equal(await count("messages where about::text like '%canary words%'"), 0)
  const browser = w.browser()
  const page = await ask(browser, email)
  assert.match(wordsOf((await browser.read(page.headers.get('location')!)).html), /We sent no new code/)
  assert.equal((await enter(browser, await lastCode(email))).status, 303, 'the last code still works')
})

test('the button pressed twice sends one code', async () => {
  const email = newEmail()
  const browser = w.browser()
  await Promise.all([ask(browser, email), ask(browser, email)])
  assert.equal(await count('messages where send_to = $1', [email]), 1)
  assert.equal((await enter(browser, await lastCode(email))).status, 303)
})

test('the way back is always a page of ours', async () => {
  const email = newEmail()
  for (const elsewhere of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
  ]) {
    const page = await w.browser().get(`/sign-in?return=${encodeURIComponent(elsewhere)}`)
    assert.doesNotMatch((await page.text()).split('<footer')[0]!, /value="[^"]*(evil|javascript:)/)
  }
  const browser = w.browser()
  await ask(browser, email, { return: '//evil.example' })
  assert.equal(
    (await enter(browser, await lastCode(email), { return: '//evil.example' })).headers.get('location'),
    '/account',
  )
})

test('the team goes to its room, a family to its own page', async () => {
  const email = newEmail()
  await addTeamMember(w.database.db, { name: 'Priya', email })
  const browser = w.browser()
  await ask(browser, email)
  assert.equal((await enter(browser, await lastCode(email))).headers.get('location'), '/team')
})

test('T27: the cookie is kept from scripts, neighbours and other sites, is new at each sign-in, and the one before is dead', async () => {
  const email = newEmail()
  const values: string[] = []
  for (let times = 0; times < 2; times++) {
    live.clock.now = new Date(Date.now() + times * 30_000)
    const browser = live.browser()
    browser.cookies.set('__Host-sign_in', values[0] ?? 'planted.by-someone')
    await ask(browser, email)
    const entered = await enter(browser, await lastCode(email, live))
    const cookie = entered.headers.getSetCookie().find((each) => each.startsWith('__Host-sign_in='))!
    for (const flag of [/; *HttpOnly/i, /; *Secure/i, /; *SameSite=Lax/i, /; *Path=\//i])
      assert.match(cookie, flag)
    assert.doesNotMatch(cookie, /domain=/i)
    values.push(browser.cookies.get('__Host-sign_in')!)
  }
  assert.notEqual(values[0], values[1])
  const around = { config: live.config, now: live.clock.now }
  assert.equal(await personOf(live.database.pool, `__Host-sign_in=${values[0]}`, around), null)
  assert.ok(await personOf(live.database.pool, `__Host-sign_in=${values[1]}`, around))
})

test('showing again that it is you gives a new cookie, and the one before is dead', async () => {
  const { person, browser, email } = await w.given.someone('Samina')
  const before_it = browser.cookies.get('sign_in')
  await browser.post('/sign-in/confirm', { send: 'yes' })
  assert.equal(
    (await browser.post('/sign-in/confirm', { code: await lastCode(email), return: '/whats-on' })).status,
    303,
  )
  assert.notEqual(browser.cookies.get('sign_in'), before_it)
  const around = { config: w.config, now: w.clock.now }
  assert.equal(await personOf(w.database.pool, `sign_in=${before_it}`, around), null)
  const now = await personOf(w.database.pool, `sign_in=${browser.cookies.get('sign_in')}`, around)
  assert.equal(now?.id, person.id)
  assert.ok(now?.confirmed_at)
})

test('a token without our signature signs nobody in', async () => {
  const id = await addTeamMember(w.database.db, { name: 'Sam', email: newEmail() })
  const token = `token-${id}`
  await rows(
    "insert into sign_ins (person_id, token, expires_at) values ($1, $2, now() + interval '1 day')",
    [id, token],
  )
  const who = (cookie: string) => personOf(w.database.pool, cookie, { config: w.config, now: w.clock.now })
  const { name, value } = cookieOf(token, w.config)
  assert.deepEqual((await who(`other=1; ${name}=${value}`))?.roles, [
    { role: 'coordinator', provider_id: null },
  ])
  for (const cookie of [
    token,
    `${token}.`,
    `${token}.AAAA`,
    cookieOf(token, { ...w.config, secret: 'another' }).value,
    '%',
    '.',
  ])
    assert.equal(await who(`sign_in=${cookie}`), null)
  const late = { config: w.config, now: new Date(Date.now() + 2 * 86_400_000) }
  assert.equal(await personOf(w.database.pool, `${name}=${value}`, late), null)
})

test('someone who has left the team is out of its rooms at once, and may come back', async () => {
  const { person, browser, email } = await w.given.coordinator()
  assert.equal((await browser.get('/team/messages')).status, 200)
  await endTeamMember(w.database.db, person.id, w.clock.now)
  assert.equal((await browser.get('/team/messages')).status, 303)
  assert.equal(await addTeamMember(w.database.db, { name: 'Sam', email }), person.id)
})

test('signing out ends it, here and for whoever copied the cookie, and asks the phone to forget the pages', async () => {
  const { browser } = await w.given.coordinator()
  const copied = new Map(browser.cookies)
  await browser.get('/sign-out')
  assert.equal((await browser.get('/team/messages')).status, 200, 'a link cannot sign anyone out')
  const out = await browser.post('/sign-out')
  assert.match(out.headers.get('clear-site-data')!, /"cache", "storage"/)
  assert.equal(browser.cookies.has('sign_in'), false)
  const thief = w.browser()
  for (const [name, value] of copied) thief.cookies.set(name, value)
  assert.equal((await thief.get('/team/messages')).status, 303)
})

test('on a phone that others use, the cookie goes with the browser and the sign-in with the afternoon', async () => {
  const email = newEmail()
  const browser = w.browser()
  await ask(browser, email, { shared: 'yes' })
  const entered = await enter(browser, await lastCode(email))
  const cookie = entered.headers.getSetCookie().find((each) => each.startsWith('sign_in='))!
  assert.doesNotMatch(cookie, /max-age|expires/i)
  const value = browser.cookies.get('sign_in')
  const at = (hours: number) =>
    personOf(w.database.pool, `sign_in=${value}`, {
      config: w.config,
      now: new Date(w.clock.now.getTime() + hours * 3_600_000),
    })
  assert.ok(await at(1.9))
  assert.equal(await at(2.1), null)
})

test('what is typed wrong is said beside its box, and kept', async () => {
  for (const typed of [
    '',
    'priya',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    `${'x'.repeat(300)}@d.example`,
  ]) {
    const answer = await ask(w.browser(), typed)
    assert.equal(answer.status, 422, typed)
    assert.match(await answer.text(), /<title>Error: /)
  }
  const browser = w.browser()
  await ask(browser, newEmail())
  for (const code of ['', '12', 'abcdef', '1234567']) assert.equal((await enter(browser, code)).status, 422)
  assert.equal((await enter(w.browser(), '123456')).headers.get('location'), '/sign-in')
})

test('numbers are read as people write them', () => {
  assert.equal(digitsIn(' 123-456 '), '123456')
  assert.equal(digitsIn('١٢٣٤٥٦'), '123456')
})

test('T26: no log line holds who asked, their code or their link', async () => {
  const lines: string[] = []
  const back = logTo((line) => lines.push(line))
  const email = newEmail()
  const browser = w.browser()
  await ask(browser, email)
  const code = await lastCode(email)
  const link = linkIn((await browser.read('/sign-in/code')).html)
  await w.jobs.drain(w.clock.now)
  await browser.get(`${link}x`)
  await browser.post(`${link}x`)
  await enter(browser, 'x')
  await enter(browser, code)
  back()
  const found = lines.filter(
    (line) => /canary/i.test(line) || line.includes(code) || line.includes(link.slice(-20)),
  )
  assert.deepEqual(found, [])
})
