// Which place the team means by what they typed.
import type { Db } from '../../kit/db.ts'
import type { Problems } from '../../kit/forms.ts'
import { type Place, type PlaceInList, placeById, placesByName } from '../places/index.ts'

type Asked = { place: Place | null; choices: PlaceInList[]; problems: Problems }

/** The place of a form: by the choice made, else by its name; when several fit, which is asked. Nothing typed is no place yet. */
export async function placeAsked(db: Db, typed: { place: string; place_id: string }): Promise<Asked> {
  const none = { place: null, choices: [], problems: {} }
  if (!typed.place) return none
  const found = await placesByName(db, typed.place, 8)
  const chosen = found.find((place) => place.id === typed.place_id)
  const named = found.filter((place) => place.name.toLowerCase() === typed.place.toLowerCase())
  const one = chosen ?? (named.length === 1 ? named[0] : found.length === 1 ? found[0] : undefined)
  if (one)
    return { ...none, place: (await placeById(db, one.id)) ?? null, choices: found.length > 1 ? found : [] }
  return found.length
    ? { place: null, choices: found, problems: { place_id: 'which-place' } }
    : { ...none, problems: { place: 'no-such-place' } }
}
