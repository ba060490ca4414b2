// J1, J3, J5 and J6 in a real browser, as families meet them. Acceptance A1–A5, A12, A13, A22, A26.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { bookAsGuest, fillTheForms } from './book-as-guest.ts'
import { sidewaysScroll, type Walk, walk } from './browser.ts'
import { meter, poorPhone } from './meter.ts'

let w: Walk
before(async () => {
  w = await walk()
})
after(() => w.finish())

const count = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await w.database.pool.query(`select count(*) as n from ${sql}`, values)).rows[0].n)
const bookingsOf = (session_id: string) => count('bookings where session_id = $1', [session_id])

/** Where the keyboard is now, and whether anyone could see it. */
const focus = (page: Page) =>
  page.evaluate(() => {
    type Box = { top: number; bottom: number; width: number }
    type Thing = {
      tagName: string
      textContent: string
      getAttribute(name: string): string | null
      getBoundingClientRect(): Box
      labels?: ArrayLike<{ textContent: string }>
    }
    const at = globalThis as unknown as {
      document: { activeElement: Thing | null }
      innerHeight: number
      getComputedStyle(of: Thing): { outlineStyle: string; outlineWidth: string; boxShadow: string }
    }
    const here = at.document.activeElement!
    const style = at.getComputedStyle(here)
    const box = here.getBoundingClientRect()
    return {
      name: (here.labels?.[0]?.textContent ?? here.textContent ?? '').trim(),
      tag: here.tagName.toLowerCase(),
      shown:
        style.outlineStyle !== 'none' &&
        Number.parseFloat(style.outlineWidth) >= 2 &&
        box.bottom > 0 &&
        box.top < at.innerHeight,
    }
  })

test('A1: a place is booked with no script, a keyboard, the smallest phone and letters twice the size', async () => {
  const session = await w.given.session({ activity: { title: 'Clay and quiet' } })
  const { page, context } = await w.phone()
  await page.route('**/*.css', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, body: `${await reply.text()}\nhtml{font-size:200%!important}` })
  })
  let presses = 0
  let screens = 0
  const unseen: string[] = []
  const press = async (key: string) => {
    presses++
    await page.keyboard.press(key)
  }
  const tabTo = async (name: RegExp, tag: string) => {
    for (let tries = 0; tries < 30; tries++) {
      await press('Tab')
      const at = await focus(page)
      if (!at.shown) unseen.push(`${at.tag} ${at.name}`)
      if (at.tag === tag && name.test(at.name)) return
    }
    assert.fail(`${name} was not reached`)
  }
  const skip = async () => {
    screens++
    assert.equal(await sidewaysScroll(page), 0, 'sideways scroll')
    await tabTo(/Skip/, 'a')
    await press('Enter')
  }
  const submit = async () => {
    const before_url = page.url()
    await press('Enter')
    await page.waitForURL((url) => url.href !== before_url)
    await page.locator('h1').waitFor()
  }

  await page.goto(`${w.origin}/sessions/${session.id}`)
  await skip()
  await tabTo(/^Book/, 'a')
  await submit()
  await skip()
  const required = [await page.locator('[aria-required=true]').count()]
  await tabTo(/First name/, 'input')
  await page.keyboard.type('Aisha')
  await tabTo(/Age/, 'input')
  await page.keyboard.type('8')
  await submit()
  await skip()
  required.push(await page.locator('[aria-required=true]').count())
  await tabTo(/Your name/, 'input')
  await page.keyboard.type('Samina')
  await tabTo(/mobile number or email/, 'input')
  await page.keyboard.type('07700 900 982')
  await submit()
  await skip()
  await tabTo(/^Book this place/, 'button')
  await submit()

  assert.match(page.url(), /\/my-booking\//)
  assert.match(await page.locator('h1').innerText(), /booked/i)
  assert.equal(await bookingsOf(session.id), 1)
  assert.deepEqual(unseen, [], 'the focus was always visible')
  assert.ok(screens <= 4, `${screens} screens`)
  assert.ok(required[0]! + required[1]! <= 4, `${required} required fields`)
  assert.ok(presses <= 40, `${presses} presses besides typing`)
  await context.close()
})

