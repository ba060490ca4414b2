// The record of what was done. Entries are only ever added; each carries the hash of the one before. Signed
// checkpoints are written outside the database, so that a record cut or written anew is noticed too.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './db.ts'
import { writeWhole } from './files.ts'
import type { Job } from './jobs.ts'

export type Entry = {
  at: Date
  /** Who; null for the machine. */
  person_id: string | null
  /** What: 'POST /team/sessions/:id/publish', 'opened a record'. */
  act: string
  /** The ids it was done to. Never a name or a typed word. */
  about?: string | null
  /** Whose record was opened or changed: a person or a child. */
  subject_id?: string | null
  /** The reason given, where one is asked. */
  why?: string | null
}

/** Adds one entry; in the caller's transaction when it is given one. */
export const record = (db: Db, { at, person_id, act, about, subject_id, why }: Entry) =>
  sql`select audit_add(${at}, ${person_id}::uuid, ${act}, ${about ?? null}, ${subject_id ?? null}::uuid, ${why ?? null})`.execute(
    db,
  )

type Row = {
  nth: number
  at: Date
  person_id: string | null
  act: string
  about: string | null
  subject_id: string | null
  why: string | null
  before: Buffer
  hash: Buffer
}

const start = createHash('sha256').update('alongside').digest()
const field = (said: string | null) => (said === null ? '-' : `${[...said].length}:${said}`)
// The same sentence as the database's `audit_add`, made here, so that nobody can mend the record by changing that.
const hashOf = (row: Row): Buffer =>
  createHash('sha256')
    .update(
      [
        field(String(row.nth)),
        field(row.at.toISOString()),
        field(row.person_id),
        field(row.act),
        field(row.about),
        field(row.subject_id),
        field(row.why),
        row.before.toString('hex'),
      ].join(','),
    )
    .digest()

type Checkpoint = { nth: number; hash: string; at: string; signature: string }
const signed = ({ nth, hash, at }: Pick<Checkpoint, 'nth' | 'hash' | 'at'>) =>
  Buffer.from(`alongside audit ${nth} ${hash} ${at}`)

function signingKey(folder: string) {
  const file = join(folder, 'signing-key.pem')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
  return createPrivateKey(readFileSync(file))
}

const fileIn = (folder: string) => join(folder, 'checkpoints.jsonl')
const checkpointsIn = (folder: string): string[] =>
  existsSync(fileIn(folder)) ? readFileSync(fileIn(folder), 'utf8').split('\n').filter(Boolean) : []

/** Signs how far the record goes now and writes that outside the database; null when nothing is new. */
export async function checkpoint(pool: pg.Pool, folder: string, at: Date): Promise<number | null> {
  const { rows } = await pool.query('select nth, hash from audit order by nth desc limit 1')
  if (!rows[0]) return null
  const last = checkpointsIn(folder).at(-1)
  const { nth, hash } = rows[0] as { nth: number; hash: Buffer }
  if (last && (JSON.parse(last) as Checkpoint).nth >= nth) return null
  const said = { nth, hash: hash.toString('hex'), at: at.toISOString() }
  const signature = sign(null, signed(said), signingKey(folder)).toString('base64url')
  appendFileSync(fileIn(folder), `${JSON.stringify({ ...said, signature })}\n`, { mode: 0o600 })
  return nth
}

export type Verdict =
  | { sound: true; entries: number; checkpoints: number }
  /** `nth`: the first entry that is not as it was written. */
  | {
      sound: false
      nth: number
      because: 'changed' | 'missing' | 'not-in-its-place' | 'not-what-was-signed' | 'bad-checkpoint'
    }

const at_a_time = 5000

/** Reads the whole record and every checkpoint; names the first entry that is not as it was written. */
export async function verifyAudit(pool: pg.Pool, folder: string): Promise<Verdict> {
  const found = await brokenLink(pool)
  const against = await brokenCheckpoint(pool, folder)
  const first = [found.broken, against.broken]
    .filter((each) => each !== null)
    .sort((a, b) => a.nth - b.nth)[0]
  return first
    ? { sound: false, ...first }
    : { sound: true, entries: found.entries, checkpoints: against.checkpoints }
}

type Broken = Omit<Extract<Verdict, { sound: false }>, 'sound'> | null

async function brokenLink(pool: pg.Pool): Promise<{ broken: Broken; entries: number }> {
  let before: Buffer = start
  let nth = 0
  for (;;) {
    const { rows } = await pool.query<Row>('select * from audit where nth > $1 order by nth limit $2', [
      nth,
      at_a_time,
    ])
    for (const row of rows) {
      if (row.nth !== nth + 1) return { broken: { nth: nth + 1, because: 'missing' }, entries: nth }
      if (!row.before.equals(before))
        return { broken: { nth: row.nth, because: 'not-in-its-place' }, entries: nth }
      if (!row.hash.equals(hashOf(row))) return { broken: { nth: row.nth, because: 'changed' }, entries: nth }
      before = row.hash
      nth = row.nth
    }
    if (rows.length < at_a_time) return { broken: null, entries: nth }
  }
}

async function brokenCheckpoint(
  pool: pg.Pool,
  folder: string,
): Promise<{ broken: Broken; checkpoints: number }> {
  const lines = checkpointsIn(folder)
  const key = lines.length ? createPublicKey(signingKey(folder)) : null
  let reached = 0
  for (const line of lines) {
    const said = readCheckpoint(line)
    if (!said || !verify(null, signed(said), key!, Buffer.from(said.signature, 'base64url')))
      return { broken: { nth: reached + 1, because: 'bad-checkpoint' }, checkpoints: 0 }
    const { rows } = await pool.query<Row>('select hash from audit where nth = $1', [said.nth])
    if (!rows[0])
      return { broken: { nth: await firstMissing(pool, said.nth), because: 'missing' }, checkpoints: 0 }
    // Written anew from some entry on: everything after the last sound checkpoint is in doubt.
    if (rows[0].hash.toString('hex') !== said.hash)
      return { broken: { nth: reached + 1, because: 'not-what-was-signed' }, checkpoints: 0 }
    reached = said.nth
  }
  return { broken: null, checkpoints: lines.length }
}

const firstMissing = async (pool: pg.Pool, until: number): Promise<number> => {
  const { rows } = await pool.query('select max(nth) as last from audit where nth < $1', [until])
  return (rows[0]?.last ?? 0) + 1
}

function readCheckpoint(line: string): Checkpoint | null {
  try {
    return JSON.parse(line) as Checkpoint
  } catch {
    return null
  }
}

/** Signs the record each minute. What was cut in the minute since is what a cut can hide. */
export const auditJobs = (folder: string): Job[] => [
  { name: 'kit/audit', every: '* * * * *', run: ({ pool, now }) => checkpoint(pool, folder, now) },
]
