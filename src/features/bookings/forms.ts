// What a family types to book, and what it comes to. Everything typed is kept as it was typed, right or wrong.

import { type Contact, contactIn, dialled } from '../../kit/contact.ts'
import { said, type Typed } from '../../kit/forms.ts'
import { isId } from '../../kit/ids.ts'
import { ageFits } from './rules.ts'
import { ageIn, folded } from './rules-contact.ts'

export const most_people = 8
export const longest = { name: 100, contact: 254, words: 500 }

export type ChildTyped = { first_name: string; age: string }
/** A booking on its way: what was typed so far. */
export type Draft = {
  form_key: string
  family: ChildTyped[]
  adults: string
  carer_name: string
  contact: string
  emergency_contact: string
  must_know: string
}
export type Activity = {
  min_age: number | null
  max_age: number | null
  siblings: 'welcome' | 'not' | null
  adult: 'stays' | 'may_leave' | null
  places_for: 'children' | 'everyone'
}
export type Problem =
  | 'no-first-name'
  | 'too-long'
  | 'no-age'
  | 'not-an-age'
  | 'not-these-ages'
  | 'same-child'
  | 'no-name'
  | 'no-contact'
  | 'not-a-contact'
  | 'no-emergency'
  | 'not-a-number'
  | 'no-adults'
export type FoundProblems = Record<string, Problem>

/** A draft with nothing typed in it. */
export const emptyDraft = (form_key: string): Draft => ({
  form_key,
  family: [{ first_name: '', age: '' }],
  adults: '1',
  carer_name: '',
  contact: '',
  emergency_contact: '',
  must_know: '',
})

// One letter more than is allowed, so that too long is still seen to be too long.
const cut = (text: string, most: number) => [...text].slice(0, most + 1).join('')

/** The rows of a form that are saved children with a tick box each; they come first. */
export const tickRows = (typed: Typed): number => Math.min(Number(said(typed, 'tick_rows')) || 0, most_people)

/** How many of those are ticked. */
export const ticksIn = (typed: Typed): number => (tickRows(typed) ? (typed.coming?.length ?? 0) : 0)

/**
 * The children in a form: `first_name_1`, `age_1` and so on. Rows left wholly empty are dropped, except the first;
 * so are saved children who are not ticked.
 */
export function familyIn(typed: Typed): ChildTyped[] {
  const rows = Array.from({ length: most_people }, (_, index) => ({
    first_name: cut(said(typed, `first_name_${index + 1}`), longest.name),
    age: cut(said(typed, `age_${index + 1}`), 20),
  }))
  const ticked = typed.coming ?? []
  const to_tick = tickRows(typed)
  const filled = rows.filter(
    (row, index) => (row.first_name || row.age) && (index >= to_tick || ticked.includes(String(index + 1))),
  )
  return filled.length ? filled : [{ first_name: '', age: '' }]
}

export const adultsIn = (typed: Typed): string => cut(said(typed, 'adults'), 3)

/** The part of a draft that is about the adult. */
export const carerIn = (
  typed: Typed,
): Pick<Draft, 'carer_name' | 'contact' | 'emergency_contact' | 'must_know'> => ({
  carer_name: cut(said(typed, 'carer_name'), longest.name),
  contact: cut(said(typed, 'contact'), longest.contact),
  emergency_contact: cut(said(typed, 'emergency_contact'), longest.contact),
  must_know: cut(said(typed, 'must_know'), longest.words),
})

/** A whole draft from one form: what the last page carries, so that it stands alone. */
export const draftIn = (typed: Typed): Draft | null => {
  const form_key = said(typed, 'form_key')
  return isId(form_key)
    ? {
        form_key: form_key.toLowerCase(),
        family: familyIn(typed),
        adults: adultsIn(typed),
        ...carerIn(typed),
      }
    : null
}

