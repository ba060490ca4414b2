import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { SessionCard } from '../../../design/card.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Empty } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Pages } from '../../../design/progress.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { askedOf, type Finder, looserOf, type Order, orderOf, page_size } from '../rules-finder.ts'
import type { Found, Heard } from '../search.ts'
import { cardOf } from '../words.tsx'
import { filterWords, listingPath, order_names } from '../words-filters.tsx'
import { Filters, Whens } from './filters.tsx'

/** A postcode or town that was asked near, as we understood it. */
export type NearWords = { words: string; exact: boolean } | null
type Props = {
  finder: Finder
  found: Found
  near: NearWords
  now: Date
  told: boolean
  problems: Problems
}

const Chosen = ({ finder }: { finder: Finder }) => {
  const asked = looserOf(finder)
  if (!asked.length) return null
  return (
    <section class="chosen" aria-labelledby="chosen-title">
      <h2 class="only-heard" id="chosen-title">
        {t('What you asked for')}
      </h2>
      <ul class="plain-list">
        {asked.map(({ name, value, without }) => (
          <li key={`${name}${value}`}>
            <a href={listingPath(finder, without)}>
              <span class="only-heard">{t('Let go of')} </span>
              {filterWords(name, value, finder)}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.whatsOn()}>{t('Start again')}</a>
      </p>
    </section>
  )
}

const totalWords = (total: number) =>
  total === 1 ? t('1 thing to do') : t('{{total}} things to do', { total })

const HeardWords = ({ heard }: { heard: Heard }) => (
  <>
    {heard.mended.map(({ typed, meant }) => (
      <p key={typed}>{t('We looked for “{{meant}}”. You typed “{{typed}}”.', { meant, typed })}</p>
    ))}
    {heard.unknown.map((word) => (
      <p key={word}>{t('Nothing here says “{{word}}”.', { word })}</p>
    ))}
    {heard.some_only && <p>{t('Nothing has all of your words. These have some of them.')}</p>}
  </>
)

const Told = ({ finder, near, found }: Props) => {
  const { heard } = found
  const says = heard && (heard.mended.length || heard.unknown.length || heard.some_only)
  return (
    <>
      {finder.not_offered.length > 0 && (
        <Notice tone="attention">
          <p>{t('We left out part of what was asked, because we do not have that choice.')}</p>
          <p>{t('Everything else is here.')}</p>
        </Notice>
      )}
      {says ? (
        <Notice tone="info">
          <HeardWords heard={heard} />
        </Notice>
      ) : null}
      {near && !near.exact && (
        <p class="hint">{t('Distances are from the middle of {{area}}.', { area: near.words })}</p>
      )}
    </>
  )
}

const Orders = ({ finder }: { finder: Finder }) => {
  const offered: Order[] = [
    ...(finder.q ? (['best'] as const) : []),
    'date',
    ...(finder.near ? (['distance'] as const) : []),
  ]
  if (offered.length < 2) return null
  return (
    <nav class="orders" aria-label={t('In what order')}>
      <ul class="plain-list">
        {offered.map((order) => (
          <li key={order}>
            <a
              href={listingPath(finder, { order })}
              aria-current={orderOf(finder) === order ? 'true' : undefined}
            >
              {order_names[order]()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Nothing = ({ finder }: { finder: Finder }) => {
  const loosenings = looserOf(finder)
  return (
    <Empty title={t('Nothing fits all of that yet')}>
      {loosenings.length > 0 && (
        <>
          <p>{t('Try letting one thing go:')}</p>
          <ul class="plain-list loosen">
            {loosenings.map(({ name, value, without }) => (
              <li key={`${name}${value}`}>
                <ButtonLink kind="plain" href={listingPath(finder, without)}>
                  {t('Without {{filter}}', { filter: filterWords(name, value, finder) })}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={paths.whatsOn()}>{t('See everything that is on')}</a>
      </p>
    </Empty>
  )
}

/** Tells the team what was looked for and not there. Kept without the person. */
export const MissingForm = ({ finder, problem }: { finder: Finder; problem?: string }): VNode => (
  <section class="missing" id="missing">
    <h2>{t('Is something missing?')}</h2>
    <p>{t('Tell us what you hoped to find. We use it to plan what comes next.')}</p>
    <form method="post" action={paths.gaps()} novalidate>
      <Hidden name="asked" value={new URLSearchParams(askedOf(finder)).toString()} />
      <Field
        name="missing"
        label={t('What would you like there to be?')}
        hint={t('Please leave out names. We do not keep who you are.')}
        rows={3}
        problem={problem}
      />
      <Button kind="plain">{t('Tell the team')}</Button>
    </form>
  </section>
)

const Cards = ({ finder, found, now }: Props) => (
  <>
    <div class="cards">
      {found.cards.map((listed) => (
        <SessionCard key={listed.session_id} session={cardOf(listed, now, 3)} />
      ))}
    </div>
    <Pages
      page={finder.page}
      pages={Math.ceil(found.total / page_size)}
      href={(page) => listingPath(finder, { page })}
    />
  </>
)

/** What is on: the filters, what was found, and a way on when nothing was. */
export function WhatsOnPage(props: Props): VNode {
  const { finder, found, now, problems, told } = props
  return (
    <Page
      title={finder.page > 1 ? t('What’s on, page {{page}}', { page: finder.page }) : t('What’s on')}
      heading={t('What’s on')}
      description={t('Free things to do for families of disabled children and young people in {{area}}.', {
        area: site().area.name,
      })}
      wide
      problems={problems}
      status={told ? t('Thank you. The team will read it.') : undefined}
      robots={finder.near || finder.q ? 'noindex' : undefined}
    >
      <Whens {...{ finder, now }} counts={found.counts} />
      <div class="with-side">
        <Filters {...{ finder, now }} counts={found.counts} near_problem={problems.near} />
        <div class="flow" id="found">
          <Chosen finder={finder} />
          {found.total > 0 && (
            <div class="found-top">
              <h2>{totalWords(found.total)}</h2>
              <Orders finder={finder} />
            </div>
          )}
          <Told {...props} />
          {found.cards.length ? <Cards {...props} /> : <Nothing finder={finder} />}
          <MissingForm finder={finder} problem={problems.missing} />
        </div>
      </div>
    </Page>
  )
}

/** 404: a page of the list that is not there, with the way back. */
export const PastTheEndPage = ({ finder, total }: { finder: Finder; total: number }): VNode => (
  <Page title={t('That page of the list is not there')} robots="noindex">
    <p>
      {total > page_size
        ? t('The list has {{pages}} pages now.', { pages: Math.ceil(total / page_size) })
        : t('The list fits on one page now.')}
    </p>
    <ButtonLink href={listingPath(finder)}>{t('Go to the first page')}</ButtonLink>
  </Page>
)
