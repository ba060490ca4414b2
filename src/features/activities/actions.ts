// What the team does to an activity: the thing itself, whichever its dates.
import type { Insertable, Updateable } from 'kysely'
import type { DB } from '../../database.ts'
import type { Db } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { editing } from './actions-editing.ts'
import { activityById, requirementsOf, storyOf } from './queries.ts'
import type { Requirement, StoryStep } from './rules.ts'

type Written = Omit<Insertable<DB['activities']>, 'id' | 'created_at' | 'changed_at' | 'provider_id'>
/** Who runs it: kept once for all that they run. */
export type ProviderWords = {
  name: string
  safeguarding_lead: string | null
  background_checks_on: string | null
  first_aider: string | null
}
export type ActivityWords = {
  record: Written
  provider: ProviderWords | null
  requirements: Requirement[]
  /** Sentences in order; a picture that a sentence already had stays with it. */
  story: string[]
}

/** Makes an activity. It may lack anything but a title; nothing of it is public until a session is published. */
export const createActivity = (db: Db, words: ActivityWords, now: Date): Promise<string> =>
  editing(db, async (trx) => {
    const id = newId(now.getTime())
    const provider_id = await providerNamed(trx, words.provider, now)
    await trx
      .insertInto('activities')
      .values({ ...words.record, id, provider_id, created_at: now, changed_at: now })
      .execute()
    await keepLists(trx, id, words.requirements, stepsOf(words.story, []))
    return id
  })

/** Changes what an activity says. Sessions already published say it at once. */
export const saveActivity = (
  db: Db,
  id: string,
  words: ActivityWords,
  now: Date,
): Promise<'saved' | 'gone'> =>
  editing(db, async (trx) => {
    const provider_id = await providerNamed(trx, words.provider, now)
    const saved: Updateable<DB['activities']> = { ...words.record, provider_id, changed_at: now }
    const found = await trx.updateTable('activities').set(saved).where('id', '=', id).executeTakeFirst()
    if (!found.numUpdatedRows) return 'gone'
    await keepLists(trx, id, words.requirements, stepsOf(words.story, await storyOf(trx, id)))
    return 'saved'
  })

/** A copy of an activity to change into another, without its dates, its questions or what was checked. */
export const copyActivity = (db: Db, id: string, title: string, now: Date): Promise<string | 'gone'> =>
  editing(db, async (trx) => {
    const activity = await activityById(trx, id)
    if (!activity) return 'gone'
    const copy = newId(now.getTime())
    await trx
      .insertInto('activities')
      .values({ ...activity, id: copy, title, created_at: now, changed_at: now })
      .execute()
    await keepLists(trx, copy, await requirementsOf(trx, id), await storyOf(trx, id))
    return copy
  })

// The same name is the same provider. A field left empty keeps what is known; nobody unsays a safeguarding lead by haste.
async function providerNamed(trx: Db, words: ProviderWords | null, now: Date): Promise<string | null> {
  if (!words) return null
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value))
  const { id } = await trx
    .insertInto('providers')
    .values({ id: newId(now.getTime()), ...words, created_at: now, changed_at: now })
    .onConflict((on) => on.constraint('one_provider_per_name').doUpdateSet({ ...said, changed_at: now }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const stepsOf = (sentences: string[], before: StoryStep[]): StoryStep[] =>
  sentences.map((sentence) => {
    const same = before.find((step) => step.sentence === sentence)
    return { sentence, picture: same?.picture ?? null, picture_alt: same?.picture_alt ?? null }
  })

async function keepLists(trx: Db, activity_id: string, requirements: Requirement[], story: StoryStep[]) {
  await trx.deleteFrom('requirements').where('activity_id', '=', activity_id).execute()
  await trx.deleteFrom('story_steps').where('activity_id', '=', activity_id).execute()
  if (requirements.length)
    await trx
      .insertInto('requirements')
      .values(requirements.map((each, at) => ({ ...each, activity_id, nth: at + 1 })))
      .execute()
  if (story.length)
    await trx
      .insertInto('story_steps')
      .values(story.map((each, at) => ({ ...each, activity_id, nth: at + 1 })))
      .execute()
}
