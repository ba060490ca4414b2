// J4: what somebody signed in need not type again: who they book for, their name, and how to reach them.
import { randomUUID } from 'node:crypto'
import { localDay } from '../../kit/dates.ts'
import type { Ctx } from '../../kit/web.ts'
import { mayDo } from '../../kit/who-may.ts'
import { type Bookable, bookable, contactsOf, emergencyOf, rememberEmergency } from '../households/index.ts'
import { type ChildTyped, type Draft, emptyDraft, most_people, type Whole } from './forms.ts'
import type { SessionToBook } from './queries.ts'
import { ageFits } from './rules.ts'
import { folded } from './rules-contact.ts'

// A young person who decides, and has no sign-in, is named by hand: once they have said yes.
const householdFor = async (c: Ctx, session: SessionToBook) =>
  (
    await bookable(c.var.db, {
      person_id: c.var.person!.id,
      now: c.var.now,
      on: localDay(session.starts_at),
    })
  ).filter(({ with_agreement }) => !with_agreement)

// One of the ages they can be that fits the session, the likelier first; null when none does.
function fittingAge(child: Bookable, session: SessionToBook): number | null {
  const ages = [child.likely_age, ...child.ages]
  return ages.find((age) => ageFits([age], { ...session, siblings: 'not' })) ?? null
}

/** The children somebody signed in may tick, each with the age that fits best; none for a guest or the team. */
export async function savedFor(c: Ctx, session: SessionToBook): Promise<ChildTyped[]> {
  const { person } = c.var
  if (!person || mayDo(person.roles, 'look_at_the_offer')) return []
  return (await householdFor(c, session)).slice(0, most_people).map((child) => ({
    first_name: child.first_name,
    age: String(fittingAge(child, session) ?? child.likely_age),
  }))
}

/** A booking's first draft: empty for a guest; for somebody signed in, with what they have told us before. */
export async function startOf(c: Ctx, session: SessionToBook): Promise<Draft> {
  const empty = emptyDraft(randomUUID())
  const { person, db, keys } = c.var
  // The team books for families who ring: their own name is not the family's.
  if (!person || mayDo(person.roles, 'look_at_the_offer')) return empty
  const [contact] = await contactsOf(db, person.id)
  const family = (await householdFor(c, session)).flatMap((child) => {
    const age = fittingAge(child, session)
    return age === null ? [] : [{ first_name: child.first_name, age: String(age) }]
  })
  return {
    ...empty,
    family: family.length ? family.slice(0, most_people) : empty.family,
    carer_name: person.name,
    contact: contact?.typed ?? '',
    emergency_contact: (await emergencyOf(db, keys, person.id)) ?? '',
  }
}

/**
 * Who books, and which of the household each name is, told by name and age; nothing for a guest, or with a contact
 * that is not theirs. Ids are found here and never taken from a form.
 */
export async function knownIn(
  c: Ctx,
  session: SessionToBook,
  { people, send_to, emergency_contact }: Pick<Whole, 'people' | 'send_to' | 'emergency_contact'>,
) {
  const { person, db } = c.var
  if (!person) return {}
  if (!(await contactsOf(db, person.id)).some((contact) => contact.send_to === send_to)) return {}
  if (emergency_contact)
    await rememberEmergency(db, emergency_contact, { person_id: person.id, now: c.var.now, keys: c.var.keys })
  const left = await householdFor(c, session)
  const named = people.map((child) => {
    const at = left.findIndex(
      (each) => folded(each.first_name) === folded(child.first_name) && each.ages.includes(child.age),
    )
    return at < 0 ? child : { ...child, child_id: left.splice(at, 1)[0]!.id }
  })
  return { person_id: person.id, people: named }
}
