// What is kept about a household, in words they can read, and how it is forgotten.
import { dateWords, localDay } from '../../kit/dates.ts'
import type { Held, Holding } from '../../kit/holdings.ts'
import { paths } from '../../kit/paths.ts'
import { t } from '../../kit/words.ts'
import { forgetHousehold } from './actions.ts'
import { childrenOf, waysOf } from './queries.ts'

/** The people somebody books for, and how they are reached. A record another carer has a part in stays theirs. */
export const householdHolding: Holding = {
  name: 'households',
  async of({ db, keys, now }, person_id) {
    const children = await childrenOf(db, { person_id, now })
    const ways = await waysOf(db, person_id)
    return () => [
      ...children
        .filter(({ may_see }) => may_see.includes('facts'))
        .map((child): Held => {
          const helps = keys.open(child.id, child.helps_sealed)
          return {
            kind: child.mine ? t('Your own record') : t('Somebody you book for'),
            facts: [
              { term: t('First name'), value: child.first_name },
              { term: t('Year of birth'), value: String(child.birth_year) },
              ...(helps ? [{ term: t('What helps'), value: helps }] : []),
              ...(child.since
                ? [{ term: t('You look after this since'), value: dateWords(localDay(child.since)) }]
                : []),
            ],
            href: paths.accountPerson(child.id),
          }
        }),
      ...(ways
        ? [
            {
              kind: t('How to reach you'),
              facts: [
                {
                  term: t('Ring instead of writing'),
                  value: ways.phone_instead ? t('Yes') : t('No'),
                },
                ...said(t('The number to ring'), ways.ring_on),
                ...said(t('The best time'), ways.best_time),
                ...said(t('An interpreter'), ways.interpreter),
                ...said(t('In an emergency'), keys.open(person_id, ways.emergency_sealed)),
              ],
              href: paths.account('reach'),
            },
          ]
        : []),
    ]
  },
  forget: ({ db, keys, now }, person_id) => forgetHousehold(db, { person_id, now, keys }),
}

const said = (term: string, value: string | null) => (value ? [{ term, value }] : [])
