import { randomBytes } from 'node:crypto'

// Drawn by the page, not by the id: asking the machine for sixteen bytes costs twenty times taking them from here.
let pool = randomBytes(0)
let taken = 0

/** So many bytes nobody can guess, each given out once; at most 8,192. Copy them before the next call. */
export function someRandom(many: number): Buffer {
  if (taken + many > pool.length) {
    pool = randomBytes(8192)
    taken = 0
  }
  taken += many
  return pool.subarray(taken - many, taken)
}

/** A new uuid of version 7: in order of time, so that new rows sit together on disk. */
export function newId(now: number = Date.now()): string {
  const bytes = Buffer.from(someRandom(16))
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a piece of an address could be an id at all; asking the database about a mangled one is a fault there. */
export const isId = (text: unknown): text is string => typeof text === 'string' && uuid.test(text)
