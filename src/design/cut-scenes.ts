// What each theme is cut from. Four papers: a pale, b middle, c deep, d bright; all numbers whole, to stay small.
import type { Theme } from './paper-cut.tsx'

/** The sheet to cut for: its size, and a stream of chances. */
export type Sheet = { chance: () => number; width: number; height: number }

const between = (sheet: Sheet, low: number, high: number) => Math.round(low + sheet.chance() * (high - low))
const one = <T>(sheet: Sheet, of: readonly T[]): T => of[Math.floor(sheet.chance() * of.length)]!
const dot = (paper: string, x: number, y: number, r: number) =>
  `<circle class="${paper}" cx="${Math.round(x)}" cy="${Math.round(y)}" r="${Math.round(r)}"/>`
const cut = (paper: string, d: string) => `<path class="${paper}" d="${d}"/>`

// A strip whose top edge rolls: `long` from crest to crest, `deep` from crest to trough.
const wave = (sheet: Sheet, paper: string, y: number, long: number, deep: number) => {
  const from = -between(sheet, 0, long)
  const times = Math.ceil((sheet.width - from) / long)
  const half = Math.round(long / 2)
  const rolls = `q${Math.round(long / 4)} ${-deep} ${half} 0${`t${half} 0`.repeat(times * 2 - 1)}`
  return cut(paper, `M${from} ${y}${rolls}V${sheet.height}H${from}z`)
}

// A hill that swells across the whole sheet.
const hill = (sheet: Sheet, paper: string, left: number, top: number, right: number) => {
  const { width, height } = sheet
  const peak = between(sheet, Math.round(width * 0.3), Math.round(width * 0.7))
  return cut(paper, `M0 ${left}Q${peak} ${top} ${width} ${right}V${height}H0z`)
}

const leaf = (paper: string, x: number, y: number, tall: number) => {
  const side = Math.round(tall * 0.42)
  return cut(
    paper,
    `M${x} ${y}q${-side} ${-Math.round(tall / 2)} 0 ${-tall}q${side} ${Math.round(tall / 2)} 0 ${tall}`,
  )
}

function water(sheet: Sheet) {
  const { width, height } = sheet
  const x = between(sheet, width * 0.15, width * 0.85)
  const sun = dot('d', x, height * 0.36, height * 0.22)
  const far = wave(sheet, 'a', height * 0.5, 150, 26)
  const boat_x = Math.round((x + width * 0.45) % width)
  const y = Math.round(height * 0.62)
  const boat =
    cut('d', `M${boat_x - 26} ${y}h52q-6 18-26 18t-26-18`) + cut('c', `M${boat_x + 2} ${y - 4}v-44l26 44z`)
  const swimmer = dot('c', boat_x, y - 4, 10)
  const guest = one(sheet, [boat, swimmer, swimmer, ''])
  return (
    sun +
    far +
    guest +
    wave(sheet, 'b', Math.round(height * 0.68), 104, 20) +
    wave(sheet, 'c', Math.round(height * 0.86), 76, 15)
  )
}

function outdoors(sheet: Sheet) {
  const { width, height } = sheet
  const sun = dot(
    'd',
    between(sheet, width * 0.2, width * 0.8),
    between(sheet, 34, 50),
    between(sheet, 20, 28),
  )
  const far = hill(sheet, 'a', between(sheet, 50, 100), between(sheet, 10, 40), between(sheet, 60, 110))
  const near = hill(sheet, 'b', between(sheet, 70, 120), between(sheet, 40, 90), between(sheet, 80, 120))
  const wood = between(sheet, width * 0.12, width * 0.7)
  const trees =
    leaf('c', wood, height - 12, between(sheet, 62, 84)) +
    leaf('d', wood + 30, height - 6, between(sheet, 44, 60)) +
    leaf('c', wood + 58, height - 4, between(sheet, 54, 74))
  return (
    sun +
    far +
    near +
    trees +
    hill(sheet, 'c', height - between(sheet, 2, 22), height, height - between(sheet, 2, 22))
  )
}

function move(sheet: Sheet) {
  const { width, height } = sheet
  const floor = Math.round(height * 0.84)
  const start = between(sheet, -20, 24)
  const leaps = [0.37, 0.3, 0.23].map((part) => Math.round((width * part * between(sheet, 86, 100)) / 100))
  let x = start
  const arcs = leaps.map((leap, index) => {
    const d = `M${x} ${floor}a${Math.round(leap / 2)} ${Math.round(leap * between(sheet, 42, 58) * 0.01)} 0 0 1 ${leap} 0`
    x += leap
    return `<path class="${['ea', 'eb', 'ec'][index]}" d="${d}"/>`
  })
  const ball = dot('d', x + between(sheet, -8, 10), floor - 24, between(sheet, 18, 24))
  return (
    cut('a', `M0 ${floor}H${width}V${height}H0z`) +
    arcs.join('') +
    dot('d', start + leaps[0]! / 2, height * 0.62, 12) +
    ball
  )
}

