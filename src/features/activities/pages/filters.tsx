import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Button } from '../../../design/button.tsx'
import { Checkboxes, Select } from '../../../design/choices.tsx'
import { drawn } from '../../../design/drawn.ts'
import { Field, Hidden } from '../../../design/field.tsx'
import { Details } from '../../../design/list.tsx'
import { paths } from '../../../kit/paths.ts'
import { speaking, t } from '../../../kit/words.ts'
import { filterable_facts } from '../../places/index.ts'
import type { Counts } from '../rules-counts.ts'
import { type Finder, type Group, groups, whens, withins } from '../rules-finder.ts'
import {
  daysToChoose,
  group_legends,
  listingPath,
  milesWords,
  optionWords,
  when_names,
} from '../words-filters.tsx'

type Props = { finder: Finder; counts: Counts | null; now: Date; near_problem?: string }

/** The days people mean, one tap each, over the list. */
export const Whens = ({ finder, counts }: Props): VNode => (
  <nav class="whens" aria-label={t('When')}>
    <ul class="plain-list">
      <li>
        <a
          href={listingPath(finder, { when: null, from: null, to: null })}
          aria-current={current(!finder.when && !finder.from && !finder.to)}
        >
          {t('Any day')}
        </a>
      </li>
      {whens.map((when) => (
        <li key={when}>
          <a
            href={listingPath(finder, { when, from: null, to: null })}
            aria-current={current(finder.when === when)}
          >
            {when_names[when]()}
            {counts && <span class="count"> {`(${counts.when[when]})`}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const current = (here: boolean) => (here ? 'true' : undefined)

const GroupOf = ({ group, finder, counts }: Props & { group: Group }) => (
  <Checkboxes
    name={group}
    legend={group_legends[group]()}
    compact
    chosen={finder.chosen[group]}
    options={groups[group].map((value) => ({
      value,
      label: optionWords(group, value),
      count: counts?.group[group][value],
    }))}
  />
)

const Access = ({ finder, counts }: Props) => (
  <Checkboxes
    name="fact"
    legend={t('It must have')}
    compact
    chosen={finder.facts}
    options={filterable_facts.map((fact) => ({
      value: fact.code,
      label: t(fact.yes),
      count: counts?.fact[fact.code],
    }))}
  />
)

const Room = ({ finder, counts }: Props) => (
  <Checkboxes
    name="room"
    legend={t('Is there room?')}
    compact
    chosen={finder.room ? ['left'] : []}
    options={[{ value: 'left', label: t('Places left, or just turn up'), count: counts?.room }]}
  />
)

// Two lists of eight weeks are a hundred elements the same on every page, so each is drawn once a day.
const drawn_days = new Map<string, string>()
function daysMarkup(now: Date, chosen: string | null): string {
  const days = daysToChoose(now)
  const key = `${speaking().code} ${days[0]!.value} ${chosen ?? ''}`
  const before = drawn_days.get(key)
  if (before !== undefined) return before
  const options = [{ value: '', label: t('Any day') }, ...days].map(({ value, label }) => (
    <option key={value} value={value} selected={value === (chosen ?? '')}>
      {label}
    </option>
  ))
  const markup = options.map((option) => renderToString(option)).join('')
  if (drawn_days.size > 500) drawn_days.clear()
  drawn_days.set(key, markup)
  return markup
}

const Day = ({
  name,
  label,
  chosen,
  now,
}: {
  name: string
  label: string
  chosen: string | null
  now: Date
}) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name} class="input">
      {drawn(daysMarkup(now, chosen))}
    </select>
  </div>
)

const Dates = ({ finder, now }: Props) => (
  <div class="two-fields">
    <Day name="from" label={t('From')} chosen={finder.from} now={now} />
    <Day name="to" label={t('Until')} chosen={finder.to} now={now} />
  </div>
)

const Near = ({ finder, counts, near_problem }: Props) => (
  <>
    <Field
      name="near"
      label={t('Near a postcode')}
      hint={t('All of it or the first half. We never keep it.')}
      value={finder.near}
      problem={near_problem}
      autocomplete="postal-code"
      width="medium"
    />
    {finder.near && (
      <Select
        name="within"
        label={t('How far?')}
        chosen={String(finder.within ?? '')}
        options={[
          { value: '', label: t('Any distance') },
          ...withins.map((miles) => ({
            value: String(miles),
            label: counts
              ? t('{{distance}} ({{number}})', {
                  distance: milesWords(miles),
                  number: counts.within[miles] ?? 0,
                })
              : milesWords(miles),
          })),
        ]}
      />
    )}
  </>
)

// Folded on a phone, so that what was found is near the top; what is chosen is listed above it.
const chosenInside = ({ chosen, from, to, facts, room }: Finder) =>
  Object.values(chosen).reduce((sum, values) => sum + values.length, facts.length) +
  (room ? 1 : 0) +
  (from || to ? 1 : 0)

const moreWords = (inside: number) =>
  inside === 0 ? t('More ways to choose') : t('More ways to choose: {{number}} on', { number: inside })

const more: Group[] = ['age', 'adult', 'noise', 'busy', 'siblings', 'theme', 'version', 'where']

/** Every filter as a plain form, with how many sessions each would leave. */
export const Filters = (props: Props): VNode => {
  const { finder } = props
  // Asked near already, it stays in sight; until then it folds away with the rest.
  const asks_near = Boolean(finder.near || props.near_problem)
  return (
    <form class="filters" method="get" action={`${paths.whatsOn()}#found`}>
      <Field
        name="q"
        label={t('What would you like to do?')}
        type="search"
        value={finder.q}
        hint={t('Try “swimming near M33”.')}
      />
      {asks_near && <Near {...props} />}
      {finder.when && <Hidden name="when" value={finder.when} />}
      {finder.order && <Hidden name="order" value={finder.order} />}
      <Button>{t('Search')}</Button>
      <Details summary={moreWords(chosenInside(finder))}>
        {!asks_near && <Near {...props} />}
        <Access {...props} />
        {more.map((group) => (
          <GroupOf key={group} group={group} {...props} />
        ))}
        <Room {...props} />
        <Dates {...props} />
        <Button>{t('Show what fits')}</Button>
      </Details>
    </form>
  )
}
