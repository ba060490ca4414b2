import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'

/** One moment on the way from an idea to what came of it. `done` means it has happened. */
export type ThreadStep = { title: string; when?: string; who?: string; done: boolean }

// The family's line and the team's line leave each moment, run side by side, and meet again at the next.
const strands = () =>
  drawn(
    '<svg class="thread-lines" viewBox="0 0 32 100" preserveAspectRatio="none" fill="none" aria-hidden="true"><path class="one" vector-effect="non-scaling-stroke" d="M16 0C2 30 2 70 16 100"/><path class="two" vector-effect="non-scaling-stroke" d="M16 0C30 30 30 70 16 100"/></svg>',
  )

/** The thread from an idea to a session and back: two lines meeting at each thing that was done, and by whom. */
export const Thread = ({ steps }: { steps: ThreadStep[] }): VNode => (
  <ol class="thread">
    {steps.map((step, index) => (
      <li
        class={`thread-step ${step.done ? 'done' : 'ahead'}${steps[index + 1]?.done ? ' on' : ''}`}
        key={index}
      >
        {index < steps.length - 1 && strands()}
        <span class="thread-knot" aria-hidden="true" />
        <p class="thread-title">
          {step.title}
          {!step.done && <span class="thread-next"> {t('(still to come)')}</span>}
        </p>
        {(step.who || step.when) && (
          <p class="thread-who">{[step.who, step.when].filter(Boolean).join(' · ')}</p>
        )}
      </li>
    ))}
  </ol>
)

export const examples: Record<string, () => VNode> = {
  'an idea on its way': () => (
    <Thread
      steps={[
        {
          title: t('“A swim where it is fine to be loud”'),
          who: t('Said by a parent'),
          when: t('3 March'),
          done: true,
        },
        {
          title: t('We asked Wythenshawe Forum'),
          who: t('Priya, Local Offer team'),
          when: t('10 March'),
          done: true,
        },
        {
          title: t('Loud and Proud Swim, first session'),
          who: t('Forum leaders and two parents'),
          when: t('7 June'),
          done: true,
        },
        { title: t('You tell us how it was'), done: false },
        { title: t('We say what we will change'), done: false },
      ]}
    />
  ),
}
