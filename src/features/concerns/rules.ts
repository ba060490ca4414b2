// What a concern is, how much may be written, and what may be known of the page it came from. Pure.

/** What can be wrong with a concern as it was typed. */
export type Problem = 'no-words' | 'too-long'
/** What became of it: kept, kept already by this very form, or more than we can take this hour. */
export type Told = 'kept' | 'again' | 'too-many'
/** Why the lead's own form was refused. */
export type Refusal = 'unknown' | 'no-note' | 'no-outcome' | 'too-long' | 'closed-already'

/** Letters in each box, at most. */
export const longest = { words: 10_000, about: 500, contact: 500, note: 10_000, outcome: 10_000 }

/** So many an hour are far more than any bad day: past it somebody is filling the box, and people are asked to ring. */
export const most_an_hour = 200
/** Messages to one lead in an hour, at most: the room lists every concern, whether a message went or not. */
export const most_messages_an_hour = 12

/** Days a concern is kept after it is closed and the last note is written, unless the area says otherwise: seven years. */
export const kept_days = 7 * 365

/** Where a concern stands. */
export const standing = (concern: { read_at: Date | null; closed_at: Date | null }) =>
  concern.closed_at ? ('closed' as const) : concern.read_at ? ('read' as const) : ('new' as const)

/** A page of ours with every id, secret and typed word taken out: '/sessions/…'. Null for anything else. */
export function pageWithoutIds(address: string | undefined, origins: string[]): string | null {
  if (!address) return null
  let url: URL
  try {
    url = new URL(address, origins[0])
  } catch {
    return null
  }
  if (!origins.includes(url.origin)) return null
  const pieces = url.pathname.split('/').slice(1, 7)
  return `/${pieces.map((piece) => (/^[a-z][a-z-]{0,24}$/.test(piece) ? piece : piece && '…')).join('/')}`
}
