// Everything: the fast half, then each test on PGlite and on a real Postgres of our own, journeys in a real browser among them.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { chromium, withPostgres } from './own-postgres.ts'

type Counts = { passed: number; failed: number }
const began = performance.now()
const node = process.execPath

/** Runs a program, passing its words on; gives back its exit code and what it said. */
function run(args: string[], env: Record<string, string> = {}): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, QUIET: '1', ...env },
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      process.stdout.write(chunk)
    })
    child.on('close', (status) => resolve({ status: status ?? 1, said }))
  })
}

const counted = (said: string, word: string) =>
  Number(said.match(new RegExp(`^(?:ℹ|#) ${word} (\\d+)`, 'm'))?.[1] ?? 0)

async function tests(name: string, env: Record<string, string>): Promise<Counts> {
  console.log(`\n── Tests on ${name}`)
  const files = [...globSync('src/**/*.test.{ts,tsx}'), ...globSync('test/**/*.test.ts')].sort()
  // A storm needs the machine to itself; everything else goes two at a time.
  const storms = files.filter((file) => file.startsWith('test/storms/'))
  const quiet = files.filter((file) => !file.startsWith('test/storms/'))
  const both = [await testFiles(quiet, 2, env), await testFiles(storms, 1, env)]
  return { passed: both[0]!.passed + both[1]!.passed, failed: both[0]!.failed + both[1]!.failed }
}

async function testFiles(files: string[], at_once: number, env: Record<string, string>): Promise<Counts> {
  const { status, said } = await run(
    [
      '--import',
      'tsx',
      '--test',
      `--test-concurrency=${at_once}`,
      '--test-timeout=300000',
      '--test-reporter=spec',
      ...files,
    ],
    { ...env, NODE_ENV: 'test' },
  )
  const counts = { passed: counted(said, 'pass'), failed: counted(said, 'fail') + counted(said, 'cancelled') }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

process.env.CHROMIUM = chromium()
const check = await run(['--import', 'tsx', 'bin/check.ts'])
const embedded = await tests('PGlite', { TEST_DATABASE_URL: '' })
const real = await withPostgres((url) => tests('Postgres', { TEST_DATABASE_URL: url }), { fast: true })

const passed = embedded.passed + real.passed + (check.status === 0 ? 1 : 0)
const failed = embedded.failed + real.failed + (check.status === 0 ? 0 : 1)
console.log(`\nTook ${Math.round((performance.now() - began) / 1000)} seconds`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed || !passed ? 1 : 0)
