// Asks for places, through whichever door. What arrives while a statement is in flight waits, and is decided
// together by the next one, in order of arrival. The rule itself is `desk_decide`, in the migration.
import { createHmac } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { refusedBy } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Keys } from '../../kit/keys.ts'
import { childKey, hashOf, manageToken, newReference } from './keys.ts'
import { type Door, offerTimes, type Refusal, type State } from './rules.ts'

export type Child = { first_name: string; age: number; child_id?: string | null }
export type Ask = {
  /** Made with the form. The same form sent twice is one booking. */
  form_key: string
  session_id: string
  people: Child[]
  /** Adults who need a place of their own; counted only where places are for everyone. */
  adults: number
  ask_first: boolean
  carer_name: string
  contact_kind: 'email' | 'text'
  /** As typed. */
  contact: string
  /** As a machine dials it. */
  send_to: string
  emergency_contact: string | null
  /** As typed. It is sealed before it is written down, with the booking's own key. */
  must_know: string | null
  door: Door
  language: string
  asked_at: Date
  /** Refuse with 'full' rather than join the line. */
  only_if_free?: boolean
  /** This family's booking on another date, which this one will replace. */
  instead_of?: string
  /** Whoever is signed in and books with a contact they have proved. */
  person_id?: string | null
}
export type Booked = {
  /** 'booked' or 'waiting' at first; a form sent again is told where its booking stands now. */
  outcome: State
  booking_id: string
  reference: string
  /** 1 is next; null when not waiting. */
  line_place: number | null
  /** This form had already been answered. */
  again: boolean
}
export type Answer = Booked | Refusal
export type Asking = {
  /** Books, or joins the line, or says why not. A fault means that nothing was saved as far as we know. */
  ask(ask: Ask): Promise<Answer>
  /** How many wait for an answer now. */
  waiting(): number
}

type Held = {
  ask: Ask
  words: string
  answer: Promise<Answer>
  settle: (answer: Answer) => void
  fail: (fault: unknown) => void
}
type Row = Booked & { nth: number }
export type Setting = {
  pool: pg.Pool
  secret: string
  now: () => Date
  /** A desk without keys refuses words that are private. */
  keys?: Keys
  /** Most asks decided by one statement. */
  batch?: number
  /** Most asks that may wait for their answer; more are told 'busy'. */
  longest_queue?: number
}

/** Gathers asks and has them decided together. */
export function makeAsking({
  pool,
  secret,
  now,
  keys,
  batch = 256,
  longest_queue = 20_000,
}: Setting): Asking {
  const line: Held[] = []
  const by_key = new Map<string, Held>()
  let deciding = false

  function ask(asked: Ask): Promise<Answer> {
    const words = wordsOf(asked, secret)
    const same = by_key.get(asked.form_key)
    if (same) return afterThe(same, asked, words)
    if (line.length >= longest_queue) return Promise.resolve('busy')
    const held = { ask: asked, words } as Held
    held.answer = new Promise((settle, fail) => Object.assign(held, { settle, fail }))
    by_key.set(asked.form_key, held)
    line.push(held)
    if (!deciding) {
      deciding = true
      void decideAll()
    }
    return held.answer
  }

  // The same form is already with us: one booking, whichever of the two is answered first.
  async function afterThe(first: Held, asked: Ask, words: string): Promise<Answer> {
    const answer = await first.answer
    if (first.words === words) return typeof answer === 'string' ? answer : { ...answer, again: true }
    return typeof answer === 'string' ? ask(asked) : 'changed'
  }

  async function decideAll() {
    while (line.length) {
      // First hear everyone who has arrived: the embedded database works on this thread and would let nobody in between.
      await setImmediate()
      const some = line.splice(0, batch)
      await decideSome(some)
      for (const held of some) by_key.delete(held.ask.form_key)
    }
    deciding = false
  }

  async function decideSome(some: Held[], tries = 1): Promise<void> {
    try {
      const answers = await decide(some)
      for (const [index, held] of some.entries()) held.settle(answers[index]!)
    } catch (fault) {
      // A reference drawn before: among millions it happens, and new ones are drawn for the whole batch.
      if (refusedBy(fault) === 'one_booking_per_reference' && tries < 4) return decideSome(some, tries + 1)
      // One ask that the tables refuse must not spoil the others'.
      if (some.length > 1 && isRefusedByTables(fault)) for (const held of some) await decideSome([held])
      else if (some.length === 1 && canTryAgain(fault)) await decideOnceMore(some[0]!)
      else for (const held of some) held.fail(fault)
    }
  }

  async function decideOnceMore(held: Held) {
    try {
      const [answer] = await decide([held])
      held.settle(answer!)
    } catch (fault) {
      held.fail(fault)
    }
  }

  async function decide(some: Held[]): Promise<Answer[]> {
    const { sessions, asks, forms, people } = asRows(some, secret, keys)
    const at = now()
    const offers = offerTimes(at)
    const rows = await callDesk(pool, [
      sessions,
      JSON.stringify(asks),
      JSON.stringify(forms),
      JSON.stringify(people),
      at,
      offers.from,
      offers.until,
    ])
    const answers: Answer[] = []
    for (const { nth, ...row } of rows) answers[nth - 1] = answerOf(row, forms[nth - 1]!)
    return answers
  }

  return { ask, waiting: () => by_key.size }
}

