import type { Db } from '../../kit/db.ts'

/** Keeps what a person likes to be called. */
export const namePerson = (db: Db, person_id: string, name: string, now: Date) =>
  db.updateTable('people').set({ name, updated_at: now }).where('id', '=', person_id).execute()
