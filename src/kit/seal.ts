// Words handed to a browser or put in an address, so that only we can read them, and only for what they were meant.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** What a seal is for; `bound` is whatever else it must be opened with: an id, a sign-in. */
export type Purpose = { secret: string; purpose: string; bound?: string }

const keys = new Map<string, Buffer>()
function keyFor({ secret, purpose }: Purpose): Buffer {
  const name = `${purpose} ${secret}`
  const known = keys.get(name)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  keys.set(name, key)
  return key
}
const bond = ({ purpose, bound = '' }: Purpose) => Buffer.from(`${purpose}\n${bound}`)

// Up to this many letters packing costs more than it saves.
const small = 90

/** Seals words: letters, digits, - and _ only, so they may stand in an address. */
export function seal(words: string, purpose: Purpose): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv).setAAD(bond(purpose))
  const packed = words.length > small
  const body = Buffer.concat([
    cipher.update(packed ? 'p' : '.'),
    cipher.update(packed ? deflateRawSync(words) : words),
    cipher.final(),
  ])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed for this purpose; null for anything else. */
export function unseal(sealed: string | undefined, purpose: Purpose): string | null {
  try {
    const bytes = Buffer.from(sealed ?? '', 'base64url')
    // One spelling only: a reader that forgives spare letters would take an address that was changed.
    if (bytes.toString('base64url') !== sealed) return null
    const opener = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12), {
      authTagLength: 16,
    })
    opener.setAAD(bond(purpose)).setAuthTag(bytes.subarray(12, 28))
    const body = Buffer.concat([opener.update(bytes.subarray(28)), opener.final()])
    const said = body.subarray(1)
    return (body[0] === 0x70 ? inflateRawSync(said, { maxOutputLength: 64_000 }) : said).toString()
  } catch {
    return null
  }
}
