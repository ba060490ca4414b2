// How many sessions each filter would leave, counted over the narrow bytes the database packed for every session.

import {
  daysOf,
  type Finder,
  fact_marks,
  type Group,
  group_names,
  groups,
  marks,
  type When,
  whens,
  withins,
} from './rules-finder.ts'
import { daysMeant } from './rules-repeats.ts'

/** How many sessions a choice would leave, with everything else asked for as it is; `total` is what is asked now. */
export type Counts = {
  total: number
  when: Record<When, number>
  group: Record<Group, Record<string, number>>
  fact: Record<string, number>
  room: number
  within: Record<string, number>
}

const day_ms = 86_400_000
const day_zero = Date.UTC(2000, 0, 1)
/** A local day as the whole number it is packed as. */
export const dayNumber = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - day_zero) / day_ms

/** The bits, of 32, of the words of one group. */
export const groupMask = (group: Group, values: readonly string[]): number =>
  values.reduce(
    (mask, value) => mask | (1 << marks.indexOf(`${group}:${value}` as (typeof marks)[number])),
    0,
  )
/** The bits of access facts. */
export const factMask = (facts: readonly string[]): number =>
  facts.reduce((mask, fact) => mask | (1 << fact_marks.indexOf(fact as (typeof fact_marks)[number])), 0)

export const metres_a_degree = 111_195
export const metres_a_mile = 1609.344
export type Circle = { lat: number; lon: number; metres: number | null }

/** What a circle is compared with, squared: the same steps in the same order as in the query, so both agree on the edge. */
export const circleNumbers = (circle: Circle) => ({
  lat: circle.lat,
  lon: circle.lon,
  along: metres_a_degree * Math.cos((circle.lat * Math.PI) / 180),
  most: circle.metres === null ? null : circle.metres * circle.metres,
})

export type Holidays = readonly { from: string; to: string }[]
type Asked = { finder: Finder; today: string; holidays: Holidays; near: Circle | null }

const stride = 11
const stride_with_point = 19
// Days from today on that are counted one by one: three years.
const days_counted = 1100

// The parts of a finder, as bits: which of them a session fails decides which counts it is part of.
const fails_days = 1
const fails_facts = 2
const fails_room = 4
const fails_within = 8
const first_group = 4

/** Counts every filter over packed sessions (see `packed` in the migration; with `near`, `packed_point` behind each). */
export function countAll(packed: Buffer, asked: Asked): Counts {
  const { near } = asked
  const test = testsOf(asked)
  const bytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const seen = new Bits() // marks of sessions that fail nothing but, at most, that mark's own group
  const facts = new Bits()
  const days = new Int32Array(days_counted)
  const this_day = dayNumber(asked.today)
  const within = new Int32Array(withins.length)
  let total = 0
  let room = 0
  const step = near ? stride_with_point : stride
  for (let at = 0; at + step <= packed.length; at += step) {
    const mark = bytes.getInt32(at)
    const fact = bytes.getInt32(at + 4)
    const day = bytes.getInt16(at + 8)
    const has_room = bytes.getUint8(at + 10) > 0
    const far = near ? test.squared(bytes.getInt32(at + 11), bytes.getInt32(at + 15)) : 0
    const fails = test.fails(mark, fact, day, has_room, far)
    if (fails & (fails - 1)) continue // fails two things: no single choice would bring it in
    if (fails === 0) {
      total++
      if (has_room) room++
      facts.tally(fact)
      seen.tally(mark)
    } else if (fails >= 1 << first_group)
      seen.tally(mark & test.group_bits[31 - Math.clz32(fails) - first_group]!)
    const ahead = day - this_day
    if (!(fails & ~fails_days) && ahead >= 0 && ahead < days_counted) days[ahead]!++
    if (near && !(fails & ~fails_within))
      for (let nth = 0; nth < withins.length; nth++) if (far <= test.reaches[nth]!) within[nth]!++
  }
  return named({
    total,
    room,
    seen: seen.counts(),
    facts: facts.counts(),
    when: whenCounts(days, asked),
    within,
  })
}

