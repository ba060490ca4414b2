// A mobile or an email, however people type it.
export type ContactKind = 'email' | 'text'
export type Contact = { contact_kind: ContactKind; send_to: string; landline: boolean }

// Digits of other scripts, as their own keyboards give them.
const asciiDigits = (typed: string): string =>
  typed
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))

/** A number as a machine dials it, '+447700900982', or null when it cannot be one. */
export function dialled(typed: string): string | null {
  const plain = asciiDigits(typed)
    .replace(/\(0\)/g, '')
    .replace(/\b(ext|x)\.?\s*\d+\s*$/i, '')
  if (/[a-z]{3,}/i.test(plain)) return null
  const digits = plain.replace(/\D/g, '')
  const number = plain.trim().startsWith('+') ? digits : digits.replace(/^00/, '')
  const abroad = plain.trim().startsWith('+') || digits.startsWith('00')
  if (abroad) return /^[1-9]\d{7,14}$/.test(number) ? `+${number.replace(/^440/, '44')}` : null
  if (/^0[1-9]\d{8,9}$/.test(digits)) return `+44${digits.slice(1)}`
  return /^44[1-9]\d{8,9}$/.test(digits) ? `+${digits}` : null
}

const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@.<>,;:"()[\]\\]{2,}$/

/** What was meant by what was typed, or null when it is neither a number nor an email. */
export function contactIn(typed: string): Contact | null {
  const text = typed.trim()
  if (text.includes('@'))
    return address.test(text) && text.length <= 254
      ? { contact_kind: 'email', send_to: text.toLowerCase(), landline: false }
      : null
  const send_to = dialled(text)
  return send_to === null ? null : { contact_kind: 'text', send_to, landline: /^\+44(?!7)/.test(send_to) }
}

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
