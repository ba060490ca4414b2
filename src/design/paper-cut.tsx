import type { VNode } from 'preact'
import { t } from '../kit/words.ts'
import { scenes } from './cut-scenes.ts'
import { drawn } from './drawn.ts'

/** What an activity is mostly about; it chooses the colours and the shapes. */
export type Theme = 'water' | 'outdoors' | 'move' | 'make' | 'music' | 'food' | 'meet' | 'quiet'

/** Every theme, in the order they are shown. */
export const themes: Theme[] = ['water', 'outdoors', 'move', 'make', 'music', 'food', 'meet', 'quiet']

/** `card` is 320 by 120; `wide` is 720 by 180. */
export type CutSize = 'card' | 'wide'

/** Turns words into a stream of numbers from 0 up to 1, the same each time. */
export function chances(seed: string): () => number {
  let state = 2166136261
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const compose = (theme: Theme, seed: string, size: CutSize) => {
  const [width, height] = size === 'card' ? [320, 120] : [720, 180]
  const shapes = scenes[theme]({ chance: chances(theme + seed), width, height })
  return `<svg class="cut theme-${theme}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${shapes}</svg>`
}

// Lists draw the same activities again and again; the oldest drawing makes room for a new one.
const kept = new Map<string, string>()
const room = 2000

/** The markup of a paper-cut: ours alone, since the seed only steers numbers. */
export function cutMarkup(theme: Theme, seed: string, size: CutSize): string {
  const key = `${size}${theme} ${seed}`
  const before = kept.get(key)
  if (before) return before
  const made = compose(theme, seed, size)
  if (kept.size >= room) kept.delete(kept.keys().next().value!)
  kept.set(key, made)
  return made
}

/** A picture cut from paper in the theme's colours; each seed has its own. Decoration: silent to a screen reader. */
export const PaperCut = (props: { theme: Theme; seed: string; size?: CutSize }): VNode =>
  drawn(cutMarkup(props.theme, props.seed, props.size ?? 'card'))

const four = ['ada', 'ben', 'cas', 'dee']

export const examples: Record<string, () => VNode> = {
  ...Object.fromEntries(
    themes.map((theme) => [
      theme,
      () => (
        <div class="cut-sheet">
          {four.map((seed) => (
            <PaperCut key={seed} theme={theme} seed={seed} />
          ))}
        </div>
      ),
    ]),
  ),
  wide: () => (
    <figure class="cut-wide">
      <PaperCut theme="outdoors" seed="wide" size="wide" />
      <figcaption>{t('The wide picture at the top of a session')}</figcaption>
    </figure>
  ),
}
