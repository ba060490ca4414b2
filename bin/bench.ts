// bin/bench NAME…: one JSON line a figure; exits 1 when one misses its target. A figure is a ratio to a yardstick in the same run.
import { readdirSync } from 'node:fs'
import type { Figure } from './figure.ts'

const folder = new URL('./bench.d/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
const asked = process.argv.slice(2)
const chosen = asked[0] === 'all' ? names : asked
const unknown = chosen.filter((name) => !names.includes(name))
if (!chosen.length || unknown.length) {
  process.stderr.write(`bin/bench NAME, where NAME is one of: all ${names.join(' ')}\n`)
  process.exit(1)
}

let missed = 0
for (const name of chosen) {
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: () => Promise<Figure[]> }
  for (const figure of await bench()) {
    console.log(JSON.stringify(figure))
    if (!figure.met) missed++
  }
}
process.exit(missed ? 1 : 0)
