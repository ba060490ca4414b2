// Who is forgotten and what is kept how long. Pure: the time is passed in.

/** The shortest and the longest the team may keep a kind of record, in days. */
export const kept_days = { least: 1, most: 3650 }

/** Why somebody is not forgotten at once. */
export type Refusal = 'has-a-job-here'

/** Why a change of days is not made, by field. */
export type DaysProblem = 'not-a-number' | 'too-few' | 'too-many' | 'no-why' | 'too-long'

/** What is older than this goes. */
export const before = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)

/** The days somebody typed, or what is wrong with them. */
export function daysIn(typed: string): number | DaysProblem {
  if (!/^\d{1,6}$/.test(typed)) return 'not-a-number'
  const days = Number(typed)
  if (days < kept_days.least) return 'too-few'
  return days > kept_days.most ? 'too-many' : days
}

/** One line of the list of erasures: ids nobody can read anything from. */
export type Erasure = { id: string; what: 'person' | 'child'; subject_id: string; asked_at: string }

/** The lines of the list that can be read; one cut off by a crash is passed over. */
export const erasuresIn = (text: string): Erasure[] =>
  text.split('\n').flatMap((line) => {
    try {
      const said = JSON.parse(line) as Erasure
      return said.id && said.subject_id ? [said] : []
    } catch {
      return []
    }
  })
