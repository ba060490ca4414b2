// Config → database → app → listen, then the jobs: families are served before anything else begins.
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { serve } from '@hono/node-server'
import { configFrom } from './config.ts'
import { type House, openHouse } from './house.ts'
import { answeredFromCache } from './kit/cache.ts'
import { FolderInUse } from './kit/db.ts'
import { log } from './kit/log.ts'

export type Running = { house: House; address: string; stop(): Promise<void> }

// A page kept for a stranger is sent before the application is woken: three times as many a second.
const fromCacheFirst = (options: ServerOptions, answer: RequestListener) =>
  createServer(options, (incoming, outgoing) => {
    if (!answeredFromCache(incoming, outgoing)) answer(incoming, outgoing)
  })

/** Starts serving; `before` is done once the database is open and before anyone is let in. */
export async function start(before: (house: House) => Promise<void> = async () => {}): Promise<Running> {
  const config = configFrom()
  const house = await openHouse({ config })
  await before(house)
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve(
      {
        fetch: house.app.fetch,
        port: config.port,
        hostname: config.host,
        overrideGlobalObjects: false,
        createServer: fromCacheFirst as typeof createServer,
      },
      () => resolve(listening),
    )
    listening.once('error', reject)
  })
  // Node's five seconds cut slow harvesters and slow phones off.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 65_000
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.port
  await house.jobs.start()
  const stop = async () => {
    await new Promise((resolve) => {
      server.close(resolve)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    })
    await house.close()
  }
  return { house, address: `http://localhost:${port}`, stop }
}

/** Starts, and stops cleanly when asked; a refusal is one plain line and exit 1. */
export async function run(before?: (house: House) => Promise<void>): Promise<Running> {
  try {
    const running = await start(before)
    let stopping = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        if (stopping) return
        stopping = true
        // A page half sent is finished; a connection that never ends does not keep us.
        setTimeout(() => process.exit(0), 10_000).unref()
        void running.stop().then(() => process.exit(0))
      })
    log('started', { port: running.house.config.port, database: running.house.database.kind })
    return running
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (fault instanceof FolderInUse) process.stderr.write(`${fault.message}\n`)
    else if (code === 'EADDRINUSE')
      process.stderr.write(`Port ${process.env.PORT || 3000} is in use. Set PORT to another number.\n`)
    else process.stderr.write(`Alongside could not start: ${(fault as Error).message}\n`)
    process.exit(1)
  }
}
