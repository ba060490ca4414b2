// Drawings and data blocks that we compose ourselves go on a page as they are, once, without being escaped.
import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/** Puts our own markup on a page unescaped. Never give it words a person typed. */
export const drawn = (markup: string): VNode => jsxTemplate([markup])
