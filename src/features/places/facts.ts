// The access facts families ask for, as data. A fact is about a place or a session, never a label for a person.
export type FactGroup = 'getting_in' | 'toilets' | 'senses' | 'support' | 'family' | 'shape'

type Told = {
  group: FactGroup
  /** Whether it is usually true of the building, of what is put on there, or could be either. */
  of: 'place' | 'activity' | 'both'
  question: string
  yes: string
  no: string
  /** Offered as a filter on the What's on page. */
  filterable?: true
  /** Only asked of these kinds of place; elsewhere it would be noise. */
  only?: readonly string[]
}

// Marks a sentence for the catalogue; the pages say it with t().
const say = (sentence: string) => sentence
const wet = ['leisure_centre', 'pool']
const dry = ['library', 'community_hub', 'sports_ground', 'park', 'school', 'childrens_centre', 'other']
const changing = ['leisure_centre', 'pool', 'sports_ground', 'school']

const told = {
  step_free_door: {
    group: 'getting_in',
    of: 'place',
    question: say('Can you get in without a step?'),
    yes: say('No step at the door'),
    no: say('There is a step at the door'),
    filterable: true,
  },
  step_free_inside: {
    group: 'getting_in',
    of: 'place',
    question: say('Can you reach every room without stairs?'),
    yes: say('No stairs inside, or a lift'),
    no: say('Some rooms are up stairs'),
  },
  wide_door: {
    group: 'getting_in',
    of: 'place',
    question: say('Are the doors wide enough for a wheelchair?'),
    yes: say('Doors wide enough for a wheelchair'),
    no: say('Some doors are too narrow for a wheelchair'),
  },
  parking: {
    group: 'getting_in',
    of: 'place',
    question: say('Is there a car park?'),
    yes: say('Car park'),
    no: say('No car park'),
  },
  accessible_parking: {
    group: 'getting_in',
    of: 'place',
    question: say('Are there Blue Badge parking spaces?'),
    yes: say('Blue Badge parking'),
    no: say('No Blue Badge parking'),
    filterable: true,
  },
  drop_off: {
    group: 'getting_in',
    of: 'place',
    question: say('Can a car or taxi stop by the door?'),
    yes: say('A car or taxi can stop by the door'),
    no: say('Cars and taxis cannot stop by the door'),
  },
  greeter: {
    group: 'getting_in',
    of: 'both',
    question: say('Will someone meet you at the door?'),
    yes: say('Someone meets you at the door'),
    no: say('Nobody waits at the door'),
  },
  accessible_toilet: {
    group: 'toilets',
    of: 'place',
    question: say('Is there an accessible toilet?'),
    yes: say('Accessible toilet'),
    no: say('No accessible toilet'),
    filterable: true,
  },
  changing_places: {
    group: 'toilets',
    of: 'place',
    question: say('Is there a Changing Places toilet, with a hoist and a big bench?'),
    yes: say('Changing Places toilet'),
    no: say('No Changing Places toilet'),
    filterable: true,
  },
  change_over_5: {
    group: 'toilets',
    of: 'place',
    question: say('Is there somewhere to change a child over 5?'),
    yes: say('Somewhere to change a child over 5'),
    no: say('Nowhere to change a child over 5'),
  },
  accessible_changing: {
    group: 'toilets',
    of: 'place',
    question: say('Is there a changing room you can use with a wheelchair?'),
    yes: say('Wheelchair-friendly changing room'),
    no: say('No wheelchair-friendly changing room'),
    only: changing,
  },
  quiet_room: {
    group: 'senses',
    of: 'both',
    question: say('Is there a quiet room?'),
    yes: say('Quiet room'),
    no: say('No quiet room'),
    filterable: true,
  },
  soft_lights: {
    group: 'senses',
    of: 'both',
    question: say('Are the lights soft, or can they be turned down?'),
    yes: say('Soft lights'),
    no: say('Bright lights'),
  },
  no_sudden_sounds: {
    group: 'senses',
    of: 'both',
    question: say('Is it free of sudden sounds, such as hand dryers?'),
    yes: say('No sudden sounds'),
    no: say('There can be sudden sounds'),
  },
  no_strong_smells: {
    group: 'senses',
    of: 'both',
    question: say('Is it free of strong smells?'),
    yes: say('No strong smells'),
    no: say('There can be strong smells'),
  },
  ear_defenders: {
    group: 'senses',
    of: 'both',
    question: say('Can you borrow ear defenders?'),
    yes: say('Ear defenders to borrow'),
    no: say('No ear defenders to borrow'),
    filterable: true,
  },
  hearing_loop: {
    group: 'senses',
    of: 'place',
    question: say('Is there a hearing loop?'),
    yes: say('Hearing loop'),
    no: say('No hearing loop'),
    filterable: true,
  },
  assistance_dogs: {
    group: 'support',
    of: 'place',
    question: say('Are assistance dogs welcome?'),
    yes: say('Assistance dogs welcome'),
    no: say('Assistance dogs cannot come in'),
  },
  pool_entry: {
    group: 'support',
    of: 'place',
    question: say('Is there a hoist or an easy way into the pool?'),
    yes: say('A hoist or an easy way into the pool'),
    no: say('No hoist into the pool'),
    only: wet,
  },
  bsl: {
    group: 'support',
    of: 'activity',
    question: say('Does someone use British Sign Language?'),
    yes: say('Someone uses British Sign Language'),
    no: say('Nobody uses British Sign Language yet'),
  },
  personal_care: {
    group: 'support',
    of: 'activity',
    question: say('Can staff help with personal care?'),
    yes: say('Staff can help with personal care'),
    no: say('Staff cannot help with personal care yet'),
  },
  medication: {
    group: 'support',
    of: 'activity',
    question: say('Can staff help with medicine?'),
    yes: say('Staff can help with medicine'),
    no: say('Staff cannot give medicine yet'),
  },
  one_to_one: {
    group: 'support',
    of: 'activity',
    question: say('Can you ask for one-to-one support?'),
    yes: say('You can ask for one-to-one support'),
    no: say('No one-to-one support yet'),
  },
  fenced: {
    group: 'family',
    of: 'both',
    question: say('Is it fenced, or are the exits locked?'),
    yes: say('Fenced, or exits locked'),
    no: say('Not fenced, and exits are open'),
    filterable: true,
  },
  away_from_water: {
    group: 'family',
    of: 'both',
    question: say('Is it away from open water?'),
    yes: say('Away from open water'),
    no: say('There is open water close by'),
    only: dry,
  },
  place_to_wait: {
    group: 'family',
    of: 'both',
    question: say('Is there somewhere for adults to sit and wait?'),
    yes: say('Somewhere for adults to sit and wait'),
    no: say('Nowhere for adults to sit and wait'),
  },
  no_queue: {
    group: 'shape',
    of: 'both',
    question: say('Can you come in without a queue?'),
    yes: say('No queue to get in'),
    no: say('There can be a queue to get in'),
  },
  late_is_fine: {
    group: 'shape',
    of: 'activity',
    question: say('Is it fine to come late?'),
    yes: say('Coming late is fine'),
    no: say('Please come on time'),
  },
  come_for_ten_minutes: {
    group: 'shape',
    of: 'activity',
    question: say('Is it fine to come for just ten minutes?'),
    yes: say('Ten minutes is fine'),
    no: say('Please plan to stay for all of it'),
  },
} satisfies Record<string, Told>

/** The code of an access fact, as it is stored. */
export type FactCode = keyof typeof told
export type Fact = Told & { code: FactCode }

/** Every access fact, in the order pages show them. */
export const facts: readonly Fact[] = Object.entries<Told>(told).map(([code, fact]) => ({
  code: code as FactCode,
  ...fact,
}))

const by_code = new Map<string, Fact>(facts.map((fact) => [fact.code, fact]))

/** The fact of a code, or undefined when there is no such fact. */
export const factOf = (code: string): Fact | undefined => by_code.get(code)

/** The facts offered as filters on the What's on page. */
export const filterable_facts: readonly Fact[] = facts.filter((fact) => fact.filterable)

/** The headings of the groups, in order. */
export const fact_groups: Record<FactGroup, string> = {
  getting_in: say('Getting in'),
  toilets: say('Toilets and changing'),
  senses: say('Sound, light and calm'),
  support: say('Support'),
  family: say('Keeping safe, and waiting'),
  shape: say('Coming and going'),
}

/** The facts asked of a place of this kind: what only an activity can say is left to the activity. */
export const factsOfPlace = (kind: string): Fact[] =>
  facts.filter((fact) => fact.of !== 'activity' && (!fact.only || fact.only.includes(kind)))
