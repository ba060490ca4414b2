// The rules of the house, held: who may import whom, who may write which table, and what nothing is called.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const files = globSync('src/**/*.{ts,tsx}').sort()
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1]
const real = files.filter((file) => !isTest(file))

/** Every import of a file of ours, with whether it is of types only. */
function importsOf(file: string) {
  const found = source
    .get(file)!
    .matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'"\n;]*?(?:\{[^}]*\}\s*)?(?:from\s+)?['"]([^'"]+)['"]/gm)
  return [...found, ...source.get(file)!.matchAll(/()import\('([^']+)'\)/g)].map(([, type, to]) => ({
    type_only: Boolean(type),
    to: to!.startsWith('.') ? normalize(join(dirname(file), to!)) : to!,
    ours: to!.startsWith('.'),
  }))
}

// Features form a tree, roots first: each may use the front doors of those before it, never of those after.
const order = [
  'messages',
  'people',
  'concerns',
  'households',
  'places',
  'activities',
  'bookings',
  'partners',
  'rights',
  'about',
]

// What a file of each kind may import inside its own feature, and whether kit, design and front doors are open to it.
type Kind = { own: RegExp; kit: RegExp | null; design: boolean; doors: boolean }
const all = /./
const kinds: [RegExp, Kind][] = [
  [
    /^rules(-[a-z-]+)?$/,
    { own: /^(rules|facts)/, kit: /^(contact|dates|words|who-may)$/, design: false, doors: true },
  ],
  [/^queries|^search/, { own: /^(rules|queries|search|facts|keys)/, kit: all, design: false, doors: true }],
  [
    /^(forms|form-)/,
    { own: /^(rules|forms|facts)/, kit: /^(contact|forms|dates|ids)$/, design: false, doors: true },
  ],
  [
    /^(pages|emails|texts)/,
    {
      own: /^(rules|facts|pages|emails|texts|queries|forms|words)/,
      // Pages may show the table of who may: it is what the guards read.
      kit: /^(contact|paths|dates|words|site|forms|who-may)$/,
      design: true,
      doors: true,
    },
  ],
]