const codeOf = (fault: unknown): string => String((fault as { code?: string }).code ?? '')
const isRefusedByTables = (fault: unknown) => /^2[23]/.test(codeOf(fault))
// A reference drawn twice, or the same form at another desk a moment ago: the next try sees it.
const canTryAgain = (fault: unknown) => codeOf(fault) === '23505'

// Keyed, or whoever holds a copy of the database could try out what a family may have written.
const wordsOf = (ask: Ask, secret: string): string =>
  createHmac('sha256', secret)
    .update(
      JSON.stringify([
        'form',
        ask.session_id,
        ask.people.map((child) => [child.first_name, child.age]),
        ask.adults,
        ask.ask_first,
        ask.carer_name,
        ask.contact_kind,
        ask.contact,
        ask.emergency_contact,
        ask.must_know,
      ]),
    )
    .digest('base64url')

function sealed(booking_id: string, words: string | null, keys?: Keys): string | null {
  if (!words) return null
  if (!keys) throw new Error('This desk has no keys, so it cannot keep private words')
  return keys.seal(booking_id, words)
}

async function callDesk(pool: pg.Pool, values: unknown[]): Promise<Row[]> {
  const client = await pool.connect()
  let lost: Error | undefined
  try {
    const text = 'select * from desk_decide($1, $2, $3, $4, $5, $6, $7)'
    return (await client.query<Row>({ name: 'desk_decide', text, values })).rows
  } catch (fault) {
    // A refusal by the tables leaves the connection good. `pool.query` would throw it away all the same, and with the
    // embedded database there is no other.
    if (!isRefusedByTables(fault)) lost = fault as Error
    throw fault
  } finally {
    client.release(lost)
  }
}

function answerOf(row: Omit<Row, 'nth'>, asked: { id: string; reference: string }): Answer {
  if (row.again) return row
  if (row.outcome !== 'booked' && row.outcome !== 'waiting') return row.outcome as never as Refusal
  return { ...row, booking_id: asked.id, reference: asked.reference }
}

function asRows(some: Held[], secret: string, keys?: Keys) {
  const sessions: string[] = []
  const session_numbers = new Map<string, number>()
  const by_child = new Map<string, number[]>()
  const by_contact = new Map<string, number[]>()
  const people: (Child & Record<string, unknown>)[] = []

  // Two lists, each read once: what decides, and what is written down.
  const forms = some.map(({ ask, words }, index) => {
    const { people: family, only_if_free: _free, instead_of: _instead, ...rest } = ask
    const id = newId()
    const manage_hash = hashOf(manageToken(secret, id)).toString('hex')
    return {
      ...rest,
      nth: index + 1,
      id,
      must_know: sealed(id, ask.must_know, keys),
      message_id: newId(),
      form_hash: words,
      reference: newReference(),
      manage_hash,
      children: family.length,
    }
  })
  const asks = some.map(({ ask }, index) => {
    const { form_key, session_id, adults, send_to, asked_at, only_if_free, instead_of } = ask
    const { nth, id, form_hash, children } = forms[index]!
    if (!session_numbers.has(session_id)) session_numbers.set(session_id, sessions.push(session_id))
    const child_keys = ask.people.map((child) => childKey(send_to, child))
    ask.people.forEach((child, at) => {
      people.push({ ...child, ask: nth, nth: at + 1, booking_id: id, session_id, child_key: child_keys[at]! })
    })
    const child_ids = ask.people.flatMap(({ child_id }) => child_id ?? [])
    const in_session = [...child_keys, ...child_ids].map((key) => session_id + key)
    return {
      ...{
        nth,
        form_key,
        form_hash,
        session_id,
        children,
        adults,
        child_keys,
        child_ids: child_ids.length ? child_ids : undefined,
        send_to,
        asked_at,
        only_if_free,
        instead_of,
      },
      session: session_numbers.get(session_id)!,
      same_child: earlier(by_child, nth, in_session),
      same_contact: earlier(by_contact, nth, [send_to]),
    }
  })
  return { sessions, asks, forms, people }
}

// The earlier asks of this batch under any of these keys, if any; and this one is noted for those to come.
function earlier(known: Map<string, number[]>, nth: number, keys: string[]): number[] | undefined {
  const found = keys.flatMap((key) => known.get(key) ?? [])
  for (const key of keys) known.set(key, [...(known.get(key) ?? []), nth])
  return found.length ? found : undefined
}
