// A real Postgres of our own for tests and figures: started here, on loopback, never as root, gone afterwards.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const am_root = process.getuid?.() === 0

function install(packages: string[]): void {
  if (!am_root)
    throw new Error(
      `Missing on this machine: ${packages.join(' ')}. Install it: sudo apt-get install ${packages.join(' ')}`,
    )
  process.stderr.write(`Installing ${packages.join(' ')}…\n`)
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  execFileSync('apt-get', ['update', '-qq'], quiet)
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)
}

const newestBin = () =>
  globSync('/usr/lib/postgresql/*/bin/initdb')
    .map((file) => ({ file, version: Number(file.split('/')[4]) }))
    .filter(({ version }) => version >= 15)
    .sort((a, b) => b.version - a.version)[0]
    ?.file.replace(/\/initdb$/, '')

/** The folder of Postgres 15 or later's programs; installs Debian's when there is none. */
function postgresBin(): string {
  if (!newestBin()) install(['postgresql'])
  const found = newestBin()
  if (!found) throw new Error('Postgres 15 or later could not be found or installed')
  return found
}

/** The path of Debian's Chromium; installs it when it is missing. */
export function chromium(): string {
  const path = process.env.CHROMIUM || '/usr/bin/chromium'
  if (!existsSync(path)) install(['chromium', 'fonts-noto-core'])
  return path
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Runs `use` with the address of a fresh Postgres. Durable as in real life unless `fast`, which tests use. */
export async function withPostgres<T>(use: (url: string) => Promise<T>, { fast = false } = {}): Promise<T> {
  const bin = postgresBin()
  const folder = mkdtempSync(join(tmpdir(), 'alongside-pg-'))
  const port = await freePort()
  // Postgres refuses to run as root: Debian's package made the person "postgres".
  const as = am_root ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'] : []
  const run = (command: string[]) =>
    execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] })
  if (am_root) run(['chown', 'postgres', folder])
  const data = join(folder, 'data')
  run([
    ...as,
    join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--locale=C.UTF-8',
    '-E',
    'UTF8',
    '--no-sync',
  ])
  const settings = [
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=200',
    '-c',
    'shared_buffers=256MB',
  ]
  const quick = fast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : []
  const command = [...as, join(bin, 'postgres'), '-D', data, ...settings, ...quick]
  const server = spawn(command[0]!, command.slice(1), { stdio: 'ignore' })
  const stop = () => server.kill('SIGINT')
  process.once('exit', stop)
  try {
    await ready(bin, port)
    return await use(`postgres://postgres@127.0.0.1:${port}/postgres`)
  } finally {
    process.off('exit', stop)
    const gone = new Promise((resolve) => server.once('exit', resolve))
    stop()
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ready(bin: string, port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q'], {
        stdio: 'ignore',
      })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('Postgres did not start in 15 seconds')
}
