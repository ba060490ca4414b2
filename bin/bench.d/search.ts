// A 20-card listing searched and rendered afresh, nothing kept between, in one process with PGlite.
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { renderToString } from 'preact-render-to-string'
import { seedMany } from '../../seeds/many.ts'
import { WhatsOnPage } from '../../src/features/activities/pages/whats-on.tsx'
import { type Finder, finderFrom } from '../../src/features/activities/rules-finder.ts'
import { search } from '../../src/features/activities/search.ts'
import { filterable_facts } from '../../src/features/places/index.ts'
import { openDatabase } from '../../src/kit/db.ts'
import { migrate } from '../../src/kit/migrate.ts'
import { type Site, within } from '../../src/kit/site.ts'
import { type Figure, median } from '../figure.ts'

const alone = '--alone'
const now = new Date('2026-11-23T08:00:00Z')
const sessions = 3000
const site: Site = {
  area: { name: 'Sale', phone: '0161 496 0123', text_number: '07700 900123', team_name: 'the team' },
  path: '/whats-on',
  language: 'en',
  calm: false,
  signed_in: null,
  stylesheet: '/assets/a.css',
  script: '/assets/a.js',
  development: false,
}
const facts = filterable_facts.map((fact) => fact.code)
const asked = (words: string): Finder => finderFrom(new URLSearchParams(words), facts)
// What families ask most: everything, a few days, a filter or two, the next page.
const listings = [
  '',
  'when=weekend',
  'when=week',
  'noise=quiet',
  'age=5-7&adult=may_leave',
  'page=2',
  'fact=accessible_toilet',
]
const worded = ['q=swimming', 'q=swiming', 'q=music']

type Run = () => Promise<unknown>

// Of the core's time, so that whatever else the machine is doing does not count; the runtime's own threads do.
async function perSecond(run: Run, times: number): Promise<number> {
  const before = process.cpuUsage()
  for (let nth = 0; nth < times; nth++) await run()
  const { user, system } = process.cpuUsage(before)
  return times / ((user + system) / 1_000_000)
}

const turns = <T>(list: T[]) => {
  let nth = 0
  return () => list[nth++ % list.length]!
}

/** `search`: the listing, by filters and by words, against the bare reads that any such page needs; held to one core. */
export async function bench(): Promise<Figure[]> {
  const held = [
    '-c',
    String(cpus().length - 1),
    process.execPath,
    '--import',
    'tsx',
    fileURLToPath(import.meta.url),
    alone,
  ]
  const child = spawnSync('taskset', held, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return child.status === 0 ? JSON.parse(child.stdout) : measure()
}

async function measure(): Promise<Figure[]> {
  const database = await openDatabase({})
  try {
    const { pool } = database
    await migrate(pool)
    await seedMany(pool, { sessions, now })
    await pool.query('analyze')
    const listing = (finders: Finder[]): Run => {
      const next = turns(finders)
      return async () => {
        const finder = next()
        const found = await search(pool, { finder, near: null, now })
        if (found.cards.length < 20)
          throw new Error(`a listing of ${found.cards.length} cards is not the measure`)
        return within(site, () =>
          renderToString(WhatsOnPage({ finder, found, near: null, now, told: false, problems: {} })),
        )
      }
    }
    // The least a page of 20 cards with counts could do: read 20 rows and pass over the rest once, drawing nothing.
    const bare: Run = async () => {
      await pool.query({
        name: 'bare_cards',
        text: 'select * from session_listing where listed_until > $1 order by starts_at, session_id limit 20',
        values: [now],
      })
      await pool.query({
        name: 'bare_counts',
        text: 'select marks, facts, room, day from session_listing where listed_until > $1',
        values: [now],
      })
    }
    const runs = { filters: listing(listings.map(asked)), words: listing(worded.map(asked)), bare }
    for (const run of Object.values(runs)) await perSecond(run, 150)
    const rounds = { filters: [] as number[], words: [] as number[], bare: [] as number[] }
    for (let round = 0; round < 5; round++)
      for (const [name, run] of Object.entries(runs))
        rounds[name as keyof typeof rounds].push(await perSecond(run, 150))
    const yardstick = median(rounds.bare)
    const figure = (name: string, values: number[], least: number): Figure => ({
      name,
      value: Math.round(median(values)),
      unit: 'pages a second of one core',
      yardstick: `reading 20 rows and the filter columns of ${sessions} by hand, drawing nothing: ${Math.round(yardstick)} a second`,
      ratio: Math.round((median(values) / yardstick) * 100) / 100,
      target: `>= ${least}`,
      met: median(values) >= least,
    })
    return [
      figure(
        `a 20-card listing searched and rendered afresh at ${sessions} sessions, PGlite`,
        rounds.filters,
        400,
      ),
      figure(`the same by typed words, slips mended`, rounds.words, 200),
    ]
  } finally {
    await database.close()
  }
}

if (process.argv[2] === alone) process.stdout.write(JSON.stringify(await measure()))
