// From the outbox to the mail server: each message once, and after a crash at worst one marked copy, never silence.
import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import type { Db } from '../../kit/db.ts'
import { logFault, type Work } from '../../kit/jobs.ts'
import { isAddress, type Letter, openPost, type Post, type Posted } from '../../kit/mail.ts'
import { canText, openTexts, type TextPost } from '../../kit/texts.ts'
import { wholeEmail, wholeText } from './emails.tsx'
import { claim_lasts, isForSigningIn, type Message, type Reach, tryAgainAt, type Words } from './rules.ts'

/** Makes a message's words when it is sent; null when it is no longer to be said, such as a reminder after the start. */
export type Renderer = (
  db: Db,
  message: Message,
  around: { config: Config; now: Date },
) => Promise<Words | null>
export type Renderers = Record<string, Renderer>
/** How the people behind these contacts asked to be reached, by contact. Given by whoever knows people. */
export type ReachOf = (db: Db, send_tos: string[]) => Promise<Map<string, Reach>>

const at_a_time = 20
const nobodyAsked: ReachOf = async () => new Map()

/** Sends what is due. Several processes may: a message in one's hands is passed over by the others. */
export async function deliver(
  work: Work,
  renderers: Renderers,
  openTo: (smtp_url: string) => Post = openPost,
  reach_of: ReachOf = nobodyAsked,
): Promise<void> {
  const { db, config, now } = work
  await setAsideToRing(db, now, reach_of)
  await keepWhatCannotGo(db, config, now)
  const began = Date.now()
  // A long round must not look like a crash: the clock goes on from the moment we were given.
  const clock = () => new Date(now.getTime() + Date.now() - began)
  const texts = openTexts(config)
  if (texts) await deliverBy('text', { ...work, clock, renderers, reach_of, send: asText(texts) })
  if (!config.smtp_url) return
  const post = openTo(config.smtp_url)
  try {
    await deliverBy('email', { ...work, clock, renderers, reach_of, send: asLetter(post) })
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

type Round = Work & { clock: () => Date; renderers: Renderers; reach_of: ReachOf; send: Send }

async function deliverBy(
  channel: Message['channel'],
  { clock, renderers, reach_of, send, ...work }: Round,
): Promise<void> {
  for (;;) {
    const mine = await claim(work.db, channel, clock())
    const reach = await reach_of(work.db, [...new Set(mine.map(({ send_to }) => send_to))])
    for (const [index, message] of mine.entries()) {
      const asked = reach.get(message.send_to)
      // Read again with the message in hand: it may have been written, or asked for, since they were set aside.
      if (asked?.phone_instead && !isForSigningIn(message.kind)) {
        await keepToRing(work.db, [message.id], clock())
        continue
      }
      if (asked?.language) message.language = asked.language
      if (await sendOne({ ...work, now: clock() }, { message, renderers, send })) continue
      await release(work.db, mine.slice(index + 1))
      return
    }
    if (mine.length < at_a_time) return
  }
}

// Somebody who asked to be rung is rung: the message waits on the team's list, and nothing is sent.
async function setAsideToRing(db: Db, now: Date, reach_of: ReachOf): Promise<void> {
  const { rows } = await sql<{ id: string; kind: string; send_to: string }>`
    select id, kind, send_to from messages
    where ${undelivered} and send_after <= ${now} and claimed_at is null`.execute(db)
  const reach = await reach_of(db, [...new Set(rows.map(({ send_to }) => send_to))])
  const to_ring = rows.filter(
    ({ kind, send_to }) => reach.get(send_to)?.phone_instead && !isForSigningIn(kind),
  )
  if (to_ring.length)
    await keepToRing(
      db,
      to_ring.map(({ id }) => id),
      now,
    )
}

const keepToRing = (db: Db, ids: string[], now: Date) =>
  sql`update messages set kept_at = ${now}, ring_instead_at = ${now}, claimed_at = null
    where id = any (${ids}::uuid[]) and ${undelivered} and sending_at is null`.execute(db)

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