// How often each of 32 bits was set. Bytes are tallied whole and taken apart once at the end.
class Bits {
  readonly bytes = [0, 1, 2, 3].map(() => new Int32Array(256))
  tally(bits: number): void {
    const [lowest, low, high, highest] = this.bytes as [Int32Array, Int32Array, Int32Array, Int32Array]
    lowest[bits & 255]!++
    low[(bits >>> 8) & 255]!++
    high[(bits >>> 16) & 255]!++
    highest[bits >>> 24]!++
  }
  counts(): Int32Array {
    const counts = new Int32Array(32)
    this.bytes.forEach((seen, nth) => {
      for (let byte = 1; byte < 256; byte++)
        if (seen[byte])
          for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) counts[nth * 8 + bit]! += seen[byte]!
    })
    return counts
  }
}

// How many sessions are on the days that each name means.
function whenCounts(days: Int32Array, { today, holidays }: Asked): Int32Array {
  const first = dayNumber(today)
  const between = (from: string, to: string) => {
    let sum = 0
    const last = Math.min(days_counted - 1, dayNumber(to) - first)
    for (let ahead = Math.max(0, dayNumber(from) - first); ahead <= last; ahead++) sum += days[ahead]!
    return sum
  }
  const named = (['today', 'week', 'weekend', 'next_week'] as const).map((when) => daysMeant(when, today))
  const off = new Set<number>() // seasons may overlap; a day is counted once
  for (const { from, to } of holidays)
    for (
      let day = Math.max(first, dayNumber(from));
      day <= dayNumber(to) && day < first + days_counted;
      day++
    )
      off.add(day - first)
  return Int32Array.from([
    ...named.map(({ from, to }) => between(from, to)),
    [...off].reduce((sum, ahead) => sum + days[ahead]!, 0),
  ])
}

function testsOf({ finder, today, holidays, near }: Asked) {
  const wanted = group_names
    .map((group, nth) => ({ mask: groupMask(group, finder.chosen[group]), fails: 1 << (first_group + nth) }))
    .filter((each) => each.mask !== 0)
  const group_bits = group_names.map((group) => groupMask(group, groups[group]))
  const wanted_facts = factMask(finder.facts)
  const { from, to } = daysOf(finder, today)
  const first = from ? dayNumber(from) : -Infinity
  const last = to ? dayNumber(to) : Infinity
  const breaks = holidays.map((season) => [dayNumber(season.from), dayNumber(season.to)] as const)
  const this_day = dayNumber(today)
  const inHolidays = (day: number) =>
    day >= this_day && breaks.some(([starts, ends]) => day >= starts && day <= ends)
  const only_holidays = finder.when === 'holidays'
  const circle = near && circleNumbers(near)
  const reaches = withins.map((miles) => (miles * metres_a_mile) ** 2)
  return {
    group_bits,
    reaches,
    squared(lat: number, lon: number): number {
      const up = (lat / 100_000 - circle!.lat) * metres_a_degree
      const across = (lon / 100_000 - circle!.lon) * circle!.along
      return up * up + across * across
    },
    fails(mark: number, fact: number, day: number, has_room: boolean, far: number): number {
      let fails = 0
      if (day < first || day > last || (only_holidays && !inHolidays(day))) fails |= fails_days
      if ((fact & wanted_facts) !== wanted_facts) fails |= fails_facts
      if (finder.room && !has_room) fails |= fails_room
      if (circle && circle.most !== null && far > circle.most) fails |= fails_within
      for (let nth = 0; nth < wanted.length; nth++)
        if (!(mark & wanted[nth]!.mask)) fails |= wanted[nth]!.fails
      return fails
    },
  }
}

type Tallies = {
  total: number
  room: number
  seen: Int32Array
  facts: Int32Array
  when: Int32Array
  within: Int32Array
}

function named({ total, room, seen, facts, when, within }: Tallies): Counts {
  const bit = (group: Group, value: string) => marks.indexOf(`${group}:${value}` as (typeof marks)[number])
  const ofGroup = (group: Group) =>
    Object.fromEntries(groups[group].map((value) => [value, seen[bit(group, value)]!]))
  return {
    total,
    room,
    when: Object.fromEntries(whens.map((each, nth) => [each, when[nth]!])) as Record<When, number>,
    within: Object.fromEntries(withins.map((miles, nth) => [String(miles), within[nth]!])),
    fact: Object.fromEntries(fact_marks.map((fact, nth) => [fact, facts[nth]!])),
    group: Object.fromEntries(group_names.map((group) => [group, ofGroup(group)])) as Counts['group'],
  }
}
