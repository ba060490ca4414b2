// A family with an account, on the smallest phone with no script: joined, booked, handed over, deleted.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { offerToken } from '../../src/features/households/index.ts'
import { localParts } from '../../src/kit/dates.ts'
import { sidewaysScroll, type Walk, walk } from './browser.ts'

let w: Walk
before(async () => {
  w = await walk({ demonstration: false })
})
after(() => w.finish())

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
const fits = async (page: Page) => assert.equal(await sidewaysScroll(page), 0, page.url())
const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()

// From the sign-in page, with the code a developer is shown.
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Your email or mobile number').fill(email)
  await press(page, 'Send me a code')
  const code = /Your code is (\d{6})/.exec(await page.locator('main').innerText())![1]!
  await page.getByLabel('Six-number code').fill(code)
  await press(page, 'Sign in')
}

async function add(page: Page, first_name: string, birth_year: number, helps = ''): Promise<void> {
  await follow(page, /^Add (a child or young person|somebody)$/)
  await page.getByLabel('First name').fill(first_name)
  await page.getByLabel('Year of birth').selectOption(String(birth_year))
  await page.getByLabel('Anything that helps us').fill(helps)
  await fits(page)
  await press(page, 'Add them')
  await page.getByRole('link', { name: first_name, exact: true }).waitFor()
}

const myPage = (page: Page) => page.goto(`${w.origin}/account`)

test('joined by email; two children added once, booked in three presses, one handed over, everything deleted', async () => {
  const { year } = localParts(w.clock.now)
  const session = await w.given.session({ activity: { title: 'Big splash', min_age: 5, max_age: 16 } })
  const { page } = await w.phone()

  await page.goto(`${w.origin}/sign-in`)
  await signIn(page, 'samina@example.org')
  await myPage(page)
  await page.getByLabel('What should we call you?').fill('Samina')
  await press(page, 'Save my name')
  await page.getByRole('heading', { level: 1, name: 'Hello, Samina' }).waitFor()
  await add(page, 'Aisha', year - 9, 'She likes trains')
  await add(page, 'Leo', year - 15, 'A quiet corner')
  await fits(page)

  await page.goto(`${w.origin}/sessions/${session.id}`)
  await follow(page, /^Book (a place|places)/)
  assert.ok(await page.getByLabel(/^Aisha, \d/).isChecked())
  await fits(page)
  await press(page, 'Continue')
  await page.getByRole('heading', { level: 1, name: /^Check/ }).waitFor()
  await fits(page)
  await press(page, 'Book these places')
  await page.waitForURL(/\/my-booking\//)
  await myPage(page)
  await page.getByRole('link', { name: 'Big splash' }).waitFor()
  assert.match(await page.locator('main').innerText(), /Leo, Aisha|Leo and Aisha/)
  await fits(page)

  await follow(page, 'Leo')
  await says(page, 'A quiet corner')
  await fits(page)
  await follow(page, 'Give them a sign-in')
  await page.getByLabel('Their own mobile number or email').fill('leo@example.org')
  await fits(page)
  await press(page, 'Send the invitation')
  await says(page, /^You invited leo@example\.org/)

  // On another phone. The address is the one in the message that was sent.
  const { page: own } = await w.phone()
  const { rows } = await w.database.pool.query('select id from link_offers')
  await own.goto(`${w.origin}/offer/${offerToken(w.config.secret, rows[0].id)}`)
  assert.doesNotMatch(await own.locator('main').innerText(), /Leo|Samina/)
  await fits(own)
  await follow(own, 'Sign in to see it')
  await signIn(own, 'leo@example.org')
  await says(own, 'Hello Leo. This is your own sign-in.')
  await says(own, 'Until the end of Year 11, Samina can see:')
  await fits(own)
  await press(own, 'Yes, please')
  await says(own, 'Samina can see:')
  assert.doesNotMatch(await own.locator('main').innerText(), /A quiet corner/)
  await fits(own)

  // School age ends, for everyone, on a Friday at the end of June.
  w.clock.now = new Date(Date.UTC(year + 1, 6, 1, 12))
  await own.goto(`${w.origin}/sign-in`)
  await signIn(own, 'leo@example.org')
  await myPage(own)
  await follow(own, 'Leo')
  await own.getByLabel('No, from January to August').check()
  await press(own, 'Save the answer')
  await says(own, 'You decide now')
  await says(own, 'A quiet corner')
  await fits(own)
  await own.getByRole('radio', { name: /^No/ }).check()
  await press(own, 'This is my choice')
  await fits(own)

  await page.goto(`${w.origin}/sign-in`)
  await signIn(page, 'samina@example.org')
  await myPage(page)
  await follow(page, 'Leo')
  await says(page, /^You see nothing more here/)
  assert.doesNotMatch(await page.locator('main').innerText(), /A quiet corner/)
  await fits(page)

  await page.goto(`${w.origin}/account/delete`)
  await press(page, 'Yes, delete it all')
  await page.getByRole('heading', { name: 'Everything about you is deleted' }).waitFor()
  const { rows: left } = await w.database.pool.query('select first_name from children')
  assert.deepEqual(
    left.map(({ first_name }) => first_name),
    ['Leo'],
    'what is his stays his',
  )
})