/** Whether two are the same child, as far as a name and an age tell. */
export const sameChild = (one: ChildTyped, other: ChildTyped): boolean =>
  folded(one.first_name) === folded(other.first_name) && ageIn(one.age) === ageIn(other.age)

const tooLong = (text: string, most: number) => [...text].length > most

function childProblems(family: ChildTyped[]): FoundProblems {
  const problems: FoundProblems = {}
  family.forEach(({ first_name, age }, index) => {
    const nth = index + 1
    if (!first_name) problems[`first_name_${nth}`] = 'no-first-name'
    else if (tooLong(first_name, longest.name)) problems[`first_name_${nth}`] = 'too-long'
    if (!age) problems[`age_${nth}`] = 'no-age'
    else if (ageIn(age) === null) problems[`age_${nth}`] = 'not-an-age'
    const twin = family.findIndex(
      (other) =>
        first_name && folded(other.first_name) === folded(first_name) && ageIn(other.age) === ageIn(age),
    )
    if (twin >= 0 && twin < index) problems[`first_name_${nth}`] ??= 'same-child'
  })
  return problems
}

/** What is wrong with who is coming, by field. */
export function peopleProblems({ family, adults }: Draft, activity: Activity): FoundProblems {
  const problems = childProblems(family)
  if (activity.places_for === 'everyone' && !adultChoices(activity).includes(adults))
    problems.adults = 'no-adults'
  if (Object.keys(problems).length) return problems
  const ages = family.map((child) => ageIn(child.age)!)
  if (ageFits(ages, activity)) return {}
  const wrong = activity.siblings === 'welcome' ? 0 : ages.findIndex((age) => !ageFits([age], activity))
  return { [`age_${wrong + 1}`]: 'not-these-ages' }
}

/** How many adults may be chosen where places are for everyone. */
export const adultChoices = ({ adult }: Pick<Activity, 'adult'>): string[] =>
  adult === 'may_leave' ? ['0', '1', '2', '3', '4'] : ['1', '2', '3', '4']

/** What is wrong with what the adult said, by field. */
export function carerProblems(draft: Draft, activity: Activity): FoundProblems {
  const problems: FoundProblems = {}
  if (!draft.carer_name) problems.carer_name = 'no-name'
  else if (tooLong(draft.carer_name, longest.name)) problems.carer_name = 'too-long'
  if (!draft.contact) problems.contact = 'no-contact'
  else if (!contactIn(draft.contact)) problems.contact = 'not-a-contact'
  if (activity.adult === 'may_leave') {
    if (!draft.emergency_contact) problems.emergency_contact = 'no-emergency'
    else if (!dialled(draft.emergency_contact)) problems.emergency_contact = 'not-a-number'
    if (tooLong(draft.must_know, longest.words)) problems.must_know = 'too-long'
  }
  return problems
}

export type Whole = Contact & {
  people: { first_name: string; age: number }[]
  adults: number
  carer_name: string
  contact: string
  emergency_contact: string | null
  must_know: string | null
}

/** What a draft without problems comes to. Nothing that was not asked is kept. */
export function wholeOf(draft: Draft, activity: Activity): Whole {
  const may_leave = activity.adult === 'may_leave'
  return {
    ...contactIn(draft.contact)!,
    people: draft.family.map(({ first_name, age }) => ({ first_name, age: ageIn(age)! })),
    adults: activity.places_for === 'everyone' ? Number(draft.adults) : 0,
    carer_name: draft.carer_name,
    contact: draft.contact,
    emergency_contact: may_leave ? draft.emergency_contact : null,
    must_know: (may_leave && draft.must_know) || null,
  }
}

/** Where the first problem of a draft is, or null when it can be checked and sent. */
export function stepInTheWay(draft: Draft, activity: Activity): 'people' | 'you' | null {
  if (Object.keys(peopleProblems(draft, activity)).length) return 'people'
  return Object.keys(carerProblems(draft, activity)).length ? 'you' : null
}