test('imports go one way: features to design to kit, and never back', () => {
  const wrong: string[] = []
  for (const file of real) {
    for (const { to } of importsOf(file).filter((each) => each.ours)) {
      if (file.startsWith('src/kit/') && /^src\/(design|features)\//.test(to)) wrong.push(`${file} → ${to}`)
      if (file.startsWith('src/design/') && to.startsWith('src/features/')) wrong.push(`${file} → ${to}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('a feature is entered by its front door, and features form a tree', () => {
  const wrong: string[] = []
  for (const file of real) {
    const mine = featureOf(file)
    for (const { to } of importsOf(file).filter((each) => each.ours)) {
      const theirs = featureOf(to)
      if (!theirs || theirs === mine) continue
      if (!/\/index\.tsx?$/.test(to)) wrong.push(`${file} goes round the front door: ${to}`)
      if (mine && order.indexOf(theirs) > order.indexOf(mine)) wrong.push(`${file} looks up the tree: ${to}`)
    }
    if (mine && !order.includes(mine)) wrong.push(`${mine} has no place in the tree`)
  }
  assert.deepEqual(wrong, [])
})

test('each kind of file keeps to its own room', () => {
  const wrong: string[] = []
  for (const file of real.filter(featureOf)) {
    const within = file
      .split('/')
      .slice(3)
      .join('/')
      .replace(/\.(tsx?|client\.ts)$/, '')
    const kind = kinds.find(([pattern]) => pattern.test(within))?.[1]
    if (!kind) continue
    for (const { to, ours, type_only } of importsOf(file)) {
      if (!ours || type_only) continue
      const own = featureOf(to) === featureOf(file) ? to.split('/').slice(3).join('/') : null
      if (own && !kind.own.test(own)) wrong.push(`${file} → ${to}`)
      const kit = /^src\/kit\/([a-z-]+)/.exec(to)?.[1]
      if (kit && !kind.kit?.test(kit)) wrong.push(`${file} → ${to}`)
      if (to.startsWith('src/design/') && !kind.design) wrong.push(`${file} → ${to}`)
    }
  }
  assert.deepEqual(wrong, [])
})

// Who writes each table. Everyone may read; only the owner's actions and its migrations write.
const owners: Record<string, string[]> = {
  people: [
    'people',
    'contacts',
    'sign_ins',
    'sign_in_methods',
    'sign_in_codes',
    'roles',
    'tries',
    'second_factors',
    'spare_codes',
  ],
  concerns: ['concerns', 'concern_notes'],
  // Added to by kit/audit.ts alone, for every feature.
  kit: ['audit'],
  households: ['children', 'child_carers', 'link_offers', 'ways_to_reach'],
  places: ['places', 'pictures', 'access_facts', 'postcodes', 'outcodes', 'stops'],
  messages: ['messages'],
  activities: [
    'session_listing',
    'listing_words',
    'listed_words',
    'providers',
    'seasons',
    'activities',
    'requirements',
    'story_steps',
    'sessions',
    'questions',
    'gaps',
  ],
  bookings: ['session_places', 'bookings', 'booking_people'],
  rights: ['retention', 'purges', 'erasures'],
}

test('a table is written by one feature', () => {
  const wrong: string[] = []
  for (const file of real.filter(featureOf)) {
    const text = source.get(file)!
    for (const [owner, tables] of Object.entries(owners)) {
      if (owner === featureOf(file)) continue
      for (const table of tables) {
        const writes = new RegExp(
          `(insertInto|updateTable|deleteFrom)\\('${table}'\\)|\\b(insert into|update|delete from)\\s+${table}\\b`,
          'i',
        )
        if (writes.test(text)) wrong.push(`${file} writes ${table}, which belongs to ${owner}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
})

test('every table in the schema has an owner', () => {
  const made = globSync('migrations/*.sql').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/^create (?:unlogged )?table (?:if not exists )?([a-z_]+)/gim),
    ].map((match) => match[1]!),
  )
  const owned = Object.values(owners).flat()
  assert.deepEqual(made.filter((table) => !owned.includes(table)).sort(), [])
})

test('only actions, the desk and jobs write; pages and queries never do', () => {
  const writes =
    /\b(insertInto|updateTable|deleteFrom)\(|\b(insert into|delete from)\s+[a-z_]+\b|\bupdate\s+[a-z_]+\s+set\b/i
  const wrong = real.filter(
    (file) =>
      featureOf(file) &&
      /\/(pages|queries|rules|forms|emails|routes|search)[^/]*(\/|\.tsx?$)/.test(file) &&
      writes.test(source.get(file)!),
  )
  assert.deepEqual(wrong, [])
})

test('nothing has a name the field would not use', () => {
  const wrong: string[] = []
  const banned = /\b\w*(Manager|Service|Handler|Helper|Util|Utils)\b|\bspecial needs\b|\busers?\b/
  for (const file of real) {
    // The sign-in library and the icon set have their own words.
    if (/people\/(auth|sign)|design\/icon/.test(file)) continue
    source
      .get(file)!
      .split('\n')
      .forEach((line, at) => {
        const code = line
          .replace(/(['"`]).*?\1/g, "''")
          .replace(/\/\/.*|\/\*.*/, '')
          .replaceAll('MiddlewareHandler', '')
        if (banned.test(code)) wrong.push(`${file}:${at + 1} ${line.trim()}`)
      })
  }
  assert.deepEqual(wrong, [])
})

test('no file has grown a second noun', () => {
  const long = real.filter((file) => file !== 'src/database.ts' && source.get(file)!.split('\n').length > 330)
  assert.deepEqual(long, [])
})

test('every plural of the catalogue says one and many apart', () => {
  const words: Record<string, string> = JSON.parse(readFileSync('locales/en.json', 'utf8'))
  const same = Object.keys(words).filter(
    (key) => key.endsWith('_one') && words[key] === words[key.replace(/_one$/, '_other')],
  )
  assert.deepEqual(same, [])
})

test('no page fetches from anywhere else', () => {
  const wrong = real.filter(
    (file) =>
      /(src|href)="https?:\/\//.test(source.get(file)!) || /\bfetch\(['"`]https?:/.test(source.get(file)!),
  )
  assert.deepEqual(wrong, [])
})
