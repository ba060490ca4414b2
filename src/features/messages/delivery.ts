// From the outbox to the mail server: each message once, and after a crash at worst one marked copy, never silence.
import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import type { Db } from '../../kit/db.ts'
import { logFault, type Work } from '../../kit/jobs.ts'
import { isAddress, type Letter, openPost, type Post, type Posted } from '../../kit/mail.ts'
import { canText, openTexts, type TextPost } from '../../kit/texts.ts'
import { wholeEmail, wholeText } from './emails.tsx'
import { claim_lasts, type Message, tryAgainAt, type Words } from './rules.ts'

/** Makes a message's words when it is sent; null when it is no longer to be said, such as a reminder after the start. */
export type Renderer = (
  db: Db,
  message: Message,
  around: { config: Config; now: Date },
) => Promise<Words | null>
export type Renderers = Record<string, Renderer>

const at_a_time = 20

/** Sends what is due. Several processes may: a message in one's hands is passed over by the others. */
export async function deliver(
  work: Work,
  renderers: Renderers,
  openTo: (smtp_url: string) => Post = openPost,
): Promise<void> {
  const { db, config, now } = work
  await keepWhatCannotGo(db, config, now)
  const began = Date.now()
  // A long round must not look like a crash: the clock goes on from the moment we were given.
  const clock = () => new Date(now.getTime() + Date.now() - began)
  const texts = openTexts(config)
  if (texts) await deliverBy('text', { ...work, clock, renderers, send: asText(texts) })
  if (!config.smtp_url) return
  const post = openTo(config.smtp_url)
  try {
    await deliverBy('email', { ...work, clock, renderers, send: asLetter(post) })
  } finally {
    post.close()
  }
}

/** Hands one message, in its words, to whoever carries it. */
type Send = (message: Message, words: Words, around: { config: Config; now: Date }) => Promise<Posted>
const asLetter =
  (post: Post): Send =>
  (message, words, around) =>
    post.send(letterOf(message, words, around))
const asText =
  (texts: TextPost): Send =>
  (message, words) =>
    texts.send({ to: message.send_to, words: wholeText(words, message), reference: message.id })

type Round = Work & { clock: () => Date; renderers: Renderers; send: Send }

async function deliverBy(
  channel: Message['channel'],
  { clock, renderers, send, ...work }: Round,
): Promise<void> {
  for (;;) {
    const mine = await claim(work.db, channel, clock())
    for (const [index, message] of mine.entries()) {
      if (await sendOne({ ...work, now: clock() }, { message, renderers, send })) continue
      await release(work.db, mine.slice(index + 1))
      return
    }
    if (mine.length < at_a_time) return
  }
}

const undelivered = sql`sent_at is null and kept_at is null and failed_at is null and dropped_at is null`

// Perhaps no text gateway, and perhaps no mail server: kept, to be read in development or rung by the team.
const keepWhatCannotGo = (db: Db, config: Config, now: Date) =>
  sql`update messages set kept_at = ${now}, about = case when ${config.production} then about - 'code' else about end
    where ${undelivered} and send_after <= ${now} and (channel = 'text' and ${!canText(config)} or channel = 'email' and ${!config.smtp_url})`.execute(
    db,
  )

/** Takes due messages in hand. One that was on its way out when its sender crashed is marked as perhaps a copy. */
async function claim(db: Db, channel: Message['channel'], now: Date): Promise<Message[]> {
  const crashed_before = new Date(now.getTime() - claim_lasts)
  await sql`update messages set failed_at = ${now}, last_problem = 'cut off twice'
    where ${undelivered} and sending_at is not null and claimed_at < ${crashed_before} and maybe_twice_at is not null`.execute(
    db,
  )
  const { rows } = await sql<Message>`
    with due as (
      select id from messages
      where ${undelivered} and channel = ${channel} and send_after <= ${now}
        and (claimed_at is null or claimed_at < ${crashed_before})
      order by send_after, id limit ${at_a_time} for update skip locked
    )
    update messages m set claimed_at = ${now}, sending_at = null,
      maybe_twice_at = case when m.sending_at is not null then ${now} else m.maybe_twice_at end
    from due where m.id = due.id returning m.*`.execute(db)
  return rows.sort((a, b) => a.send_after.getTime() - b.send_after.getTime() || (a.id < b.id ? -1 : 1))
}

