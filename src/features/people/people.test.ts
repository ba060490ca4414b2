import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { freshDatabase } from '../../../test/fresh.ts'
import { makeApp } from '../../app.tsx'
import { type Config, configFrom } from '../../config.ts'
import { makeJobs } from '../../kit/jobs.ts'
import { makeKeys } from '../../kit/keys.ts'
import { logTo } from '../../kit/log.ts'
import { messageJobs, messageRoutes } from '../messages/index.ts'
import { addTeamMember, cookieOf, endTeamMember, peopleRenderers, peopleRoutes, personOf } from './index.ts'
import { digitsIn, foldedEmail } from './rules.ts'

const secret = 'a secret that only this test knows, long enough'
const clock = { now: new Date() }
let database: Awaited<ReturnType<typeof freshDatabase>>
let nth = 0
const newEmail = () => `priya${++nth}@canary-sale.example`

before(async () => {
  database = await freshDatabase()
})
after(() => database.close())
beforeEach(() => {
  clock.now = new Date()
})

function makeHouse(changes: Partial<Config> = {}) {
  const config: Config = { ...configFrom({ SECRET: secret, DATA_DIR: 'unused', PORT: '3000' }), ...changes }
  const now = () => clock.now
  const jobs = makeJobs({ database, config, now, jobs: messageJobs(peopleRenderers) })
  const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() }
  const person_of = (cookies: string | undefined) => personOf(database.pool, cookies, { config, now: now() })
  const features = [
    peopleRoutes({ database, config, later: jobs.later }),
    messageRoutes({ renderers: peopleRenderers, later: jobs.later }),
  ]
  return {
    config,
    jobs,
    app: makeApp({
      config,
      database,
      assets,
      keys: makeKeys({ folder: 'unused', secret }),
      now,
      person_of,
      features,
    }),
  }
}

function makeBrowser({ app, config }: ReturnType<typeof makeHouse>) {
  const cookies = new Map<string, string>()
  const send = async (method: string, path: string, form?: Record<string, string>) => {
    const response = await app.request(config.origin + path, {
      method,
      headers: {
        ...(cookies.size ? { cookie: [...cookies].map((each) => each.join('=')).join('; ') } : {}),
        ...(form
          ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
          : {}),
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      if (/max-age=0/i.test(cookie)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return response
  }
  return {
    cookies,
    get: (path: string) => send('GET', path),
    head: (path: string) => send('HEAD', path),
    post: (path: string, form: Record<string, string> = {}) => send('POST', path, form),
  }
}

const lastCode = async (email: string): Promise<string> => {
  const { rows } = await database.pool.query(
    "select about->>'code' as code from messages where kind = 'sign_in_code' and send_to = $1 order by created_at desc, id limit 1",
    [email],
  )
  return rows[0]?.code
}
const count = async (sql: string, values: unknown[] = []) =>
  Number((await database.pool.query(`select count(*) as many from ${sql}`, values)).rows[0].many)
const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000)
}
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('someone in the team types their email any way they like, gets a code, and is in', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Priya Shah', email })
  const browser = makeBrowser(house)
  const room = await browser.get('/team/messages')
  assert.equal(room.headers.get('location'), '/sign-in?return=%2Fteam%2Fmessages')

  const asked = await browser.post('/sign-in', {
    email: `  ${email.toUpperCase()} `,
    return: '/team/messages',
  })
  assert.equal(asked.status, 303)
  assert.doesNotMatch(asked.headers.get('location')!, /canary/, 'an email must not be in an address')
  const page = await (await browser.get(asked.headers.get('location')!)).text()
  const code = await lastCode(email)
  assert.match(code, /^\d{6}$/)
  assert.match(page, new RegExp(code), 'while developing the code is on the page')

  const entered = await browser.post('/sign-in/code', {
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
    return: '/team/messages',
  })
  assert.equal(entered.status, 303)
  assert.equal(entered.headers.get('location'), '/team/messages')
  assert.equal((await browser.get('/team/messages')).status, 200)
})

test('the code is not in the database as it is, and works once', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  const code = await lastCode(email)
  assert.equal(await count('sign_in_codes where value like $1', [`%${code}%`]), 0)
  assert.equal(await count('sign_in_codes where identifier like $1', [`%${email}`]), 1)
  assert.equal((await browser.post('/sign-in/code', { code })).status, 303)

  const thief = makeBrowser(house)
  thief.cookies.set('code_sent_to', Buffer.from(email).toString('base64url'))
  assert.equal((await thief.post('/sign-in/code', { code })).status, 422, 'a used code is refused')
})

test('an old code is refused', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  await database.pool.query("update sign_in_codes set expires_at = now() - interval '1 second'")
  assert.equal((await browser.post('/sign-in/code', { code: await lastCode(email) })).status, 422)
})

test('after five wrong tries even the right code is refused', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  const code = await lastCode(email)
  for (let tries = 0; tries < 5; tries++)
    assert.equal((await browser.post('/sign-in/code', { code: wrongFor(code) })).status, 422)
  assert.equal((await browser.post('/sign-in/code', { code })).status, 422)
  assert.equal(await count('sign_ins s join people p on p.id = s.person_id where p.email = $1', [email]), 0)
})

