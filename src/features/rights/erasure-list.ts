// The list of who was erased, outside the database, so that a restored copy of it forgets them again.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Erasure, erasuresIn } from './rules.ts'

/** Adds one erasure and waits until the disk has it. Several processes may: each line is one write at the end. */
export function noteErasure(file: string, erasure: Erasure): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const open = openSync(file, 'a', 0o600)
  try {
    writeSync(open, `${JSON.stringify(erasure)}\n`)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** Everything on the list, oldest first. */
export const erasuresOn = (file: string): Erasure[] =>
  existsSync(file) ? erasuresIn(readFileSync(file, 'utf8')) : []
