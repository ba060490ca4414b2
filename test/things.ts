// What the `:id` of each address is, and whose: how the matrix makes one of ours, one of somebody else's, and none.
import { randomUUID } from 'node:crypto'
import { manageToken } from '../src/features/bookings/index.ts'
import { offerToken } from '../src/features/households/index.ts'
import { seal } from '../src/kit/seal.ts'
import type { World } from './world.ts'

/** Who a thing is made for: the person who asks, and the organisation they are of. */
export type Owner = { person_id: string; provider_id: string }
/** Its names in the address; `?name` is said in the query, `=name` in the form. */
export type Params = Record<string, string>
export type Thing = {
  /**
   * `everyone`: whoever gets past the guard. `holder`: whoever has the secret in the address. `person` and `provider`:
   * theirs only, and another's is as if it were not there.
   */
  whose: 'everyone' | 'holder' | 'person' | 'provider'
  make(w: World, owner: Owner): Promise<Params>
}

/** Books one place at the desk, every personal field filled; gives the booking's id. */
export async function book(
  w: World,
  session_id: string,
  said: Record<string, unknown> = {},
): Promise<string> {
  const send_to = `guest-${randomUUID().slice(0, 8)}@example.org`
  const answer = await w.desk.ask({
    form_key: randomUUID(),
    session_id,
    people: [{ first_name: 'Aisha', age: 9 }],
    adults: 0,
    ask_first: false,
    carer_name: 'Samina',
    contact_kind: 'email',
    contact: send_to,
    send_to,
    emergency_contact: '0161 496 0999',
    must_know: 'She likes trains',
    door: 'web',
    language: 'en',
    asked_at: w.clock.now,
    ...said,
  })
  if (typeof answer === 'string' || !('booking_id' in answer)) throw new Error(JSON.stringify(answer))
  return answer.booking_id
}

const id = async (made: Promise<{ id: string }>): Promise<Params> => ({ id: (await made).id })
const insert = async (w: World, sql: string, values: unknown[]): Promise<Params> =>
  (await w.database.pool.query(`${sql} returning id`, values)).rows[0]

const a_session: Thing = { whose: 'everyone', make: (w) => id(w.given.session()) }
const a_place: Thing = { whose: 'everyone', make: (w) => id(w.given.place()) }
const an_activity: Thing = { whose: 'everyone', make: (w) => id(w.given.activity()) }

