// Your rights in a real browser: the smallest phone, script off.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sidewaysScroll, type Walk, walk } from './browser.ts'

let w: Walk
before(async () => {
  w = await walk({ demonstration: false })
})
after(() => w.finish())

test('a family sees what is held, takes a copy, and deletes it all in two taps', async () => {
  const { browser, email, person } = await w.given.someone('Samina')
  const { page, context } = await w.phone()
  await context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: w.origin })))
  await page.goto(`${w.origin}/account/record`)
  assert.ok(await page.getByText(email).first().isVisible())
  assert.equal(await sidewaysScroll(page), 0)
  assert.equal(
    await page.getByRole('link', { name: 'Change' }).first().getAttribute('href'),
    '/account',
    'each thing says where to put it right',
  )

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download a copy' }).click(),
  ])
  assert.equal(file.suggestedFilename(), 'what-we-hold.json')

  await page.getByRole('link', { name: 'Delete everything about me' }).click()
  assert.ok(await page.getByRole('heading', { name: 'What stays' }).isVisible())
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByRole('button', { name: 'Yes, delete it all' }).click()
  assert.ok(await page.getByRole('heading', { name: 'Everything about you is deleted' }).isVisible())
  const { rows } = await w.database.pool.query('select 1 from people where id = $1', [person.id])
  assert.equal(rows.length, 0)
  await page.goto(`${w.origin}/account/record`)
  assert.match(page.url(), /sign-in/)
})
