import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'
import { Details } from './list.tsx'

/** Beside a question: why it is asked, who sees the answer, how long it is kept. Plain words, one idea a sentence. */
export const WhyWeAsk = ({ children }: { children: ComponentChildren }): VNode => (
  <Details summary={t('Why we ask')}>{children}</Details>
)