const release = (db: Db, messages: Message[]) =>
  messages.length === 0
    ? undefined
    : db
        .updateTable('messages')
        .set({ claimed_at: null })
        .where('sending_at', 'is', null)
        .where((eb) => eb.or(messages.map(({ id, claimed_at }) => eb.and({ id, claimed_at }))))
        .execute()

type Hand = { message: Message; renderers: Renderers; send: Send }

/** Sends one message in hand and notes how it went; false when whoever carries it is not there. */
async function sendOne({ db, config, now }: Work, { message, renderers, send }: Hand): Promise<boolean> {
  const mine = () =>
    db.updateTable('messages').where('id', '=', message.id).where('claimed_at', '=', message.claimed_at)
  const words = await wordsOf(db, message, { config, now, renderers })
  if (words === 'fault') {
    await mine()
      .set(notNow(message, now, 'words'))
      .execute()
    return true
  }
  if (words === null) {
    await mine().set({ dropped_at: now, claimed_at: null }).execute()
    return true
  }
  // From here a crash may be a message that arrived, so it is noted before the first word goes out.
  const going = await mine()
    .set({ sending_at: now, claimed_at: now, tries: message.tries + 1 })
    .executeTakeFirst()
  if (going.numUpdatedRows === 0n) return true // somebody took it over while we were slow
  message.claimed_at = now
  message.tries++
  const posted = await send(message, words, { config, now })
  if (posted.how === 'sent')
    await mine()
      .set({ sent_at: now, gateway_id: posted.gateway_id, last_problem: null, about: sql`about - 'code'` })
      .execute()
  else if (posted.how === 'never' || (posted.how === 'unknown' && message.maybe_twice_at))
    await mine().set({ failed_at: now, last_problem: posted.problem }).execute()
  else
    await mine()
      .set({
        ...notNow(message, now, posted.problem),
        ...(posted.how === 'unknown' ? { maybe_twice_at: now } : {}),
      })
      .execute()
  return posted.how !== 'no_server'
}

const notNow = (message: Message, now: Date, last_problem: string) => {
  const send_after = tryAgainAt(Math.max(message.tries, 1), now)
  const freed = { claimed_at: null, sending_at: null, tries: Math.max(message.tries, 1), last_problem }
  return send_after ? { ...freed, send_after } : { ...freed, failed_at: now }
}

type Around = { config: Config; now: Date; renderers: Renderers }

/** A message's words; 'fault' (in the log) when they could not be made, or nobody knows its kind. */
export async function wordsOf(
  db: Db,
  message: Message,
  { renderers, ...around }: Around,
): Promise<Words | null | 'fault'> {
  try {
    const render = renderers[message.kind]
    if (!render) throw new Error(`No words for a message of kind ${message.kind}`)
    return await render(db, message, around)
  } catch (fault) {
    logFault(`messages/${message.kind}`)(fault)
    return 'fault'
  }
}

/** The whole letter, as it goes out. */
export function letterOf(
  message: Message,
  words: Words,
  { config, now }: { config: Config; now: Date },
): Letter {
  const { hostname } = new URL(config.origin)
  const perhaps_a_copy = message.maybe_twice_at !== null
  const { subject, text, html } = wholeEmail(words, {
    area: config.area,
    language: message.language,
    perhaps_a_copy,
  })
  return {
    message_id: `<${message.id}@${isAddress(`a@${hostname}`) ? hostname : 'alongside.invalid'}>`,
    from: config.mail_from,
    to: message.send_to,
    subject,
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(perhaps_a_copy ? { 'X-Perhaps-A-Copy': 'yes' } : {}),
    },
    attachments: words.attachments ?? [],
    date: now,
  }
}
