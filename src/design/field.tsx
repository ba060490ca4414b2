import type { InputHTMLAttributes, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { Icon } from './icon.tsx'

type Props = {
  name: string
  label: string
  hint?: string
  problem?: string | null | false
  value?: string | number | null
  type?:
    | 'text'
    | 'email'
    | 'tel'
    | 'search'
    | 'password'
    | 'url'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'number'
    | 'file'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  autocomplete?: string
  width?: 'short' | 'medium' | 'full'
  /** `false` adds "(optional)" to the label. */
  required?: boolean
  suffix?: string
  rows?: number
}

/** The words of a problem, beside what they are about. */
export const Problem = ({ name, children }: { name: string; children: string }): VNode => (
  <p class="problem" id={`${name}-problem`}>
    <Icon name="warning" />
    <span>
      <span class="only-heard">{t('Problem:')} </span>
      {children}
    </span>
  </p>
)

/** The ids that describe a field, for aria-describedby. */
export const describedBy = (name: string, hint: unknown, problem: unknown) =>
  [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ') || undefined

// A browser drops the first line break inside a textarea, so one that was typed needs another before it.
const asTyped = (value: Props['value']) => {
  const text = String(value ?? '')
  return text.startsWith('\n') ? `\n${text}` : text
}

function Input({
  name,
  hint,
  problem,
  value,
  type = 'text',
  width = 'full',
  required,
  rows,
  ...rest
}: Props) {
  const shared = {
    id: name,
    name,
    class: `input ${width}`,
    autocomplete: rest.autocomplete,
    'aria-describedby': describedBy(name, hint, problem),
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-required': required ? ('true' as const) : undefined,
  }
  if (rows) {
    return (
      <textarea {...shared} rows={rows}>
        {asTyped(value)}
      </textarea>
    )
  }
  const typed = {
    ...shared,
    type,
    inputmode: rest.inputmode,
    value: value ?? undefined,
  } as InputHTMLAttributes
  return <input {...typed} />
}

/** One question with one typed answer: label above, hint, problem beside it, and what was typed kept. */
export const Field = (props: Props): VNode => (
  <div class={props.problem ? 'field has-problem' : 'field'}>
    <label for={props.name}>
      {props.required === false ? t('{{label}} (optional)', { label: props.label }) : props.label}
    </label>
    {props.hint && (
      <p class="hint" id={`${props.name}-hint`}>
        {props.hint}
      </p>
    )}
    {props.problem && <Problem name={props.name}>{props.problem}</Problem>}
    {props.suffix ? (
      <span class="with-suffix">
        <Input {...props} />
        <span class="suffix">{props.suffix}</span>
      </span>
    ) : (
      <Input {...props} />
    )}
  </div>
)

/** A value the form carries unseen. */
export const Hidden = ({ name, value }: { name: string; value: string | number }): VNode => (
  <input type="hidden" name={name} value={value} />
)

export const examples: Record<string, () => VNode> = {
  plain: () => (
    <Field name="first_name" label={t('First name')} hint={t('We only need a first name.')} width="medium" />
  ),
  short: () => (
    <Field name="age" label={t('Age')} inputmode="numeric" width="short" value="9" suffix={t('years old')} />
  ),
  'with a problem': () => (
    <Field
      name="mobile"
      label={t('Mobile number')}
      type="tel"
      value="0161 49"
      problem={t('Add the rest of the number')}
    />
  ),
  'many lines': () => <Field name="know" label={t('Anything we must know')} rows={4} required={false} />,
}
