// One line of JSON a happening. Ids and counts only: never a name, a contact, an address bar, a typed word.
export type Line = Record<string, string | number | boolean | null | undefined>

let write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)

/** Writes one happening to the log. */
export const log = (what: string, facts: Line = {}): void =>
  write(JSON.stringify({ at: new Date().toISOString(), what, ...facts }))

/** Sends log lines elsewhere (tests read them); returns the way back. */
export function logTo(writer: (line: string) => void): () => void {
  const before = write
  write = writer
  return () => {
    write = before
  }
}
