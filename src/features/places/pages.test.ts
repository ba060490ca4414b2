import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { saveFact } from './actions.ts'
import { factsOf, placeById, placesByName } from './queries.ts'
import { answerTo } from './rules.ts'

let here: World
let priya: Awaited<ReturnType<World['given']['coordinator']>>['browser']
before(async () => {
  here = await world({ now: new Date('2026-11-23T10:00:00Z') })
  priya = (await here.given.coordinator('Priya')).browser
})
after(() => here.close())

const db = () => here.database.db
const said = { answer: 'yes', detail: null, checked_by: 'parent', checked_by_name: 'Ruth' } as const
const today = '2026-11-23'
const typed = {
  name: 'O’Neill’s Barn',
  kind: 'other',
  street: 'Back Lane',
  town: 'Sale',
  postcode: 'm33 7zf',
  about: '',
  phone: '',
  website: '',
  step_1: 'Start at the tram stop.',
  step_2: '',
  step_3: '',
  stop_name: '',
  stop_kind: '',
  stop_minutes: '',
}

test('a family reads the way there, the door, what was checked, by whom and when, and what is on', async () => {
  const place = await here.given.place({
    name: 'Green Hall',
    landmark_steps: ['Turn left at the yellow bench.'],
    stop_name: 'Sale',
    stop_kind: 'tram',
    stop_minutes: 4,
  })
  await saveFact(
    db(),
    { place_id: place.id },
    { ...said, fact: 'quiet_room', checked_on: '2026-11-01' },
    today,
  )
  await saveFact(
    db(),
    { place_id: place.id },
    { ...said, fact: 'hearing_loop', checked_on: '2024-11-01' },
    today,
  )
  const session = await here.given.session({ place_id: place.id, activity: { title: 'Clay for Tuesdays' } })

  const { status, html } = await here.browser().read(`/places/${place.id}`)
  const words = wordsOf(html)
  assert.equal(status, 200)
  for (const expected of [
    'Green Hall',
    'Sale tram stop, about 4 minutes on foot',
    'Turn left at the yellow bench.',
    'We have no photo of this door yet. Could you send one?',
    'Checked by Ruth, a parent, 1 November 2026',
    'Checked over a year ago by Ruth, a parent, 1 November 2024',
    'Is there an accessible toilet? Not checked',
    'Clay for Tuesdays',
  ])
    assert.ok(words.includes(expected), `${expected}\n\n${words}`)
  assert.ok(html.includes(`/sessions/${session.id}`))
})

test('a draft and a session that is over are not on the page of their place', async () => {
  const place = await here.given.place()
  await here.given.session({ place_id: place.id, published_at: null, activity: { title: 'Not ready' } })
  await here.given.session({
    place_id: place.id,
    starts_at: new Date('2026-11-20T10:00:00Z'),
    ends_at: new Date('2026-11-20T11:00:00Z'),
    activity: { title: 'Last week' },
  })
  const { html } = await here.browser().read(`/places/${place.id}`)
  assert.ok(!/Not ready|Last week/.test(html))
  assert.ok(html.includes('Nothing is planned here yet'))
})

test('a mangled address or a place that is not there is a page in plain words', async () => {
  for (const id of ['mangled', '00000000-0000-4000-8000-000000000000', '%00', "1'%20or%20'1"])
    assert.equal((await here.browser().get(`/places/${id}`)).status, 404, id)
  assert.equal((await priya.get('/team/places/mangled')).status, 404)
  assert.equal((await priya.post('/team/places/mangled/facts', {})).status, 404)
})

test('where the facts come from is said in the words the owners ask for', async () => {
  const { html } = await here.browser().read('/about/data')
  const words = wordsOf(html)
  for (const owner of [
    'Open Government Licence v3.0',
    'OS data © Crown',
    'Royal Mail',
    'Transport for Greater Manchester',
    'Sport England',
    'CC0',
  ])
    assert.ok(words.includes(owner), owner)
})

