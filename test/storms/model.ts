// A small, slow and plain telling of the desk's rules, to hold the real one against.
import { mayUndo, offerEnds } from '../../src/features/bookings/rules.ts'

export type Family = {
  state: 'booked' | 'waiting' | 'offered' | 'cancelled' | 'lapsed'
  /** When each child went, or null while they are coming. */
  gone: (Date | null)[]
  ask_first: boolean
  line_no: number
  was_booked: boolean
  was_offered: boolean
  ends: Date | null
}

/** One session and its families, in plain arrays. */
export class Model {
  families: Family[] = []
  line_end = 0
  places: number
  starts_at: Date

  constructor(places: number, starts_at: Date) {
    this.places = places
    this.starts_at = starts_at
  }

  party = (family: Family) => family.gone.filter((at) => !at).length
  holds = (family: Family) => family.state === 'booked' || family.state === 'offered'
  live = (family: Family) => this.holds(family) || family.state === 'waiting'
  free = () =>
    this.places - this.families.filter(this.holds).reduce((sum, family) => sum + this.party(family), 0)

  carry(at: Date) {
    if (this.starts_at <= at) return
    const ends = offerEnds(at, this.starts_at)
    const line = this.families
      .filter((family) => family.state === 'waiting')
      .sort((a, b) => a.line_no - b.line_no)
    for (const family of line) {
      if (this.party(family) > this.free() || (family.ask_first && !ends)) continue
      if (family.ask_first) Object.assign(family, { state: 'offered', was_offered: true, ends })
      else Object.assign(family, { state: 'booked', was_booked: true })
    }
  }

  ask(children: number, ask_first: boolean, at: Date): string {
    if (this.starts_at <= at) return 'started'
    if (children > this.places) return 'too-many'
    this.carry(at)
    const family = {
      gone: Array(children).fill(null),
      ask_first,
      was_offered: false,
      ends: null,
    } as unknown as Family
    const fits = children <= this.free()
    Object.assign(family, {
      state: fits ? 'booked' : 'waiting',
      was_booked: fits,
      line_no: fits ? 0 : ++this.line_end,
    })
    this.families.push(family)
    return family.state
  }

  /** Ends an offer whose time is over, before anything else is done with it. */
  look(family: Family, at: Date) {
    if (family.state === 'offered' && family.ends! <= at) this.end(family, at)
  }

  end(family: Family, at: Date) {
    Object.assign(family, { state: 'lapsed', gone: family.gone.map((gone) => gone ?? at) })
    this.carry(at)
  }

  lapse(at: Date) {
    const over = this.families.filter((family) => family.state === 'offered' && family.ends! <= at)
    for (const family of over)
      Object.assign(family, { state: 'lapsed', gone: family.gone.map((gone) => gone ?? at) })
    if (over.length) this.carry(at)
    return over.length
  }

  cancel(family: Family, nth: number | null, at: Date): string {
    this.look(family, at)
    const going = nth === null ? family.gone.map((_, index) => index) : [nth - 1]
    if (!this.live(family) || going.every((index) => family.gone[index] !== null)) return 'already'
    if (this.starts_at <= at) return 'started'
    for (const index of going) family.gone[index] ??= at
    if (this.party(family) === 0) family.state = 'cancelled'
    this.carry(at)
    return 'cancelled'
  }

  undo(family: Family, at: Date): string {
    this.look(family, at)
    const last = Math.max(0, ...family.gone.map((gone) => gone?.getTime() ?? 0))
    if (!last || family.state === 'lapsed') return 'nothing'
    if (!mayUndo(new Date(last), at)) return 'too-late'
    if (this.starts_at <= at) return 'started'
    const state = this.live(family)
      ? family.state
      : family.was_booked
        ? 'booked'
        : !family.was_offered
          ? 'waiting'
          : family.ends! > at
            ? 'offered'
            : null
    const back = family.gone.map((gone) => (gone?.getTime() === last ? null : gone))
    const more = back.filter((gone) => !gone).length - (this.live(family) ? this.party(family) : 0)
    if (!state || (state !== 'waiting' && more > this.free())) return 'gone'
    Object.assign(family, { state, gone: back })
    this.carry(at)
    return 'undone'
  }

  rejoin(family: Family, at: Date): string {
    this.look(family, at)
    if (this.live(family)) return 'already'
    if (this.starts_at <= at) return 'started'
    const last = Math.max(...family.gone.map((gone) => gone?.getTime() ?? 0))
    this.carry(at)
    const gone = family.gone.map((each) => (each?.getTime() === last ? null : each))
    const fits = gone.filter((each) => !each).length <= this.free()
    Object.assign(family, { gone, was_offered: false, ends: null, was_booked: fits })
    family.state = fits ? 'booked' : 'waiting'
    if (!fits) family.line_no = ++this.line_end
    return family.state
  }

  accept(family: Family, at: Date): string {
    this.look(family, at)
    if (family.state === 'booked') return 'already'
    if (family.state === 'waiting') return 'nothing'
    if (family.state !== 'offered') return family.state
    Object.assign(family, { state: 'booked', was_booked: true })
    return 'booked'
  }
}