test('A2: a whole booking on a poor line is at most 300 kB and 12 requests, none to anyone else', async () => {
  const session = await w.given.session({ activity: { title: 'Slow phone craft' } })
  const { page, context } = await w.phone({ javaScriptEnabled: true })
  context.setDefaultTimeout(60_000)
  const { read, session: wire } = await meter(page, w.origin)
  await poorPhone(wire)
  await bookAsGuest(page, w.origin, session.id)
  const { bytes, requests, elsewhere } = read()
  assert.ok(bytes <= 300_000, `${bytes} bytes`)
  assert.ok(requests <= 12, `${requests} requests`)
  assert.deepEqual(elsewhere, [])
  await context.close()
})

for (const script of [true, false])
  test(`A3: losing the signal at any step loses nothing typed, and books once (script ${script ? 'on' : 'off'})`, async () => {
    const session = await w.given.session({ activity: { title: `Tunnel craft ${script}` } })
    const { page, context } = await w.phone({ javaScriptEnabled: script })
    /** Presses with no signal, then has signal again. With script the page stays; without, the browser asks once more. */
    const pressInTheTunnel = async (name: RegExp, still: () => Promise<void>) => {
      await context.setOffline(true)
      await page
        .getByRole('button', { name })
        .click({ noWaitAfter: true })
        .catch(() => {})
      await page.waitForTimeout(500)
      if (script) assert.match(await page.getByRole('alert').innerText(), /no signal/i)
      await context.setOffline(false)
      if (!script) return void (await page.reload())
      await still()
      await page.getByRole('button', { name }).click()
    }
    const keeps = async (label: string, value: string) =>
      assert.equal(await page.getByLabel(label).inputValue(), value)

    await page.goto(`${w.origin}/sessions/${session.id}/book`)
    await page.getByLabel('First name').fill('Leo')
    await page.getByLabel('Age').fill('9')
    await pressInTheTunnel(/^Continue/, () => keeps('First name', 'Leo'))
    await page.getByLabel('Your name').fill('Grace')
    await page.getByLabel('Your mobile number or email').fill('grace@example.org')
    await pressInTheTunnel(/^Continue/, () => keeps('Your name', 'Grace'))
    await page.getByRole('heading', { level: 1, name: /^Check/ }).waitFor()
    const words = await page.locator('main').innerText()
    for (const typed of ['Leo', '9', 'Grace', 'grace@example.org']) assert.ok(words.includes(typed), typed)
    assert.equal(await bookingsOf(session.id), 0)
    await pressInTheTunnel(/^Book this place/, async () => {
      assert.equal(await bookingsOf(session.id), 0)
    })
    await page.waitForURL(/\/my-booking\//)
    assert.equal(await bookingsOf(session.id), 1)
    await context.close()
  })

test('A4: each form of a booking, sent empty or wrong, says so in one place and beside each field, and keeps what was typed', async () => {
  const session = await w.given.session({
    activity: { title: 'Trampoline', adult: 'may_leave', min_age: 5, max_age: 11 },
  })
  const { page, context } = await w.phone()
  const problems = async (fields: Record<string, RegExp>) => {
    assert.match(await page.title(), /^Error: /)
    const summary = page.getByRole('alert')
    assert.equal(await summary.getByRole('heading', { name: 'There is a problem' }).count(), 1)
    for (const [field, words] of Object.entries(fields)) {
      assert.match(await summary.locator(`a[href="#${field}"]`).innerText(), words)
      assert.match(await page.locator(`#${field}-problem`).innerText(), words)
      assert.equal(await page.locator(`#${field}`).getAttribute('aria-invalid'), 'true')
      assert.match(
        (await page.locator(`#${field}`).getAttribute('aria-describedby')) ?? '',
        new RegExp(`${field}-problem`),
      )
    }
  }
  await page.goto(`${w.origin}/sessions/${session.id}/book`)
  await page.getByRole('button', { name: /^Continue/ }).click()
  await problems({ first_name_1: /./, age_1: /./ })
  await page.getByLabel('First name').fill('O’Neill')
  await page.getByLabel('Age').fill('forty')
  await page.getByRole('button', { name: /^Continue/ }).click()
  await problems({ age_1: /./ })
  assert.equal(await page.getByLabel('First name').inputValue(), 'O’Neill')
  assert.equal(await page.getByLabel('Age').inputValue(), 'forty')
  await page.getByLabel('Age').fill('8')
  await page.getByRole('button', { name: /^Continue/ }).click()
  await page.getByRole('heading', { level: 1, name: 'About you' }).waitFor()
  await page.getByRole('button', { name: /^Continue/ }).click()
  await problems({ carer_name: /./, contact: /./, emergency_contact: /./ })
  await page.getByLabel('Your name').fill('S')
  await page.getByLabel('Your mobile number or email').fill('samina at home')
  await page.getByRole('button', { name: /^Continue/ }).click()
  await problems({ contact: /./, emergency_contact: /./ })
  assert.equal(await page.getByLabel('Your mobile number or email').inputValue(), 'samina at home')
  assert.equal(await bookingsOf(session.id), 0)
  await context.close()
})

const typed: [string, string, string][] = [
  ['O’Neill', '0161-496 0123', 'Siobhán O’Neill'],
  ['Nguyễn Thị', '+44 (0)7700 900 982', 'Nguyễn Thị Hoa'],
  ['A', 'A.B+c@Example.ORG', 'B'],
  ['Æ'.repeat(80), '07700900983', 'x'.repeat(80)],
  ['عائشة', '+44 7700 900984', 'سمينة'],
]
for (const [first_name, contact, name] of typed)
  test(`A5: “${first_name.slice(0, 12)}” at “${contact}” is taken, and shown back as it was typed`, async () => {
    const session = await w.given.session({ activity: { title: 'Everyone’s craft' } })
    const { page, context } = await w.phone()
    await fillTheForms(page, w.origin, session.id, { family: [{ first_name, age: '8' }], contact, name })
    const words = await page.locator('main').innerText()
    for (const each of [first_name, contact, name])
      assert.ok(words.includes(each), `${each} is shown as typed`)
    assert.equal(await sidewaysScroll(page), 0)
    await page.getByRole('button', { name: /^Book this place/ }).click()
    await page.waitForURL(/\/my-booking\//)
    assert.ok((await page.locator('main').innerText()).includes(first_name))
    await context.close()
  })

test('a postcode is taken however it is typed', async () => {
  const { page, context } = await w.phone()
  for (const near of ['m33 7zf', 'M337ZF', ' M33  7ZF ', 'm33']) {
    const reply = await page.goto(`${w.origin}/whats-on?near=${encodeURIComponent(near)}`)
    assert.equal(reply?.status(), 200, near)
    assert.ok((await page.locator('main article, main .card').count()) > 0, near)
  }
  await context.close()
})

test('A12: when a place comes free the next whole family has it, and a family of three is never split', async () => {
  const session = await w.given.session({ places: 4, activity: { title: 'Four places' } })
  const { page, context } = await w.phone()
  const children = (names: string[]) => names.map((first_name) => ({ first_name, age: '8' }))
  const first = await bookAsGuest(page, w.origin, session.id, {
    family: children(['Ana', 'Bo']),
    contact: 'one@example.org',
  })
  await bookAsGuest(page, w.origin, session.id, {
    family: children(['Cal', 'Dee']),
    contact: 'two@example.org',
  })
  const three = await bookAsGuest(page, w.origin, session.id, {
    family: children(['Eve', 'Flo', 'Gus']),
    contact: 'three@example.org',
  })
  assert.match(await page.locator('main').innerText(), /first|next/i)
  const two = await bookAsGuest(page, w.origin, session.id, {
    family: children(['Hal', 'Ivy']),
    contact: 'four@example.org',
  })
  assert.match(await page.locator('main').innerText(), /second/i)
  await page.goto(`${w.origin}${first.address}`)
  await cancelAll(page)
  await page.goto(`${w.origin}${two.address}`)
  assert.match(await page.locator('main').innerText(), /you are booked|booked/i)
  await page.goto(`${w.origin}${three.address}`)
  assert.match(await page.locator('main').innerText(), /waiting/i)
  assert.equal(await count("messages where kind = 'place_came' and session_id = $1", [session.id]), 1)
  await context.close()
})

/** From the booking's page: cancels for everyone, in two screens. */
async function cancelAll(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /cancel/i })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^(Cancel|Yes)/ })
    .last()
    .click()
  await page.locator('h1').waitFor()
}

