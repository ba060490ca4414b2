// Whose sessions a partner sees, and when what a leader must know is opened. Pure: the time is passed in.
import type { BookingField, HeldRole, Role } from '../../kit/who-may.ts'

const day = 86_400_000
/** Days before a session in which its whole list opens; and after its end in which it stays open. */
export const opens_days_before = 7
export const closes_days_after = 2

const partners: readonly Role[] = ['partner_lead', 'session_worker']

/** The organisations somebody works for here, each once. */
export const organisationsOf = (roles: readonly HeldRole[]): string[] => [
  ...new Set(
    roles.flatMap(({ role, provider_id }) => (partners.includes(role) && provider_id ? [provider_id] : [])),
  ),
]

type Times = { starts_at: Date; ends_at: Date }

/** Whether the whole list is open: from a week before the start until two days after the end. */
export const isOpen = ({ starts_at, ends_at }: Times, now: Date): boolean =>
  now.getTime() >= starts_at.getTime() - opens_days_before * day &&
  now.getTime() <= ends_at.getTime() + closes_days_after * day

/** What is shown now of the fields a role may see: outside those days, first names and nothing else. */
export const fieldsNow = (fields: readonly BookingField[], session: Times, now: Date): BookingField[] =>
  fields.filter((field) => field === 'first_names' || isOpen(session, now))

/** The roles that count in the partners' room: those of this organisation. One held for the area counts in the team's. */
export const rolesHere = (roles: readonly HeldRole[], provider_id: string): HeldRole[] =>
  roles.filter((each) => partners.includes(each.role) && each.provider_id === provider_id)
