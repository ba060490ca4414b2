import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'

/** `go` is the one act of a page; `plain` is anything else; `warn` undoes or stops something. */
export type ButtonKind = 'go' | 'plain' | 'warn'
type Props = {
  kind?: ButtonKind
  name?: string
  value?: string
  form?: string
  formaction?: string
  children: ComponentChildren
}

/** A button that sends its form. Name the act: "Book these places". */
export const Button = ({ kind = 'go', name, value, form, formaction, children }: Props): VNode => (
  <button type="submit" class={`button ${kind}`} {...{ name, value, form, formaction }}>
    {children}
  </button>
)

/** A link that starts a journey, so it looks like a button. It never changes anything by itself. */
export const ButtonLink = (props: {
  href: string
  kind?: ButtonKind
  children: ComponentChildren
}): VNode => (
  <a class={`button ${props.kind ?? 'go'}`} href={props.href}>
    {props.children}
  </a>
)

export const examples: Record<string, () => VNode> = {
  go: () => <Button>{t('Book these places')}</Button>,
  plain: () => <Button kind="plain">{t('Save for later')}</Button>,
  warn: () => <Button kind="warn">{t('Cancel for Aisha')}</Button>,
  'a link that starts a journey': () => <ButtonLink href="#book">{t('Book a place')}</ButtonLink>,
  'side by side': () => (
    <div class="actions">
      <Button>{t('Book these places')}</Button>
      <Button kind="plain">{t('Change something')}</Button>
    </div>
  ),
}
