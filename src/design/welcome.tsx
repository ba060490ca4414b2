import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { landscape } from './landscape.ts'

/** The opening of the home page: words over a wide paper-cut of hills, homes and two paths to an open door. Its title is the h1, so give Page `heading={false}`. */
export const Welcome = (props: { title: string; lead?: string; children?: ComponentChildren }): VNode => (
  <section class="welcome">
    <div class="welcome-words">
      <h1>{props.title}</h1>
      {props.lead && <p class="lead">{props.lead}</p>}
      {props.children}
    </div>
    {drawn(landscape)}
  </section>
)

export const examples: Record<string, () => VNode> = {
  welcome: () => (
    <Welcome
      title={t('Free things to do, for every family')}
      lead={t('For children and young people up to 25. No forms to prove anything.')}
    />
  ),
}