test('many guesses at once do not get more tries', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  const code = await lastCode(email)
  const guesses = Array.from({ length: 30 }, (_, index) =>
    String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
  )
  await Promise.all(guesses.map((guess) => browser.post('/sign-in/code', { code: guess })))
  const { rows } = await database.pool.query('select value from sign_in_codes where identifier like $1', [
    `%${email}`,
  ])
  assert.ok(rows.length <= 1)
  for (const row of rows) assert.ok(Number(row.value.split(':').pop()) >= 1, 'the wrong guesses were counted')
})

test('nobody can tell from the page, the answer or the time whether we know an address', async () => {
  const house = makeHouse({ production: true, origin: 'https://offer.example.org' })
  const email = newEmail()
  const former = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  await endTeamMember(
    database.db,
    await addTeamMember(database.db, { name: 'Lee', email: former }),
    clock.now,
  )
  const seen: {
    status: number
    to: string | null
    page: string
    wrong: number
    words: string
    took: number
  }[] = []
  await makeBrowser(house).post('/sign-in', { email: newEmail() }) // the library is loaded once
  for (const each of [email, former, newEmail()]) {
    const browser = makeBrowser(house)
    const began = performance.now()
    const asked = await browser.post('/sign-in', { email: each })
    const took = performance.now() - began
    const page = await (await browser.get('/sign-in/code')).text()
    const wrong = await browser.post('/sign-in/code', { code: '000000' })
    seen.push({
      status: asked.status,
      to: asked.headers.get('location'),
      page: page.replaceAll(each, 'X'),
      wrong: wrong.status,
      words: (await wrong.text()).replaceAll(each, 'X'),
      took,
    })
  }
  for (const { took, ...same } of seen) {
    assert.deepEqual({ ...same, took: 0 }, { ...seen[0]!, took: 0 })
    // The floor is what hides who is known; how far above it an answer comes is the machine's business.
    assert.ok(took > 240, 'an answer is never quicker than this')
  }
  assert.equal(await count('messages where send_to = $1', [former]), 0)
  assert.equal(await count('messages where send_to = $1', [email]), 1)
})

test('at most five codes an hour go to one address, however many are asked for at once', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  for (let round = 0; round < 8; round++) {
    await Promise.all(Array.from({ length: 4 }, () => makeBrowser(house).post('/sign-in', { email })))
    later(20)
  }
  assert.equal(await count("messages where kind = 'sign_in_code' and send_to = $1", [email]), 5)
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  assert.equal(
    (await browser.post('/sign-in/code', { code: await lastCode(email) })).status,
    303,
    'the last code still works',
  )
})

test('the button pressed twice sends one code', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await Promise.all([browser.post('/sign-in', { email }), browser.post('/sign-in', { email })])
  assert.equal(await count('messages where send_to = $1', [email]), 1)
  assert.equal((await browser.post('/sign-in/code', { code: await lastCode(email) })).status, 303)
})

test('someone who has just signed in here can sign in on another device straight away', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  for (let devices = 0; devices < 2; devices++) {
    const browser = makeBrowser(house)
    await browser.post('/sign-in', { email })
    assert.equal((await browser.post('/sign-in/code', { code: await lastCode(email) })).status, 303)
    clock.now = new Date(Date.now() + 1000)
  }
})

test('the way back is always a page of ours', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  for (const elsewhere of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
  ]) {
    const browser = makeBrowser(house)
    await browser.post('/sign-in', { email, return: elsewhere })
    later(20)
    const wrong = await browser.get(`/sign-in?return=${encodeURIComponent(elsewhere)}`)
    assert.match(await wrong.text(), /name="return" value="\/team"/)
    const page = await browser.get(`/sign-in/code?return=${encodeURIComponent(elsewhere)}`)
    assert.match(await page.text(), /name="return" value="\/team"/)
  }
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  const entered = await browser.post('/sign-in/code', {
    code: await lastCode(email),
    return: '//evil.example',
  })
  assert.equal(entered.headers.get('location'), '/team')
})

