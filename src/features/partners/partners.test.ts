// Partners see who is coming to their own sessions, as far as their role and the day allow; another's is not there.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { book } from '../../../test/things.ts'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { paths } from '../../kit/paths.ts'
import type { Role } from '../../kit/who-may.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const day = 86_400_000
const inDays = (days: number) => new Date(w.clock.now.getTime() + days * day)
const organisation = () => w.given.provider()
const of = (role: Role, provider_id: string, name = 'Bernadette') =>
  w.given.someone(name, [{ role, provider_id }])
const sessionOf = (provider_id: string, days = 3, title = 'Swim together') =>
  w.given.session({ starts_at: inDays(days), activity: { provider_id, title } })
const said = {
  carer_name: 'Canarycarer',
  must_know: 'canary-must-know',
  emergency_contact: '07700 900955',
  contact: 'canary-contact@example.org',
  send_to: 'canary-contact@example.org',
  people: [{ first_name: 'Canarykid', age: 11 }],
}
const booked = (session_id: string) => book(w, session_id, said)

test('a partner sees the coming sessions of their own organisation, with how many are booked', async () => {
  const [mine, theirs] = [await organisation(), await organisation()]
  const session = await sessionOf(mine.id)
  await sessionOf(theirs.id, 3, 'Not ours')
  await sessionOf(mine.id, -5, 'Long over')
  await w.given.session({ published_at: null, activity: { provider_id: mine.id, title: 'Still a draft' } })
  await booked(session.id)
  const words = wordsOf((await (await of('session_worker', mine.id)).browser.read(paths.partner())).html)
  assert.match(words, /Swim together/)
  assert.match(words, /1 of 10/)
  assert.doesNotMatch(words, /Not ours|Long over|Still a draft|Canarykid/)
})

test('somebody who works for two organisations sees both, each under its name', async () => {
  const [one, two, three] = [await organisation(), await organisation(), await organisation()]
  await sessionOf(one.id, 3, 'First club')
  const second = await sessionOf(two.id, 3, 'Second club')
  await sessionOf(three.id, 3, 'Third club')
  const { browser } = await w.given.someone('Joel', [
    { role: 'partner_lead', provider_id: one.id },
    { role: 'session_worker', provider_id: two.id },
  ])
  const { html } = await browser.read(paths.partner())
  for (const name of [one.name, two.name, 'First club', 'Second club']) assert.ok(html.includes(name), name)
  assert.doesNotMatch(html, /Third club/)
  // What a lead sees, they see where they lead, and not where they work.
  await booked(second.id)
  assert.doesNotMatch((await browser.read(paths.partnerSession(second.id))).html, /Canarycarer/)
})

test('in the week of a session each role sees its own fields, and nobody sees how to reach a family', async () => {
  const { id } = await organisation()
  const session = await sessionOf(id)
  await booked(session.id)
  const page = async (role: Role) =>
    (await (await of(role, id)).browser.read(paths.partnerSession(session.id))).html
  const worker = await page('session_worker')
  for (const words of ['Canarykid', '11', 'canary-must-know', '07700 900955'])
    assert.ok(worker.includes(words), words)
  assert.doesNotMatch(worker, /Canarycarer|canary-contact/)
  const lead = await page('partner_lead')
  assert.match(lead, /Canarycarer/)
  assert.doesNotMatch(lead, /canary-contact/)
})

test('before that week, and two days after it, there are counts and first names and nothing more', async () => {
  const { id } = await organisation()
  const session = await sessionOf(id, 7.01)
  await booked(session.id)
  const { browser } = await of('partner_lead', id)
  const closed = async () => {
    const { html } = await browser.read(paths.partnerSession(session.id))
    assert.match(wordsOf(html), /First names only for now/)
    assert.match(html, /Canarykid/)
    assert.doesNotMatch(html, /canary-must-know|07700 900955|Canarycarer|Canarykid, 11/)
  }
  const started = w.clock.now
  await closed()
  await w.database.pool.query(`update sign_ins set expires_at = $1`, [inDays(60)])
  w.clock.now = inDays(1)
  assert.match((await browser.read(paths.partnerSession(session.id))).html, /canary-must-know/)
  w.clock.now = new Date(started.getTime() + 9.2 * day)
  await closed()
  w.clock.now = started
})

test('another organisation’s session is exactly as if it were not there, and so is a draft', async () => {
  const [mine, theirs] = [await organisation(), await organisation()]
  const { browser } = await of('partner_lead', mine.id)
  const page = async (id: string) => {
    const reply = await browser.get(paths.partnerSession(id))
    return `${reply.status} ${(await reply.text()).replaceAll(id, '…')}`
  }
  const absent = await page(randomUUID())
  assert.match(absent, /^404 /)
  assert.equal(await page((await sessionOf(theirs.id)).id), absent)
  const draft = await w.given.session({ published_at: null, activity: { provider_id: mine.id } })
  assert.equal(await page(draft.id), absent)
})

test('when a role ends, or no second step was shown, nothing more is seen', async () => {
  const { id } = await organisation()
  const session = await sessionOf(id)
  const { browser, person } = await of('partner_lead', id)
  assert.equal((await browser.get(paths.partnerSession(session.id))).status, 200)
  await w.database.pool.query('update sign_ins set second_factor_at = null where person_id = $1', [person.id])
  assert.match((await browser.get(paths.partner())).headers.get('location')!, /^\/sign-in\/second-step/)
  await w.database.pool.query('update roles set ended_at = $2 where person_id = $1', [person.id, w.clock.now])
  for (const path of [paths.partner(), paths.partnerSession(session.id)])
    assert.equal((await browser.get(path)).status, 404)
})

test('each opening is written down, of a session that is somebody else’s too', async () => {
  const [mine, theirs] = [await organisation(), await organisation()]
  const { browser, person } = await of('session_worker', mine.id)
  const ids = [(await sessionOf(mine.id)).id, (await sessionOf(theirs.id)).id]
  for (const id of ids) await browser.get(paths.partnerSession(id))
  const { rows } = await w.database.pool.query(
    `select about from audit where person_id = $1 and act = 'GET /partner/sessions/:id' order by nth`,
    [person.id],
  )
  assert.deepEqual(
    rows.map(({ about }) => about),
    ids,
  )
})

test('the team’s own roles open no door here', async () => {
  for (const role of ['coordinator', 'area_administrator', 'safeguarding_lead'] as const)
    assert.equal((await (await w.given.someone(role, [role])).browser.get(paths.partner())).status, 404)
})
