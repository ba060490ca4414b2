// Who may do what: the one table. An address names its act (`can('publish')`), and the guard reads it here;
// test/routes.test.ts holds every address, for every role, to it.

/** What a person can be made, for the area or for one organisation. Being a family needs no role. */
export const roles = [
  'panel_member',
  'parent_champion',
  'moderator',
  'partner_lead',
  'session_worker',
  'coordinator',
  'publisher',
  'report_viewer',
  'area_administrator',
  'safeguarding_lead',
] as const
export type Role = (typeof roles)[number]
export type HeldRole = { role: Role; provider_id: string | null }

/** Roles that see more than their own things: a second factor is asked of each, on every device. */
export const needs_second_factor: readonly Role[] = roles.filter(
  (role) => role !== 'panel_member' && role !== 'parent_champion',
)

type Act = {
  roles: readonly Role[]
  /** What is opened is private: proof that it is still them, at most so many minutes old, and a line in the record. */
  fresh_within_minutes?: number
  /** Each opening is written down, with whose record it was. */
  recorded?: true
}

const team: readonly Role[] = ['coordinator', 'area_administrator']

/** Each act and the roles that may do it. A role for one organisation does it for that organisation only. */
export const who_may = {
  look_at_the_offer: { roles: [...team, 'publisher'] },
  change_the_offer: { roles: team },
  publish: { roles: [...team, 'publisher'] },
  answer_questions: { roles: [...team, 'publisher'] },
  read_messages: { roles: team, recorded: true },
  see_people: { roles: team, recorded: true, fresh_within_minutes: 30 },
  change_people: { roles: team, recorded: true, fresh_within_minutes: 30 },
  see_hidden_people: { roles: ['area_administrator'], recorded: true, fresh_within_minutes: 30 },
  grant_roles: { roles: ['area_administrator'], recorded: true, fresh_within_minutes: 30 },
  read_the_record: { roles: ['area_administrator'], recorded: true, fresh_within_minutes: 30 },
  keep_privacy: { roles: ['area_administrator'], recorded: true },
  see_concerns: { roles: ['safeguarding_lead'], recorded: true, fresh_within_minutes: 30 },
  see_own_sessions: { roles: ['partner_lead', 'session_worker'], recorded: true },
} as const satisfies Record<string, Act>
export type ActName = keyof typeof who_may

/** What the table says of an act. */
export const ruleOf = (act: ActName): Act => who_may[act]

/** What is said of a booking, and who is shown it on a session's list. Whatever is not here is shown to nobody. */
export const who_sees = {
  reference: [...team, 'partner_lead', 'session_worker'],
  first_names: [...team, 'partner_lead', 'session_worker'],
  ages: [...team, 'partner_lead', 'session_worker'],
  must_know: [...team, 'partner_lead', 'session_worker'],
  emergency_contact: [...team, 'partner_lead', 'session_worker'],
  carer_name: [...team, 'partner_lead'],
  contact: team,
  place_in_line: team,
  /** The two above of a family whose record is marked sensitive; everyone else is told to ask. */
  carer_if_sensitive: ['area_administrator'],
} as const satisfies Record<string, readonly Role[]>
export type BookingField = keyof typeof who_sees

/** Whether one of these roles does this act; for an organisation's thing, roles of that organisation count too. */
export function mayDo(held: readonly HeldRole[], act: ActName, provider_id?: string | null): boolean {
  const allowed: readonly Role[] = who_may[act].roles
  return held.some(
    (each) =>
      allowed.includes(each.role) &&
      (each.provider_id === null || provider_id === undefined || each.provider_id === provider_id),
  )
}

/** The fields of a booking that these roles are shown, for a session of this organisation. */
export const fieldsSeen = (held: readonly HeldRole[], provider_id: string | null): BookingField[] =>
  (Object.keys(who_sees) as BookingField[]).filter((field) =>
    held.some(
      ({ role, provider_id: mine }) =>
        (who_sees[field] as readonly Role[]).includes(role) && (mine === null || mine === provider_id),
    ),
  )
