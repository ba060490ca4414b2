// What a message is, when it is tried again, and how long a text may be. Pure: the time is passed in.
import type { Selectable } from 'kysely'
import type { DB } from '../../database.ts'

/** A row of the outbox. */
export type Message = Selectable<DB['messages']>

/**
 * What a message says, in its reader's language. An email's foot (the area, its phone, its text number) is added for
 * you; so is the HTML. `button` is the one link. A text says `text` only.
 */
export type Words = {
  subject: string
  text: string
  button?: { label: string; href: string }
  html?: string
  attachments?: { filename: string; content: string | Buffer; content_type: string }[]
}

/** How somebody asked to be reached and talked with; what every sender obeys. */
export type Reach = {
  language: string | null
  format: string | null
  interpreter: string | null
  phone_instead: boolean
  ring_on: string | null
  best_time: string | null
}

/** A code or a link to sign in goes in writing whatever else was asked: it cannot be read out by us. */
export const isForSigningIn = (kind: string): boolean => kind.startsWith('sign_in')

/** Where a message is on its way. */
export type Stage = 'waiting' | 'sent' | 'kept' | 'failed' | 'dropped'

/** Where this message is now. */
export const stageOf = (message: Message): Stage => {
  if (message.sent_at) return 'sent'
  if (message.failed_at) return 'failed'
  if (message.kept_at) return 'kept'
  return message.dropped_at ? 'dropped' : 'waiting'
}

const minute = 60_000
const waits = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * minute)

/** When to try again after this many tries (about a day in all); null when it is time to ring instead. */
export const tryAgainAt = (tries: number, now: Date): Date | null => {
  const wait = waits[tries - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait)
}

/** A claim as old as this, in milliseconds, was left by a crash. */
export const claim_lasts = 10 * minute

// The GSM alphabet of a plain text; a letter outside it turns the whole text into 16-bit, which holds half as much.
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const gsm_twice = new Set('^{}\\[~]|€\f')

/** How many segments a text takes on the network. We keep to two. */
export function segmentsOf(text: string): number {
  const letters = [...text]
  const plain = letters.every((letter) => gsm.has(letter) || gsm_twice.has(letter))
  if (plain)
    return pieces(
      letters.map((letter) => (gsm_twice.has(letter) ? 2 : 1)),
      160,
      153,
    )
  return pieces(
    letters.map((letter) => letter.length),
    70,
    67,
  )
}

// A letter that takes two places is never split over two segments.
function pieces(sizes: number[], alone: number, together: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1
  let segments = 1
  let room = together
  for (const size of sizes) {
    if (size > room) {
      segments++
      room = together
    }
    room -= size
  }
  return segments
}
