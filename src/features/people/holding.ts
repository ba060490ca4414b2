// What is kept about somebody who signs in, how it is forgotten, and for how long what is over is kept.
import { dateWords, timeWords } from '../../kit/dates.ts'
import type { Held, Holding, Retention } from '../../kit/holdings.ts'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { factorsOf, spareCodesLeft } from './queries.ts'

type Fact = { term: string; value: string }
const moment = (at: Date) => `${dateWords(at)}, ${timeWords(at)}`

/** The person, how they are reached, what they may do, and where they are signed in. Forgotten last: the others are found by it. */
export const personHolding: Holding = {
  name: 'people',
  async of({ db, now }, person_id) {
    const person = await db
      .selectFrom('people')
      .selectAll()
      .where('id', '=', person_id)
      .executeTakeFirstOrThrow()
    const contacts = await db
      .selectFrom('contacts')
      .selectAll()
      .where('person_id', '=', person_id)
      .orderBy('created_at')
      .execute()
    const roles = await db
      .selectFrom('roles')
      .selectAll()
      .where('person_id', '=', person_id)
      .orderBy('granted_at')
      .execute()
    const sign_ins = await db
      .selectFrom('sign_ins')
      .selectAll()
      .where('person_id', '=', person_id)
      .where('expires_at', '>', now)
      .orderBy('created_at')
      .execute()
    const factors = await factorsOf(db, person_id)
    const spare = await spareCodesLeft(db, person_id)
    return () => [
      {
        kind: t('You'),
        facts: [
          { term: t('Your name'), value: person.name || t('Not said') },
          ...(person.birth_year ? [{ term: t('Year you were born'), value: String(person.birth_year) }] : []),
          { term: t('With us since'), value: dateWords(person.created_at) },
          ...(person.sensitive_at
            ? [{ term: t('Hidden from ordinary search since'), value: dateWords(person.sensitive_at) }]
            : []),
        ],
        href: paths.account(),
      },
      ...contacts.map(
        (contact): Held => ({
          kind: contact.kind === 'email' ? t('An email of yours') : t('A mobile of yours'),
          facts: [
            { term: t('As you wrote it'), value: contact.typed },
            ...(contact.verified_at
              ? [{ term: t('Proved to be yours'), value: dateWords(contact.verified_at) }]
              : []),
            ...(contact.ended_at ? [{ term: t('Not used since'), value: dateWords(contact.ended_at) }] : []),
          ],
          href: paths.account(),
        }),
      ),
      ...roles.map(
        (role): Held => ({
          kind: t('Something you may do here'),
          facts: [
            { term: t('Role'), value: role.role.replaceAll('_', ' ') },
            { term: t('Since'), value: dateWords(role.granted_at) },
            ...(role.ended_at ? [{ term: t('Until'), value: dateWords(role.ended_at) }] : []),
          ],
        }),
      ),
      ...factors.map(
        (factor): Held => ({
          kind: t('A second step for signing in'),
          facts: [
            { term: t('What it is'), value: factor.kind === 'app' ? t('An app on a phone') : t('A passkey') },
            { term: t('Since'), value: dateWords(factor.created_at) },
            ...(spare ? [{ term: t('Spare codes left'), value: String(spare) }] : []),
          ],
          href: paths.secondStep('set-up'),
        }),
      ),
      ...sign_ins.map(
        (sign_in): Held => ({
          kind: t('Where you are signed in'),
          facts: [
            { term: t('Since'), value: moment(sign_in.created_at) },
            { term: t('Until'), value: moment(sign_in.expires_at) },
            sign_in.shared_device && { term: t('On a phone others use'), value: t('Yes') },
          ].filter((fact): fact is Fact => Boolean(fact)),
          href: paths.account(),
        }),
      ),
    ]
  },
  async forget({ db, keys }, person_id) {
    await db.deleteFrom('sign_ins').where('person_id', '=', person_id).execute()
    await db.deleteFrom('people').where('id', '=', person_id).execute()
    keys.forget(person_id)
  },
}

/** What is over: sign-ins, codes, contacts given up or never proved, roles that have ended. */
export const personRetention: Retention[] = [
  {
    kind: 'sign_ins_over',
    days: 30,
    purge: async ({ db }, before) =>
      Number(
        (await db.deleteFrom('sign_ins').where('expires_at', '<', before).executeTakeFirst()).numDeletedRows,
      ),
  },
  {
    kind: 'codes',
    days: 1,
    purge: async ({ db }, before) =>
      Number(
        (await db.deleteFrom('sign_in_codes').where('expires_at', '<', before).executeTakeFirst())
          .numDeletedRows,
      ),
  },
  {
    // How often something was tried of late, under a keyed hash: of no use after an hour.
    kind: 'tries',
    days: 1,
    purge: async ({ db }, before) =>
      Number((await db.deleteFrom('tries').where('last_at', '<', before).executeTakeFirst()).numDeletedRows),
  },
  {
    kind: 'contacts_over',
    days: 30,
    async purge({ db }, before) {
      const { numDeletedRows } = await db
        .deleteFrom('contacts')
        .where((is) =>
          is.or([
            is('ended_at', '<', before),
            is.and([is('verified_at', 'is', null), is('created_at', '<', before)]),
          ]),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  },
  {
    kind: 'roles_over',
    days: 730,
    purge: async ({ db }, before) =>
      Number((await db.deleteFrom('roles').where('ended_at', '<', before).executeTakeFirst()).numDeletedRows),
  },
]