test('only the team opens the rooms where places are changed', async () => {
  const place = await here.given.place()
  for (const path of [
    '/team/places',
    '/team/places/new',
    `/team/places/${place.id}`,
    `/team/places/${place.id}/facts`,
  ]) {
    const refused = await here.browser().get(path)
    assert.equal(refused.status, 303)
    assert.match(refused.headers.get('location')!, /^\/sign-in/)
  }
  const name = place.name
  await here.browser().post(`/team/places/${place.id}`, { ...typed, name: 'Taken over' })
  assert.equal((await placeById(db(), place.id))!.name, name)
})

test('a place typed in parts is shown again as typed, with every problem named', async () => {
  const sent = { ...typed, name: '', postcode: 'M33 banana', website: 'barn', stop_name: 'Market' }
  const reply = await priya.post('/team/places/new', sent)
  const html = await reply.text()
  assert.equal(reply.status, 422)
  assert.match(html, /<title>Error: /)
  for (const field of ['name', 'postcode', 'website', 'stop_name'])
    assert.ok(html.includes(`href="#${field}"`), `${field} is named in the summary`)
  assert.ok(html.includes('value="M33 banana"') && html.includes('value="Market"'))
  assert.deepEqual(await placesByName(db(), 'Back Lane'), [])
})

test('the team adds a place once, and changes it', async () => {
  const reply = await priya.post('/team/places/new', typed)
  assert.equal(reply.status, 303)
  const address = reply.headers.get('location')!
  const id = address.split(/[/?]/)[3]!
  assert.equal((await placeById(db(), id))!.postcode, 'M33 7ZF')
  assert.ok(wordsOf((await priya.read(address)).html).includes('Saved.'))
  assert.equal((await priya.post('/team/places/new', typed)).status, 422)

  await priya.post(`/team/places/${id}`, { ...typed, name: '<b>Barn</b>', website: 'https://barn.example' })
  assert.ok((await here.browser().read(`/places/${id}`)).html.includes('&lt;b>Barn&lt;/b>'))
})

test('after a visit only the answers that changed are signed again', async () => {
  const place = await here.given.place()
  const about = { place_id: place.id }
  await saveFact(db(), about, { ...said, fact: 'parking', checked_on: '2026-01-01' }, today)
  const visit = { checked_by: 'champion', checked_by_name: 'Imran', checked_on: '2026-11-20' }
  const answers = {
    answer_parking: 'yes',
    answer_quiet_room: 'no',
    detail_quiet_room: 'They are asking for one',
  }
  const reply = await priya.post(`/team/places/${place.id}/facts`, { ...visit, ...answers })
  assert.equal(reply.status, 303)
  const kept = async (code: string) => (await factsOf(db(), about)).find((fact) => fact.code === code)!.said
  assert.equal((await kept('parking'))!.checked_by_name, 'Ruth')
  assert.equal((await kept('quiet_room'))!.detail, 'They are asking for one')

  await priya.post(`/team/places/${place.id}/facts`, { ...visit, ...answers, again: 'all' })
  assert.equal((await kept('parking'))!.checked_by_name, 'Imran')
  await priya.post(`/team/places/${place.id}/facts`, {
    ...visit,
    answer_quiet_room: 'no',
    detail_quiet_room: 'They are asking for one',
  })
  assert.equal(await kept('parking'), null, 'an answer taken back is not checked')
})

test('a visit without a name, or on a day to come, keeps what was typed and saves nothing', async () => {
  const place = await here.given.place()
  const sent = {
    checked_by: 'team',
    checked_by_name: '',
    checked_on: '2026-11-20',
    answer_parking: 'no',
    detail_parking: 'Bikes only',
  }
  for (const wrong of [
    sent,
    { ...sent, checked_by_name: 'Priya', checked_on: '2026-12-25' },
    { ...sent, checked_by_name: 'Priya', checked_on: 'soon' },
  ]) {
    const reply = await priya.post(`/team/places/${place.id}/facts`, wrong)
    assert.equal(reply.status, 422)
    const html = await reply.text()
    assert.match(html, /<title>Error: /)
    assert.ok(html.includes('value="Bikes only"'))
    assert.equal(answerTo(await factsOf(db(), { place_id: place.id }), 'parking'), null)
  }
})