test('A13: a family cancels from its message, twice, and after the session; never an error page', async () => {
  const session = await w.given.session({ activity: { title: 'Short craft' } })
  const { page, context } = await w.phone()
  const { address } = await bookAsGuest(page, w.origin, session.id, { contact: '07700 900 985' })
  await page.goto(`${w.origin}${address}`)
  await page
    .getByRole('link', { name: /cancel/i })
    .first()
    .click()
  const asked = page.url()
  await page
    .getByRole('button', { name: /^(Cancel|Yes)/ })
    .last()
    .click()
  await page.locator('h1').waitFor()
  assert.match(await page.locator('main').innerText(), /cancelled/i)
  assert.equal(await count("bookings where session_id = $1 and state = 'cancelled'", [session.id]), 1)

  for (const at of [asked, `${w.origin}${address}`]) {
    const reply = await page.goto(at)
    assert.ok(reply!.status() < 400, `${at} answered ${reply!.status()}`)
    assert.match(await page.locator('main').innerText(), /cancelled/i)
  }
  const now = w.clock.now
  w.clock.now = new Date(session.ends_at.getTime() + 3_600_000)
  const late = await page.goto(`${w.origin}${address}`)
  assert.equal(late?.status(), 200)
  w.clock.now = now
  assert.equal(await count("messages where kind = 'cancelled' and session_id = $1", [session.id]), 1)
  await context.close()
})

