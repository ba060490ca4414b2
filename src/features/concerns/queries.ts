// What is read of concerns: when and where each stands for the list; the sealed words only for one that is opened.
import type { Db } from '../../kit/db.ts'

/** A line of the lead's list. No words: not even sealed ones. */
export type ListedConcern = {
  id: string
  at: Date
  read_at: Date | null
  closed_at: Date | null
  read_by_name: string | null
}

/** Concerns that wait first, oldest first; then those that are closed, newest first. At most 500. */
export const concernsListed = (db: Db): Promise<ListedConcern[]> =>
  db
    .selectFrom('concerns as c')
    .leftJoin('people as reader', 'reader.id', 'c.read_by')
    .select(['c.id', 'c.at', 'c.read_at', 'c.closed_at', 'reader.name as read_by_name'])
    .orderBy((eb) => eb('c.closed_at', 'is not', null))
    .orderBy((eb) => eb.case().when('c.closed_at', 'is', null).then(eb.ref('c.at')).end())
    .orderBy('c.at', 'desc')
    .limit(500)
    .execute()

/** One concern, sealed, with who read and closed it and its notes in order; undefined when there is none. */
export async function concernWith(db: Db, id: string) {
  const concern = await db
    .selectFrom('concerns as c')
    .leftJoin('people as reader', 'reader.id', 'c.read_by')
    .leftJoin('people as closer', 'closer.id', 'c.closed_by')
    .selectAll('c')
    .select(['reader.name as read_by_name', 'closer.name as closed_by_name'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!concern) return undefined
  const notes = await db
    .selectFrom('concern_notes as n')
    .leftJoin('people as writer', 'writer.id', 'n.written_by')
    .select(['n.id', 'n.at', 'n.words_sealed', 'writer.name as written_by_name'])
    .where('n.concern_id', '=', id)
    .orderBy('n.at')
    .orderBy('n.id')
    .execute()
  return { concern, notes }
}

/** How many concerns came since a moment. */
export async function countSince(db: Db, since: Date): Promise<number> {
  const { many } = await db
    .selectFrom('concerns')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(many)
}
