// A real browser on a real server: Debian's Chromium, the whole application, a database of its own.
import { serve } from '@hono/node-server'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { freePort } from '../../bin/own-postgres.ts'
import { seedDemonstration } from '../../seeds/demonstration.ts'
import { type World, world } from '../world.ts'

export type Walk = World & {
  origin: string
  chrome: Browser
  /** A new phone: 320 px wide, no script unless asked for. */
  phone(options?: BrowserContextOptions): Promise<{ page: Page; context: BrowserContext }>
  finish(): Promise<void>
}

/** Opens the demonstration area at a loopback address, and a browser. The clock is the real one. */
export async function walk({ demonstration = true } = {}): Promise<Walk> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const here = await world({ now: new Date(), origin })
  if (demonstration)
    await seedDemonstration(here.database.pool, {
      now: here.clock.now,
      secret: here.config.secret,
      keys: here.keys,
    })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve(
      { fetch: here.app.fetch, port, hostname: '127.0.0.1', overrideGlobalObjects: false },
      () => resolve(listening),
    )
  })
  const chrome = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
  })
  const phone = async (options: BrowserContextOptions = {}) => {
    const context = await chrome.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      locale: 'en-GB',
      ...options,
    })
    context.setDefaultTimeout(15_000)
    return { context, page: await context.newPage() }
  }
  const finish = async () => {
    await chrome.close()
    await new Promise((resolve) => {
      server.close(resolve)
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
    await here.close()
  }
  return { ...here, origin, chrome, phone, finish }
}

/** How far the page sticks out sideways, in CSS pixels; 0 when it does not. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number } }
      innerWidth: number
    }
    return Math.max(0, document.documentElement.scrollWidth - innerWidth)
  })
