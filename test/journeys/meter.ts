// What a cold phone on a poor line really fetches: bytes on the wire, requests, and when the first words are there.
import type { CDPSession, Page } from 'playwright-core'

export type Meter = { bytes: number; requests: number; script_bytes: number; elsewhere: string[] }

/** Counts everything this page fetches from now on. */
export async function meter(page: Page, origin: string): Promise<{ read(): Meter; session: CDPSession }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const count: Meter = { bytes: 0, requests: 0, script_bytes: 0, elsewhere: [] }
  const kinds = new Map<string, string>()
  // A redirect is a request of its own, told only when the next one is sent; what memory holds is none.
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    kinds.set(requestId, type ?? '')
    if (request.url.startsWith('data:')) return
    count.requests++
    if (!request.url.startsWith(origin)) count.elsewhere.push(request.url)
  })
  session.on('Network.requestServedFromCache', () => {
    count.requests--
  })
  session.on('Network.responseReceived', ({ response }) => {
    if (response.fromDiskCache) count.requests--
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    count.bytes += encodedDataLength
    if (kinds.get(requestId) === 'Script') count.script_bytes += encodedDataLength
  })
  return { session, read: () => ({ ...count }) }
}

/** 400 kbit/s, 400 ms, and a processor a sixth as fast: a cheap phone at the edge of its signal. */
export async function poorPhone(session: CDPSession): Promise<void> {
  const bytes_a_second = 400_000 / 8
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytes_a_second,
    uploadThroughput: bytes_a_second,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
}

/** Milliseconds until the first words were painted. */
export const firstWords = (page: Page): Promise<number> =>
  page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
  )
