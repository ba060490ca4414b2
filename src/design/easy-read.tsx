import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { Icon, type IconName } from './icon.tsx'

type Row = { icon: IconName; words: string }

/** Easy Read: a large picture on the left, one short sentence on the right, one idea a row. */
export const EasyRead = ({ rows }: { rows: Row[] }): VNode => (
  <ul class="easy-read plain-list">
    {rows.map(({ icon, words }) => (
      <li key={words}>
        <span class="easy-read-picture">
          <Icon name={icon} />
        </span>
        <p>{words}</p>
      </li>
    ))}
  </ul>
)

export const examples: Record<string, () => VNode> = {
  'two rows': () => (
    <EasyRead
      rows={[
        { icon: 'calendar', words: t('Choose a day.') },
        { icon: 'users', words: t('Say who is coming.') },
      ]}
    />
  ),
}
