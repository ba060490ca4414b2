// What holds on every page, in every state: A6, A7, A8–A10, A22's shape, A24, and A25's mechanics in two invented languages.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { opening_reasons } from '../../src/features/people/rules-roles.ts'
import { type HeldRole, roles } from '../../src/kit/who-may.ts'
import { routes_we_have } from '../routes.ts'
import { sidewaysScroll, type Walk, walk } from './browser.ts'
import { familyStates } from './family-states.ts'
import { everyState, partnersSession, type State } from './states.ts'

let w: Walk
let states: State[]
type Reader = { page: Page; context: BrowserContext }
let visitor: Reader
let family: Reader
let team: Reader
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

before(async () => {
  w = await walk()
  const partners = await partnersSession(w)
  const samina = await w.given.someone('Samina')
  states = await everyState(w, await familyStates(w, samina.person.id))
  const reader = async (signed_in?: { browser: { cookies: Map<string, string> } }): Promise<Reader> => {
    const phone = await w.phone({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true })
    const cookies = [...(signed_in?.browser.cookies ?? [])]
    await phone.context.addCookies(cookies.map(([name, value]) => ({ name, value, url: w.origin })))
    return phone
  }
  visitor = await reader()
  family = await reader(samina)
  // Somebody who may do everything, so that every room can be looked at.
  const priya = await w.given.someone('Priya', everyRole(partners.provider_id))
  await w.given.secondStep(priya.person.id)
  team = await reader(priya)
  // A record is opened with a reason, once in a sign-in: this one has been.
  const opened = `/team/people/${(await w.given.someone('Aaliyah Khan')).person.id}`
  await priya.browser.post(opened, { why: opening_reasons[0] })
  for (const [name, page] of [
    ['a record opened', ''],
    ['how somebody signs in', '/sign-in'],
    ['a sensitive record', '/sensitive'],
  ])
    states.push({
      name: name!,
      route: `/team/people/:id${page}`,
      path: opened + page,
      role: 'team',
      status: 200,
    })
})
after(() => w.finish())

const everyRole = (provider_id: string): HeldRole[] =>
  roles.map((role) => ({
    role,
    provider_id: role === 'partner_lead' || role === 'session_worker' ? provider_id : null,
  }))

const open = async (state: State) => {
  const { page } = { anyone: visitor, family, team }[state.role]
  const reply = await page.goto(w.origin + state.path)
  assert.equal(reply?.status(), state.status, `${state.name} answered ${reply?.status()}`)
  return page
}

/** Looks at every state, and says all that is wrong at once. */
async function everywhere(
  look: (page: Page, state: State) => Promise<string[]>,
  chosen = states,
): Promise<void> {
  const wrong: string[] = []
  for (const state of chosen)
    wrong.push(...(await look(await open(state), state)).map((each) => `${state.name}: ${each}`))
  assert.deepEqual(wrong, [])
}

