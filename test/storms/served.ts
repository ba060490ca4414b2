// The whole house, served on loopback, and a crowd in a process of its own.
import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { freePort } from '../../bin/own-postgres.ts'
import type { House } from '../../src/house.ts'

export type Crowd = {
  seconds: number
  answers: { nth: number; sent: number; answered: number; status: number; location: string }[]
}

/** Serves a house until `act` is done. */
export async function served<T>(house: Pick<House, 'app'>, act: (port: number) => Promise<T>): Promise<T> {
  const port = await freePort()
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const options = { fetch: house.app.fetch, port, hostname: '127.0.0.1', overrideGlobalObjects: false }
    const listening = serve(options, () => resolve(listening))
  })
  try {
    return await act(port)
  } finally {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** So many people press "Book" on one session, over so many connections. */
export function crowd(port: number, session_id: string, people: number, connections: number): Promise<Crowd> {
  const script = fileURLToPath(new URL('./load.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, String(port), session_id, String(people), String(connections)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (part) => {
    said += part
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`the crowd left: ${code}`)),
    )
  })
}

/** Reads another page again and again while `storm` goes on; its 95th percentile in milliseconds. A page that fails is a fault. */
export async function readMeanwhile<T>(
  port: number,
  path: string,
  storm: () => Promise<T>,
): Promise<T & { p95: number }> {
  const times: number[] = []
  let going = true
  const reading = (async () => {
    while (going) {
      const began = performance.now()
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: 'calm=' } })
      if (response.status !== 200) throw new Error(`another page answered ${response.status}`)
      await response.arrayBuffer()
      times.push(performance.now() - began)
      await setTimeout(50)
    }
  })()
  const stormed = await storm()
  going = false
  await reading
  times.sort((a, b) => a - b)
  return { ...stormed, p95: times[Math.floor(times.length * 0.95)] ?? 0 }
}
