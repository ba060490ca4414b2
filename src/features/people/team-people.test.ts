import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Browser, type Form, type World, wordsOf, world } from '../../../test/world.ts'
import type { HeldRole } from '../../kit/who-may.ts'
import { endRole, grantRole } from './actions-roles.ts'

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

const rows = async (sql: string, values: unknown[] = []) => (await w.database.pool.query(sql, values)).rows
const find = async (browser: Browser, words: string) =>
  wordsOf(await (await browser.post('/team/people', { find: words })).text())
const administrator = (name = 'Ada') => w.given.someone(name, ['area_administrator'])
/** Opens a record with a reason, as the page asks; gives the page. */
async function open(browser: Browser, id: string, why = 'rang') {
  assert.equal((await browser.post(`/team/people/${id}`, { why })).status, 303)
  return browser.read(`/team/people/${id}`)
}
const addContact = (person_id: string, send_to: string, kind = 'text') =>
  rows('insert into contacts (person_id, kind, typed, send_to, verified_at) values ($1, $2, $3, $3, $4)', [
    person_id,
    kind,
    send_to,
    w.clock.now,
  ])
const messagesTo = (send_to: string) =>
  rows('select kind, about from messages where send_to = $1 order by created_at, kind', [send_to])

const right: Form = { how: 'the-number-we-had', asked: ['child', 'session'], contact: '07700 900555' }

