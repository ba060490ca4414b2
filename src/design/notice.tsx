import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { Icon, type IconName } from './icon.tsx'

/** What a notice is for: to tell, to say it worked, to ask for care, to give bad news. */
export type Tone = 'info' | 'good' | 'attention' | 'bad'

const icons: Record<Tone, IconName> = { info: 'chat-text', good: 'check', attention: 'hand', bad: 'warning' }

type NoticeProps = { tone: Tone; title?: string; children?: ComponentChildren; live?: boolean }

/** A few words set apart. `live` is read out when the page opens or changes. */
export const Notice = ({ tone, title, children, live }: NoticeProps): VNode => (
  <div class={`notice ${tone}`} role={live ? 'status' : undefined}>
    <Icon name={icons[tone]} />
    <div class="notice-words">
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  </div>
)

// The two lines run side by side, meet, and leave as a tick.
const meeting = () =>
  drawn(
    '<svg class="panel-lines" viewBox="0 0 200 84" fill="none" stroke-width="9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">' +
      '<path class="one" d="M5 40C34 16 62 18 88 42L118 70L190 8"/><path class="two" d="M5 58C32 36 58 40 80 54C96 65 104 70 118 70"/></svg>',
  )

const morning = () =>
  drawn(
    '<svg class="panel-hills" viewBox="0 0 720 110" preserveAspectRatio="xMaxYMax slice" aria-hidden="true"><circle class="panel-sun" cx="590" cy="56" r="40"/><path class="panel-far" d="M0 84Q180 40 380 70T720 44V110H0z"/><path class="panel-mid" d="M0 104Q220 66 430 92T720 74V110H0z"/><path class="panel-near" d="M420 110Q560 78 720 100V110z"/></svg>',
  )

/** The end of a journey: the good news, the reference, what happens next. Its title is the page's h1, so give Page `heading={false}`. */
export const Panel = (props: { title: string; children?: ComponentChildren }): VNode => (
  <section class="panel" role="status">
    {meeting()}
    <h1>{props.title}</h1>
    <div class="panel-words">{props.children}</div>
    {morning()}
  </section>
)

export const examples: Record<string, () => VNode> = {
  info: () => (
    <Notice tone="info">
      <p>{t('The café opens at 10am. We meet inside, by the big window.')}</p>
    </Notice>
  ),
  good: () => <Notice tone="good" title={t('Saved')} live />,
  attention: () => (
    <Notice tone="attention" title={t('Please bring a coat')}>
      <p>{t('We go outside, even in the rain.')}</p>
    </Notice>
  ),
  bad: () => (
    <Notice tone="bad" title={t('This session has been cancelled')}>
      <p>{t('We are sorry. The leader is ill. We have texted everyone who booked.')}</p>
    </Notice>
  ),
  panel: () => (
    <Panel title={t('You are booked')}>
      <p>
        {t('Your reference is')} <strong class="reference">{'KTW 4827'}</strong>
      </p>
    </Panel>
  ),
}
