// Somebody is worried, on a small phone, with no script, by keyboard; and somebody needs to be gone from the page quickly.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sidewaysScroll, type Walk, walk } from './browser.ts'

let w: Walk
before(async () => {
  w = await walk({ demonstration: false })
  await w.given.someone('Ruth', ['safeguarding_lead'])
})
after(() => w.finish())

const concerns = async () =>
  Number((await w.database.pool.query('select count(*) as many from concerns')).rows[0].many)

test('a worry is told from any page with no script, by keyboard, on the smallest phone', async () => {
  const { page, context } = await w.phone()
  await page.goto(`${w.origin}/help`)
  const tabTo = async (name: RegExp) => {
    for (let presses = 1; presses <= 40; presses++) {
      await page.keyboard.press('Tab')
      const said = await page.evaluate(() => {
        const { activeElement } = (
          globalThis as unknown as {
            document: { activeElement: { textContent: string; labels?: ArrayLike<{ textContent: string }> } }
          }
        ).document
        return activeElement.labels?.[0]?.textContent ?? activeElement.textContent
      })
      if (name.test(said)) return
    }
    assert.fail(`${name} is not reached by keyboard`)
  }
  await tabTo(/^Worried about a child or an adult\?$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Worried about a child or an adult?' }).waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  const ring = await page.getByRole('link', { name: 'Ring 999' }).boundingBox()
  assert.ok(ring && ring.y + ring.height <= 640, '999 is on the first screen')
  await tabTo(/^Send this/)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Tell us what you are worried about').waitFor()
  await tabTo(/^What are you worried about\?/)
  await page.keyboard.type('My friend is scared to go home')
  await tabTo(/^Send this/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Thank you for telling us' }).waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  assert.equal(await concerns(), 1)
  await page.reload()
  assert.equal(await concerns(), 1)
  await context.close()
})

test('nothing of a worry is left on the phone: Back shows an empty box', async () => {
  for (const javaScriptEnabled of [false, true]) {
    const { page, context } = await w.phone({ javaScriptEnabled })
    await page.goto(`${w.origin}/concern`)
    await page.getByLabel('What are you worried about?').fill('My friend is scared')
    await page.getByRole('button', { name: /^Send this/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Thank you for telling us' }).waitFor()
    await page.goBack()
    assert.equal(await page.getByLabel('What are you worried about?').inputValue(), '')
    assert.deepEqual(await context.cookies(), [])
    await context.close()
  }
})

test('pressed twice in a hurry, it is one worry', async () => {
  const { page, context } = await w.phone({ javaScriptEnabled: true })
  const started = await concerns()
  await page.goto(`${w.origin}/concern`)
  await page.getByLabel('What are you worried about?').fill('A worry told in a hurry')
  await page.getByRole('button', { name: /^Send this/ }).dblclick()
  await page.getByRole('heading', { level: 1, name: 'Thank you for telling us' }).waitFor()
  assert.equal(await concerns(), started + 1)
  await context.close()
})

test('leaving quickly shows what’s on, and Back does not lead to the worry', async () => {
  const { page, context } = await w.phone({ javaScriptEnabled: true })
  await page.goto(`${w.origin}/about/accessibility`)
  await page.goto(`${w.origin}/concern`)
  await page.getByLabel('What are you worried about?').fill('Do not let him see this')
  await page.getByRole('link', { name: 'Leave this page quickly' }).click()
  await page.waitForURL(/\/whats-on$/)
  await page.goBack()
  assert.match(page.url(), /\/about\/accessibility$/)
  assert.deepEqual(
    await page.evaluate(() => Object.keys((globalThis as unknown as { localStorage: object }).localStorage)),
    [],
  )
  await context.close()
})

test('leaving quickly works with no script too', async () => {
  const { page, context } = await w.phone()
  await page.goto(`${w.origin}/concern`)
  await page.getByRole('link', { name: 'Leave this page quickly' }).click()
  await page.waitForURL(/\/whats-on$/)
  await context.close()
})
