// What each feature holds about a person and for how long, gathered in one place: for the house and for bin/db.
import { join } from 'node:path'
import type { Config } from './config.ts'
import { activityRetention } from './features/activities/index.ts'
import { bookingHolding, bookingRetention } from './features/bookings/index.ts'
import { concernRetention } from './features/concerns/index.ts'
import { householdHolding } from './features/households/index.ts'
import { messageHolding, messageRetention } from './features/messages/index.ts'
import { personHolding, personRetention } from './features/people/index.ts'
import type { Holding, Retention } from './kit/holdings.ts'

/** What is held about a person, in the order it is forgotten. People last: the others are found by a person's contacts. */
export const holdingsOf = ({ secret }: Pick<Config, 'secret'>): readonly Holding[] => [
  bookingHolding(secret),
  messageHolding(secret),
  householdHolding,
  personHolding,
]

/** How long each kind of record is kept. */
export const retention: readonly Retention[] = [
  ...bookingRetention,
  ...messageRetention,
  concernRetention,
  ...activityRetention,
  ...personRetention,
]

/** The list of erasures, outside the database. */
export const erasureList = ({ data_dir }: Pick<Config, 'data_dir'>): string =>
  join(data_dir, 'erasures.jsonl')
