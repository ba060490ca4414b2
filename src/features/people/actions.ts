import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Contact } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import { countTo, newestTo, queue } from '../messages/index.ts'
import type { Auth } from './auth.ts'
import { hasUsedSince } from './queries.ts'
import { type CodePurpose, codes_an_hour, same_asking_seconds } from './rules.ts'

/** The kind of message that carries a code. */
export const sign_in_code = 'sign_in_code'

/** Whom a code is for. `sign_in_id`: the sign-in that a code to confirm is good for, and no other. */
export type CodeAsked = {
  contact: Pick<Contact, 'contact_kind' | 'send_to'>
  purpose: CodePurpose
  sign_in_id?: string
}

/** What a code is kept under. */
export const codeOf = ({ contact, purpose, sign_in_id }: CodeAsked) => ({
  purpose: `${purpose} ${sign_in_id ?? ''}`,
  send_to: contact.send_to,
})

type Asking = CodeAsked & { language: string; now: Date; auth: Auth }

/**
 * Sends a fresh code to a contact, whoever has it: the work is the same for all. 'again': one went out seconds ago.
 * 'no-more': five have gone in the last hour.
 */
export async function sendCode(db: Db, asked: Asking): Promise<'sent' | 'again' | 'no-more'> {
  const { contact, purpose, language, now } = asked
  const code = await db.transaction().execute(async (trx) => {
    // Two askings at once must not both count four.
    await sql`select pg_advisory_xact_lock(4203, hashtext(${contact.send_to}))`.execute(trx)
    const mine = { kind: sign_in_code, send_to: contact.send_to }
    const since = (seconds: number) => new Date(now.getTime() - seconds * 1000)
    const just_now = await newestTo(trx, { ...mine, since: since(same_asking_seconds) })
    const used = await hasUsedSince(trx, contact.send_to, just_now?.created_at ?? now)
    const many = await countTo(trx, { ...mine, since: since(3600) })
    if (just_now && !used && purposeOf(just_now) === purpose) return 'again'
    if (many >= codes_an_hour) return 'no-more'
    const fresh = String(randomInt(1_000_000)).padStart(6, '0')
    await queue(trx, {
      ...mine,
      channel: contact.contact_kind,
      language,
      about: { code: fresh, purpose },
      now,
    })
    return fresh
  })
  if (code === 'again' || code === 'no-more') return code
  await asked.auth.keepCode(codeOf(asked), code)
  return 'sent'
}

const purposeOf = ({ about }: { about: unknown }) =>
  (about as { purpose?: CodePurpose } | null)?.purpose ?? 'sign_in'
