import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Browser, type World, wordsOf, world } from '../../../test/world.ts'
import { claimBookings } from '../bookings/index.ts'
import { deliver, type Renderer } from '../messages/delivery.ts'
import { offerToken, reachOf } from './index.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const rows = async (sql: string, values: unknown[] = []) => (await w.database.pool.query(sql, values)).rows
const carer = (name = 'Samina') => w.given.someone(name)
const add = async (browser: Browser, first_name: string, birth_year: string, helps = '') => {
  const before = (await rows('select id from children')).map(({ id }) => id)
  const reply = await browser.post('/account/people/new', { first_name, birth_year, helps })
  assert.equal(reply.status, 303)
  const [{ id }] = await rows('select id from children where not id = any ($1)', [before])
  return id as string
}
const page = async (browser: Browser, path: string) => {
  const { html, status } = await browser.read(path)
  return { html, status, words: wordsOf(html) }
}
const invite = async (browser: Browser, child: string, contact: string, how = 'invite') => {
  assert.equal((await browser.post(`/account/people/${child}/${how}`, { contact })).status, 303)
  const [{ id }] = await rows(
    'select id from link_offers where send_to = $1 order by offered_at desc, id desc limit 1',
    [contact],
  )
  return `/offer/${offerToken(w.config.secret, id)}`
}

test('a carer adds two children; what helps is sealed, and shown to that carer alone', async () => {
  const { browser } = await carer()
  const aisha = await add(browser, 'Aisha', '2017', 'She likes trains')
  await add(browser, 'Omar', '2020')
  assert.match((await page(browser, '/account')).words, /Hello, Samina.*Aisha.*Omar/)
  assert.match((await page(browser, `/account/people/${aisha}`)).words, /She likes trains/)
  const [{ helps_sealed }] = await rows('select helps_sealed from children where id = $1', [aisha])
  assert.doesNotMatch(helps_sealed, /trains/)
  assert.doesNotMatch((await page(browser, `/account/people/${aisha}`)).html, /<title>[^<]*Aisha/)
})

test('a form with something missing keeps what was typed and says what to do', async () => {
  const { browser } = await carer()
  const reply = await browser.post('/account/people/new', {
    first_name: 'Zed',
    birth_year: '1950',
    helps: '',
  })
  assert.equal(reply.status, 422)
  assert.match(await reply.text(), /value="Zed"/)
})

test('two carers are linked only by an act of each; neither sees the other’s phone or email', async () => {
  const a = await carer('Samina')
  const b = await carer('Ben')
  const child = await add(a.browser, 'Aisha', '2016', 'Trains')
  const address = await invite(a.browser, child, b.email)
  assert.equal(
    (await page(b.browser, `/account/people/${child}`)).status,
    404,
    'an invitation alone links nobody',
  )
  // Before signing in, or signed in as another, nobody is named.
  for (const other of [w.browser(), (await carer('Eve')).browser]) {
    const { words } = await page(other, address)
    assert.doesNotMatch(words, /Samina invites|Aisha/)
    assert.notEqual(
      (await other.post(`${address}/accept`)).headers.get('location'),
      `/account/people/${child}?done=accepted`,
    )
  }
  const shown = await page(b.browser, address)
  assert.match(shown.words, /Samina invites you to look after Aisha/)
  const presses = await Promise.all([1, 2, 3].map(() => b.browser.post(`${address}/accept`)))
  assert.deepEqual(presses.map(({ status }) => status).sort(), [303, 404, 404], 'it works once')
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { words, html } = await page(me.browser, `/account/people/${child}`)
    assert.match(words, new RegExp(other.person.name))
    assert.ok(!html.includes(other.email))
  }
  // Either ends their own part at once.
  await b.browser.post(`/account/people/${child}/remove`)
  assert.equal((await page(b.browser, `/account/people/${child}`)).status, 404)
  assert.equal((await page(a.browser, `/account/people/${child}`)).status, 200)
})

test('an invitation is over after seven days, and when whoever sent it takes it back', async () => {
  const a = await carer()
  const b = await carer('Ben')
  const child = await add(a.browser, 'Omar', '2018')
  const address = await invite(a.browser, child, b.email)
  const [{ id }] = await rows('select id from link_offers where child_id = $1', [child])
  await a.browser.post(`/account/people/${child}/withdraw`, { offer: id })
  assert.equal((await b.browser.post(`${address}/accept`)).status, 404)
  const fresh = await invite(a.browser, child, b.email)
  const before = w.clock.now
  w.clock.now = new Date(before.getTime() + 7 * 86_400_000 + 1000)
  await w.given.signIn(b.person.id, b.browser)
  assert.equal((await b.browser.post(`${fresh}/accept`)).status, 404)
  w.clock.now = before
})