test('A22: a session prints on one side of A4, with its QR code and the phone number', async () => {
  const { rows } = await w.database.pool.query(
    'select id from sessions where published_at is not null and cancelled_at is null order by starts_at limit 5',
  )
  const { page, context } = await w.phone({ javaScriptEnabled: true, viewport: { width: 800, height: 1100 } })
  for (const { id } of rows) {
    await page.goto(`${w.origin}/sessions/${id}/print`)
    await page.emulateMedia({ media: 'print' })
    assert.ok((await page.locator('svg').count()) > 0)
    assert.match(await page.locator('body').innerText(), /0161 496/)
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, `session ${id} prints on one side`)
    await page.emulateMedia({ media: 'screen' })
  }
  await context.close()
})

test('A26: pressing “Book” twice, a breath apart, books once and sends one message', async () => {
  const session = await w.given.session({ activity: { title: 'Double press craft' } })
  const { page, context } = await w.phone()
  await fillTheForms(page, w.origin, session.id, { contact: 'twice@example.org' })
  const button = page.getByRole('button', { name: /^Book this place/ })
  await button.scrollIntoViewIfNeeded()
  const box = (await button.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.up()
  await new Promise((resolve) => setTimeout(resolve, 40))
  await page.mouse.down()
  await page.mouse.up()
  await page.waitForURL(/\/my-booking\//)
  assert.equal(await bookingsOf(session.id), 1)
  assert.equal(await count("messages where kind = 'booked' and session_id = $1", [session.id]), 1)
  await context.close()
})

test('J1: something this week, near home, in three pages and nothing typed', async () => {
  const { page, context } = await w.phone()
  await page.goto(`${w.origin}/`)
  await page
    .getByRole('link', { name: /This week/ })
    .first()
    .click()
  await page.locator('main .card a').first().click()
  await page
    .getByRole('link', { name: /^(Book places|Join the waiting list)/ })
    .or(page.getByText(/Just turn up|Booking opens/))
    .first()
    .waitFor()
  await context.close()
})
