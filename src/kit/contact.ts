// A mobile or an email, however people type it.
export type ContactKind = 'email' | 'text'
export type Contact = { contact_kind: ContactKind; send_to: string; landline: boolean }

/** Digits of other scripts, as their own keyboards give them, turned into ours. */
export const asciiDigits = (typed: string): string =>
  typed
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
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

const address =
  /^[^\s@<>,;:"()[\]\\\p{C}\p{Z}]+@[^\s@<>,;:"()[\]\\\p{C}\p{Z}]+\.[^\s@.<>,;:"()[\]\\\p{C}\p{Z}]{2,}$/u

/** What was meant by what was typed, or null when it is neither a number nor an email. */
export function contactIn(typed: string): Contact | null {
  const text = typed.normalize('NFKC').trim()
  if (text.includes('@'))
    return address.test(text) && text.length <= 254
      ? { contact_kind: 'email', send_to: text.toLowerCase(), landline: false }
      : null
  const send_to = dialled(text)
  return send_to === null ? null : { contact_kind: 'text', send_to, landline: /^\+44(?!7)/.test(send_to) }
}
