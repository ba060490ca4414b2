// One key a person, outside the database: words sealed with it are gone everywhere, backups too, when the key is.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeWhole } from './files.ts'
import { isId } from './ids.ts'

export type Keys = {
  /** Seals words for one person, making their key the first time. What it gives is kept in the database. */
  seal(subject_id: string, words: string): string
  /** What was sealed, or null when the key is gone, or the words are another person's. */
  open(subject_id: string, sealed: string | null): string | null
  /** Destroys the key. Nothing sealed with it can be read again, here or in any backup. */
  forget(subject_id: string): void
}

/** Keys kept as files in a folder; each is worth nothing without the house's secret. */
export function makeKeys({ folder, secret }: { folder: string; secret: string }): Keys {
  const fileOf = (subject_id: string) => {
    if (!isId(subject_id)) throw new Error('A key is for an id')
    const id = subject_id.toLowerCase()
    return join(folder, id.slice(-2), id)
  }
  const keyFrom = (kept: Buffer, subject_id: string) =>
    Buffer.from(hkdfSync('sha256', kept, secret, `words of ${subject_id.toLowerCase()}`, 32))

  const existing = (subject_id: string): Buffer | null => {
    try {
      return keyFrom(readFileSync(fileOf(subject_id)), subject_id)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw fault
    }
  }
  const make = (subject_id: string): Buffer => {
    const file = fileOf(subject_id)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeWhole(file, randomBytes(32))
    return existing(subject_id)!
  }

  return {
    seal(subject_id, words) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', existing(subject_id) ?? make(subject_id), iv)
      const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(subject_id, sealed) {
      const key = sealed && existing(subject_id)
      if (!key) return null
      try {
        const bytes = Buffer.from(sealed, 'base64url')
        const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(
          bytes.subarray(12, 28),
        )
        return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    forget(subject_id) {
      const file = fileOf(subject_id)
      try {
        // Written over first: the place on the disk may outlive the file's name.
        const open = openSync(file, 'r+')
        writeSync(open, randomBytes(32), 0, 32, 0)
        fsyncSync(open)
        closeSync(open)
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
      }
      rmSync(file, { force: true })
    },
  }
}

/** A mark by which a mobile or an email is known again, however it is typed, without keeping it. */
export function markOf(secret: string, contact: string): string {
  const address = /[^\s@<>,;]+@[^\s@<>,;]+/.exec(contact)?.[0]
  const digits = contact.replace(/\D/g, '').replace(/^(00)?44(0)?|^0/, '')
  const folded = address ? address.toLowerCase() : digits || contact.toLowerCase().replace(/\s+/g, '')
  return createHmac('sha256', secret).update(`contact:${folded}`).digest('base64url')
}