test('the message of an invitation names no child and no carer', async () => {
  const a = await carer('Canarysamina')
  const child = await add(a.browser, 'Canaryaisha', '2018', 'canaryhelps')
  await invite(a.browser, child, 'canary-b@example.org')
  const [message] = await rows(`select * from messages where send_to = 'canary-b@example.org'`)
  const words = await w.renderers[message.kind]!(w.database.db, message, {
    config: w.config,
    now: w.clock.now,
  })
  assert.ok(words?.button?.href.includes('/offer/'))
  assert.doesNotMatch(JSON.stringify([message, words]), /Canary(samina|aisha)|canaryhelps/)
})

test('separated parents: no page of one carries anything of the other’s, for the same child', async () => {
  const a = await carer('Canaryanna')
  const b = await carer('Bob')
  const of_a = await add(a.browser, 'Theo', '2017', 'canary-help')
  const of_b = await add(b.browser, 'Theo', '2017')
  const session = await w.given.session({ activity: { title: 'Canary club' } })
  await bookSignedIn(a.browser, session.id)
  const canaries = new RegExp(`Canary|canary|${a.email}|${of_a}`)
  const other = await w.given.session({ activity: { title: 'Something else' } })
  for (const path of [
    '/account',
    `/account/people/${of_b}`,
    `/account/people/${of_b}/edit`,
    `/sessions/${other.id}/book`,
  ])
    assert.doesNotMatch((await page(b.browser, path)).html, canaries)
  // Another's is as one that is not there.
  const theirs = await page(b.browser, `/account/people/${of_a}`)
  const none = await page(b.browser, `/account/people/${randomUUID()}`)
  const plain = (html: string) => html.replace(/[0-9a-f-]{36}/g, '…')
  assert.equal(theirs.status, 404)
  assert.equal(plain(theirs.html), plain(none.html))
  // The desk gives no hint either: the second parent is booked like anyone.
  assert.match(await bookSignedIn(b.browser, session.id), /^\/my-booking\//)
})

const ticksOn = (html: string) =>
  [...html.matchAll(/<input[^>]*name="coming"[^>]*>/g)]
    .filter(([tag]) => / checked/.test(tag))
    .map(([tag]) => /value="([^"]*)"/.exec(tag)![1]!)

/** Three screens and nothing typed: who, check, booked. */
async function bookSignedIn(browser: Browser, id: string): Promise<string> {
  const fields = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].map(([tag, name]) => [
        name!,
        /value="([^"]*)"/.exec(tag)?.[1] ?? '',
      ]),
    )
  const { html } = await browser.read(`/sessions/${id}/book`)
  const coming = ticksOn(html)
  const next = await browser.post(`/sessions/${id}/book`, { ...fields(html), coming, step: 'people' })
  assert.match(next.headers.get('location')!, /step=check$/, 'nobody signed in is asked who they are')
  const check = fields((await browser.read(`/sessions/${id}/book?step=check`)).html)
  const reply = await browser.post(`/sessions/${id}/book`, check)
  return reply.headers.get('location') ?? ''
}

