// How often something was tried of late. Counted before it is judged, in one statement, and taken back when it was right.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import type { Db } from '../../kit/db.ts'
import type { Ctx } from '../../kit/web.ts'
import { an_hour, type Tried } from './rules.ts'

const hour = 3_600_000

/** What is counted, of whom, and when. `of` is a contact, a network or an id; it is kept only as a keyed hash. */
export type Try = { what: Tried; of: string; now: Date }

const keyed = (secret: string, { what, of }: Pick<Try, 'what' | 'of'>) =>
  createHmac('sha256', secret).update(`${what}\n${of}`).digest('base64url')

/** Counts tries; gives how to take one back, or null when there have been too many in the last hour. */
export async function tryOnce(db: Db, secret: string, tried: Try): Promise<(() => Promise<unknown>) | null> {
  const key = keyed(secret, tried)
  const since = new Date(tried.now.getTime() - hour)
  const { rows } = await sql<{ counted: boolean }>`
    select try_once(${key}, ${tried.now}, ${since}, ${an_hour[tried.what]}) as counted`.execute(db)
  return rows[0]?.counted ? () => sql`select untry(${key}, ${tried.now})`.execute(db) : null
}

/** Counts one thing of which there may be only one: false the second time, for a day. */
export async function firstTime(db: Db, secret: string, of: string, now: Date): Promise<boolean> {
  const key = createHmac('sha256', secret).update(`once\n${of}`).digest('base64url')
  const { rows } = await sql<{ first: boolean }>`
    select try_once(${key}, ${now}, ${new Date(now.getTime() - 24 * hour)}, 1) as first`.execute(db)
  return Boolean(rows[0]?.first)
}

/** Minutes until one more try is free, 1 to 60. */
export async function minutesUntilFree(db: Db, secret: string, tried: Try): Promise<number> {
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(at) as oldest from tries, unnest(recent) at
    where key = ${keyed(secret, tried)} and at > ${new Date(tried.now.getTime() - hour)}`.execute(db)
  const oldest = rows[0]?.oldest?.getTime() ?? 0
  return Math.min(60, Math.max(1, Math.ceil((oldest + hour - tried.now.getTime()) / 60_000)))
}

/** The network a request comes from, folded to what one household or school has. Only ever kept as a keyed hash. */
export function networkOf(c: Ctx, { trust_proxy }: Pick<Config, 'trust_proxy'>): string {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    ?.socket
  // The last entry is the one our own proxy wrote; those before it are whatever the asker liked to say.
  const said = trust_proxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return foldedNetwork(said || socket?.remoteAddress || 'unknown')
}

/** An IPv4 address as it is; of an IPv6 address its first half, for one household has all of the other. */
export function foldedNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
