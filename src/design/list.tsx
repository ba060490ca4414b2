import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { Icon } from './icon.tsx'

export { Table } from './table.tsx'

/** A fact and what it is, and perhaps a link to change it; `hidden` says which one to those who only hear the link. */
export type FactRow = {
  term: string
  detail: ComponentChildren
  action?: { href: string; label: string; hidden?: string }
}

/** What we know, or what was answered, as pairs. */
export const Facts = ({ rows }: { rows: FactRow[] }): VNode => (
  <dl class="facts">
    {rows.map(({ term, detail, action }) => (
      <div class="fact" key={term}>
        <dt>{term}</dt>
        <dd>{detail}</dd>
        {action && (
          <dd class="fact-action">
            <a href={action.href}>
              {action.label}
              {action.hidden && <span class="only-heard"> {action.hidden}</span>}
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
)

/** An opening for more words that most people will not need. */
export const Details = (props: { summary: string; children: ComponentChildren; open?: boolean }): VNode => (
  <details class="details" open={props.open}>
    <summary>{props.summary}</summary>
    <div class="details-words">{props.children}</div>
  </details>
)

/** How a tag feels; a shape goes with each, so colour never speaks alone. */
export type TagTone = 'yes' | 'few' | 'waiting' | 'calm' | 'bad' | 'plain'

const shapes: Record<TagTone, string> = {
  yes: '<circle cx="8" cy="8" r="6"/>',
  few: '<path d="M8 2a6 6 0 0 0 0 12z"/><circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2"/>',
  waiting: '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2"/>',
  calm: '<path d="M3 14V5a5 5 0 0 1 10 0v9z"/>',
  bad: '<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>',
  plain: '<path d="M3 6h10M3 10h10" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>',
}

/** The shape of a tag, as markup of ours. */
export const tagShape = (tone: TagTone) =>
  `<svg class="tag-shape" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">${shapes[tone]}</svg>`

/** A word or two about the state of a thing, with a shape. */
export const Tag = ({ tone, children }: { tone: TagTone; children: ComponentChildren }): VNode => (
  <span class={`tag ${tone}`}>
    {drawn(tagShape(tone))}
    {children}
  </span>
)

const apart = () =>
  drawn(
    '<svg class="empty-lines" viewBox="0 0 160 40" fill="none" stroke-width="6" stroke-linecap="round" aria-hidden="true"><path class="one" d="M4 14C28 4 44 4 62 16"/><path class="two" d="M4 28C28 18 44 20 62 28"/><path class="rest" d="M80 22C100 34 120 30 156 18M84 34c24 8 48 2 72-4" stroke-dasharray="2 12"/></svg>',
  )

/** Nothing here, said kindly, with what to do about it. */
export const Empty = (props: { title: string; children?: ComponentChildren }): VNode => (
  <section class="empty">
    {apart()}
    <h2>{props.title}</h2>
    {props.children}
  </section>
)

export const examples: Record<string, () => VNode> = {
  facts: () => (
    <Facts
      rows={[
        { term: t('When'), detail: t('Saturday 7 June, 10am to noon') },
        {
          term: t('Who is coming'),
          detail: t('Aisha, 9, and Omar, 6'),
          action: { href: '#who', label: t('Change'), hidden: t('who is coming') },
        },
      ]}
    />
  ),
  details: () => (
    <Details summary={t('What happens if it is full?')}>
      <p>{t('You can join the waiting list. We keep your family together.')}</p>
    </Details>
  ),
  tags: () => (
    <p class="tags">
      <Tag tone="yes">{t('Places')}</Tag> <Tag tone="few">{t('A few places left')}</Tag>{' '}
      <Tag tone="waiting">{t('Waiting list')}</Tag> <Tag tone="calm">{t('Just turn up')}</Tag>{' '}
      <Tag tone="bad">{t('Cancelled')}</Tag> <Tag tone="plain">{t('Draft')}</Tag>
    </p>
  ),
  empty: () => (
    <Empty title={t('Nothing fits all of that yet')}>
      <p>
        <Icon name="hand" /> {t('Try a wider area, or any day.')}
      </p>
    </Empty>
  ),
}
