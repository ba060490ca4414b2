// Every part, with its examples, on one page to look at.
import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { examples as button } from './button.tsx'
import { examples as card } from './card.tsx'
import { examples as choices } from './choices.tsx'
import { examples as doors } from './doors.tsx'
import { examples as easy_read } from './easy-read.tsx'
import { examples as field } from './field.tsx'
import { examples as icon } from './icon.tsx'
import { examples as list } from './list.tsx'
import { examples as notice } from './notice.tsx'
import { Page } from './page.tsx'
import { examples as paper_cut } from './paper-cut.tsx'
import { examples as progress } from './progress.tsx'
import { examples as search_box } from './search-box.tsx'
import { examples as table } from './table.tsx'
import { examples as thread } from './thread.tsx'
import { examples as welcome } from './welcome.tsx'

/** A part and the ways it can look. */
export type Part = { name: string; examples: Record<string, () => VNode> }

/** Every part we have. */
export const parts: Part[] = Object.entries({
  welcome,
  doors,
  'search-box': search_box,
  card,
  'paper-cut': paper_cut,
  button,
  field,
  choices,
  notice,
  list,
  table,
  progress,
  thread,
  'easy-read': easy_read,
  icon,
}).map(([name, examples]) => ({ name, examples }))

/** The page of parts, for those who build. Welcome and Panel each bring an h1, so it has more than one. */
export const PreviewPage = (): VNode => (
  <Page title={t('The parts')} wide robots="noindex">
    {parts.map((part) => (
      <section class="preview-part" key={part.name}>
        <h2>{part.name}</h2>
        {Object.entries(part.examples).map(([name, show]) => (
          <div class="preview-example" key={name}>
            <h3>{name}</h3>
            {show()}
          </div>
        ))}
      </section>
    ))}
  </Page>
)
