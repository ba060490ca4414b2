// What every page knows without being told: the area it is for, and the reader it is shown to.
import { speak } from './words.ts'

export type Area = {
  name: string // 'Manchester'
  phone: string // as people read it: '0161 496 0123'
  text_number: string
  team_name: string
}
/** A room that only some who sign in may open; the menu leads to theirs. */
export type Room = 'team' | 'concerns' | 'partner'
export type Site = {
  area: Area
  /** The path and query of this request: for "change language" and the current page in the menu. */
  path: string
  language: string
  calm: boolean
  /** Someone signed in to the team's rooms, by first name; null for everyone else. */
  signed_in: { name: string; rooms: Room[] } | null
  stylesheet: string
  script: string
  development: boolean
}

let current: Site | null = null

/** The page's surroundings; a fault outside `within`. */
export const site = (): Site => {
  if (!current) throw new Error('site() was asked for outside a page')
  return current
}

/** Renders in these surroundings and this language. `render` must not wait. */
export function within<T>(around: Site, render: () => T): T {
  const before = current
  current = around
  try {
    return speak(around.language, render)
  } finally {
    current = before
  }
}