/** By the beginning of the address: the longest that fits is meant. An address with a `:name` and no row here fails. */
export const things: Record<string, Thing> = {
  '/account/people/:id': {
    whose: 'person',
    make: async (w, owner) => {
      const child = await insert(
        w,
        `insert into children (first_name, birth_year, added_at) values ('Aisha', 2011, $1)`,
        [w.clock.now],
      )
      await w.database.pool.query(
        'insert into child_carers (child_id, person_id, since) values ($1, $2, $3)',
        [child.id, owner.person_id, w.clock.now],
      )
      return child
    },
  },
  // Only a young person themselves says who may see.
  '/account/people/:id/may-see': {
    whose: 'person',
    make: (w, owner) =>
      insert(
        w,
        `insert into children (first_name, birth_year, added_at, person_id) values ('Leo', 2008, $1, $2)`,
        [w.clock.now, owner.person_id],
      ),
  },
  '/assets/*': {
    whose: 'everyone',
    make: async (w) => {
      const home = await (await w.app.request(w.config.origin)).text()
      return { '*': /\/assets\/([^"]+\.css)/.exec(home)![1]! }
    },
  },
  '/my-booking/:token': {
    whose: 'holder',
    make: async (w) => {
      const booking_id = await book(w, (await w.given.session()).id)
      return { token: manageToken(w.config.secret, booking_id) }
    },
  },
  '/partner/sessions/:id': {
    whose: 'provider',
    make: (w, { provider_id }) => id(w.given.session({ activity: { provider_id } })),
  },
  '/offer/:token': {
    whose: 'holder',
    make: async (w, owner) => {
      const { person: carer } = await w.given.someone('Samina')
      const child = await insert(
        w,
        `insert into children (first_name, birth_year, added_at) values ('Aisha', 2011, $1)`,
        [w.clock.now],
      )
      await w.database.pool.query(
        'insert into child_carers (child_id, person_id, since) values ($1, $2, $3)',
        [child.id, carer.id, w.clock.now],
      )
      // An invitation is for whoever has the contact it was sent to: theirs.
      const contacts = await w.database.pool.query('select send_to from contacts where person_id = $1', [
        owner.person_id,
      ])
      const sent_to = contacts.rows[0].send_to
      const offer_id = randomUUID()
      const token = offerToken(w.config.secret, offer_id)
      await w.database.pool.query(
        `insert into link_offers (id, child_id, kind, offered_by, contact, send_to, token_hash, offered_at, ends_at)
         values ($1, $2, 'carer', $3, $6, $6, sha256($4::text::bytea), $5::timestamptz, $5::timestamptz + interval '7 days')`,
        [offer_id, child.id, carer.id, token, w.clock.now, sent_to],
      )
      return { token }
    },
  },
  '/pictures/:id': {
    whose: 'everyone',
    make: (w) =>
      insert(
        w,
        'insert into pictures (id, webp, width, height, made_at) values (gen_random_uuid(), $1, 1, 1, $2)',
        [Buffer.from('x'), w.clock.now],
      ),
  },
  '/places/:id': a_place,
  '/preview/messages/:id': {
    whose: 'everyone',
    // A kind that says something whatever else is there.
    make: (w) =>
      insert(
        w,
        `insert into messages (kind, channel, send_to, language, created_at, send_after)
         values ('sign_in_changed', 'email', 'a@example.org', 'en', $1, $1)`,
        [w.clock.now],
      ),
  },
  '/sessions/:id': a_session,
  '/sign-in/link/:sealed': {
    whose: 'holder',
    make: async (w) => {
      const send_to = `link-${randomUUID().slice(0, 8)}@example.org`
      await w.browser().post('/sign-in', { contact: send_to })
      const { rows } = await w.database.pool.query(
        `select about->>'code' as code from messages where kind = 'sign_in_code' and send_to = $1`,
        [send_to],
      )
      const sealed = seal(rows[0].code + send_to, { secret: w.config.secret, purpose: 'sign-in link' })
      return { sealed }
    },
  },
  '/team/activities/:id': an_activity,
  '/team/questions': {
    whose: 'everyone',
    make: async (w) => {
      const session = await w.given.session()
      const { id } = await insert(
        w,
        'insert into questions (activity_id, words, asked_at) values ($1, $2, $3)',
        [session.activity_id, 'Is there a quiet room?', w.clock.now],
      )
      return { '=id': id! }
    },
  },
  '/team/concerns/:id': {
    whose: 'everyone',
    make: async (w) => {
      const form_key = randomUUID()
      await w.browser().post('/concern', { form_key, words: `A worry ${form_key}` })
      return (await w.database.pool.query('select id from concerns order by at desc, id desc limit 1'))
        .rows[0]
    },
  },
  '/team/messages/:id': {
    whose: 'everyone',
    make: (w) =>
      insert(
        w,
        `insert into messages (kind, channel, send_to, language, created_at, send_after, failed_at)
         values ('help_asked', 'email', 'a@example.org', 'en', $1, $1, $1)`,
        [w.clock.now],
      ),
  },
  '/team/people/:id': {
    whose: 'everyone',
    make: async (w) => ({ id: (await w.given.someone('Samina')).person.id }),
  },
  '/team/places/:id': a_place,
  '/team/privacy/retention': { whose: 'everyone', make: async () => ({ '=kind': 'bookings' }) },
  '/team/sessions/:id': a_session,
  '/team/sessions/new': {
    whose: 'everyone',
    make: async (w) => ({ '?activity': (await w.given.activity()).id }),
  },
}

/** Its names for this owner; none when nobody has said what the address opens (test/matrix.test.ts fails for that). */
export async function madeFor(
  w: World,
  row: { method: string; path: string },
  owner: Owner,
): Promise<Params> {
  try {
    return (await thingOf(row)?.make(w, owner)) ?? {}
  } catch {
    return {}
  }
}

// Addresses of one thing where a list of them is at the same address.
const by_post_only = ['/team/questions', '/team/privacy/retention']

/** The thing an address opens; null for an address without one. A name nobody has said the meaning of is a fault. */
export function thingOf({ method, path }: { method: string; path: string }): Thing | null {
  const [longest] = Object.keys(things)
    .filter((start) => path === start || path.startsWith(`${start}/`))
    .filter((start) => !by_post_only.includes(start) || (method === 'POST' && path === start))
    .sort((a, b) => b.length - a.length)
  if (longest && (longest === path || /[:*]/.test(longest))) return things[longest]!
  if (/[:*]/.test(path)) throw new Error(`Say in test/things.ts what ${path} opens, and whose it is`)
  return null
}

/** The address with these in the places of its names, and what its form says. */
export function filledWith(path: string, params: Params): { path: string; form: Params } {
  const at = path
    .replace(/:([a-z_]+)/g, (_, name) => params[name] ?? params.id ?? randomUUID())
    .replace('*', params['*'] ?? 'nothing')
  const said = (mark: string) =>
    Object.fromEntries(
      Object.entries(params).flatMap(([name, value]) =>
        name.startsWith(mark) ? [[name.slice(1), value]] : [],
      ),
    )
  const query = new URLSearchParams(said('?')).toString()
  return { path: query ? `${at}?${query}` : at, form: said('=') }
}

/** The same names, of nothing that is. */
export const absent = (params: Params): Params =>
  Object.fromEntries(Object.keys(params).map((name) => [name, name === '*' ? 'nothing' : randomUUID()]))
