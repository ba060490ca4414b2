// Whom to write to: those who hold a role, or one person, each at one verified contact.
import type { Db } from '../../kit/db.ts'
import type { Role } from '../../kit/who-may.ts'

/** Somebody and one way to write to them. */
export type Reachable = { id: string; name: string; channel: 'email' | 'text'; send_to: string }

const reachable = (db: Db) =>
  db
    .selectFrom('people as p')
    .innerJoin('contacts as c', 'c.person_id', 'p.id')
    .where('c.ended_at', 'is', null)
    .where('c.verified_at', 'is not', null)
    .distinctOn('p.id')
    .select(['p.id', 'p.name', 'c.send_to'])
    .select((eb) => eb.ref('c.kind').$castTo<'email' | 'text'>().as('channel'))
    .orderBy('p.id')
    .orderBy('c.kind') // an email before a text
    .orderBy('c.created_at')

/** Those who hold a role now and can be written to, each once. */
export const peopleHolding = (db: Db, role: Role): Promise<Reachable[]> =>
  reachable(db)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('roles as r')
          .select('r.role')
          .whereRef('r.person_id', '=', 'p.id')
          .where('r.role', '=', role)
          .where('r.ended_at', 'is', null),
      ),
    )
    .execute()

/** One way to write to somebody; undefined when they have shown us none. */
export const howToReach = (db: Db, person_id: string): Promise<Reachable | undefined> =>
  reachable(db).where('p.id', '=', person_id).executeTakeFirst()
