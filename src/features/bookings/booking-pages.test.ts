import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type World, wordsOf, world } from '../../../test/world.ts'
import { seal, unseal } from './draft.ts'
import { manageToken } from './keys.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

type Fields = Record<string, string>
const pathOf = (response: Response) => {
  const to = new URL(response.headers.get('location')!, 'http://x')
  return to.pathname + to.search
}
const hidden = (html: string): Fields =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&'),
    ]),
  )
const book = (id: string) => `/sessions/${id}/book`
const aisha = { step: 'people', first_name_1: 'Aisha', age_1: '9' }
const samina = { step: 'you', carer_name: 'Samina', contact: '07700 900982' }

/** Walks to the check page; gives back its form. */
async function toCheck(browser: Browser, id: string, people: Fields = aisha, you: Fields = samina) {
  await browser.get(book(id))
  assert.equal(pathOf(await browser.post(book(id), people)), `${book(id)}?step=you`)
  assert.equal(pathOf(await browser.post(book(id), { ...samina, ...you })), `${book(id)}?step=check`)
  const page = await browser.read(`${book(id)}?step=check`)
  assert.equal(page.status, 200)
  return { html: page.html, form: hidden(page.html) }
}

async function booked(id: string, people?: Fields, you?: Fields, more: Fields = {}) {
  const browser = w.browser()
  const { form } = await toCheck(browser, id, people, you)
  const response = await browser.post(book(id), { ...form, ...more })
  assert.equal(response.status, 303)
  const path = pathOf(response).replace('?done', '')
  return { browser, path, form, token: path.split('/')[2]! }
}
let nth = 0
const another = () => ({ contact: `family${++nth}@example.org` })
const countOf = async (sql: string) =>
  Number((await w.database.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)

test('a guest books two children in three pages, and sees a reference and what happens next', async () => {
  const session = await w.given.session({ places: 4, activity: { title: 'Splash time' } })
  const browser = w.browser()
  const first = await browser.read(book(session.id))
  assert.match(first.html, /<title>Who is coming\?/)
  assert.equal(first.html.match(/<input[^>]*type="text"/g)?.length, 2, 'one child: two fields')
  const more = await browser.post(book(session.id), { ...aisha, add: 'add' })
  assert.match(more.headers.get('location')!, /step=people#first_name_2$/)
  assert.match(
    (await browser.read(`${book(session.id)}?step=people`)).html,
    /name="first_name_1"[^>]*value="Aisha"/,
  )
  const people = { ...aisha, first_name_2: 'Omar', age_2: '6' }
  const { form, html } = await toCheck(browser, session.id, people, another())
  assert.match(html, /Book these places/)
  const done = await browser.post(book(session.id), form)
  const page = await browser.read(pathOf(done))
  assert.match(wordsOf(page.html), /You are booked Your reference is [2-9B-Z]{3}-[2-9B-Z]{4}/)
  assert.match(wordsOf(page.html), /Splash time.*Saturday|Monday.*Aisha, 9 Omar, 6.*What happens next/)
  assert.equal(page.html.match(/<h1/g)?.length, 1)
})

test('what was typed is kept in the reader’s own browser, sealed, and nothing with us before the last button', async () => {
  const session = await w.given.session()
  const browser = w.browser()
  const before_all = await countOf('bookings')
  await toCheck(browser, session.id, { ...aisha, first_name_1: 'Zebedee' }, another())
  assert.ok(![...browser.cookies.values()].join().includes('Zebedee'))
  assert.equal(await countOf('bookings'), before_all)
  const response = await browser.post(book(session.id), aisha)
  assert.match(response.headers.getSetCookie().join(), /HttpOnly/i)
  assert.match(response.headers.getSetCookie().join(), new RegExp(`Path=${book(session.id)}; `, 'i'))
  const sealed = seal({ booked: 'x' }, 'secret', session.id)
  assert.deepEqual(unseal(sealed, 'secret', session.id), { booked: 'x' })
  assert.equal(unseal(sealed, 'secret', 'another session'), null)
  assert.equal(unseal(`${sealed.slice(0, -2)}AA`, 'secret', session.id), null)
})

test('an empty form says what is missing, keeps what was typed, and is never sent again by Back', async () => {
  const session = await w.given.session({ activity: { adult: 'may_leave' } })
  const browser = w.browser()
  const sent = await browser.post(book(session.id), { step: 'people', first_name_1: '', age_1: 'old' })
  assert.equal(sent.status, 303)
  const page = await browser.read(pathOf(sent))
  assert.equal(page.status, 422)
  assert.match(page.html, /<title>Error: Who is coming/)
  assert.match(wordsOf(page.html), /There is a problem Enter the first name Enter an age from 0 to 25/)
  assert.match(page.html, /href="#first_name_1"/)
  assert.match(page.html, /value="old"/)
  await browser.post(book(session.id), aisha)
  const you = await browser.read(
    pathOf(await browser.post(book(session.id), { step: 'you', contact: 'samina' })),
  )
  assert.equal(you.status, 422)
  assert.match(
    wordsOf(you.html),
    /There is a problem Enter your name Check the number or email.* Enter a phone number for an emergency/,
  )
})

for (const [contact, send_to] of [
  ['07700 900 111', '+447700900111'],
  ['+44 (0)7700 900 982', '+447700900982'],
  ['0161-496 0123', '+441614960123'],
  ['٠٧٧٠٠ ٩٠٠١١٢', '+447700900112'],
  ['Samina@Example.ORG', 'samina@example.org'],
] as const)
  test(`“${contact}” is taken as typed, shown as typed, and reached at ${send_to}`, async () => {
    const session = await w.given.session()
    const { browser, path } = await booked(session.id, aisha, { contact })
    const { rows } = await w.database.pool.query(
      'select contact, send_to from bookings where session_id = $1',
      [session.id],
    )
    assert.deepEqual(rows, [{ contact, send_to }])
    assert.ok(wordsOf((await browser.read(path)).html).includes(contact))
  })

for (const name of [
  'O’Neill',
  "O'Neill",
  'Nguyễn Thị',
  'X',
  'ع',
  'عائشة',
  'A'.repeat(80),
  '<b>Tom & "Jo"</b>',
])
  test(`a child called ${name.slice(0, 20)} is welcome, and shown as typed`, async () => {
    const session = await w.given.session()
    const { browser, path } = await booked(session.id, { ...aisha, first_name_1: name }, another())
    const { rows } = await w.database.pool.query(
      'select first_name from booking_people where session_id = $1',
      [session.id],
    )
    assert.equal(rows[0].first_name, name)
    assert.ok(!(await browser.read(path)).html.includes('<b>Tom'))
  })

test('a landline is fine: the page says that we will ring', async () => {
  const session = await w.given.session()
  const { html } = await toCheck(w.browser(), session.id, aisha, { contact: '0161 496 0123' })
  assert.match(wordsOf(html), /This looks like a landline. We cannot text it, so we will ring you/)
})

test('the last form stands alone: sent again, at once fifty times, and without a cookie, it is one booking', async () => {
  const session = await w.given.session()
  const { form, path } = await booked(session.id, aisha, another())
  const again = await Promise.all(Array.from({ length: 50 }, () => w.browser().post(book(session.id), form)))
  assert.deepEqual([...new Set(again.map(pathOf))], [`${path}?done`])
  w.clock.now = new Date(w.clock.now.getTime() + 24 * 3_600_000)
  assert.equal(pathOf(await w.browser().post(book(session.id), form)), `${path}?done`)
  w.clock.now = new Date(w.clock.now.getTime() - 24 * 3_600_000)
  assert.equal(await countOf(`bookings where session_id = '${session.id}'`), 1)
  assert.equal(await countOf(`messages where session_id = '${session.id}'`), 1)
  const changed = await w.browser().post(book(session.id), { ...form, first_name_1: 'Somebody' })
  assert.equal(changed.status, 422)
  assert.match(wordsOf(await changed.text()), /You have already sent this form/)
})

test('Back after booking leads to the booking, not to a second one; coming afresh starts afresh', async () => {
  const session = await w.given.session()
  const { browser, path } = await booked(session.id, aisha, another())
  assert.equal(pathOf(await browser.get(`${book(session.id)}?step=check`)), `${path}?done`)
  const fresh = await browser.read(book(session.id))
  assert.equal(fresh.status, 200)
  assert.ok(!fresh.html.includes('Aisha'))
})

test('a full session says so first, offers the line, and tells the place in it in words', async () => {
  const session = await w.given.session({ places: 1 })
  await booked(session.id, aisha, another())
  const browser = w.browser()
  const who = await browser.read(book(session.id))
  assert.match(wordsOf(who.html), /This session is full You can join the waiting list/)
  const { form, html } = await toCheck(browser, session.id, aisha, another())
  assert.match(html, /Join the waiting list/)
  assert.match(html, /value="book" checked/)
  const page = await browser.read(pathOf(await browser.post(book(session.id), { ...form, if_free: 'ask' })))
  assert.match(wordsOf(page.html), /You are on the waiting list.*You are first in line/)
})

test('ask me first: the family says yes on its page, and opening the page does nothing', async () => {
  const session = await w.given.session({ places: 1 })
  const first = await booked(session.id, aisha, another())
  const second = await booked(session.id, aisha, another(), { if_free: 'ask' })
  await first.browser.post(`${first.path}/cancel`, { nth: 'all' })
  const before_reading = await w.database.pool.query('select * from bookings order by id')
  for (const path of [
    second.path,
    `${second.path}/cancel`,
    `${second.path}/calendar.ics`,
    `${second.path}/accept`,
  ]) {
    await second.browser.get(path)
    await second.browser.head(path)
  }
  assert.deepEqual(
    (await w.database.pool.query('select * from bookings order by id')).rows,
    before_reading.rows,
  )
  const offer = await second.browser.read(second.path)
  assert.match(wordsOf(offer.html), /A place has come free for you.*We are holding it for you until 10am on/)
  const yes = await second.browser.post(`${second.path}/accept`)
  assert.match(wordsOf((await second.browser.read(pathOf(yes))).html), /Wonderful. You are booked/)
})

test('cancel for one child of two, undo, then cancel for everyone, twice: never an error', async () => {
  const session = await w.given.session({ places: 2 })
  const people = { ...aisha, first_name_2: 'Omar', age_2: '6' }
  const { browser, path } = await booked(session.id, people, another())
  assert.match((await browser.read(path)).html, new RegExp(`href="${path}/cancel"`))
  const page = await browser.read(`${path}/cancel`)
  assert.match(
    wordsOf(page.html),
    /Who do you want to cancel for\?.*Cancel for Aisha Cancel for Omar Cancel for everyone/,
  )
  const one = await browser.read(pathOf(await browser.post(`${path}/cancel`, { nth: '2' })))
  assert.match(wordsOf(one.html), /Your other places are still booked/)
  assert.match(wordsOf(one.html), /Done. We have freed the place for another family/)
  assert.ok(!wordsOf(one.html).includes('Omar, 6'))
  const undone = await browser.read(pathOf(await browser.post(`${path}/undo`)))
  assert.match(wordsOf(undone.html), /It is as it was before.*Aisha, 9 Omar, 6/)
  for (const expected of [/freed the place/, /cancelled already/]) {
    const after_it = await browser.read(pathOf(await browser.post(`${path}/cancel`, { nth: 'all' })))
    assert.equal(after_it.status, 200)
    assert.match(wordsOf(after_it.html), expected)
  }
  const why = await browser.post(`${path}/why`, { because: 'The bus did not come' })
  assert.match(wordsOf((await browser.read(pathOf(why))).html), /Thank you. That helps us plan/)
})

test('after the session has started the page says so, kindly', async () => {
  const session = await w.given.session()
  const { browser, path } = await booked(session.id, aisha, another())
  const before_it = w.clock.now
  w.clock.now = new Date(session.starts_at.getTime() + 60_000)
  const page = await browser.read(pathOf(await browser.post(`${path}/cancel`, { nth: 'all' })))
  w.clock.now = before_it
  assert.equal(page.status, 200)
  assert.match(wordsOf(page.html), /too late to cancel here/)
})

test('moving to another date: the new one is kept first, and the old page leads to it', async () => {
  const session = await w.given.session({ places: 1 })
  const later = new Date(session.starts_at.getTime() + 7 * 24 * 3_600_000)
  const other = await w.given.session({ activity_id: session.activity_id, starts_at: later, places: 1 })
  const { browser, path } = await booked(session.id, aisha, another())
  assert.match((await browser.read(path)).html, new RegExp(`value="${other.id}"`))
  const moved = await browser.post(`${path}/move`, { session: other.id })
  assert.match(wordsOf((await browser.read(pathOf(moved))).html), /This is your new date/)
  assert.match((await browser.read(path)).html, /See your new booking/)
  assert.equal(pathOf(await browser.post(`${path}/move`, { session: 'not-an-id' })), `${path}?did=move-no`)
})

test('a session that cannot be booked says why, with the right status, and writes nothing', async () => {
  const { now } = w.clock
  const hour = 3_600_000
  const cases = [
    [
      { opens_at: new Date(now.getTime() + hour) },
      422,
      /Booking is not open yet.*Booking opens on Monday 23 November at 11am/,
    ],
    [{ starts_at: new Date(now.getTime() - hour) }, 410, /has already started/],
    [{ cancelled_at: now, cancelled_because: 'The roof leaks.' }, 410, /has been cancelled/],
    [{ published_at: null }, 404, /could not find this session/],
    [{ places: null }, 422, /You do not need to book/],
  ] as const
  const written = await countOf('bookings')
  for (const [facts, status, words] of cases) {
    const session = await w.given.session(facts)
    const page = await w.browser().get(book(session.id))
    assert.equal(page.status, status)
    assert.match(wordsOf(await page.text()), words)
    const form = {
      step: 'book',
      form_key: w.given.form_key(),
      first_name_1: 'Aisha',
      age_1: '9',
      carer_name: 'S',
      contact: 's@example.org',
    }
    const sent = await w.browser().post(book(session.id), form)
    assert.equal(sent.status, status)
    assert.match(wordsOf(await sent.text()), words)
  }
  assert.equal((await w.browser().get(book('not-an-id'))).status, 404)
  assert.equal((await w.browser().get(book(w.given.form_key()))).status, 404)
  assert.equal(await countOf('bookings'), written)
})

test('the wrong ages are told at once; a sibling of another age is welcome where siblings are', async () => {
  const strict = await w.given.session({ activity: { min_age: 5, max_age: 11, siblings: 'not' } })
  const open = await w.given.session({ activity: { min_age: 5, max_age: 11, siblings: 'welcome' } })
  const people = { ...aisha, first_name_2: 'Baby', age_2: '6 months' }
  const browser = w.browser()
  const page = await browser.read(pathOf(await browser.post(book(strict.id), people)))
  assert.match(wordsOf(page.html), /There is a problem This session is for ages 5 to 11/)
  assert.equal(pathOf(await w.browser().post(book(open.id), people)), `${book(open.id)}?step=you`)
})

test('a mangled or guessed address of a booking is a plain page, and no list', async () => {
  const session = await w.given.session()
  const { token } = await booked(session.id, aisha, another())
  for (const wrong of [
    token.slice(0, -1),
    `${token}x`,
    'x'.repeat(22),
    '%F0%28',
    manageToken('another secret', session.id),
  ]) {
    const page = await w.browser().get(`/my-booking/${wrong}`)
    assert.equal(page.status, 404)
    const words = wordsOf(await page.text())
    assert.ok(!words.includes('Aisha'))
  }
  assert.equal((await w.browser().post('/my-booking/nothing/cancel')).status, 404)
  const real = await w.browser().get(`/my-booking/${token}`)
  assert.equal(real.headers.get('cache-control'), 'no-store')
  assert.equal(real.headers.get('referrer-policy'), 'no-referrer')
})

test('a browser that keeps no cookies is told, and nothing goes round in circles', async () => {
  const session = await w.given.session()
  const page = await w.browser().read(`${book(session.id)}?step=check`)
  assert.equal(page.status, 200)
  assert.match(wordsOf(page.html), /could not keep what you typed/)
})

test('eight children with long names and long words still fit in the browser', async () => {
  const session = await w.given.session({ places: 20, activity: { adult: 'may_leave' } })
  const browser = w.browser()
  const odd = (n: number) =>
    Array.from({ length: 90 }, (_, i) => String.fromCodePoint(0x1e00 + ((n * 97 + i * 31) % 255))).join('')
  const people: Fields = { step: 'people' }
  for (let n = 1; n <= 8; n++) Object.assign(people, { [`first_name_${n}`]: odd(n), [`age_${n}`]: '9' })
  const you = { emergency_contact: '0161 496 0123', must_know: odd(9).repeat(5), ...another() }
  const { form } = await toCheck(browser, session.id, people, you)
  assert.equal(form.first_name_8, odd(8))
  assert.ok([...browser.cookies].every(([, value]) => value.length < 3900))
  assert.equal((await browser.post(book(session.id), form)).status, 303)
})
