import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { describedBy, Problem } from './field.tsx'

type Option = { value: string; label: string; hint?: string; count?: number }
type Problematic = string | null | false
type Group = {
  name: string
  legend: string
  hint?: string
  options: Option[]
  problem?: Problematic
  /** The legend is the page's h1; give the page `heading={false}`. */
  legend_is_heading?: boolean
}
type Kind = { type: 'radio' | 'checkbox'; chosen: (value: string) => boolean; look: string }

// The first choice carries the field's own name as its id, so the error summary can lead to it.
const idOf = (name: string, index: number) => (index ? `${name}-${index + 1}` : name)

const Choice = ({
  group,
  kind,
  option,
  index,
}: {
  group: Group
  kind: Kind
  option: Option
  index: number
}) => {
  const id = idOf(group.name, index)
  return (
    <div class="choice">
      <input
        type={kind.type}
        id={id}
        name={group.name}
        value={option.value}
        checked={kind.chosen(option.value)}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <label for={id}>
        {option.label}
        {option.count !== undefined && <span class="count">{` (${option.count})`}</span>}
      </label>
      {option.hint && (
        <p class="hint" id={`${id}-hint`}>
          {option.hint}
        </p>
      )}
    </div>
  )
}

const Choices = ({ group, kind }: { group: Group; kind: Kind }) => (
  <fieldset
    class={`field ${kind.look}${group.problem ? ' has-problem' : ''}`}
    aria-describedby={describedBy(group.name, group.hint, group.problem)}
  >
    <legend>{group.legend_is_heading ? <h1>{group.legend}</h1> : group.legend}</legend>
    {group.hint && (
      <p class="hint" id={`${group.name}-hint`}>
        {group.hint}
      </p>
    )}
    {group.problem && <Problem name={group.name}>{group.problem}</Problem>}
    <div class="choices">
      {group.options.map((option, index) => (
        <Choice key={option.value} {...{ group, kind, option, index }} />
      ))}
    </div>
  </fieldset>
)

/** One answer out of a few. */
export const Radios = (props: Group & { chosen?: string | null; inline?: boolean }): VNode => (
  <Choices
    group={props}
    kind={{
      type: 'radio',
      chosen: (value) => value === props.chosen,
      look: props.inline ? 'radios inline' : 'radios',
    }}
  />
)

/** Any number of answers out of a few; `compact` sits closer together, for filters. */
export const Checkboxes = (props: Group & { chosen?: readonly string[]; compact?: boolean }): VNode => (
  <Choices
    group={props}
    kind={{
      type: 'checkbox',
      chosen: (value) => props.chosen?.includes(value) ?? false,
      look: props.compact ? 'checkboxes compact' : 'checkboxes',
    }}
  />
)

type SelectProps = {
  name: string
  label: string
  options: { value: string; label: string }[]
  chosen?: string | null
  hint?: string
  problem?: Problematic
}

/** One answer out of many. Up to seven choices are better as Radios. */
export const Select = ({ name, label, options, chosen, hint, problem }: SelectProps): VNode => (
  <div class={problem ? 'field has-problem' : 'field'}>
    <label for={name}>{label}</label>
    {hint && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    {problem && <Problem name={name}>{problem}</Problem>}
    <select
      id={name}
      name={name}
      class="input"
      aria-describedby={describedBy(name, hint, problem)}
      aria-invalid={problem ? 'true' : undefined}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === chosen}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
)

const stay = () => [
  { value: 'stay', label: t('I will stay'), hint: t('There is tea and somewhere to sit.') },
  { value: 'leave', label: t('I will leave and come back') },
]
const facts = () => [
  { value: 'quiet', label: t('Quiet'), count: 12 },
  { value: 'step-free', label: t('Step-free door'), count: 31 },
  { value: 'siblings', label: t('Siblings welcome'), count: 44 },
]

export const examples: Record<string, () => VNode> = {
  radios: () => <Radios name="adult" legend={t('Will you stay?')} options={stay()} chosen="stay" />,
  'radios in a row, with a problem': () => (
    <Radios
      name="again"
      legend={t('Would you come again?')}
      inline
      options={[
        { value: 'yes', label: t('Yes') },
        { value: 'no', label: t('No') },
      ]}
      problem={t('Choose yes or no')}
    />
  ),
  checkboxes: () => (
    <Checkboxes name="needs" legend={t('What helps?')} options={facts()} chosen={['quiet']} />
  ),
  'compact, for filters': () => <Checkboxes name="fact" legend={t('Must have')} options={facts()} compact />,
  select: () => <Select name="place" label={t('Place')} options={facts()} chosen="siblings" />,
}
