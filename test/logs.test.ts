// T45: canaries in every box a stranger can type into, in names, contacts, secret addresses and codes; every journey
// walked, whole and with the database broken under it; then every line that was logged or printed is read.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { manageToken } from '../src/features/bookings/index.ts'
import { log, logTo } from '../src/kit/log.ts'
import { routes_we_have } from './routes.ts'
import { book, filledWith, madeFor } from './things.ts'
import { type Browser, makeBrowser, type World, world } from './world.ts'

let w: World
const lines: string[] = []
const undo: (() => void)[] = []
const secrets: string[] = []

before(async () => {
  // As it runs for real, with a mail server that is not there: what cannot be sent must not be told to the log either.
  w = await world({ production: true, smtp_url: 'smtp://127.0.0.1:9' })
  undo.push(logTo((line) => lines.push(line)))
  for (const stream of [process.stderr, process.stdout]) {
    const write = stream.write
    stream.write = ((words: unknown, ...rest: never[]) => {
      if (/canary|fault|failed/i.test(String(words))) lines.push(String(words))
      return write.call(stream, words as string, ...rest)
    }) as typeof write
    undo.push(() => {
      stream.write = write
    })
  }
})
after(async () => {
  for (const each of undo) each()
  await w.close()
})

const hits = (said: string[]): string[] =>
  said.filter((line) => /canary/i.test(line) || secrets.some((secret) => line.includes(secret)))

const canary = {
  email: 'canary-mail@example.org',
  mobile: '07700 900987',
  postcode: 'M33 7ZF',
}
secrets.push(canary.mobile, canary.mobile.replace(' ', ''), '+447700900987', canary.postcode, 'M337ZF')

/** Every box we know of on a form, each with a canary in it. */
const everyBox = (): Record<string, string> => ({
  form_key: randomUUID(),
  need: 'canary-need',
  words: 'canary-words',
  about: 'canary-about',
  contact: canary.email,
  email: canary.email,
  carer_name: 'Canary Carer',
  emergency_contact: canary.mobile,
  must_know: 'canary-must-know',
  first_name: 'Canarykid',
  first_name_1: 'Canarykid',
  age: '9',
  age_1: '9',
  name: 'Canary Name',
  code: '271828',
  question: 'canary-question',
  why: 'canary-why',
  note: 'canary-note',
  outcome: 'canary-outcome',
  answer: 'canary-answer',
  near: canary.postcode,
  q: 'canary-search',
  return: '/canary-return',
})
secrets.push('271828')

/** Every address, asked by this browser: read, and sent with every box filled. */
async function walkEverywhere(browser: Browser, owner: { person_id: string; provider_id: string }) {
  for (const at of Object.keys(routes_we_have)) {
    const [method, path] = at.split(' ') as [string, string]
    const made = await madeFor(w, { method, path }, owner)
    for (const params of [made, { id: 'canary-id', token: 'canary-token' }]) {
      if ('token' in params && params.token) secrets.push(params.token)
      const { path: to, form } = filledWith(path, params as Record<string, string>)
      const fresh = makeBrowser(w.house, new Map(browser.cookies))
      if (method === 'POST') await (await fresh.post(to, { ...everyBox(), ...form })).text()
      else await (await fresh.get(`${to}${to.includes('?') ? '&' : '?'}q=canary-query&near=M33+7ZF`)).text()
    }
  }
}

async function guestBooks(browser: Browser, session_id: string) {
  const path = `/sessions/${session_id}/book`
  await browser.get(path)
  for (const step of ['people', 'you', 'check']) await browser.post(path, { ...everyBox(), step })
}

async function everyJourney(): Promise<void> {
  const provider = await w.given.provider()
  const someone = await w.given.someone('Canaryperson', [
    'coordinator',
    'area_administrator',
    'safeguarding_lead',
    { role: 'partner_lead', provider_id: provider.id },
  ])
  const owner = { person_id: someone.person.id, provider_id: provider.id }
  const family = await w.given.someone('Canaryfamily')
  for (const { cookies } of [someone.browser, family.browser]) secrets.push(...cookies.values())
  const session = await w.given.session({ activity: { provider_id: provider.id } })
  await guestBooks(w.browser(), session.id)
  const booking_id = await book(w, session.id, {
    carer_name: 'Canary Carer',
    must_know: 'canary-must-know',
    contact: canary.email,
    send_to: canary.email,
  })
  secrets.push(manageToken(w.config.secret, booking_id))
  await w.browser().post('/concern', { form_key: randomUUID(), words: 'canary-words', contact: canary.email })
  for (const browser of [w.browser(), family.browser, someone.browser]) await walkEverywhere(browser, owner)
  await w.jobs.drain(w.clock.now).catch(() => {})
}

test('every journey is walked, and nothing anybody typed, is called, or holds a key to is in the log', async () => {
  await everyJourney()
  assert.deepEqual(hits(lines), [])
})

type Client = { query(...asked: unknown[]): Promise<unknown>; release(): void }

/** From now on a statement about this table fails, with all that was typed in the words of the fault. Gives the way back. */
function broken(table: RegExp): () => void {
  const pool = w.database.pool as unknown as { connect(): Promise<Client>; query: unknown }
  const { connect, query } = pool
  const refused = (asked: unknown[]) =>
    Promise.reject(Object.assign(new Error(`broken: ${JSON.stringify(asked)}`), { code: 'XX000' }))
  pool.connect = async () => {
    const client = await connect.call(pool)
    return new Proxy(client, {
      get: (whole, name) => {
        if (name === 'query')
          return (...asked: unknown[]) =>
            table.test(JSON.stringify(asked[0])) ? refused(asked) : whole.query(...asked)
        const value = whole[name as keyof Client]
        return typeof value === 'function' ? (value as () => void).bind(whole) : value
      },
    })
  }
  pool.query = async (...asked: unknown[]) => {
    const client = await pool.connect()
    try {
      return await client.query(...asked)
    } finally {
      client.release()
    }
  }
  return () => Object.assign(pool, { connect, query })
}

test('when the database breaks under a person’s words, the log says where, and none of the words', async () => {
  const started = lines.length
  const provider = await w.given.provider()
  const { browser, person } = await w.given.someone('Canarybroken', [
    'coordinator',
    'safeguarding_lead',
    { role: 'partner_lead', provider_id: provider.id },
  ])
  const owner = { person_id: person.id, provider_id: provider.id }
  for (const table of [/bookings/, /messages/, /sessions/, /concern/, /places/, /contacts|sign_in_codes/]) {
    const mend = broken(table)
    try {
      for (const who of [w.browser(), browser]) await walkEverywhere(who, owner)
    } finally {
      mend()
    }
  }
  const faults = lines.slice(started).filter((line) => line.includes('"what":"fault"'))
  assert.ok(faults.length > 50, `${faults.length} faults were met`)
  assert.deepEqual(hits(lines), [])
})

test('a line with one word of a family’s in it would be found', () => {
  const started = lines.length
  log('sabotage', { typed: everyBox().must_know! })
  assert.equal(hits(lines).length, 1)
  process.stderr.write('a fault about canary-mail@example.org\n')
  assert.equal(hits(lines).length, 2)
  log('sabotage', { where: `/my-booking/${secrets.at(-1)}` })
  assert.equal(hits(lines).length, 3)
  lines.length = started
})