test('every page of the router is looked at in some state', () => {
  const pages = Object.keys(routes_we_have)
    .filter((at) => at.startsWith('GET ') && !/\.ics$|\/assets\/|\/pictures\/|healthz/.test(at))
    .map((at) => at.slice(4))
  const seen = new Set(states.map(({ route }) => route))
  // Not pages to walk to: one comes only after asking for a code, one is a letter inside another page.
  const by_doing = ['/sign-in/code', '/preview/messages/:id/html']
  assert.deepEqual(
    pages.filter((page) => !seen.has(page) && !by_doing.includes(page)),
    [],
  )
})

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
async function axeSays(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (run_only) => {
    const { axe: it } = globalThis as unknown as {
      axe: {
        run(
          on: unknown,
          how: unknown,
        ): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>
      }
    }
    const { violations } = await it.run((globalThis as unknown as { document: unknown }).document, {
      runOnly: run_only,
      rules: { 'color-contrast-enhanced': { enabled: false }, 'target-size': { enabled: true } },
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id} at ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(' '))
          .join(' | ')}`,
    )
  }, tags)
}

test('A6: axe finds nothing, on any page in any state, by day', async () => {
  await everywhere((page) => axeSays(page))
})

test('A6: axe finds nothing by night', async () => {
  for (const { page } of [visitor, family, team]) await page.emulateMedia({ colorScheme: 'dark' })
  await everywhere((page) => axeSays(page))
  for (const { page } of [visitor, family, team]) await page.emulateMedia({ colorScheme: 'light' })
})

test('A6: axe finds nothing on a form sent empty, and the form says what is wrong', async () => {
  const forms = states.filter(({ name }) =>
    [
      'who is coming',
      'help',
      'a worry',
      'sign in',
      'a new activity',
      'a new place',
      'a new session',
    ].includes(name),
  )
  assert.ok(forms.length >= 5)
  await everywhere(async (page) => {
    await page.locator('main form[method=post] button:not([value=add])').last().click()
    const title = await page.title()
    const summary = await page.getByRole('alert').getByRole('heading', { name: 'There is a problem' }).count()
    return [
      ...(title.startsWith('Error: ') ? [] : [`title is “${title}”`]),
      ...(summary === 1 ? [] : ['no summary']),
      ...(await axeSays(page)),
    ]
  }, forms)
})

test('A7: what can be pressed is 44 pixels high, or 24 inside a sentence', async () => {
  await everywhere((page) =>
    page.evaluate(() => {
      type Box = { width: number; height: number }
      type Thing = {
        getBoundingClientRect(): Box
        closest(what: string): Thing | null
        textContent: string
        checkVisibility(): boolean
        matches(what: string): boolean
        labels?: ArrayLike<Thing>
        outerHTML: string
      }
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(what: string): ArrayLike<Thing> }
      }
      const small: string[] = []
      for (const thing of Array.from(
        document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'),
      )) {
        if (!thing.checkVisibility() || thing.matches('.skip')) continue
        const own = thing.getBoundingClientRect()
        const label = thing.matches('input[type=radio], input[type=checkbox]')
          ? thing.labels?.[0]?.getBoundingClientRect()
          : undefined
        const height = Math.max(own.height, label?.height ?? 0)
        const in_words = thing.matches('p a, li a, dd a, td a, label a, span a')
        if (own.width > 0 && height < (in_words ? 24 : 43.5))
          small.push(`${Math.round(height)}px ${thing.outerHTML.slice(0, 90)}`)
      }
      return small.slice(0, 4)
    }),
  )
})

test('A8, A10: one h1, a skip link first, help in the same place with the same three ways', async () => {
  const titles = new Map<string, State>()
  await everywhere(
    async (page, state) => {
      const wrong: string[] = []
      if (state.name !== 'preview' && (await page.locator('h1').count()) !== 1) wrong.push('not one h1')
      const title = await page.title()
      const twin = titles.get(title)
      // A preview is the page itself; a page sent back is the page it was sent from.
      if (
        twin &&
        twin.route !== state.route &&
        state.status === 200 &&
        twin.status === 200 &&
        !state.route.endsWith('/preview')
      )
        wrong.push(`same title as ${twin.name}: ${title}`)
      titles.set(title, state)
      await page.keyboard.press('Tab')
      const first = await page.evaluate(
        () =>
          (globalThis as unknown as { document: { activeElement: { className: string } } }).document
            .activeElement.className,
      )
      if (state.status === 200 && !first.includes('skip')) wrong.push(`first stop is ${first}`)
      const help = page.locator('aside').filter({ hasText: '0161 496 0123' })
      if ((await help.count()) !== 1) wrong.push('no help')
      else if ((await help.getByRole('link').count()) < 3) wrong.push('help has fewer than three ways')
      if (
        !(await page.evaluate(() =>
          (
            globalThis as unknown as { document: { querySelector(what: string): unknown } }
          ).document.querySelector('main ~ aside, .frame ~ aside, main + * aside'),
        ))
      )
        wrong.push('help is not after the page')
      return wrong
    },
    states.filter(({ route }) => !route.endsWith('/print')),
  )
})

test('no page scrolls sideways on the smallest phone, nor with letters twice the size', async () => {
  for (const { page } of [visitor, family, team]) await page.setViewportSize({ width: 320, height: 640 })
  await everywhere(async (page) => {
    const plain = await sidewaysScroll(page)
    await page.evaluate(() => {
      ;(
        globalThis as unknown as { document: { documentElement: { style: { fontSize: string } } } }
      ).document.documentElement.style.fontSize = '200%'
    })
    const large = await sidewaysScroll(page)
    return [...(plain > 0 ? [`${plain}px at 320`] : []), ...(large > 0 ? [`${large}px at 200%`] : [])]
  })
})

for (const language of ['en-XA', 'en-XB'])
  test(`A25: every page stands in the invented language ${language}: nothing untranslated, nothing cut, the right way round`, async () => {
    for (const { context } of [visitor, family, team])
      await context.addCookies([{ name: 'language', value: language, url: w.origin }])
    await everywhere(
      async (page) => {
        const wrong: string[] = []
        const { lang, dir } = await page.evaluate(() => {
          const { lang, dir } = (
            globalThis as unknown as { document: { documentElement: { lang: string; dir: string } } }
          ).document.documentElement
          return { lang, dir }
        })
        if (lang !== language) wrong.push(`lang is ${lang}`)
        if (dir !== (language === 'en-XB' ? 'rtl' : 'ltr')) wrong.push(`dir is ${dir}`)
        const plain = await page.locator('h2, label, legend, button').allTextContents()
        const untouched = plain.filter(
          (words) =>
            /\b(what|where|when|your|book|please|help|the|name)\b/.test(words) &&
            !/[áéíóúÁÉÍÓÚ~]/.test(words),
        )
        if (untouched.length) wrong.push(`not in the catalogue: ${untouched[0]}`)
        const sideways = await sidewaysScroll(page)
        if (sideways > 0) wrong.push(`${sideways}px sideways`)
        return wrong
      },
      states.filter(({ route }) => !route.startsWith('/preview')),
    )
    for (const { context } of [visitor, family, team]) await context.clearCookies({ name: 'language' })
  })

test('A24: nothing is asked of anybody else’s computer', async () => {
  const asked: string[] = []
  const listen = (request: { url(): string }) => {
    if (!request.url().startsWith(w.origin) && !request.url().startsWith('data:')) asked.push(request.url())
  }
  for (const { context } of [visitor, family, team]) context.on('request', listen)
  await everywhere(async () => [])
  assert.deepEqual(asked, [])
})
