// The embedded database's program, compiled on other threads while this one is still reading ours.
import { readFile } from 'node:fs/promises'

let compiled: Promise<WebAssembly.Module> | undefined

/** The compiled database; the first call starts the work, so call it before anything slow. */
export const embeddedProgram = (): Promise<WebAssembly.Module> => {
  compiled ??= readFile(new URL('./pglite.wasm', import.meta.resolve('@electric-sql/pglite'))).then((bytes) =>
    WebAssembly.compile(bytes),
  )
  return compiled
}
