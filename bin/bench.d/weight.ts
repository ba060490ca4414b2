// Page weights and request counts of the journeys, in a real browser with nothing kept from before.
import { bookAsGuest } from '../../test/journeys/book-as-guest.ts'
import { type Walk, walk } from '../../test/journeys/browser.ts'
import { firstWords, meter, poorPhone } from '../../test/journeys/meter.ts'
import type { Figure } from '../figure.ts'

const figure = (name: string, value: number, unit: string, most: number): Figure => ({
  name,
  value: Math.round(value * 10) / 10,
  unit,
  yardstick: '',
  ratio: null,
  target: `<= ${most}`,
  met: value <= most,
})

async function page(w: Walk, name: string, path: string, most_kb: number): Promise<Figure[]> {
  const { page, context } = await w.phone({ javaScriptEnabled: true, viewport: { width: 360, height: 740 } })
  const { read, session } = await meter(page, w.origin)
  await poorPhone(session)
  await page.goto(w.origin + path, { waitUntil: 'networkidle', timeout: 60_000 })
  const words = await firstWords(page)
  const { bytes, script_bytes } = read()
  await context.close()
  return [
    figure(`${name}, cold`, bytes / 1000, 'kB on the wire', most_kb),
    figure(`${name}, script`, script_bytes / 1000, 'kB on the wire', 30),
    figure(`${name}, first words at 400 kbit/s, 400 ms, CPU ÷ 6`, words, 'ms', 3000),
  ]
}

/** `weight`: what each page of J1–J3 costs a cold phone. */
export async function bench(): Promise<Figure[]> {
  const w = await walk()
  try {
    const session = await w.given.session({ activity: { title: 'Weighing day craft' } })
    const figures = [
      ...(await page(w, 'home', '/', 120)),
      ...(await page(w, 'list', '/whats-on', 120)),
      ...(await page(w, 'session', `/sessions/${session.id}`, 120)),
      ...(await page(w, 'booking page', `/sessions/${session.id}/book`, 60)),
    ]
    const { page: phone, context } = await w.phone({ javaScriptEnabled: true })
    const { read } = await meter(phone, w.origin)
    await bookAsGuest(phone, w.origin, session.id)
    const { bytes, requests } = read()
    await context.close()
    return [
      ...figures,
      figure('a whole guest booking, cold', bytes / 1000, 'kB on the wire', 300),
      figure('a whole guest booking', requests, 'requests', 12),
    ]
  } finally {
    await w.finish()
  }
}
