// What an activity and a session are, what they lack, and where a session stands. Pure: the time is passed in.

export const themes = ['water', 'outdoors', 'move', 'make', 'music', 'food', 'meet', 'quiet'] as const
export type Theme = (typeof themes)[number]
export const kinds = ['community', 'targeted', 'other'] as const
export const leaders = ['provider', 'parents', 'young_people'] as const
export const busy_words = ['few', 'some', 'many'] as const
export type Busy = (typeof busy_words)[number]
export const noise_words = ['quiet', 'some', 'loud'] as const
export type Noise = (typeof noise_words)[number]
export const versions = ['relaxed', 'busier'] as const
export type Version = (typeof versions)[number]
/** The only three kinds of requirement there are. No proof, no plan, no diagnosis. */
export const requirement_kinds = ['practical', 'safety', 'area_or_age'] as const
export type Requirement = { kind: (typeof requirement_kinds)[number]; sentence: string }
export type StoryStep = { sentence: string; picture: string | null; picture_alt: string | null }

/** The minimum record of an activity: null means "not said yet". */
export type ActivityRecord = {
  title: string
  what_you_will_do: string | null
  min_age: number | null
  max_age: number | null
  siblings: 'welcome' | 'not' | null
  adult: 'stays' | 'may_leave' | null
  cost_pence: number | null
  busy: Busy | null
  noise: Noise | null
  leave_and_return: 'yes' | 'no' | null
  food: string | null
  bring: string | null
  who_you_will_meet: string | null
  staff_training: string | null
  if_full: string | null
  phone: string | null
  drop_in: boolean
  at_home: boolean
}
export type SessionRecord = {
  starts_at: Date
  ends_at: Date
  busy: Busy | null
  noise: Noise | null
  places: number | null
}
export type PlaceRecord = { street: string | null; postcode: string | null; landmark_steps: string[] }

/** What a session can lack, each named after what would mend it. */
export type Lack =
  | 'title'
  | 'three-sentences'
  | 'ages'
  | 'siblings'
  | 'adult'
  | 'cost'
  | 'time-to-come'
  | 'busy'
  | 'noise'
  | 'leave-and-return'
  | 'food'
  | 'bring'
  | 'who-you-will-meet'
  | 'staff-training'
  | 'if-full'
  | 'phone'
  | 'places'
  | 'place'
  | 'address'
  | 'landmark-steps'

/** Sentences in some words, as a reader would count them. */
export const sentencesIn = (words: string | null): number =>
  (words ?? '').split(/[.!?。؟]+(?:\s|$)/u).filter((each) => /\p{L}/u.test(each)).length

const blank = (words: string | null) => !words?.trim()

/** What of the minimum record is still missing; nothing is published before this is empty. */
export function missingFrom(
  activity: ActivityRecord,
  session: SessionRecord,
  place: PlaceRecord | null,
  now: Date,
): Lack[] {
  return [...missingFromActivity(activity), ...missingFromSession(activity, session, place, now)]
}

/** What an activity lacks, whichever its dates. How busy and how loud may be said of each session instead. */
export function missingFromActivity(activity: ActivityRecord): Lack[] {
  const lacks: [Lack, boolean][] = [
    ['title', blank(activity.title)],
    ['three-sentences', sentencesIn(activity.what_you_will_do) < 3],
    ['ages', activity.min_age === null || activity.max_age === null],
    ['siblings', !activity.siblings],
    ['adult', !activity.adult],
    ['cost', activity.cost_pence === null],
    ['leave-and-return', !activity.leave_and_return],
    ['food', blank(activity.food)],
    ['bring', blank(activity.bring)],
    ['who-you-will-meet', blank(activity.who_you_will_meet)],
    ['staff-training', blank(activity.staff_training)],
    ['if-full', !activity.drop_in && blank(activity.if_full)],
    ['phone', blank(activity.phone)],
  ]
  return lacks.filter(([, is_missing]) => is_missing).map(([lack]) => lack)
}

function missingFromSession(
  activity: ActivityRecord,
  session: SessionRecord,
  place: PlaceRecord | null,
  now: Date,
): Lack[] {
  const there = activity.at_home ? null : place
  const lacks: [Lack, boolean][] = [
    ['time-to-come', session.starts_at <= now],
    ['busy', !busyOf(activity, session)],
    ['noise', !noiseOf(activity, session)],
    ['places', !activity.drop_in && session.places === null],
    ['place', !activity.at_home && !place],
    ['address', there !== null && (blank(there.street) || blank(there.postcode))],
    ['landmark-steps', there !== null && there.landmark_steps.filter((step) => step.trim()).length < 3],
  ]
  return lacks.filter(([, is_missing]) => is_missing).map(([lack]) => lack)
}

/** How busy this session is: its own word wins over its activity's. */
export const busyOf = (activity: { busy: Busy | null }, session: { busy: Busy | null }): Busy | null =>
  session.busy ?? activity.busy

/** How loud this session is: its own word wins over its activity's. */
export const noiseOf = (activity: { noise: Noise | null }, session: { noise: Noise | null }): Noise | null =>
  session.noise ?? activity.noise

/** Room as a family hears it: never a number. Null when there is nothing to book. */
export type Room = 'full' | 'few' | 'open'

/** "A few" is three or fewer, or a fifth or less (the same rule is `room_of` in the database). */
export function roomOf(places: number, booked: number): Room {
  const left = places - booked
  if (left <= 0) return 'full'
  return left <= 3 || left * 5 <= places ? 'few' : 'open'
}

/** Where a session stands for a family, now. */
export type Standing = Room | 'drop_in' | 'cancelled' | 'moved' | 'past' | 'not_open_yet'

export type StandingFacts = {
  starts_at: Date
  ends_at: Date
  opens_at: Date | null
  cancelled_at: Date | null
  drop_in: boolean
  places: number | null
  booked: number
}

/** Whether a family can still come: a drop-in until it ends, anything else until it starts. */
export const isOver = (session: { starts_at: Date; ends_at: Date; drop_in: boolean }, now: Date): boolean =>
  (session.drop_in ? session.ends_at : session.starts_at) <= now

/** Where a session stands. A moved session stands where its new date does; it is told apart by `moved_at`. */
export function standingOf(session: StandingFacts, now: Date): Exclude<Standing, 'moved'> {
  if (session.cancelled_at) return 'cancelled'
  if (isOver(session, now)) return 'past'
  if (session.drop_in || session.places === null) return 'drop_in'
  if (session.opens_at && session.opens_at > now) return 'not_open_yet'
  return roomOf(session.places, session.booked)
}

/** Why a session cannot be changed as asked. */
export type SessionRefusal =
  | 'gone'
  | 'already-cancelled'
  | 'not-published'
  | 'already-published'
  | 'already-over'
  | 'people-are-booked'
  | 'fewer-than-booked'
  | 'nothing-to-book'
  | 'nothing-changed'
  | 'ends-before-it-starts'
  | 'not-a-number'
