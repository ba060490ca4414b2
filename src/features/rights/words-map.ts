// The map of what is kept: every table of the database, what it is for, who sees it, and until when. A test reads the
// live schema and fails when a table, or a column that looks personal, is not here.
import { t } from '../../kit/words.ts'
import { kept_of_families } from './words-map-families.ts'

/** The area's choice of lawful basis; its data protection officer confirms it. */
export type Basis = 'public_task' | 'legal_duty' | 'none'
export type Kept = {
  /** A name that never changes. */
  key: string
  tables: readonly string[]
  what: () => string
  why: () => string
  basis: Basis
  seen_by: () => string
  /** A kind of the retention table, or words when it is kept for as long as something is true. */
  until: { kind: string } | { words: () => string }
  /** 'table.column': about somebody; about health, more carefully kept; sealed, unreadable without their key. */
  personal?: readonly string[]
  special?: readonly string[]
  sealed?: readonly string[]
  /** Looks personal by its name and was looked at: it is about an organisation, a place or the team's public work. */
  fine?: readonly string[]
}

const while_area_runs = { words: () => t('For as long as the area runs this') }
const the_team = () => t('The team')
const everyone = () => t('Everyone: it is on public pages')

/** Everything that is kept, most personal first. */
export const kept: readonly Kept[] = [
  ...kept_of_families,
  {
    key: 'roles',
    tables: ['roles'],
    what: () => t('What people of the team and our partners may do here'),
    why: () => t('So that only those who need to can see a family’s things.'),
    basis: 'public_task',
    seen_by: () => t('The area administrator'),
    until: { kind: 'roles_over' },
    personal: ['roles.person_id', 'roles.granted_by', 'roles.ended_by'],
  },
  {
    key: 'audit',
    tables: ['audit'],
    what: () => t('Who opened or changed a record, when and why'),
    why: () => t('So that nobody can look in secret.'),
    basis: 'legal_duty',
    seen_by: () => t('You, for your own record, and the area administrator'),
    until: while_area_runs,
    personal: ['audit.person_id', 'audit.subject_id', 'audit.why'],
    fine: ['audit.about'],
  },
  {
    key: 'erasures',
    tables: ['erasures'],
    what: () => t('That somebody asked to be forgotten, as a number'),
    why: () => t('So that an old copy cannot bring them back.'),
    basis: 'legal_duty',
    seen_by: () => t('Nobody'),
    until: while_area_runs,
    personal: ['erasures.subject_id'],
  },
  {
    key: 'questions',
    tables: ['questions'],
    what: () => t('Questions about an activity, without who asked'),
    why: () => t('To answer them for everyone.'),
    basis: 'public_task',
    seen_by: everyone,
    until: { kind: 'questions_unanswered' },
    fine: ['questions.words', 'questions.answered_by'],
  },
  {
    key: 'gaps',
    tables: ['gaps'],
    what: () => t('What people looked for and did not find, without who looked'),
    why: () => t('To put on what is missing.'),
    basis: 'public_task',
    seen_by: the_team,
    until: { kind: 'words_of_gaps' },
    fine: ['gaps.words'],
  },
  {
    key: 'concerns',
    tables: ['concerns', 'concern_notes'],
    what: () => t('A worry about somebody’s safety'),
    why: () => t('So that the person who keeps people safe can act on it.'),
    basis: 'legal_duty',
    seen_by: () => t('The safeguarding lead, and nobody else'),
    until: { kind: 'concerns' },
    personal: ['concerns.read_by', 'concerns.closed_by', 'concern_notes.written_by'],
    sealed: [
      'concerns.words_sealed',
      'concerns.about_sealed',
      'concerns.contact_sealed',
      'concerns.teller_sealed',
      'concerns.outcome_sealed',
      'concern_notes.words_sealed',
    ],
    fine: ['concerns.from_page'],
  },
  {
    key: 'privacy',
    tables: ['retention', 'purges'],
    what: () => t('How long things are kept, and proof that they went'),
    why: () => t('To keep our word to you.'),
    basis: 'legal_duty',
    seen_by: () => t('The area administrator'),
    until: while_area_runs,
    personal: ['retention.changed_by'],
    fine: ['retention.why'],
  },
  {
    key: 'offer',
    tables: [
      'providers',
      'seasons',
      'activities',
      'requirements',
      'story_steps',
      'sessions',
      'session_places',
      'session_listing',
      'listing_words',
      'listed_words',
    ],
    what: () => t('What is put on, when and where, and how many places there are'),
    why: () => t('So that families can find it and book it.'),
    basis: 'none',
    seen_by: everyone,
    until: while_area_runs,
    personal: ['providers.safeguarding_lead', 'providers.first_aider', 'activities.who_you_will_meet'],
    fine: [
      'providers.name',
      'providers.about',
      'providers.phone',
      'providers.email',
      'seasons.name',
      'activities.phone',
      'activities.cost_note',
      'activities.led_by',
      'activities.min_age',
      'activities.max_age',
      'sessions.note',
      'sessions.cancelled_because',
      'session_listing.place_name',
      'listing_words.words',
    ],
  },
  {
    key: 'places',
    tables: ['places', 'pictures', 'access_facts', 'postcodes', 'outcodes', 'stops'],
    what: () => t('Places, their doors, and how to get in'),
    why: () => t('So that you know before you go.'),
    basis: 'none',
    seen_by: everyone,
    until: while_area_runs,
    personal: ['access_facts.checked_by_name'],
    fine: [
      'places.name',
      'places.about',
      'places.phone',
      'places.stop_name',
      'access_facts.checked_by',
      'stops.name',
    ],
  },
  {
    key: 'upkeep',
    tables: ['migrations'],
    what: () => t('Which changes were made to the database'),
    why: () => t('To keep it working.'),
    basis: 'none',
    seen_by: () => t('Nobody'),
    until: while_area_runs,
    fine: ['migrations.name'],
  },
]

// What a column is called when it is about somebody, more often than not.
const looks_personal =
  /(^|_)(name|email|contact|contact_kind|phone|ring_on|typed|send_to|person_id|child_id|subject_id|birth_year|age|words|about|why|note|because|must_know|by|address|agent|token|identifier|account_id|image|language|interpreter|best_time|format|sealed|child_key|label|credential_id|first_aider|lead|outcome|from_page)$|_sealed$/

type Column = { table: string; column: string }
/** What the map lacks or has too much of, against these columns of the database. */
export function gapsInMap(columns: readonly Column[], map: readonly Kept[] = kept): string[] {
  const mapped = new Set(map.flatMap(({ tables }) => tables))
  const said = new Set(map.flatMap((each) => columnsOf(each)))
  const there = new Set(columns.map(({ table, column }) => `${table}.${column}`))
  const tables = new Set(columns.map(({ table }) => table))
  return [
    ...[...tables].filter((table) => !mapped.has(table)).map((table) => `${table} is not on the map`),
    ...[...mapped]
      .filter((table) => !tables.has(table))
      .map((table) => `${table} is on the map and is no table`),
    ...columns
      .filter(
        ({ table, column }) =>
          looks_personal.test(column) && mapped.has(table) && !said.has(`${table}.${column}`),
      )
      .map(({ table, column }) => `${table}.${column} looks personal and is not on the map`),
    ...[...said].filter((name) => !there.has(name)).map((name) => `${name} is on the map and is no column`),
  ]
}

/** Every column an entry names. */
export const columnsOf = ({ personal = [], special = [], sealed = [], fine = [] }: Kept): string[] => [
  ...personal,
  ...special,
  ...sealed,
  ...fine,
]