test('somebody is found by name without its accents, by any spelling of a mobile, by email and by reference', async () => {
  const { browser } = await w.given.coordinator()
  const { person, email } = await w.given.someone('Nguyễn Thị Lan')
  await addContact(person.id, '+447700900301')
  const session = await w.given.session()
  const answer = await w.desk.ask({
    form_key: randomUUID(),
    session_id: session.id,
    people: [{ first_name: 'Minh', age: 9 }],
    adults: 0,
    ask_first: false,
    carer_name: 'Lan',
    contact_kind: 'email',
    contact: email,
    send_to: email,
    emergency_contact: null,
    must_know: null,
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.ok(typeof answer !== 'string' && 'reference' in answer)
  for (const words of [
    'nguyen',
    'THI LAN',
    '0770 090 0301',
    '+44 7700 900301',
    email.toUpperCase(),
    answer.reference,
  ])
    assert.match(await find(browser, words), /Nguyễn .*•••301/, words)
  const page = await find(browser, 'nguyen')
  assert.ok(!page.includes(email) && !page.includes('7700900301'), 'a list shows no whole contact')
  assert.ok(!page.includes('Lan'), 'and a first name only')
})

test('a booking made without signing in is found by its reference, and leads to its session', async () => {
  const { browser } = await w.given.coordinator()
  const session = await w.given.session({ activity: { title: 'Guest craft' } })
  const answer = await w.desk.ask({
    form_key: randomUUID(),
    session_id: session.id,
    people: [{ first_name: 'Kai', age: 9 }],
    adults: 0,
    ask_first: false,
    carer_name: 'Guest',
    contact_kind: 'email',
    contact: 'guest@example.org',
    send_to: 'guest@example.org',
    emergency_contact: null,
    must_know: null,
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
  })
  assert.ok(typeof answer !== 'string' && 'reference' in answer)
  const spoken = `${answer.reference.slice(0, 3)} ${answer.reference.slice(3).toLowerCase()}`
  assert.match(await find(browser, spoken), /Guest craft/)
})

test('what is typed to find somebody is never in an address', async () => {
  const { browser } = await w.given.coordinator()
  const reply = await browser.post('/team/people', { find: 'samira' })
  assert.equal(reply.status, 200)
  assert.equal(reply.headers.get('location'), null)
  assert.equal((await browser.post('/team/people', { find: 'a' })).status, 422)
})

test('a record asks for a reason before it opens, and the family can see who opened it and why', async () => {
  const { browser, person: priya } = await w.given.coordinator('Priya')
  const { person, email } = await w.given.someone('Samira Khan')
  const asks = await browser.read(`/team/people/${person.id}`)
  assert.match(asks.html, /Why do you open this record\?/)
  assert.ok(!asks.html.includes(email) && !asks.html.includes('Khan'), 'nothing is shown before')
  assert.equal((await rows('select 1 from audit where subject_id = $1', [person.id])).length, 0)
  assert.equal((await browser.post(`/team/people/${person.id}`, { why: 'because' })).status, 422)

  const page = await open(browser, person.id, 'booking')
  assert.match(page.html, /Samira Khan/)
  assert.ok(page.html.includes(email))
  assert.match(wordsOf(page.html), /Priya Opened this record A question about a booking/)
  const written = await rows('select person_id, act, why from audit where subject_id = $1', [person.id])
  assert.deepEqual(written, [{ person_id: priya.id, act: 'opened a record', why: 'booking' }])

  await browser.read(`/team/people/${person.id}`)
  assert.equal(
    (await rows('select 1 from audit where subject_id = $1', [person.id])).length,
    2,
    'each opening',
  )
})

test('no page of a record is reached round the reason', async () => {
  const { browser } = await w.given.someone('Cal', ['coordinator'])
  const { person, email } = await w.given.someone('Private')
  for (const page of ['sign-in', 'sensitive']) {
    const reply = await browser.get(`/team/people/${person.id}/${page}`)
    assert.equal(reply.headers.get('location'), `/team/people/${person.id}`, page)
    assert.equal(
      (await browser.post(`/team/people/${person.id}/${page}`, { ...right, why: 'they-asked' })).status,
      303,
    )
  }
  const [kept] = await rows('select sensitive_at from people where id = $1', [person.id])
  assert.equal(kept.sensitive_at, null)
  assert.equal((await messagesTo(email)).length, 0)
})

test('a member of the team who opens their own record is written down like anybody', async () => {
  const { browser, person } = await w.given.coordinator('Own')
  await open(browser, person.id)
  assert.equal(
    (await rows('select 1 from audit where subject_id = $1 and person_id = $1', [person.id])).length,
    1,
  )
})

test('a lost phone: after the call-back, the new contact is theirs to prove, everything else is ended, both are told', async () => {
  const { browser } = await w.given.coordinator()
  const family = await w.given.someone('Dave')
  await open(browser, family.person.id, 'lost-phone')
  const [old] = await rows('select id from contacts where person_id = $1', [family.person.id])
  await rows(
    `insert into second_factors (person_id, id, kind, label, sealed_secret) values ($1, $2, 'app', 'Phone', 'x')`,
    [family.person.id, randomUUID()],
  )
  await rows(`insert into spare_codes (person_id, hash) values ($1, 'x')`, [family.person.id])
  const done = await browser.post(`/team/people/${family.person.id}/sign-in`, { ...right, end: old.id })
  assert.equal(done.status, 303)

  const contacts = await rows(
    'select send_to, verified_at, ended_at, added_by from contacts where person_id = $1',
    [family.person.id],
  )
  const fresh = contacts.find(({ send_to }) => send_to === '+447700900555')
  assert.ok(fresh?.added_by && !fresh.ended_at)
  assert.equal(fresh.verified_at, null, 'it counts once a code sent there comes back')
  assert.ok(contacts.find(({ send_to }) => send_to === family.email).ended_at)
  assert.equal((await rows('select 1 from sign_ins where person_id = $1', [family.person.id])).length, 0)
  const steps = 'select 1 from second_factors where person_id = $1 and ended_at is null'
  assert.equal((await rows(steps, [family.person.id])).length, 0)
  assert.equal((await rows('select 1 from spare_codes where person_id = $1', [family.person.id])).length, 0)
  for (const to of [family.email, '+447700900555']) {
    const [told] = await messagesTo(to)
    assert.equal(told.kind, 'sign_in_changed')
    assert.deepEqual(told.about, {}, 'no name in it')
  }
  const [line] = await rows(
    `select why from audit where subject_id = $1 and act = 'changed how they sign in'`,
    [family.person.id],
  )
  assert.equal(line.why, 'the-number-we-had: child, session')
})

test('without a call-back and two right answers nothing is changed', async () => {
  const { browser } = await w.given.coordinator()
  const { person } = await w.given.someone('Eve')
  await open(browser, person.id)
  for (const wrong of [
    { ...right, how: '' },
    { ...right, how: 'they-said-so' },
    { ...right, asked: ['child'] },
    { ...right, asked: ['child', 'child'] },
    { ...right, asked: ['child', 'anything'] },
    { ...right, contact: 'nonsense' },
    { ...right, contact: '0161 496 0123' },
  ]) {
    const reply = await browser.post(`/team/people/${person.id}/sign-in`, wrong)
    assert.equal(reply.status, 422, JSON.stringify(wrong))
  }
  assert.equal((await rows('select 1 from contacts where person_id = $1', [person.id])).length, 1)
  assert.equal((await rows('select 1 from sign_ins where person_id = $1', [person.id])).length, 1)
})

test('a contact of somebody else is refused without saying whose, and theirs is untouched', async () => {
  const { browser } = await w.given.coordinator()
  const owner = await w.given.someone('Owner Secretname')
  const { person } = await w.given.someone('Asker')
  await open(browser, person.id)
  const reply = await browser.post(`/team/people/${person.id}/sign-in`, { ...right, contact: owner.email })
  const html = await reply.text()
  assert.equal(reply.status, 422)
  assert.match(html, /This contact cannot be used here/)
  assert.doesNotMatch(html, /Secretname/)
  const [kept] = await rows('select person_id, ended_at from contacts where send_to = $1', [owner.email])
  assert.deepEqual(kept, { person_id: owner.person.id, ended_at: null })
})

test('a coordinator cannot let themselves in as somebody of the team, nor change their own sign-in', async () => {
  const { browser, person: me } = await w.given.coordinator('Sly')
  const boss = await administrator('Boss')
  for (const id of [boss.person.id, me.id]) {
    await open(browser, id)
    assert.equal(
      (await browser.post(`/team/people/${id}/sign-in`, { ...right, contact: 'sly@example.org' })).status,
      422,
    )
  }
  assert.equal((await rows(`select 1 from contacts where send_to = 'sly@example.org'`)).length, 0)
  // Another administrator may.
  const other = await administrator('Other')
  await open(other.browser, boss.person.id)
  const reply = await other.browser.post(`/team/people/${boss.person.id}/sign-in`, {
    ...right,
    contact: 'boss-new@example.org',
  })
  assert.equal(reply.status, 303)
})

test('nobody ends another person’s contact by its id', async () => {
  const { browser } = await w.given.coordinator()
  const [victim, { person }] = [await w.given.someone('Victim'), await w.given.someone('Lost')]
  const [theirs] = await rows('select id from contacts where person_id = $1', [victim.person.id])
  await open(browser, person.id)
  await browser.post(`/team/people/${person.id}/sign-in`, {
    ...right,
    contact: '07700 900777',
    end: theirs.id,
  })
  assert.equal((await rows('select ended_at from contacts where id = $1', [theirs.id]))[0].ended_at, null)
})

test('a record marked sensitive is gone from search and from its address, for all but the area administrator', async () => {
  const { browser } = await w.given.coordinator()
  const { person, email } = await w.given.someone('Hidden Zebedee')
  await open(browser, person.id)
  assert.equal(
    (await browser.post(`/team/people/${person.id}/sensitive`, { why: 'not-to-be-found' })).status,
    303,
  )
  for (const words of ['zebedee', email]) assert.match(await find(browser, words), /Nobody was found/)
  const hidden = await browser.get(`/team/people/${person.id}`)
  const absent = await browser.get(`/team/people/${randomUUID()}`)
  assert.equal(hidden.status, 404)
  const plain = async (reply: Response) => (await reply.text()).replace(/[0-9a-f-]{36}/g, '')
  assert.equal(await plain(hidden), await plain(absent))
  assert.equal((await browser.post('/team/people/hidden', { contact: email, why: 'rang' })).status, 404)

  const ada = (await administrator()).browser
  assert.match(await find(ada, 'zebedee'), /Nobody was found/, 'ordinary search is the same for everyone')
  assert.equal((await ada.post('/team/people/hidden', { contact: email })).status, 422)
  assert.equal(
    (await ada.post('/team/people/hidden', { contact: 'no@example.org', why: 'rang' })).status,
    422,
  )
  const found = await ada.post('/team/people/hidden', { contact: email, why: 'safeguarding' })
  assert.equal(found.headers.get('location'), `/team/people/${person.id}`)
  assert.match((await ada.read(`/team/people/${person.id}`)).html, /Hidden Zebedee/)
  const acts = (await rows('select act, why from audit where subject_id = $1 order by nth', [person.id])).map(
    ({ act, why }) => `${act}: ${why}`,
  )
  assert.ok(acts.includes('marked the record sensitive: not-to-be-found'))
  assert.ok(acts.includes('looked for a hidden record: safeguarding'))

  assert.equal((await ada.post(`/team/people/${person.id}/sensitive`, { why: 'safe-now' })).status, 303)
  assert.match(await find(browser, 'zebedee'), /Hidden/)
})

test('a role is given, told to the person, and ended: they are signed out everywhere at once', async () => {
  const { browser } = await administrator()
  const { person, email, browser: theirs } = await w.given.someone('New Hand')
  assert.equal((await browser.post(`/team/people/${person.id}/roles`, { role: 'coordinator' })).status, 303)
  assert.equal((await messagesTo(email))[0].kind, 'role_given')
  assert.match((await theirs.get('/team')).headers.get('location')!, /second-step/, 'a second step is asked')
  assert.equal((await browser.post(`/team/people/${person.id}/roles`, { role: 'coordinator' })).status, 422)
  const ended = await browser.post(`/team/people/${person.id}/roles/end`, {
    role: 'coordinator',
    organisation: '',
  })
  assert.equal(ended.status, 303)
  assert.match((await theirs.get('/team')).headers.get('location')!, /^\/sign-in\?/)
})

test('a partner’s role is of an organisation, and a role over the area is of none', async () => {
  const { browser } = await administrator()
  const { person } = await w.given.someone('Lead')
  const club = await w.given.provider()
  const give = (form: Form) => browser.post(`/team/people/${person.id}/roles`, form)
  assert.equal((await give({ role: 'partner_lead' })).status, 422)
  assert.equal((await give({ role: 'partner_lead', organisation: randomUUID() })).status, 422)
  assert.equal((await give({ role: 'everything' })).status, 422)
  assert.equal((await give({ role: 'partner_lead', organisation: club.id })).status, 303)
  assert.equal((await give({ role: 'publisher', organisation: club.id })).status, 303)
  const held = await rows('select role, provider_id from roles where person_id = $1 order by role', [
    person.id,
  ])
  assert.deepEqual(held, [
    { role: 'partner_lead', provider_id: club.id },
    { role: 'publisher', provider_id: null },
  ])
  await assert.rejects(
    rows(`insert into roles (person_id, role, provider_id) values ($1, 'coordinator', $2)`, [
      person.id,
      club.id,
    ]),
    /roles_over_the_area_are_of_no_organisation/,
  )
})

test('nobody gives a role to themselves', async () => {
  const { browser, person } = await administrator('Climber')
  assert.equal(
    (await browser.post(`/team/people/${person.id}/roles`, { role: 'safeguarding_lead' })).status,
    422,
  )
  assert.equal((await rows('select 1 from roles where person_id = $1', [person.id])).length, 1)
})

test('the last area administrator stays, even when two end each other’s role at once', async () => {
  await rows(`update roles set ended_at = now() where role = 'area_administrator' and ended_at is null`)
  const [one, two] = [(await administrator('One')).person.id, (await administrator('Two')).person.id]
  const role: HeldRole = { role: 'area_administrator', provider_id: null }
  const answers = await Promise.all([
    endRole(w.database.db, { by: one, person_id: two, role, now: w.clock.now }),
    endRole(w.database.db, { by: two, person_id: one, role, now: w.clock.now }),
  ])
  assert.deepEqual(answers.sort(), ['ended', 'last-administrator'])
  const left = await rows(`select 1 from roles where role = 'area_administrator' and ended_at is null`)
  assert.equal(left.length, 1)
})

test('the same role given twice at once is one role', async () => {
  const by = (await administrator()).person.id
  const { person } = await w.given.someone('Twice')
  const role: HeldRole = { role: 'moderator', provider_id: null }
  const give = () => grantRole(w.database.db, { by, person_id: person.id, role, now: w.clock.now })
  assert.deepEqual((await Promise.all([give(), give(), give()])).sort(), ['given', 'held', 'held'])
})

test('somebody new is asked in by email, with one act in it and no secret', async () => {
  const { browser } = await administrator()
  const form = { name: 'Jo', contact: 'Jo.New@Example.org', role: 'publisher', organisation: '' }
  const done = await browser.post('/team/people/new', form)
  assert.match(done.headers.get('location')!, /\/roles\?done=invited$/)
  const [message] = await messagesTo('jo.new@example.org')
  assert.equal(message.kind, 'invitation')
  assert.deepEqual(message.about, { role: 'publisher' })
  const again = await browser.post('/team/people/new', form)
  assert.equal(again.status, 422)
  assert.equal((await rows(`select 1 from people where email = 'jo.new@example.org'`)).length, 1)
  for (const wrong of [{ name: '' }, { contact: 'x' }, { role: '' }, { role: 'partner_lead' }])
    assert.equal(
      (await browser.post('/team/people/new', { ...form, contact: 'y@example.org', ...wrong })).status,
      422,
    )
})

test('the page of roles says what the guards ask, for every role', async () => {
  const { browser } = await w.given.coordinator()
  const page = await browser.read('/team/people/roles')
  assert.match(wordsOf(page.html), /Publisher.*Make sessions public/)
  assert.doesNotMatch(page.html, /Who has a role now/, 'names are for whoever gives roles')
  assert.match((await (await administrator()).browser.read('/team/people/roles')).html, /Who has a role now/)
})
