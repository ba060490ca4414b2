export type Figure = {
  name: string
  value: number
  unit: string
  /** What it is held against, measured in the same run; '' when the target is a plain size or time. */
  yardstick: string
  /** value over the yardstick's own value, when there is one. */
  ratio: number | null
  target: string
  met: boolean
}

/** The middle of some measurements. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
