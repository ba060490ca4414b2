// An age and a name, however people type them.
import { asciiDigits } from '../../kit/contact.ts'

const unit = /month|week|day/i
/** An age in whole years from what was typed ('9', '9 years', '6 months', '٩'); null when there is none from 0 to 25. */
export function ageIn(typed: string): number | null {
  const plain = asciiDigits(typed)
  const number = /\d+/.exec(plain)
  if (!number || /-\s*\d/.test(plain)) return null
  const age = unit.test(plain) ? 0 : Number(number[0])
  return age <= 25 ? age : null
}

/** A name without capitals, accents and spare spaces, to tell whether two are the same. */
export const folded = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
