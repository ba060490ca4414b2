// What families ask and miss, and what the team answers.
import { sql } from 'kysely'
import { localDay } from '../../kit/dates.ts'
import type { Db } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type FactRefusal, saveFact } from '../places/index.ts'
import { editing } from './actions-editing.ts'

export const longest_question = 500

/** Keeps a question for the team; it is shown to nobody else before it is answered. Who asked is not kept. */
export async function askQuestion(db: Db, activity_id: string, words: string, now: Date): Promise<void> {
  await db
    .insertInto('questions')
    .values({ id: newId(now.getTime()), activity_id, words, asked_at: now })
    .onConflict((on) => on.doNothing()) // the same words still waiting: the button was pressed twice
    .execute()
}

type Answer = { answer: string; by: string; fact: { code: string; answer: 'yes' | 'no' } | null; now: Date }

/** Answers a question for everyone to read; with a fact, keeps that as checked too. */
export const answerQuestion = (
  db: Db,
  id: string,
  { answer, by, fact, now }: Answer,
): Promise<'answered' | 'gone' | FactRefusal> =>
  editing(db, async (trx) => {
    const question = await trx
      .updateTable('questions')
      .set({ answer, answered_by: by, answered_at: now, hidden_at: null })
      .where('id', '=', id)
      .returning('activity_id')
      .executeTakeFirst()
    if (!question) return 'gone'
    if (!fact) return 'answered'
    const today = localDay(now)
    const kept = await saveFact(
      trx,
      { activity_id: question.activity_id },
      { fact: fact.code, answer: fact.answer, checked_by: 'team', checked_by_name: by, checked_on: today },
      today,
    )
    return kept === 'saved' ? 'answered' : kept
  })

/** Puts a question aside: it names someone, or is no question. */
export const hideQuestion = (db: Db, id: string, now: Date): Promise<'hidden' | 'gone'> =>
  editing(db, async (trx) => {
    const found = await trx
      .updateTable('questions')
      .set({ hidden_at: now })
      .where('id', '=', id)
      .executeTakeFirst()
    return found.numUpdatedRows ? 'hidden' : 'gone'
  })

type Told = { words: string | null; filters: Record<string, string[]>; outcode: string | null }

/** Keeps what was looked for and not found, without the person: of a postcode only its first half. */
export const tellGap = (db: Db, gap: Told, now: Date): Promise<void> =>
  db.transaction().execute(async (trx) => {
    // Pressed twice is told once. Lock first, look second: one statement would look at the world before its wait.
    await sql`select pg_advisory_xact_lock(4207)`.execute(trx)
    const filters = JSON.stringify(gap.filters)
    const same = await trx
      .selectFrom('gaps')
      .select('id')
      .where('told_at', '>', new Date(now.getTime() - 60_000))
      .where('words', 'is not distinct from', gap.words)
      .where('outcode', 'is not distinct from', gap.outcode)
      .where(sql<boolean>`filters = ${filters}::jsonb`)
      .executeTakeFirst()
    if (same) return
    await trx
      .insertInto('gaps')
      .values({ ...gap, id: newId(now.getTime()), filters, told_at: now })
      .execute()
  })
