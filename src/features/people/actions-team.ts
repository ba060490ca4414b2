import { sql } from 'kysely'
import { contactIn } from '../../kit/contact.ts'
import type { Db } from '../../kit/db.ts'
import { newPerson } from './actions-sign-in.ts'

/** Makes someone a member of the team, reached at this email; the same email again only renews the name. Gives the id. */
export async function addTeamMember(
  db: Db,
  { name, email }: { name: string; email: string },
): Promise<string> {
  const contact = contactIn(email)
  if (contact?.contact_kind !== 'email') throw new Error('A member of the team is reached by email')
  const add = async (trx: Db) => {
    const held = await trx
      .selectFrom('contacts')
      .select('person_id')
      .where('send_to', '=', contact.send_to)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    const id = held?.person_id ?? (await newPerson(trx, { contact, typed: email, now: new Date() }))
    await trx.updateTable('people').set({ name, updated_at: sql`now()` }).where('id', '=', id).execute()
    await trx
      .insertInto('roles')
      .values({ person_id: id, role: 'coordinator' })
      .onConflict((on) => on.doNothing())
      .execute()
    return id
  }
  return db.isTransaction ? add(db) : db.transaction().execute(add)
}

/** Ends a person's place in the team: they are signed out everywhere at once. They may still sign in, as a family does. */
export async function endTeamMember(db: Db, person_id: string, now: Date): Promise<void> {
  const end = async (trx: Db) => {
    await trx
      .updateTable('roles')
      .set({ ended_at: now })
      .where('person_id', '=', person_id)
      .where('ended_at', 'is', null)
      .execute()
    await trx.deleteFrom('sign_ins').where('person_id', '=', person_id).execute()
  }
  return db.isTransaction ? end(db) : db.transaction().execute(end)
}
