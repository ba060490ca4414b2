import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { Icon } from './icon.tsx'

type Props = {
  action: string
  value?: string
  label: string
  hint?: string
  name?: string
  children?: ComponentChildren
}

/** One box to look for anything; a plain GET form. `children` may carry Hidden values; `name` is `q` unless told. */
export const SearchBox = ({ action, value, label, hint, name = 'q', children }: Props): VNode => (
  <search>
    <form class="search-box" action={action} method="get">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div class="search-row">
        <input
          class="input"
          type="search"
          id={name}
          name={name}
          value={value ?? ''}
          autocomplete="off"
          aria-describedby={hint ? `${name}-hint` : undefined}
        />
        <button type="submit" class="button go">
          <Icon name="magnifying-glass" />
          {t('Search')}
        </button>
      </div>
      {children}
    </form>
  </search>
)

export const examples: Record<string, () => VNode> = {
  empty: () => (
    <SearchBox
      action="#results"
      label={t('What would you like to do?')}
      hint={t('Try “swimming near M33”.')}
    />
  ),
}
