import { readFileSync } from 'node:fs'
import type { ComponentChildren, VNode } from 'preact'
import { site } from '../kit/site.ts'
import { speaking, t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { Notice } from './notice.tsx'
import { Footer, HelpBlock, type RoomLook, Top } from './surround.tsx'

type Props = {
  title: string
  /** What went wrong, by field name; shown above the page with a link to each field. */
  problems?: Record<string, string | null | undefined | false>
  /** One line that is read out when the page opens: "Saved". */
  status?: ComponentChildren
  back?: { href: string; label?: string }
  /** Uses the whole width: lists, tables, the home page. */
  wide?: boolean
  room?: RoomLook
  description?: string
  head?: ComponentChildren
  robots?: string
  /** The h1, when it differs from the title; `false` when a part on the page brings its own. */
  heading?: string | false
  children?: ComponentChildren
}

/** The two lines that run side by side: under every page's name. */
export const TwoLines = (): VNode =>
  drawn(
    '<svg class="two-lines" viewBox="0 0 220 20" width="220" height="20" fill="none" stroke-width="5" stroke-linecap="round" aria-hidden="true"><path class="one" d="M3 13C38 1 66 2 96 9S164 17 217 5"/><path class="two" d="M3 17C38 13 66 16 96 9S150 6 182 13"/></svg>',
  )

const Problems = ({ problems }: { problems: [string, string][] }) => (
  <div class="problems" role="alert" tabindex={-1} data-problems>
    <h2>{t('There is a problem')}</h2>
    <ul>
      {problems.map(([field, words]) => (
        <li key={field}>
          <a href={`#${field}`}>{words}</a>
        </li>
      ))}
    </ul>
  </div>
)

// In the page itself: a family on a poor line is spared a request.
const mark = `data:image/svg+xml,${encodeURIComponent(readFileSync(new URL('./mark.svg', import.meta.url), 'utf8').trim())}`

const Head = (props: Props & { stuck: boolean }) => {
  const { area, stylesheet, script } = site()
  const words = { page: props.title, area: area.name }
  const name =
    props.room === 'team'
      ? t('{{page}} – Team room – Alongside {{area}}', words)
      : props.room === 'partner'
        ? t('{{page}} – Partners’ room – Alongside {{area}}', words)
        : t('{{page}} – Alongside {{area}}', words)
  return (
    <head>
      <meta charset="utf-8" />
      <title>{(props.stuck ? t('Error: ') : '') + name}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fffbf4" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#17151f" media="(prefers-color-scheme: dark)" />
      {props.description && <meta name="description" content={props.description} />}
      {props.robots && <meta name="robots" content={props.robots} />}
      <link
        rel="preload"
        href="/assets/fonts/atkinson-latin.woff2"
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
      <link rel="stylesheet" href={stylesheet} />
      <link rel="icon" href={mark} type="image/svg+xml" />
      <script type="module" src={script} />
      {props.head}
    </head>
  )
}

/** A whole page, except the doctype: the same top, help and foot everywhere. */
export function Page(props: Props): VNode {
  const { calm } = site()
  const { code, dir } = speaking()
  const problems = Object.entries(props.problems ?? {}).filter((each): each is [string, string] =>
    Boolean(each[1]),
  )
  const heading = props.heading ?? props.title
  return (
    <html lang={code} dir={dir} data-calm={calm ? '' : undefined} data-room={props.room}>
      <Head {...props} stuck={problems.length > 0} />
      <body>
        <a class="skip" href="#main">
          {t('Skip to the main part')}
        </a>
        <div class="sheet">
          <Top room={props.room} />
          <div class={props.wide ? 'frame wide' : 'frame'}>
            {props.back && (
              <nav aria-label={t('Way back')}>
                <a class="back" href={props.back.href}>
                  {props.back.label ?? t('Back')}
                </a>
              </nav>
            )}
            <main id="main" tabindex={-1}>
              {problems.length > 0 && <Problems problems={problems} />}
              {props.status && (
                <Notice tone="good" live>
                  <p>{props.status}</p>
                </Notice>
              )}
              {heading && (
                <div class="page-name">
                  <h1>{heading}</h1>
                  <TwoLines />
                </div>
              )}
              {props.children}
            </main>
          </div>
          <template data-no-signal>
            {t('You have no signal just now. Nothing is lost. Press the button again when it is back.')}
          </template>
          <HelpBlock />
          <Footer />
        </div>
      </body>
    </html>
  )
}

/** A thing described for search engines, as JSON-LD; safe whatever words it holds. */
export const JsonLd = ({ thing }: { thing: object }): VNode =>
  drawn(`<script type="application/ld+json">${JSON.stringify(thing).replaceAll('<', '\\u003c')}</script>`)
