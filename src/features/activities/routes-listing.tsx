import { cached } from '../../kit/cache.ts'
import { type Problems, said, typedIn } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, routes, show } from '../../kit/web.ts'
import { speak, t } from '../../kit/words.ts'
import { filterable_facts, nearPoint, parsePostcode } from '../places/index.ts'
import { tellGap } from './actions-voices.ts'
import { HomePage } from './pages/home.tsx'
import { MyListPage } from './pages/my-list.tsx'
import { type NearWords, PastTheEndPage, WhatsOnPage } from './pages/whats-on.tsx'
import { sessionsWhole } from './queries.ts'
import { type Circle, metres_a_mile } from './rules-counts.ts'
import { askedOf, emptyFinder, type Finder, finderFrom, page_size } from './rules-finder.ts'
import { search } from './search.ts'
import { listingPath } from './words-filters.tsx'

const known_facts = filterable_facts.map((fact) => fact.code)
const most_kept = 50
const soonest_shown = 6
const longest_gap = 1000

// A page asked for with a number in its words may have a postcode in it, so it is kept nowhere.
const cachedUnlessNear = (seconds: number): ReturnType<typeof cached> => {
  const kept = cached(seconds)
  return (c, next) => (/\d/.test(c.req.query('q') ?? '') ? next() : kept(c, next))
}

type Asked = { finder: Finder; circle: Circle | null; near: NearWords; problems: Problems }
type NearProblem = 'not-a-postcode' | 'unknown-postcode' | 'which-postcode'

const near_words: Record<NearProblem, () => string> = {
  'not-a-postcode': () => t('That is not a postcode we can read. Try the first half, such as M33.'),
  'unknown-postcode': () => t('We do not know that postcode. Try the first half, such as M33.'),
  'which-postcode': () => t('Type your postcode here. We never keep it.'),
}

/** What the address asks for, with the postcode looked up. An unknown one is a problem, and the rest is still shown. */
async function askedIn(c: Ctx, pairs: Iterable<[string, string]>): Promise<Asked> {
  const finder = finderFrom(pairs, known_facts)
  const nowhere = { circle: null, near: null }
  if (!finder.near) return { finder, ...nowhere, problems: {} }
  const found = await nearPoint(c.var.db, finder.near)
  if (typeof found !== 'string') {
    const metres = finder.within === null ? null : finder.within * metres_a_mile
    return { finder, circle: { lat: found.lat, lon: found.lon, metres }, near: found, problems: {} }
  }
  const said_near = finder.whole_q !== null && /\b(near|close to|around)\b/i.test(finder.whole_q)
  const me = /^(me|us|here|home|my home|my house)$/i.test(finder.near)
  // "Films around the world" was never about a postcode.
  if (finder.whole_q && !me && (found === 'not-a-postcode' || !said_near))
    return {
      finder: { ...finder, q: `${finder.q} ${finder.near}`.trim(), near: '' },
      ...nowhere,
      problems: {},
    }
  const problem = speak(c.var.site.language, near_words[me ? 'which-postcode' : found])
  return { finder, ...nowhere, problems: { near: problem } }
}

const pairsOf = (c: Ctx) => [...new URL(c.req.url).searchParams].filter(([name]) => name !== 'told')

/** Shows the listing. 422 when part of the address could not be used; 404 past the end of the list. */
async function showListing(c: Ctx, asked: Asked, more: Problems = {}): Promise<Response> {
  const { pool, now } = c.var
  const { finder, circle, near } = asked
  const problems = { ...asked.problems, ...more }
  const found = await search(pool, { finder, near: circle, now })
  const pages = Math.max(1, Math.ceil(found.total / page_size))
  if (finder.page < 1 || finder.page > pages)
    return show(c, <PastTheEndPage finder={finder} total={found.total} />, 404)
  const is_wrong = finder.not_offered.length > 0 || Object.keys(problems).length > 0
  const told = c.req.query('told') === '1'
  return show(c, <WhatsOnPage {...{ finder, found, near, now, told, problems }} />, is_wrong ? 422 : 200)
}

// The filters that were on, for the team to count; never the postcode, never the page.
const filtersOf = (finder: Finder): Record<string, string[]> =>
  Object.fromEntries(
    Map.groupBy(askedOf(finder), ([name]) => name)
      .entries()
      .filter(([name]) => !['q', 'near', 'page', 'order'].includes(name))
      .map(([name, pairs]) => [name, pairs.map(([, value]) => value)]),
  )

const outcodeOf = (near: string): string | null => {
  const read = near ? parsePostcode(near) : 'not-a-postcode'
  return read === 'not-a-postcode' ? null : read.outcode
}

async function tellMissing(c: Ctx): Promise<Response> {
  const typed = await typedIn(c)
  const asked = await askedIn(c, new URLSearchParams(said(typed, 'asked')))
  const words = [asked.finder.q, said(typed, 'missing')].filter(Boolean).join(' – ').slice(0, longest_gap)
  const filters = filtersOf(asked.finder)
  if (!words && Object.keys(filters).length === 0) {
    const problem = speak(c.var.site.language, () => t('Say what you would like there to be'))
    return showListing(c, asked, { missing: problem })
  }
  await tellGap(c.var.db, { words: words || null, filters, outcode: outcodeOf(asked.finder.near) }, c.var.now)
  const back = listingPath(asked.finder)
  return c.redirect(`${back}${back.includes('?') ? '&' : '?'}told=1`, 303)
}

async function showMyList(c: Ctx): Promise<Response> {
  const { db, now } = c.var
  const asked = [...new Set((c.req.query('ids') ?? '').split(',').filter(Boolean))].slice(0, most_kept)
  const wholes = await sessionsWhole(db, asked.filter(isId))
  const saved = wholes
    .filter(({ session }) => session.published_at && session.published_at <= now)
    .toSorted((a, b) => +a.session.starts_at - +b.session.starts_at)
  return show(c, <MyListPage saved={saved} lost={asked.length - saved.length} now={now} />)
}

/** Home, the listing and the shortlist. */
export const listingRoutes = () =>
  routes()
    .get(paths.home(), anyone, cached(10), async (c) => {
      const { cards } = await search(c.var.pool, { finder: emptyFinder(), near: null, now: c.var.now })
      return show(c, <HomePage soonest={cards.slice(0, soonest_shown)} now={c.var.now} />)
    })
    .get(paths.whatsOn(), anyone, cachedUnlessNear(10), async (c) =>
      showListing(c, await askedIn(c, pairsOf(c))),
    )
    .post(paths.gaps(), anyone, tellMissing)
    .get(paths.myList(), anyone, showMyList)