test('the cookie is kept from scripts, from neighbours and from other sites, and is new each time', async () => {
  const house = makeHouse({ production: true, origin: 'https://offer.example.org' })
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const values: string[] = []
  for (let times = 0; times < 2; times++) {
    const browser = makeBrowser(house)
    browser.cookies.set('__Host-sign_in', values[0] ?? 'planted.by-someone')
    await browser.post('/sign-in', { email })
    const entered = await browser.post('/sign-in/code', { code: await lastCode(email) })
    const cookie = entered.headers.getSetCookie().find((each) => each.startsWith('__Host-sign_in='))!
    for (const flag of [/; *HttpOnly/i, /; *Secure/i, /; *SameSite=Lax/i, /; *Path=\//i])
      assert.match(cookie, flag)
    assert.doesNotMatch(cookie, /domain=/i)
    values.push(browser.cookies.get('__Host-sign_in')!)
    later(20)
  }
  assert.notEqual(values[0], values[1])
  const old = await personOf(database.pool, `__Host-sign_in=${values[0]}`, {
    config: house.config,
    now: clock.now,
  })
  assert.equal(old, null, 'signing in again on a device ends the sign-in before it')
})

test('a token without our signature signs nobody in', async () => {
  const { config } = makeHouse()
  const id = await addTeamMember(database.db, { name: 'Sam', email: newEmail() })
  const token = `token-${id}`
  await database.pool.query(
    "insert into sign_ins (person_id, token, expires_at) values ($1, $2, now() + interval '1 day')",
    [id, token],
  )
  const who = (cookie: string) => personOf(database.pool, cookie, { config, now: clock.now })
  const { name, value } = cookieOf(token, config)
  assert.deepEqual((await who(`other=1; ${name}=${value}`))?.roles, [
    { role: 'coordinator', provider_id: null },
  ])
  for (const cookie of [
    token,
    `${token}.`,
    `${token}.AAAA`,
    cookieOf(token, { ...config, secret: 'another' }).value,
    '%',
    '.',
  ])
    assert.equal(await who(`sign_in=${cookie}`), null)
  const late = { config, now: new Date(Date.now() + 2 * 86_400_000) }
  assert.equal(await personOf(database.pool, `${name}=${value}`, late), null)
})

test('someone who has left the team is out at once', async () => {
  const house = makeHouse()
  const email = newEmail()
  const id = await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  await browser.post('/sign-in/code', { code: await lastCode(email) })
  assert.equal((await browser.get('/team/messages')).status, 200)
  await endTeamMember(database.db, id, clock.now)
  assert.equal((await browser.get('/team/messages')).status, 303)
  assert.equal(await addTeamMember(database.db, { name: 'Sam', email }), id, 'and may come back')
})

test('signing out ends it, here and for whoever copied the cookie', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  await browser.post('/sign-in/code', { code: await lastCode(email) })
  const copied = new Map(browser.cookies)
  await browser.get('/sign-out')
  assert.equal((await browser.get('/team/messages')).status, 200, 'a link cannot sign anyone out')
  assert.equal((await browser.post('/sign-out')).status, 303)
  assert.equal(browser.cookies.size, 0)
  const thief = makeBrowser(house)
  for (const [name, value] of copied) thief.cookies.set(name, value)
  assert.equal((await thief.get('/team/messages')).status, 303)
})

test('a mail scanner that opens every address signs nobody in and uses nothing up', async () => {
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Sam', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  const code = await lastCode(email)
  const before_it = await count('sign_ins')
  const scanner = makeBrowser(house)
  scanner.cookies.set('code_sent_to', Buffer.from(email).toString('base64url'))
  for (const path of [
    '/sign-in',
    '/sign-in/code',
    `/sign-in/code?code=${code}`,
    `/sign-in?email=${email}&code=${code}`,
    '/sign-out',
  ]) {
    await scanner.get(path)
    await scanner.head(path)
  }
  assert.equal(await count('sign_ins'), before_it)
  assert.equal(scanner.cookies.has('sign_in'), false)
  assert.equal((await browser.post('/sign-in/code', { code })).status, 303)
})

test('an email or a code typed wrong is said beside its box, and kept', async () => {
  const browser = makeBrowser(makeHouse())
  for (const typed of [
    '',
    'priya',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    `${'x'.repeat(300)}@d.example`,
  ]) {
    const answer = await browser.post('/sign-in', { email: typed })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /<title>Error: /)
  }
  await browser.post('/sign-in', { email: newEmail() })
  for (const code of ['', '12', 'abcdef', '1234567'])
    assert.equal((await browser.post('/sign-in/code', { code })).status, 422)
  assert.equal(
    (await makeBrowser(makeHouse()).post('/sign-in/code', { code: '123456' })).headers.get('location'),
    '/sign-in?return=%2Fteam',
  )
})

test('numbers and emails are read as people write them', () => {
  assert.equal(digitsIn(' 123-456 '), '123456')
  assert.equal(digitsIn('١٢٣٤٥٦'), '123456')
  assert.equal(digitsIn('１２３４５６'), '123456')
  assert.equal(foldedEmail(' Priya@Sale.Example '), 'priya@sale.example')
})

test('the log never says who asked to sign in', async () => {
  const lines: string[] = []
  const back = logTo((line) => lines.push(line))
  const house = makeHouse()
  const email = newEmail()
  await addTeamMember(database.db, { name: 'Canary Person', email })
  const browser = makeBrowser(house)
  await browser.post('/sign-in', { email })
  await house.jobs.drain(clock.now)
  await browser.post('/sign-in/code', { code: 'x' })
  await browser.post('/sign-in/code', { code: await lastCode(email) })
  back()
  assert.deepEqual(
    lines.filter((line) => /canary/i.test(line)),
    [],
  )
  await house.jobs.stop()
})
