// What is kept, why and how long: the map, for everyone to read.
import type { VNode } from 'preact'
import { Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { kindWords } from '../words.tsx'
import { type Kept, kept } from '../words-map.ts'

/** Days each kind is kept now. */
export type Days = ReadonlyMap<string, number>

/** How long something is kept, in words. */
export function untilWords({ until }: Kept, days: Days): string {
  if ('words' in until) return until.words()
  const many = days.get(until.kind)
  if (many === undefined) return t('Until it is no longer needed')
  return t('{{length}}: {{goes}}', { length: lengthWords(many), goes: kindWords(until.kind)[1] })
}

/** '1 year', '90 days'. */
export const lengthWords = (days: number): string =>
  days % 365 === 0 ? t('{{count}} years', { count: days / 365 }) : t('{{count}} days', { count: days })

const about_people = kept.filter(({ personal, sealed }) => personal || sealed)
const about_nobody = kept.filter((each) => !about_people.includes(each))

const Kind = ({ each, days }: { each: Kept; days: Days }) => (
  <section>
    <h3>{each.what()}</h3>
    <Facts
      rows={[
        { term: t('Why'), detail: each.why() },
        { term: t('Who sees it'), detail: each.seen_by() },
        { term: t('How long'), detail: untilWords(each, days) },
      ]}
    />
    {each.sealed && <p>{t('Words you write here are locked with a key of their own.')}</p>}
  </section>
)

/** The whole map in plain words. */
export const WhatWeKeepPage = ({ days }: { days: Days }): VNode => (
  <Page
    title={t('What we keep, why and how long')}
    back={{ href: paths.about('privacy'), label: t('Privacy') }}
  >
    <p>{t('This page is made from the computer’s own list. Nothing is left out.')}</p>
    <p>{t('We never keep a diagnosis, a school, a home address or a date of birth.')}</p>
    <h2>{t('About people')}</h2>
    {about_people.map((each) => (
      <Kind key={each.key} {...{ each, days }} />
    ))}
    <h2>{t('Not about you')}</h2>
    {about_nobody.map((each) => (
      <Kind key={each.key} {...{ each, days }} />
    ))}
    <h2>{t('What you can do')}</h2>
    <ul>
      <li>
        <a href={paths.account('record')}>{t('See it, correct it, take a copy, or delete it')}</a>
      </li>
      <li>
        <a href={paths.account('opened')}>{t('See who opened your record')}</a>
      </li>
      <li>
        <a href={paths.about('privacy-easy')}>{t('Read this in Easy Read')}</a>
      </li>
    </ul>
  </Page>
)
