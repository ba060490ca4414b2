// How long until the first page is served from a folder that exists, and how much memory is held at rest.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, median } from '../figure.ts'
import { freePort } from '../own-postgres.ts'

async function serveOnce(data_dir: string, rest_ms = 0): Promise<{ ms: number; memory_mb: number }> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/start.ts'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: data_dir, DATABASE_URL: '', NODE_ENV: '' },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
      if (answer?.ok) break
      if (child.exitCode !== null || performance.now() - began > 120_000) throw new Error('it did not start')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const ms = performance.now() - began
    if (rest_ms) {
      for (let page = 0; page < 50; page++) await (await fetch(`http://127.0.0.1:${port}/whats-on`)).text()
      await new Promise((resolve) => setTimeout(resolve, rest_ms))
    }
    const kilobytes = Number(
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0,
    )
    return { ms, memory_mb: kilobytes / 1024 }
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
}

/** `start`: the second start, and memory at rest, both embedded. */
export async function bench(): Promise<Figure[]> {
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-start-'))
  try {
    await serveOnce(data_dir)
    const starts: number[] = []
    for (let round = 0; round < 5; round++) starts.push((await serveOnce(data_dir)).ms)
    const { memory_mb } = await serveOnce(data_dir, 5000)
    const ms = Math.round(median(starts))
    return [
      {
        name: 'start',
        value: ms,
        unit: 'ms until the first answer, folder exists',
        yardstick: '',
        ratio: null,
        target: '<= 1500',
        met: ms <= 1500,
      },
      {
        name: 'memory at rest',
        value: Math.round(memory_mb),
        unit: 'MB, embedded, after 50 pages',
        yardstick: '',
        ratio: null,
        target: '<= 400',
        met: memory_mb <= 400,
      },
    ]
  } finally {
    rmSync(data_dir, { recursive: true, force: true })
  }
}
