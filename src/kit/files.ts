import { randomBytes } from 'node:crypto'
import { linkSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Makes a file for us alone, unless there is one: whole before it has its name, so that another process never reads
 * half of it, and on the disk before this returns. False when one was there already.
 */
export function writeWhole(file: string, content: string | Buffer): boolean {
  const half = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(half, content, { mode: 0o600, flush: true })
  try {
    linkSync(half, file)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    return false
  } finally {
    rmSync(half, { force: true })
  }
}
