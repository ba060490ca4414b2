// The secrets and short names of a booking. The secret address is made from its id, so it is stored nowhere.
import { createHmac, hash } from 'node:crypto'
import { someRandom } from '../../kit/ids.ts'
import { folded } from './rules-contact.ts'

/** The key of a booking's private address: 128 bits in 22 letters. */
export const manageToken = (secret: string, booking_id: string): string =>
  createHmac('sha256', secret).update(`manage:${booking_id}`).digest().subarray(0, 16).toString('base64url')

/** What is kept of that key, so that a copy of the database opens nothing. */
export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer')

const letters = '23456789BCDFGHJKMNPQRSTVWXYZ'

/** A new reference to say aloud: 7 characters with no look-alikes and no vowels, so no words. */
export function newReference(): string {
  let reference = ''
  while (reference.length < 7) {
    const byte = someRandom(1)[0]!
    // The bytes past the last whole alphabet would make some letters likelier than others.
    if (byte < 256 - (256 % letters.length)) reference += letters[byte % letters.length]
  }
  return reference
}

/** One child of one family, told by contact, first name and age; spelling and accents aside. */
export const childKey = (send_to: string, child: { first_name: string; age: number }): string =>
  hash('sha256', `${send_to}\n${folded(child.first_name)}\n${child.age}`, 'base64url')

/** A key of its own for a form nobody typed, always the same for the same facts. */
export function keyFrom(...facts: (string | number)[]): string {
  const hex = hash('sha256', facts.join('\n'), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
