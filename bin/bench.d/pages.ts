// The cached listing over HTTP against a bare node:http server sending the same bytes, from a child that only counts.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seedMany } from '../../seeds/many.ts'
import { start } from '../../src/server.ts'
import { type Figure, median } from '../figure.ts'

const path = '/whats-on'
const connections = 32
const round_ms = 2000
const rounds = 7

type Told = { port: number; ms: number }

/** Asks one port for the page as fast as it answers, on keep-alive connections; answers a second. */
function hammer({ port, ms }: Told): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n`
  return new Promise((resolve, reject) => {
    let answers = 0
    const sockets = Array.from({ length: connections }, () => {
      let left = -1 // bytes of this answer still to come; -1 before its head is read
      let head = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(request))
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('data', (bytes) => {
        let at = 0
        while (at < bytes.length) {
          if (left < 0) {
            head += bytes.toString('latin1', at)
            const end = head.indexOf('\r\n\r\n')
            if (end < 0) return
            const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
            if (!head.startsWith('HTTP/1.1 200') || !length) return reject(new Error(head.slice(0, 300)))
            at = bytes.length - (head.length - end - 4)
            left = length
            head = ''
          }
          const taken = Math.min(left, bytes.length - at)
          left -= taken
          at += taken
          if (left === 0) {
            answers++
            left = -1
            socket.write(request)
          }
        }
      })
      return socket
    })
    setTimeout(() => {
      for (const socket of sockets) socket.destroy()
      resolve(answers / (ms / 1000))
    }, ms)
  })
}

const is_child = process.argv[2] === '--hammer'
if (is_child)
  process.on('message', async (told: Told) => {
    process.send!(await hammer(told).catch((fault: Error) => ({ fault: fault.message })))
  })

const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

/** `pages`: how near a cached page comes to the fastest that node can send it. Ours is served as `bin/start` serves it. */
export async function bench(): Promise<Figure[]> {
  const data_dir = mkdtempSync(join(tmpdir(), 'alongside-pages-'))
  Object.assign(process.env, { DATA_DIR: data_dir, DATABASE_URL: '', PORT: '0' })
  const running = await start(async ({ database }) =>
    seedMany(database.pool, { sessions: 3000, now: new Date() }),
  )
  const port = Number(new URL(running.address).port)
  const page = await raw(port)
  const bare = createServer((_request, response) => {
    response.writeHead(200, page.headers)
    response.end(page.body)
  })
  const ports = { ours: port, bare: await listening(bare) }
  const child = fork(fileURLToPath(import.meta.url), ['--hammer'], { execArgv: ['--import', 'tsx'] })
  const ask = (told: Told) =>
    new Promise<number>((resolve, reject) => {
      child.once('message', (said) =>
        typeof said === 'number' ? resolve(said) : reject(new Error(JSON.stringify(said))),
      )
      child.send(told)
    })
  try {
    const said = { ours: [] as number[], bare: [] as number[] }
    for (const name of ['ours', 'bare'] as const) await ask({ port: ports[name], ms: 1000 })
    for (let round = 0; round < rounds; round++)
      for (const name of ['ours', 'bare'] as const)
        said[name].push(await ask({ port: ports[name], ms: round_ms }))
    // Each pair is measured side by side, so the middle of their ratios does not mind what else the machine did.
    const ratio = median(said.ours.map((value, round) => value / said.bare[round]!))
    return [
      {
        name: 'a cached anonymous listing over HTTP',
        value: Math.round(median(said.ours)),
        unit: 'pages a second',
        yardstick: `bare node:http sending the same ${page.body.length} bytes: ${Math.round(median(said.bare))} a second`,
        ratio: Math.round(ratio * 100) / 100,
        target: '>= 0.6 of the yardstick',
        met: ratio >= 0.6,
      },
    ]
  } finally {
    child.kill()
    bare.closeAllConnections()
    bare.close()
    await running.stop()
    rmSync(data_dir, { recursive: true, force: true })
  }
}

/** The page as it goes over the wire, zipped, with its headers. */
async function raw(port: number): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const {
          date: _date,
          connection: _connection,
          'keep-alive': _keep,
          'transfer-encoding': _chunked,
          ...headers
        } = response.headers
        const body = Buffer.concat(parts)
        resolve({
          body,
          headers: { ...(headers as Record<string, string>), 'content-length': String(body.length) },
        })
      })
    }).on('error', reject)
  })
}
