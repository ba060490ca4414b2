import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { fieldsSeen, type HeldRole, type Role, roles, who_sees } from '../../kit/who-may.ts'
import { bookingsSeen } from './queries-seen.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())
const around = () => ({ db: w.database.db, keys: w.keys })

let nth = 0
/** Books at the desk, every field filled with words that can be searched for. */
async function book(session_id: string, more: { send_to?: string } = {}) {
  const send_to = more.send_to ?? `canary-contact-${++nth}@example.org`
  const answer = await w.desk.ask({
    form_key: randomUUID(),
    session_id,
    people: [{ first_name: `Canaryname${++nth}`, age: 9 }],
    adults: 0,
    ask_first: false,
    carer_name: `Canarycarer${nth}`,
    contact_kind: 'email',
    contact: send_to,
    send_to,
    emergency_contact: '0161 496 0999',
    must_know: 'Canarymustknow',
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.ok(typeof answer !== 'string')
  return answer as { reference: string; booking_id: string }
}

const held = (role: Role, provider_id: string | null = null): HeldRole[] => [{ role, provider_id }]

// How the page says each field, to look for it in a page or in what was read.
const canaries = {
  reference: (reference: string) => new RegExp(`${reference.slice(0, 3)}-?${reference.slice(3)}`),
  first_names: () => /Canaryname/,
  ages: () => /"age":9|, 9\b|9 years old/,
  must_know: () => /Canarymustknow/,
  emergency_contact: () => /0161 496 0999/,
  carer_name: () => /Canarycarer/,
  contact: () => /canary-contact/,
  place_in_line: () => /"place_in_line":1|Number 1 in line/,
}

test('each role reads the fields of a booking the table gives it, and no other', async () => {
  const provider = await w.given.provider()
  const session = await w.given.session({ places: 1, activity: { provider_id: provider.id } })
  const { reference } = await book(session.id)
  await book(session.id)
  for (const role of roles) {
    const fields = fieldsSeen(held(role, provider.id), provider.id)
    const said = JSON.stringify(await bookingsSeen(around(), session.id, fields))
    for (const [field, canary] of Object.entries(canaries)) {
      const allowed = (who_sees[field as keyof typeof canaries] as readonly Role[]).includes(role)
      assert.equal(canary(reference).test(said), allowed, `${role} and ${field}: ${said}`)
    }
  }
})

test('another organisation’s leader reads nothing, and those who only publish read nothing', async () => {
  const mine = await w.given.provider()
  const session = await w.given.session({ activity: { provider_id: mine.id } })
  await book(session.id)
  const theirs = await w.given.provider()
  for (const roles_held of [held('partner_lead', theirs.id), held('publisher'), held('report_viewer'), []])
    assert.deepEqual(
      await bookingsSeen(around(), session.id, fieldsSeen(roles_held, mine.id)),
      [],
      JSON.stringify(roles_held),
    )
})

test('whoever runs a session is told who is coming, not who is waiting', async () => {
  const provider = await w.given.provider()
  const session = await w.given.session({ places: 1, activity: { provider_id: provider.id } })
  await book(session.id)
  await book(session.id)
  const seen = await bookingsSeen(
    around(),
    session.id,
    fieldsSeen(held('partner_lead', provider.id), provider.id),
  )
  assert.deepEqual(
    seen.map(({ state }) => state),
    ['booked'],
  )
})

test('the team’s page of a session shows a coordinator who is booked and the line in order, and a publisher nobody', async () => {
  const session = await w.given.session({ places: 1 })
  const { reference } = await book(session.id)
  const second = await book(session.id)
  const priya = (await w.given.coordinator()).browser
  const page = wordsOf((await priya.read(`/team/sessions/${session.id}`)).html)
  for (const [field, canary] of Object.entries(canaries))
    if (field !== 'place_in_line') assert.match(page, canary(reference), field)
  assert.match(page, /Number 1 in line/)
  assert.ok(page.indexOf(second.reference.slice(3)) > page.indexOf(reference.slice(3)))

  const publisher = (await w.given.someone('Pub', ['publisher'])).browser
  const theirs = await publisher.read(`/team/sessions/${session.id}`)
  assert.equal(theirs.status, 200)
  for (const canary of Object.values(canaries)) assert.doesNotMatch(wordsOf(theirs.html), canary(reference))
})

test('that somebody looked at who is booked is written down; a page without families is not', async () => {
  const session = await w.given.session()
  const { person, browser } = await w.given.coordinator('Looker')
  const seen = async () =>
    (
      await w.database.pool.query(
        `select count(*)::int as n from audit where person_id = $1 and act = 'saw who is booked' and about = $2`,
        [person.id, session.id],
      )
    ).rows[0].n
  await browser.get(`/team/sessions/${session.id}`)
  assert.equal(await seen(), 0)
  await book(session.id)
  await browser.get(`/team/sessions/${session.id}`)
  assert.equal(await seen(), 1)
})

test('a family whose record is marked sensitive is first names on the day, and who they are is kept back', async () => {
  const provider = await w.given.provider()
  const session = await w.given.session({ activity: { provider_id: provider.id } })
  const { email } = await w.given.someone('Hidden', [], { sensitive_at: w.clock.now })
  await book(session.id, { send_to: email })
  await book(session.id)
  const asSeen = (role: Role) =>
    bookingsSeen(around(), session.id, fieldsSeen(held(role, provider.id), provider.id))

  const [hidden, open] = await asSeen('coordinator')
  assert.deepEqual([hidden!.carer_name, hidden!.contact, hidden!.kept_back], [null, null, true])
  assert.match(hidden!.people![0]!.first_name!, /Canaryname/)
  assert.match(open!.carer_name!, /Canarycarer/)

  const [lead] = await asSeen('partner_lead')
  assert.equal(lead!.carer_name, null)
  assert.equal('kept_back' in lead!, false, 'that it is marked is not said to whoever runs the session')
  const [worker] = await asSeen('session_worker')
  assert.match(worker!.people![0]!.first_name!, /Canaryname/)

  const [administrator] = await asSeen('area_administrator')
  assert.match(administrator!.carer_name!, /Canarycarer/)
  assert.equal(administrator!.contact, email)

  const priya = (await w.given.coordinator()).browser
  const page = wordsOf((await priya.read(`/team/sessions/${session.id}`)).html)
  assert.match(page, /Ask the area administrator/)
  assert.ok(!page.includes(email))
})
