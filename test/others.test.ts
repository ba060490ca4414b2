// T30–T32: one family's things, and everybody else. Each of their ids in every request of the others, every page read
// for their canaries, and every form sent with fields it does not have.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { HeldRole, Role } from '../src/kit/who-may.ts'
import { rowsOf } from './matrix.ts'
import type { Browser, World } from './world.ts'
import { world } from './world.ts'

let w: World
let mine: Awaited<ReturnType<typeof aFamily>>
before(async () => {
  w = await world()
  mine = await aFamily()
})
after(() => w.close())

const rows = async (sql: string, values: unknown[] = []) => (await w.database.pool.query(sql, values)).rows

/** A family with something of everything, each personal word a canary; and every id of theirs. */
async function aFamily() {
  const email = 'canary-carer@example.org'
  const { person } = await w.given.someone('Canarycarer', [], { email })
  await rows('update contacts set typed = $2, send_to = $2 where person_id = $1', [person.id, email])
  const [child] = await rows(
    "insert into children (first_name, birth_year, added_at, helps_sealed) values ('Canarychild', 2017, $1, 'x') returning id",
    [w.clock.now],
  )
  await rows('update children set helps_sealed = $2 where id = $1', [
    child.id,
    w.keys.seal(child.id, 'Canaryhelps'),
  ])
  await rows('insert into child_carers (child_id, person_id, since) values ($1, $2, $3)', [
    child.id,
    person.id,
    w.clock.now,
  ])
  const provider = await w.given.provider()
  const session = await w.given.session({ activity: { provider_id: provider.id, adult: 'may_leave' } })
  const booked = await w.desk.ask({
    form_key: randomUUID(),
    session_id: session.id,
    people: [{ first_name: 'Canarychild', age: 9 }],
    adults: 0,
    ask_first: false,
    carer_name: 'Canarycarer',
    contact_kind: 'email',
    contact: email,
    send_to: email,
    emergency_contact: '0161 496 0777',
    must_know: 'Canarymustknow',
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.ok(typeof booked !== 'string')
  await rows('update bookings set person_id = $2 where id = $1', [booked.booking_id, person.id])
  const offer = randomUUID()
  await rows(
    `insert into link_offers (id, child_id, kind, offered_by, contact, send_to, token_hash, offered_at, ends_at)
     values ($1, $2, 'carer', $3, 'canary-other@example.org', 'canary-other@example.org', $4, $5::timestamptz, $5::timestamptz + interval '7 days')`,
    [offer, child.id, person.id, Buffer.from('hash'), w.clock.now],
  )
  const [contact] = await rows('select id from contacts where person_id = $1', [person.id])
  const [sign_in] = await rows('select id from sign_ins where person_id = $1', [person.id])
  const [message] = await rows('select id from messages where booking_id = $1', [booked.booking_id])
  const ids = [
    person.id,
    child.id,
    booked.booking_id,
    offer,
    contact.id,
    sign_in.id,
    message.id,
    booked.reference,
  ]
  return { ids, provider, session, person }
}

const theirs: [string, string][] = [
  ['people', 'id'],
  ['contacts', 'person_id'],
  ['sign_ins', 'person_id'],
  ['roles', 'person_id'],
  ['second_factors', 'person_id'],
  ['ways_to_reach', 'person_id'],
  ['child_carers', 'person_id'],
  ['link_offers', 'offered_by'],
  ['bookings', 'person_id'],
]
/** Every row of the family, as it is now. */
async function fingerprint(): Promise<string> {
  const parts = []
  for (const [table, column] of theirs)
    parts.push(
      await rows(`select t::text as row from ${table} t where ${column}::text = $1 order by 1`, [
        mine.person.id,
      ]),
    )
  parts.push(await rows("select c::text as row from children c where first_name = 'Canarychild'"))
  parts.push(await rows('select p::text as row from booking_people p where first_name = $1', ['Canarychild']))
  return JSON.stringify(parts)
}

const canary = /canary|0161 496 0777/i
// What a form might be talked into, beside what it asks: whose it is, what they may do, what was checked and when.
const names = [
  'id',
  'person',
  'person_id',
  'child',
  'child_id',
  'children',
  'booking',
  'booking_id',
  'contact_id',
  'offer',
  'offer_id',
  'sign_in',
  'sign_in_id',
  'session',
  'session_id',
  'message',
  'message_id',
  'factor',
  'reference',
  'nth',
  'carer',
  'who',
]
const extra = {
  role: 'area_administrator',
  roles: 'area_administrator',
  'roles[]': 'area_administrator',
  provider_id: '',
  state: 'cancelled',
  sensitive_at: '2020-01-01',
  verified_at: '2020-01-01',
  second_factor_at: '2026-11-23',
  confirmed_at: '2026-11-23',
  control_passed_at: '2020-01-01',
  booked: '0',
  granted_by: 'x',
  __proto__: 'x',
  constructor: 'x',
}

const partner = async (role: Role): Promise<HeldRole[]> => [
  { role, provider_id: (await w.given.provider()).id },
]
const others = async (): Promise<[string, Browser][]> => [
  ['a visitor', w.browser()],
  ['another family', (await w.given.someone('Other')).browser],
  ['a partner lead elsewhere', (await w.given.someone('Lead', await partner('partner_lead'))).browser],
  ['a session worker elsewhere', (await w.given.someone('Worker', await partner('session_worker'))).browser],
  ...(await Promise.all(
    (['panel_member', 'parent_champion', 'moderator', 'report_viewer', 'publisher'] as const).map(
      async (role): Promise<[string, Browser]> => [role, (await w.given.someone(role, [role])).browser],
    ),
  )),
]

const at = (path: string, id: string) => path.replace(/:[a-z_]+/g, encodeURIComponent(id)).replace('*', 'x')
// The messages of a development house are there for whoever builds it to read.
const real = () => rowsOf(w.app).filter(({ guard }) => guard !== 'development')

test('T30, T31: with each of a family’s ids in every address and query, nobody else reads a word of theirs', async () => {
  const found: string[] = []
  for (const [name, browser] of await others())
    for (const row of real().filter(({ method }) => method === 'GET'))
      for (const id of row.path.includes(':') ? [...mine.ids, mine.session.id] : [mine.ids[0]!]) {
        const query = new URLSearchParams(names.map((each) => [each, id])).toString()
        const reply = await browser.get(`${at(row.path, id)}?${query}`)
        const html = (await reply.text()).replace(/<footer[\s\S]*$/, '')
        if (canary.test(html)) found.push(`${name} reads ${row.path} with ${id}: ${canary.exec(html)![0]}`)
        if (reply.status >= 500) found.push(`${name} breaks ${row.path} with ${id}`)
      }
  assert.deepEqual(found, [])
})

test('T30, T32: with each of a family’s ids in every field of every form, and fields it does not have, nothing of theirs changes and nobody gains a role', async () => {
  const before_it = await fingerprint()
  assert.match(before_it, /Canarychild/)
  // Somebody who deletes themselves loses a role; nobody gains one.
  const held = async () =>
    (
      await rows(
        "select person_id || role || coalesce(provider_id::text, '') as at from roles where ended_at is null",
      )
    ).map((row) => row.at as string)
  const found: string[] = []
  for (const [name] of await others())
    for (const row of real().filter(({ method }) => method === 'POST')) {
      // A form may sign out or end what it is sent with: somebody new sends each.
      const [, browser] = (await others()).find(([each]) => each === name)!
      const roles_before = await held()
      for (const id of row.path.includes(':') ? mine.ids : mine.ids.slice(0, 3)) {
        const form = { ...extra, ...Object.fromEntries(names.map((each) => [each, id])) }
        const reply = await browser.post(at(row.path, id), form)
        const html = await reply.text()
        if (reply.status >= 500 && reply.status !== 503) found.push(`${name} breaks ${row.path}`)
        // What they typed themselves comes back as they typed it; a reference is one of the ids they had.
        if (/Canary(child|carer|helps|mustknow)|canary-/.test(html))
          found.push(`${name} is told at ${row.path}`)
      }
      if ((await held()).some((each) => !roles_before.includes(each)))
        found.push(`${name} changed who may do what at ${row.path}`)
      if ((await fingerprint()) !== before_it) {
        found.push(`${name} changed something of theirs at ${row.path}`)
        break
      }
    }
  assert.deepEqual([...new Set(found)], [])
})

test('the sweep sees a leak when there is one: the family’s own page, read by themselves', async () => {
  const browser = w.browser()
  await w.given.signIn(mine.person.id, browser)
  assert.match((await browser.read('/account')).html, canary)
  const coordinator = (await w.given.coordinator()).browser
  assert.match((await coordinator.read(`/team/sessions/${mine.session.id}`)).html, canary)
})
