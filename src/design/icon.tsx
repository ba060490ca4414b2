import type { VNode } from 'preact'
import { drawn } from './drawn.ts'
import { icon_paths } from './icon-paths.ts'

/** An icon we have. */
export type IconName = keyof typeof icon_paths

const made = new Map<IconName, string>()
const svg = (name: IconName) =>
  `<svg class="icon" viewBox="0 0 256 256" width="24" height="24" fill="currentColor" aria-hidden="true"><path d="${icon_paths[name]}"/></svg>`

/** A small picture that always has words beside it, so it is silent to a screen reader. */
export function Icon({ name }: { name: IconName }): VNode {
  const markup = made.get(name) ?? svg(name)
  made.set(name, markup)
  return drawn(markup)
}

const IconAndName = ({ name }: { name: IconName }) => (
  <span class="with-icon">
    <Icon name={name} /> {name}
  </span>
)

export const examples: Record<string, () => VNode> = {
  'every icon': () => (
    <ul class="plain-list icon-sheet">
      {(Object.keys(icon_paths) as IconName[]).map((name) => (
        <li key={name}>
          <IconAndName name={name} />
        </li>
      ))}
    </ul>
  ),
}
