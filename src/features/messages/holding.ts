// What the outbox keeps about a person, how it is forgotten, and for how long it is kept.
import { sql, type Transaction } from 'kysely'
import type { DB } from '../../database.ts'
import { dateWords, timeWords } from '../../kit/dates.ts'
import type { Db } from '../../kit/db.ts'
import type { About, Held, Holding, Retention } from '../../kit/holdings.ts'
import { markOf } from '../../kit/keys.ts'
import { t } from '../../kit/words.ts'

type Trx = Transaction<DB>

// Contacts that are theirs: proved, and not somebody else's by now.
const contactsOf = async (db: Db, person_id: string): Promise<string[]> => {
  const { rows } = await sql<{ send_to: string }>`select distinct send_to from contacts c
    where person_id = ${person_id}::uuid and verified_at is not null
      and not exists (select from contacts o where o.send_to = c.send_to and o.ended_at is null and o.person_id <> c.person_id)`.execute(
    db,
  )
  return rows.map(({ send_to }) => send_to)
}

// Their calls for help went to the team's own address; the mark says which are theirs.
const theirs = (contacts: string[], secret: string) =>
  sql<boolean>`(send_to = any (${contacts}) or about->>'from' = any (${contacts.map((each) => markOf(secret, each))}))`

const as_sent: Record<string, () => string> = {
  email: () => t('By email'),
  text: () => t('By text'),
}

/** Blanks these messages: no address, no words, and a key that sealed words is gone. What waits to go is not sent. */
async function blank(trx: Trx, { keys, now }: Pick<About, 'keys' | 'now'>, ids: string[]): Promise<number> {
  for (const id of ids) keys.forget(id)
  if (!ids.length) return 0
  await sql`update messages set send_to = '', about = '{}', gateway_id = null, once_key = null,
      dropped_at = case when sent_at is null and failed_at is null and dropped_at is null then ${now} else dropped_at end
    where id = any (${ids}::uuid[])`.execute(trx)
  return ids.length
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** Blanks every message about these bookings. */
export async function forgetMessagesOf(
  trx: Trx,
  around: Pick<About, 'keys' | 'now'>,
  booking_ids: string[],
): Promise<void> {
  if (!booking_ids.length) return
  const found = await trx
    .selectFrom('messages')
    .select('id')
    .where(sql<boolean>`booking_id = any (${booking_ids}::uuid[])`)
    .where('send_to', '!=', '')
    .execute()
  await blank(trx, around, ids(found))
}

/** Messages sent to a person, and their calls for help. */
export const messageHolding = (secret: string): Holding => ({
  name: 'messages',
  async of({ db, keys }, person_id) {
    const contacts = await contactsOf(db, person_id)
    const found = await db
      .selectFrom('messages')
      .select(['id', 'kind', 'channel', 'send_to', 'about', 'created_at'])
      .where(theirs(contacts, secret))
      .orderBy('created_at', 'desc')
      .execute()
    return () =>
      found.map((message): Held => {
        const sealed = (message.about as { sealed?: string }).sealed
        const opened = sealed ? keys.open(message.id, sealed) : null
        const asked = opened ? (JSON.parse(opened) as { need: string; contact: string }) : null
        const when = {
          term: t('When'),
          value: `${dateWords(message.created_at)}, ${timeWords(message.created_at)}`,
        }
        return asked
          ? {
              kind: t('You asked us for help'),
              facts: [
                when,
                { term: t('What you wrote'), value: asked.need },
                { term: t('How to reach you'), value: asked.contact },
              ],
            }
          : {
              kind: t('A message to you'),
              facts: [
                when,
                { term: t('How'), value: (as_sent[message.channel] ?? as_sent.email!)() },
                { term: t('Sent to'), value: message.send_to },
              ],
            }
      })
  },
  async forget({ db, keys, now }, person_id) {
    const contacts = await contactsOf(db, person_id)
    const found = await db.selectFrom('messages').select('id').where(theirs(contacts, secret)).execute()
    await blank(db, { keys, now }, ids(found))
  },
})

/** Addresses and words go; that a message went, and when, stays. */
export const messageRetention: Retention[] = [
  {
    kind: 'messages',
    days: 90,
    async purge({ db, keys, now }, before) {
      const found = await db
        .selectFrom('messages')
        .select('id')
        .where('created_at', '<', before)
        .where(sql<boolean>`(send_to <> '' or about <> '{}')`)
        .execute()
      return blank(db, { keys, now }, ids(found))
    },
  },
]
