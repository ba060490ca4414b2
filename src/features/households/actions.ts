// What a family does with its own record. Whose it is, is read again under the row's lock: standing can end meanwhile.
import type { Db } from '../../kit/db.ts'
import type { Keys } from '../../kit/keys.ts'
import { type Child, childFor } from './queries.ts'
import type { Sight } from './rules.ts'

type Doing = { person_id: string; now: Date; keys: Keys }
type Said = { first_name: string; birth_year: number; helps: string | null }

const within = <T>(db: Db, act: (trx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? act(db) : db.transaction().execute(act)

/** Runs `act` on a record this person may act on, held so that nobody's standing changes meanwhile; null when they may not. */
export const holding = <T>(
  db: Db,
  child_id: string,
  { person_id, now, may }: { person_id: string; now: Date; may?: Sight },
  act: (trx: Db, child: Child) => Promise<T>,
): Promise<T | null> =>
  within(db, async (trx) => {
    await trx.selectFrom('children').select('id').where('id', '=', child_id).forUpdate().execute()
    const child = await childFor(trx, child_id, { person_id, now })
    return child && (!may || child.may_see.includes(may)) ? act(trx, child) : null
  })

/** Adds somebody this person books for, or themselves; gives the id. What helps is sealed with the child's own key. */
export const addChild = (
  db: Db,
  { first_name, birth_year, helps }: Said,
  { person_id, now, keys, myself = false }: Doing & { myself?: boolean },
): Promise<string> =>
  within(db, async (trx) => {
    const { id } = await trx
      .insertInto('children')
      .values({
        first_name,
        birth_year,
        added_by: person_id,
        added_at: now,
        person_id: myself ? person_id : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (!myself)
      await trx.insertInto('child_carers').values({ child_id: id, person_id, since: now }).execute()
    if (helps)
      await trx
        .updateTable('children')
        .set({ helps_sealed: keys.seal(id, helps) })
        .where('id', '=', id)
        .execute()
    return id
  })

/** Changes what is known of them; null when it is not this person's to change. */
export const changeChild = (
  db: Db,
  child_id: string,
  { helps, birth_year, ...said }: Said,
  { keys, ...doing }: Doing,
) =>
  holding(db, child_id, { ...doing, may: 'change' }, async (trx, child) => {
    await trx
      .updateTable('children')
      .set({
        ...said,
        birth_year,
        helps_sealed: helps && keys.seal(child_id, helps),
        // Another year is another school year: what was said of September was said of the old one.
        ...(birth_year === child.birth_year ? {} : { born_from_september: null }),
      })
      .where('id', '=', child_id)
      .execute()
    return 'changed' as const
  })

/** Notes whether they were born from September to December: asked only in the year it decides who decides. */
export const sayBornFromSeptember = (
  db: Db,
  child_id: string,
  born_from_september: boolean,
  doing: Omit<Doing, 'keys'>,
) =>
  holding(db, child_id, doing, async (trx, child) => {
    // Said once, by whoever is asked: or a carer could say it again and take back what has passed.
    const is_asked = child.standing === 'asked' || child.standing === 'own_young'
    if (!is_asked || child.born_from_september !== null) return null
    await trx.updateTable('children').set({ born_from_september }).where('id', '=', child_id).execute()
    return 'noted' as const
  })

export type Removed = 'removed' | 'left'
/**
 * Ends this person's own part: their link, or the record with its key when nobody else has a part in it. A young
 * person who decides removes the whole record; one who does not yet only gives up their own sign-in's part.
 */
export const removeChild = (db: Db, child_id: string, { keys, ...doing }: Doing): Promise<Removed | null> =>
  holding(db, child_id, doing, async (trx, child) => {
    if (child.standing === 'own') return erase(trx, child_id, keys)
    if (child.mine) {
      await trx.updateTable('children').set({ person_id: null }).where('id', '=', child_id).execute()
      return 'left'
    }
    if (child.carers === 1 && !child.own_sign_in) return erase(trx, child_id, keys)
    await endLink(trx, child_id, doing)
    return 'left'
  })

// The key goes first: what it sealed is then gone from every copy, whatever happens to the row.
async function erase(trx: Db, child_id: string, keys: Keys): Promise<'removed'> {
  keys.forget(child_id)
  await trx.deleteFrom('children').where('id', '=', child_id).execute()
  return 'removed'
}

const endLink = (trx: Db, child_id: string, { person_id, now }: { person_id: string; now: Date }) =>
  trx
    .updateTable('child_carers')
    .set({ ended_at: now, may_see_at: null })
    .where('child_id', '=', child_id)
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .execute()

type Choice = { carer_id: string; may_see: boolean }
/** The young person says whether a carer may go on seeing their bookings: a fresh yes, dated, or no. Null when not theirs to say. */
export const letSee = (
  db: Db,
  child_id: string,
  choices: Choice[],
  doing: Omit<Doing, 'keys'>,
): Promise<'said' | null> =>
  holding(db, child_id, { ...doing, may: 'change' }, async (trx, child) => {
    if (!child.mine) return null
    for (const { carer_id, may_see } of choices)
      await trx
        .updateTable('child_carers')
        .set((is) => ({
          may_see_at: may_see ? is.fn.coalesce('may_see_at', is.val(doing.now)) : null,
        }))
        .where('child_id', '=', child_id)
        .where('person_id', '=', carer_id)
        .where('ended_at', 'is', null)
        .execute()
    await trx
      .updateTable('children')
      .set((is) => ({ control_passed_at: is.fn.coalesce('control_passed_at', is.val(doing.now)) }))
      .where('id', '=', child_id)
      .execute()
    return 'said'
  })

/** What goes when a person is forgotten: their links, their own sign-in's part, and every record that is theirs alone. */
export async function forgetHousehold(trx: Db, { person_id, now, keys }: Doing): Promise<void> {
  const mine = await trx
    .selectFrom('children')
    .leftJoin('child_carers', 'child_carers.child_id', 'children.id')
    .select('children.id')
    .distinct()
    .where((is) =>
      is.or([is('children.person_id', '=', person_id), is('child_carers.person_id', '=', person_id)]),
    )
    .execute()
  for (const { id } of mine) await removeChild(trx, id, { person_id, now, keys })
  await trx.deleteFrom('child_carers').where('person_id', '=', person_id).execute()
  await trx.deleteFrom('link_offers').where('offered_by', '=', person_id).execute()
  await trx.deleteFrom('ways_to_reach').where('person_id', '=', person_id).execute()
  keys.forget(person_id)
}
