// Where a reader is: in a journey of steps, or in a list of pages.
import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { Icon } from './icon.tsx'

const width = 56
const strand = (step: number, up: boolean) => {
  const bend = up ? 0 : 28
  return `<path d="M${step * width + 8} 14C${step * width + 26} ${bend} ${step * width + 46} ${bend} ${step * width + 64} 14"/>`
}
const node = (step: number, look: string) =>
  `<circle class="${look}" cx="${step * width + 8}" cy="14" r="${look === 'now' ? 8 : 6}"/>`

const journey = (now: number, of: number) => {
  const steps = Array.from({ length: of }, (_, index) => index)
  const strands = steps.slice(0, -1).map((step) => {
    const look = step + 1 < now ? 'done' : 'ahead'
    return `<g class="${look}"><g class="one">${strand(step, true)}</g><g class="two">${strand(step, false)}</g></g>`
  })
  const nodes = steps.map((step) => node(step, step + 1 < now ? 'past' : step + 1 === now ? 'now' : 'next'))
  const long = (of - 1) * width + 16
  return `<svg class="steps-lines" viewBox="0 0 ${long} 28" width="${long}" height="28" fill="none" aria-hidden="true">${strands.join('')}${nodes.join('')}</svg>`
}

/** How far along a journey this page is: "Step 2 of 4", with the two lines meeting at each step. */
export const Steps = ({ now, of, label }: { now: number; of: number; label?: string }): VNode => (
  <p class="steps">
    {drawn(journey(now, of))}
    <span class="steps-words">
      {label
        ? t('Step {{now}} of {{of}}: {{label}}', { now, of, label })
        : t('Step {{now}} of {{of}}', { now, of })}
    </span>
  </p>
)

// First, last, and those around this one; a gap (0) where numbers are left out.
const shown = (page: number, pages: number) => {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const sorted = [...new Set(near)].sort((a, b) => a - b)
  return sorted.flatMap((n, index) => (index && n - sorted[index - 1]! > 1 ? [0, n] : [n]))
}

type PagesProps = { page: number; pages: number; href: (page: number) => string }

const Turn = ({ href, rel, children }: { href: string; rel: 'prev' | 'next'; children: string }) => (
  <a class="turn" href={href} rel={rel}>
    {rel === 'prev' && <Icon name="arrow-left" />}
    {children}
    {rel === 'next' && (
      <span class="turned-icon">
        <Icon name="arrow-left" />
      </span>
    )}
  </a>
)

/** Links through a long list; nothing at all when it fits one page. */
export const Pages = ({ page, pages, href }: PagesProps): VNode | null =>
  pages < 2 ? null : (
    <nav class="pages" aria-label={t('Pages of this list')}>
      {page > 1 && (
        <Turn href={href(page - 1)} rel="prev">
          {t('Earlier page')}
        </Turn>
      )}
      <ol class="plain-list">
        {shown(page, pages).map((n, index) => (
          <li key={index}>
            {n === 0 ? (
              <span aria-hidden="true">{'…'}</span>
            ) : (
              <a
                href={href(n)}
                aria-current={n === page ? 'page' : undefined}
                aria-label={t('Page {{n}}', { n })}
              >
                {n}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <Turn href={href(page + 1)} rel="next">
          {t('Next page')}
        </Turn>
      )}
    </nav>
  )

export const examples: Record<string, () => VNode> = {
  'step 2 of 4': () => <Steps now={2} of={4} />,
  'step 3 of 4, named': () => <Steps now={3} of={4} label={t('About you')} />,
  pages: () => Pages({ page: 3, pages: 9, href: (n) => `#page-${n}` })!,
}
