import { changed } from '../../kit/cache.ts'
import { check, said, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import { saveDoor, takeDoorDown } from './actions-door.ts'
import { doorForm } from './forms.ts'
import { type DoorDone, TeamDoorPage } from './pages/team-door.tsx'
import { makePicture } from './picture.ts'
import { doorOf, pictureById, placeById } from './queries.ts'

const placeIn = async (c: Ctx) => {
  const id = idIn(c)
  return id ? placeById(c.var.db, id) : undefined
}
const back = (c: Ctx, id: string, done: DoorDone) => {
  changed()
  return c.redirect(`${paths.teamPlacePage(id, 'photo')}?done=${done}`, 303)
}

// A browser sends an empty file for a box that was left alone.
async function pictureIn(c: Ctx) {
  const { photo } = await c.req.parseBody()
  if (!(photo instanceof File) || photo.size === 0) return null
  return makePicture(new Uint8Array(await photo.arrayBuffer()))
}

/** The photo of a place's door: shown to anyone, added and taken down by the team. */
export const doorRoutes = () =>
  routes()
    .get(paths.picture(':id'), anyone, async (c) => {
      const id = idIn(c)
      const webp = id && (await pictureById(c.var.db, id))
      if (!webp) return c.notFound()
      // In the reader's own browser for good, and nowhere between: what is taken down is gone for everyone else.
      return c.body(new Uint8Array(webp), 200, {
        'Content-Type': 'image/webp',
        'Cache-Control': 'private, max-age=31536000, immutable',
      })
    })
    .get(paths.teamPlacePage(':id', 'photo'), can('change_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const door = await doorOf(c.var.db, place)
      const done = c.req.query('done')
      return show(c, <TeamDoorPage {...{ place, door, done }} words={door?.words ?? ''} problems={{}} />)
    })
    .post(paths.teamPlacePage(':id', 'photo'), can('change_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const { db, now } = c.var
      const typed = await typedIn(c)
      if (said(typed, 'act') === 'take-down')
        return (await takeDoorDown(db, place.id, now)) === 'gone' ? c.notFound() : back(c, place.id, 'down')

      const picture = await pictureIn(c)
      const { value, problems = {} } = check(doorForm, { words: said(typed, 'words') })
      const door = await doorOf(db, place)
      const again = (wrong: Record<string, string>) =>
        show(c, <TeamDoorPage {...{ place, door }} words={said(typed, 'words')} problems={wrong} />, 422)
      if (typeof picture === 'string') return again({ photo: picture, ...problems })
      if (!picture && !door) return again({ photo: 'no-picture', ...problems })
      // A page cannot fill a file box again, so it says that the photo is to be chosen once more.
      if (!value) return again(picture ? { photo: 'choose-again', ...problems } : problems)
      const answer = await saveDoor(db, place.id, { picture, words: value.words }, now)
      if (answer === 'gone') return c.notFound()
      return answer === 'no-picture' ? again({ photo: answer }) : back(c, place.id, 'up')
    })