test('a family signed in books both children with nothing to type, and sees it on their page', async () => {
  const { browser, person } = await carer()
  const aisha = await add(browser, 'Aisha', '2017')
  await add(browser, 'Omar', '2015')
  const session = await w.given.session({ activity: { title: 'Splash time', min_age: 5, max_age: 16 } })
  assert.match(await bookSignedIn(browser, session.id), /^\/my-booking\//)
  const booked = await rows(
    'select b.person_id, p.first_name, p.child_id from bookings b join booking_people p on p.booking_id = b.id where b.session_id = $1',
    [session.id],
  )
  assert.deepEqual(booked.map(({ first_name }) => first_name).sort(), ['Aisha', 'Omar'])
  assert.ok(booked.every(({ person_id, child_id }) => person_id === person.id && child_id))
  assert.match((await page(browser, '/account')).words, /Coming up.*Splash time.*Reference/)
  assert.match((await page(browser, `/account/people/${aisha}`)).words, /Booked.*Splash time/)
})

test('a family signed in ticks who is coming; those whose age fits are ticked already, and somebody new can be added', async () => {
  const { browser } = await carer()
  await add(browser, 'Aisha', '2017')
  await add(browser, 'Omar', '2015')
  await add(browser, 'Tiny', '2024')
  const about = { min_age: 5, max_age: 16, siblings: 'not' as const }
  const session = await w.given.session({ activity: about })
  const at = `/sessions/${session.id}/book`
  const { html } = await browser.read(at)
  assert.match(wordsOf(html), /Tick who is coming.*Aisha, 9.*Tiny, 2/)
  const rows_shown = [...html.matchAll(/name="first_name_(\d)" value="(\w+)"/g)].map(([, nth, name]) => [
    name,
    nth,
  ])
  const nth = Object.fromEntries(rows_shown) as Record<string, string>
  assert.deepEqual(ticksOn(html).sort(), [nth.Aisha, nth.Omar].sort())
  const ages = Object.fromEntries(
    [...html.matchAll(/name="(age_\d)" value="(\d+)"/g)].map(([, name, value]) => [name!, value!]),
  )
  const names = Object.fromEntries(rows_shown.map(([name, row]) => [`first_name_${row}`, name!]))
  const form = { ...names, ...ages, tick_rows: '3', step: 'people' }
  // Nobody ticked, and a child of another age: said on the tick boxes.
  await browser.post(at, form)
  assert.match(wordsOf((await browser.read(`${at}?step=people&fix=1`)).html), /Tick who is coming, or add/)
  await browser.post(at, { ...form, coming: nth.Tiny! })
  assert.match((await browser.read(`${at}?step=people&fix=1`)).html, /href="#coming"/)
  const next = await browser.post(at, { ...form, coming: nth.Aisha!, first_name_4: 'Mo', age_4: '8' })
  assert.match(next.headers.get('location')!, /step=check$/)
  const checked = wordsOf((await browser.read(`${at}?step=check`)).html)
  assert.match(checked, /Aisha, 9 Mo, 8/)
  assert.doesNotMatch(checked, /Omar|Tiny/)
})

test('two linked carers cannot both take a place for one child, and see what the other booked, not how to reach them', async () => {
  const a = await carer('Samina')
  const b = await carer('Ben')
  const child = await add(a.browser, 'Mina', '2016')
  await b.browser.post(`${await invite(a.browser, child, b.email)}/accept`)
  const session = await w.given.session({ activity: { title: 'Shared club' } })
  await bookSignedIn(a.browser, session.id)
  const seen = await page(b.browser, '/account')
  assert.match(seen.words, /Shared club.*Mina/)
  assert.ok(!seen.html.includes(a.email) && !seen.html.includes('/my-booking/'))
  assert.equal(await bookSignedIn(b.browser, session.id), '', 'already booked')
})

test('bookings made as a guest are theirs once the contact is proved', async () => {
  const { person, email, browser } = await carer()
  const session = await w.given.session({ activity: { title: 'Guest craft' } })
  await w.desk.ask({
    form_key: randomUUID(),
    session_id: session.id,
    people: [{ first_name: 'Ida', age: 8 }],
    adults: 0,
    ask_first: false,
    carer_name: 'S',
    contact_kind: 'email',
    contact: email,
    send_to: email,
    emergency_contact: null,
    must_know: null,
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.doesNotMatch((await page(browser, '/account')).words, /Guest craft/)
  await claimBookings(w.database.db, person.id)
  assert.match((await page(browser, '/account')).words, /Guest craft/)
})

test('a young person is told what carers see; after school age they decide, and the carer sees nothing more unless they say yes', async () => {
  const a = await carer('Samina')
  const yp = await carer('Leo')
  const child = await add(a.browser, 'Leo', '2010', 'secret help')
  // Born in 2010: in November 2026 school age has ended, or ends next June. One question stands first.
  assert.match((await page(a.browser, `/account/people/${child}`)).words, /born from September to December/)
  assert.equal((await a.browser.get(`/account/people/${child}/edit`)).status, 404)
  const before = w.clock.now
  w.clock.now = new Date('2026-06-20T10:00:00Z')
  for (const each of [a, yp]) await w.given.signIn(each.person.id, each.browser)
  const address = await invite(a.browser, child, yp.email, 'hand-over')
  assert.equal((await yp.browser.post(`${address}/accept`)).status, 303)
  const told = await page(yp.browser, `/account/people/${child}`)
  assert.match(told.words, /Samina can see/)
  assert.doesNotMatch(told.words, /secret help/)
  w.clock.now = new Date('2026-06-27T10:00:00Z')
  for (const each of [a, yp]) await w.given.signIn(each.person.id, each.browser)
  assert.match((await page(yp.browser, '/account')).words, /One question for you/)
  assert.match((await page(yp.browser, `/account/people/${child}`)).words, /born from September to December/)
  await yp.browser.post(`/account/people/${child}/born`, { september: 'no' })
  const theirs = await page(yp.browser, `/account/people/${child}`)
  assert.match(theirs.words, /You decide now.*secret help/, 'they see what the carer could see')
  const carers_view = await page(a.browser, `/account/people/${child}`)
  assert.doesNotMatch(carers_view.words, /secret help|2010/)
  assert.equal((await a.browser.get(`/account/people/${child}/edit`)).status, 404)
  await yp.browser.post(`/account/people/${child}/may-see`, { [`may_see_${a.person.id}`]: 'yes' })
  assert.match((await page(a.browser, `/account/people/${child}`)).words, /They said yes/)
  await yp.browser.post(`/account/people/${child}/may-see`, { [`may_see_${a.person.id}`]: 'no' })
  assert.match((await page(a.browser, `/account/people/${child}`)).words, /You see nothing more/)
  // A carer cannot say the month again, to take the record back.
  await a.browser.post(`/account/people/${child}/born`, { september: 'yes' })
  assert.equal((await a.browser.get(`/account/people/${child}/edit`)).status, 404)
  // Nor say yes for them.
  assert.equal(
    (await a.browser.post(`/account/people/${child}/may-see`, { [`may_see_${a.person.id}`]: 'yes' })).status,
    404,
  )
  w.clock.now = before
})

test('from 13 somebody may book for themselves; younger is answered kindly and kept nowhere', async () => {
  const { browser, person } = await w.given.someone('', [])
  const young = await browser.post('/account/myself', { first_name: 'Zoe', birth_year: '2016' })
  assert.match(wordsOf(await young.text()), /Not quite yet/)
  assert.equal((await browser.post('/account/myself', { first_name: 'Zoe', birth_year: '2013' })).status, 422)
  assert.equal((await rows('select id from children where person_id = $1', [person.id])).length, 0)
  await browser.post('/account/myself', { first_name: 'Zoe', birth_year: '2011' })
  assert.match((await page(browser, '/account')).words, /Hello, Zoe/)
})

test('“ring me” is obeyed by every kind of message there is, and only a sign-in code still goes', async () => {
  const { browser, email } = await carer()
  const said = { phone_instead: 'yes', ring_on: '0161 496 0555', interpreter: 'Urdu', format: 'large_print' }
  assert.equal((await browser.post('/account/reach', { ...said, ring_on: '' })).status, 422)
  assert.equal((await browser.post('/account/reach', said)).status, 303)
  const kinds = Object.keys(w.renderers)
  assert.ok(kinds.length > 8)
  for (const kind of kinds)
    await rows(
      `insert into messages (kind, channel, send_to, created_at, send_after) values ($1, 'email', $2, $3, $3)`,
      [kind, email, w.clock.now],
    )
  const sent: string[] = []
  await deliver(
    {
      db: w.database.db,
      pool: w.database.pool,
      config: { ...w.config, smtp_url: 'smtp://x' },
      now: w.clock.now,
    },
    Object.fromEntries(
      kinds.map((kind): [string, Renderer] => [
        kind,
        async (_db, message) => {
          if (message.send_to === email) sent.push(kind)
          return { subject: 's', text: 't' }
        },
      ]),
    ),
    () => ({ send: async () => ({ how: 'sent' as const, gateway_id: 'x' }), close: () => {} }) as never,
    reachOf,
  )
  assert.ok(
    sent.every((kind) => kind.startsWith('sign_in')),
    String(sent),
  )
  const set_aside = await rows(
    'select kind from messages where send_to = $1 and ring_instead_at is not null',
    [email],
  )
  assert.deepEqual(
    set_aside.map(({ kind }) => kind).sort(),
    kinds.filter((kind) => !kind.startsWith('sign_in')).sort(),
  )
})
