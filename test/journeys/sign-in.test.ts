// A15 and A27: a mail scanner that opens every link, and a phone that others use.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sidewaysScroll, type Walk, walk } from './browser.ts'

let w: Walk
before(async () => {
  w = await walk({ demonstration: false })
})
after(() => w.finish())

const rows = async (sql: string, values: unknown[] = []) => (await w.database.pool.query(sql, values)).rows
const signIns = async () => Number((await rows('select count(*) as many from sign_ins'))[0].many)

/** The links of the newest message to somebody, as their mailbox has them. */
async function linksTo(send_to: string): Promise<string[]> {
  const [{ id }] = await rows('select id from messages where send_to = $1 order by created_at desc limit 1', [
    send_to,
  ])
  const { page, context } = await w.phone()
  await page.goto(`${w.origin}/preview/messages/${id}/html`)
  const links = await page
    .locator('a[href^="http"]')
    .evaluateAll((found) => found.map((each) => each.getAttribute('href')!))
  await context.close()
  return links
}

test('A15: a mail scanner opens every link first, by GET, HEAD and in a browser with script; the person still signs in', async () => {
  const email = 'canary-samina@example.org'
  const { page, context } = await w.phone()
  await page.goto(`${w.origin}/sign-in`)
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByLabel('Your email or mobile number').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByRole('heading', { level: 1, name: 'Type your code' }).waitFor()
  const links = await linksTo(email)
  assert.ok(
    links.some((link) => link.includes('/sign-in/link/')),
    links.join(),
  )
  const before_it = await signIns()
  const scanner = await w.phone({ javaScriptEnabled: true })
  for (const link of links) {
    const at = link.replace(/^https?:\/\/[^/]+/, w.origin)
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(at, { method, redirect: 'follow' })
    await scanner.page.goto(at)
    await scanner.page.waitForTimeout(300)
  }
  assert.equal(await signIns(), before_it, 'nobody is signed in by opening a link')
  const cookies = await scanner.context.cookies()
  assert.deepEqual(
    cookies.filter(({ name }) => name.endsWith('sign_in')),
    [],
  )
  await scanner.context.close()

  const link = links.find((each) => each.includes('/sign-in/link/'))!.replace(/^https?:\/\/[^/]+/, w.origin)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in on this phone' }).click()
  assert.equal(await signIns(), before_it + 1)
  await context.close()
})

test('A27: signed out on a shared phone, Back five times shows nothing personal, and nothing personal is kept', async () => {
  const email = 'canary-shared@example.org'
  const { page, context } = await w.phone({ javaScriptEnabled: true })
  await page.goto(`${w.origin}/sign-in`)
  await page.getByLabel('Your email or mobile number').fill(email)
  await page.getByLabel('Other people use this phone').check()
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = (await rows("select about->>'code' as code from messages where send_to = $1", [email]))[0].code
  await page.getByLabel('Six-number code').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const [person] = await rows('select person_id as id from contacts where send_to = $1', [email])
  await rows("update people set name = 'Canaryname' where id = $1", [person.id])
  for (const path of [
    '/account',
    '/account/reach',
    '/account/people/new',
    '/account/record',
    '/account/opened',
  ])
    await page.goto(w.origin + path)
  await page.goto(`${w.origin}/account`)
  assert.match(await page.content(), /Canaryname/, 'there was something to see')
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  for (let back = 0; back < 5; back++) {
    await page.goBack().catch(() => null)
    await page.waitForTimeout(150)
    assert.doesNotMatch(await page.content(), /canary/i, `after Back ${back + 1}, at ${page.url()}`)
  }
  const cookies = await context.cookies()
  assert.ok(
    cookies.every(({ name, value }) => !/sign_in|code_sent_to/.test(name) && !/canary/i.test(value)),
    JSON.stringify(cookies),
  )
  const kept = await page.evaluate(() => {
    const { localStorage, sessionStorage } = globalThis as unknown as {
      localStorage: object
      sessionStorage: object
    }
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
  })
  assert.doesNotMatch(kept, /canary/i)
  await context.close()
})
