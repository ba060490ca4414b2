// J3, as a family does it: by the words on the page alone.
import type { Page } from 'playwright-core'

export type Child = { first_name: string; age: string }
export type Guest = { family?: Child[]; name?: string; contact?: string; emergency?: string }

/** From the session's page to "Check, then book". */
export async function fillTheForms(
  page: Page,
  origin: string,
  session_id: string,
  guest: Guest = {},
): Promise<void> {
  const {
    family = [{ first_name: 'Aisha', age: '8' }],
    name = 'Samina',
    contact = 'samina@example.org',
    emergency,
  } = guest
  await page.goto(`${origin}/sessions/${session_id}`)
  await page
    .getByRole('link', { name: /^(Book a place|Book places|Join the waiting list)/ })
    .first()
    .click()
  for (const [index, child] of family.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add another child' }).click()
    await page.getByLabel('First name').nth(index).fill(child.first_name)
    await page.getByLabel('Age').nth(index).fill(child.age)
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Your mobile number or email').fill(contact)
  if (emergency) await page.getByLabel('Phone number for an emergency').fill(emergency)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { level: 1, name: /^Check/ }).waitFor()
}

/** The whole journey; gives back the reference and the private address. */
export async function bookAsGuest(
  page: Page,
  origin: string,
  session_id: string,
  guest: Guest = {},
): Promise<{ reference: string; address: string }> {
  await fillTheForms(page, origin, session_id, guest)
  await page.getByRole('button', { name: /^(Book (this place|these places)|Join the waiting list)$/ }).click()
  await page.waitForURL(/\/my-booking\//)
  const reference = /[2-9B-Z]{3}-[2-9B-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  return { reference, address: new URL(page.url()).pathname }
}
