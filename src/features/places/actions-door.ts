import type { Kysely } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { isId, newId } from '../../kit/ids.ts'
import type { Picture } from './picture.ts'

const lockedPlace = async (trx: Db, id: string) =>
  isId(id)
    ? trx.selectFrom('places').select('door_photo').where('id', '=', id).forUpdate().executeTakeFirst()
    : undefined

/** Shows a door, with words for those who cannot see it. With no new picture the words are changed beside the earlier one. */
export const saveDoor = (
  db: Kysely<DB>,
  place_id: string,
  { picture, words }: { picture: Picture | null; words: string },
  now: Date,
): Promise<'saved' | 'no-picture' | 'gone'> =>
  db.transaction().execute(async (trx) => {
    const before = await lockedPlace(trx, place_id)
    if (!before) return 'gone'
    if (!picture && !before.door_photo) return 'no-picture'
    const id = picture ? newId(now.getTime()) : before.door_photo
    if (id && picture)
      await trx
        .insertInto('pictures')
        .values({ id, ...picture, made_at: now })
        .execute()
    await trx
      .updateTable('places')
      .set({ door_photo: id, door_photo_alt: words, changed_at: now })
      .where('id', '=', place_id)
      .execute()
    if (picture && before.door_photo)
      await trx.deleteFrom('pictures').where('id', '=', before.door_photo).execute()
    return 'saved'
  })

/** Takes the photo of a door down, and keeps no copy. */
export const takeDoorDown = (db: Kysely<DB>, place_id: string, now: Date): Promise<'taken-down' | 'gone'> =>
  db.transaction().execute(async (trx) => {
    const before = await lockedPlace(trx, place_id)
    if (!before) return 'gone'
    if (!before.door_photo) return 'taken-down'
    await trx
      .updateTable('places')
      .set({ door_photo: null, door_photo_alt: null, changed_at: now })
      .where('id', '=', place_id)
      .execute()
    await trx.deleteFrom('pictures').where('id', '=', before.door_photo).execute()
    return 'taken-down'
  })