function make(sheet: Sheet) {
  const { width, height } = sheet
  const scrap = (paper: string, middle: number) => {
    const size = between(sheet, 34, 52)
    const turn = between(sheet, -24, 24)
    const y = between(sheet, height * 0.4, height * 0.62)
    return cut(
      paper,
      `M${middle - size} ${y - turn}L${middle + turn} ${y - size}L${middle + size} ${y + turn}L${middle - turn} ${y + size}z`,
    )
  }
  const third = Math.round(width / 3)
  const strip = `M${-between(sheet, 0, 20)} ${height - 6}${'l20-16l20 16'.repeat(Math.ceil(width / 40) + 1)}V${height}H0z`
  const button = between(sheet, third, third * 2)
  const eyes = Math.round(height * 0.4)
  const sew =
    dot('d', button, eyes, 24) +
    cut('c', `M${button - 8} ${eyes - 8}h5v5h-5zm11 0h5v5h-5zm0 11h5v5h-5zm-11 0h5v5h-5z`)
  return (
    scrap('a', between(sheet, 30, third)) +
    scrap('b', third + between(sheet, 0, 30)) +
    scrap('c', third * 2 - between(sheet, 0, 20)) +
    scrap('a', width - between(sheet, 10, 50)) +
    sew +
    cut('c', strip)
  )
}

function music(sheet: Sheet) {
  const { width, height } = sheet
  const middle = height / 2
  const drum = between(sheet, width * 0.18, width * 0.82)
  const bars = Array.from({ length: 9 }, (_, index) => {
    const tall = between(sheet, 18, height * 0.72)
    const x = Math.round((width / 9) * (index + 0.5))
    // Bars keep clear of the drum, so that both can be seen.
    return Math.abs(x - drum) < 62 ? '' : `M${x} ${Math.round(middle - tall / 2)}v${tall}`
  })
  const near = (part: number) => bars.filter((_, index) => index % 3 === part).join('')
  const rings = dot('d', drum, middle, 50) + dot('a', drum, middle, 36) + dot('d', drum, middle, 15)
  return `${rings}<path class="ea" d="${near(0)}"/><path class="eb" d="${near(1)}"/><path class="ec" d="${near(2)}"/>`
}

function food(sheet: Sheet) {
  const { width, height } = sheet
  const x = between(sheet, width * 0.3, width * 0.7)
  const y = Math.round(height * 0.5)
  const side = x < width / 2 ? 1 : -1
  const [first, second] = one(sheet, [
    ['d', 'b'],
    ['b', 'd'],
  ] as const)
  const fruit =
    dot(first, x - 34, y - 6, between(sheet, 20, 26)) +
    dot(second, x + 8, y - 14, between(sheet, 24, 32)) +
    dot(first, x + 44, y - 4, between(sheet, 16, 22))
  const stalk = leaf('c', x + 14, y - 34, 24)
  const bowl = cut('c', `M${x - 76} ${y}h152q-6 ${height * 0.4} -76 ${height * 0.4}t-76 ${-height * 0.4}`)
  const apple = x + side * between(sheet, 118, 134)
  const foot = Math.round(height * 0.9)
  const cup = cut('d', `M${apple - 22} ${foot - 46}h44v26q0 20-22 20t-22-20z`)
  const fallen = dot('d', apple, foot - 22, 22) + leaf('c', apple + 4, foot - 40, 20)
  const table = cut('a', `M0 ${Math.round(height * 0.8)}H${width}V${height}H0z`)
  return table + fruit + stalk + bowl + one(sheet, [cup, fallen])
}

function meet(sheet: Sheet) {
  const { width, height } = sheet
  const table = Math.round(height * 0.74)
  const pairs = [0.2, 0.5, 0.8].map((part, index) => {
    const x = Math.round(width * part) + between(sheet, -16, 16)
    const big = between(sheet, 24, 33)
    const small = between(sheet, 16, 24)
    const [left, right] = one(sheet, [
      ['b', 'd'],
      ['d', 'b'],
      ['c', 'd'],
      ['d', 'c'],
    ] as const)
    const away = index % 2 ? 1 : -1
    return (
      dot(left, x - away * 20, table - big + 10, big) + dot(right, x + away * 22, table - small + 6, small)
    )
  })
  return (
    dot('a', width * 0.5, table, height * 0.9) +
    pairs.join('') +
    cut('c', `M0 ${table}Q${Math.round(width / 2)} ${table - 14} ${width} ${table}V${height}H0z`)
  )
}

function quiet(sheet: Sheet) {
  const { width, height } = sheet
  const x = between(sheet, width * 0.2, width * 0.8)
  const moon = dot('d', x, height * 0.4, 28)
  const stars = Array.from({ length: 4 }, () =>
    dot('b', between(sheet, 12, width - 12), between(sheet, 10, height * 0.5), 3),
  ).join('')
  const bed = (paper: string, y: number) =>
    hill(sheet, paper, y + between(sheet, -8, 8), y - between(sheet, 0, 26), y + between(sheet, -8, 8))
  return (
    stars +
    moon +
    bed('a', Math.round(height * 0.62)) +
    bed('b', Math.round(height * 0.76)) +
    bed('c', Math.round(height * 0.92))
  )
}

/** The shapes for each theme. */
export const scenes: Record<Theme, (sheet: Sheet) => string> = {
  water,
  outdoors,
  move,
  make,
  music,
  food,
  meet,
  quiet,
}
