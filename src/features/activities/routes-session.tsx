import QRCode from 'qrcode'
import { GonePage } from '../../design/error-pages.tsx'
import { cached } from '../../kit/cache.ts'
import { localDay } from '../../kit/dates.ts'
import { said, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { within } from '../../kit/site.ts'
import { anyone, type Ctx, idIn, routes, show } from '../../kit/web.ts'
import { speak, t } from '../../kit/words.ts'
import { askQuestion, longest_question } from './actions-voices.ts'
import { calendarOf, describedSession } from './feeds.ts'
import { PrintPage } from './pages/print.tsx'
import { SessionPageView } from './pages/session.tsx'
import { type SessionPage, sessionPage } from './queries.ts'
import { titleWords } from './words.tsx'

const gone = (c: Ctx) => show(c, <GonePage />, 410)

// Reads the public session in the address, and answers 404 or 410 by itself when there is none.
const withSession =
  (answer: (c: Ctx, page: SessionPage) => Response | Promise<Response>) => async (c: Ctx) => {
    const id = idIn(c)
    const page = id && (await sessionPage(c.var.db, id, c.var.now))
    if (!page) return c.notFound()
    return page === 'gone' ? gone(c) : answer(c, page)
  }

/** What the page of a session needs besides the session. */
export const surroundings = (c: Ctx, page: SessionPage) => ({
  now: c.var.now,
  today: localDay(c.var.now),
  fades_after_days: c.var.config.fact_fades_after_days,
  described: describedSession(page, {
    origin: c.var.config.origin,
    now: c.var.now,
    organiser: c.var.config.area.team_name,
  }),
})

async function ask(c: Ctx, page: SessionPage): Promise<Response> {
  const { db, now, site } = c.var
  const question = said(await typedIn(c), 'question')
  const problem = !question
    ? speak(site.language, () => t('Type your question'))
    : question.length > longest_question
      ? speak(site.language, () => t('Make your question shorter: 500 letters at most'))
      : null
  if (problem)
    return show(
      c,
      <SessionPageView
        page={page}
        {...surroundings(c, page)}
        problems={{ question: problem }}
        typed={question}
      />,
      422,
    )
  await askQuestion(db, page.activity.id, question, now)
  return c.redirect(`${paths.session(page.session.id)}?asked=1`, 303)
}

function calendar(c: Ctx, page: SessionPage): Response {
  const { config, site } = c.var
  const words = within(site, () => ({
    summary: titleWords(page.activity.title, page.session.version),
    told: [page.session.cancelled_because, page.activity.what_you_will_do].filter(Boolean).join('\n\n'),
  }))
  return c.body(calendarOf(page, { origin: config.origin, ...words }), 200, {
    'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
    'Content-Disposition': `attachment; filename="session-${page.session.id}.ics"`,
  })
}

async function print(c: Ctx, page: SessionPage): Promise<Response> {
  const address = c.var.config.origin + paths.session(page.session.id)
  const qr = await QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  return show(c, <PrintPage page={page} now={c.var.now} address={address} qr={qr} />)
}

/** One session: its page, its print, its calendar entry, and a question about it. */
export const sessionRoutes = () =>
  routes()
    .get(
      paths.session(':id'),
      anyone,
      cached(10),
      withSession((c, page) =>
        show(
          c,
          <SessionPageView page={page} {...surroundings(c, page)} asked={c.req.query('asked') === '1'} />,
        ),
      ),
    )
    .get(paths.sessionPrint(':id'), anyone, withSession(print))
    .get(paths.sessionCalendar(':id'), anyone, withSession(calendar))
    .post(paths.askQuestion(':id'), anyone, withSession(ask))
