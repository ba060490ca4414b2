// Every pair of colours that carries words or edges, by day and by night, read from tokens.css itself.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { themes } from './paper-cut.tsx'

type Colours = Record<string, string>

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const [day_css, night_css] = css.split('@media (prefers-color-scheme: dark)') as [string, string]

const coloursIn = (part: string, selector: string): Colours => {
  const block = part.slice(part.indexOf(`${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]),
  )
}

const light = (hex: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** WCAG contrast of two colours, 1 to 21. */
const contrast = (one: string, other: string) => {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a)
  return (high! + 0.05) / (low! + 0.05)
}

const grounds = ['paper', 'card', 'sand']
const tints = ['teal-ground', 'leaf-ground', 'marigold-ground', 'coral-ground']
const across = (words: string[], under: string[]) =>
  words.flatMap((word) => under.map((ground) => [word, ground] as const))

const body = [
  ...across(['ink'], [...grounds, ...tints]),
  ...across(['ink-soft'], grounds),
  ...across(['teal'], [...grounds, 'teal-ground']),
  ['leaf', 'card'],
  ['go', 'on-go'],
] as const
const large = [
  ...across(['coral'], [...grounds, 'coral-ground']),
  ...across(['leaf'], [...grounds, 'leaf-ground']),
] as const
const edges = [
  ...across(['edge'], [...grounds, ...tints]),
  ...across(['coral', 'ink-soft'], grounds),
  ['focus', 'focus-edge'],
  ['line-one', 'paper'],
] as const

for (const [when, part] of [
  ['by day', day_css],
  ['by night', night_css],
] as const) {
  const colours = coloursIn(part, ':root')
  const holds = (pairs: readonly (readonly [string, string])[], least: number) => {
    assert.ok(pairs.length > 0)
    for (const [one, other] of pairs) {
      assert.ok(colours[one] && colours[other], `${one} or ${other} is not a token`)
      const found = contrast(colours[one], colours[other])
      assert.ok(found >= least, `${one} on ${other}: ${found.toFixed(2)}, not ${least}`)
    }
  }

  test(`${when}, words can be read by people who see less`, () => holds(body, 7))
  test(`${when}, large words and tags can be read`, () => holds(large, 4.5))
  test(`${when}, what can be pressed or typed in has an edge that shows, and so has the focus`, () =>
    holds(edges, 3))

  for (const theme of themes) {
    test(`${when}, the words of the ${theme} theme can be read on its own ground and on a card`, () => {
      const own = coloursIn(part, `.theme-${theme}`)
      for (const ground of [own.ground!, colours.card!, colours.paper!]) {
        const found = contrast(own.deep!, ground)
        assert.ok(found >= 7, `deep on ${ground}: ${found.toFixed(2)}`)
      }
    })
  }
}

test('the focus shows on every ground: its edge where the ground is pale, its marigold where it is dark', () => {
  for (const part of [day_css, night_css]) {
    const colours = coloursIn(part, ':root')
    for (const ground of [...grounds, ...tints, 'go', 'ink']) {
      const best = Math.max(
        contrast(colours.focus!, colours[ground]!),
        contrast(colours['focus-edge']!, colours[ground]!),
      )
      assert.ok(best >= 3, `${ground}: ${best.toFixed(2)}`)
    }
  }
})
