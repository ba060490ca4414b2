import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { doorScenes } from './door-scenes.ts'
import { drawn } from './drawn.ts'
import type { Theme } from './paper-cut.tsx'

/** A way in: its name is the link. */
export type Door = { href: string; title: string; hint: string; theme: Theme }

// An arch with its door standing open; what is seen through it belongs to the theme.
const arch = (theme: Theme) =>
  `<svg class="door-arch theme-${theme}" viewBox="0 0 120 128" aria-hidden="true"><path class="frame" d="M14 128V62a46 46 0 0 1 92 0v66z"/><path class="sky" d="M24 128V62a36 36 0 0 1 72 0v66z"/>${doorScenes[theme]}<path class="b" d="M24 128V62A36 36 0 0 1 44 30L54 40V128z"/><circle class="knob" cx="46" cy="84" r="4"/></svg>`

/** The ways into the offer, as doors that stand open. */
export const Doors = ({ doors }: { doors: Door[] }): VNode => (
  <ul class="doors">
    {doors.map((door) => (
      <li class={`door theme-${door.theme}`} key={door.href}>
        {drawn(arch(door.theme))}
        <div class="door-words">
          <h2 class="door-name">
            <a href={door.href}>{door.title}</a>
          </h2>
          <p class="door-hint">{door.hint}</p>
        </div>
      </li>
    ))}
  </ul>
)

export const examples: Record<string, () => VNode> = {
  'four doors': () => (
    <Doors
      doors={[
        { href: '#week', title: t('This week'), hint: t('From today to Sunday'), theme: 'outdoors' },
        { href: '#weekend', title: t('This weekend'), hint: t('Saturday and Sunday'), theme: 'water' },
        { href: '#holidays', title: t('School holidays'), hint: t('Days out and clubs'), theme: 'move' },
        { href: '#near', title: t('Near me'), hint: t('Use your postcode, or not'), theme: 'meet' },
      ]}
    />
  ),
}
