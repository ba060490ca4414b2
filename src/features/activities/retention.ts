// What people asked and looked for, and for how long their words are kept.
import type { Retention } from '../../kit/holdings.ts'

/** Questions nobody answered go; of what was missing the words go, and the count of what was wanted stays. */
export const activityRetention: Retention[] = [
  {
    kind: 'questions_unanswered',
    days: 365,
    async purge({ db }, before) {
      const { numDeletedRows } = await db
        .deleteFrom('questions')
        .where('answered_at', 'is', null)
        .where('asked_at', '<', before)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  },
  {
    kind: 'words_of_gaps',
    days: 365,
    async purge({ db }, before) {
      const { numUpdatedRows } = await db
        .updateTable('gaps')
        .set({ words: null })
        .where('words', 'is not', null)
        .where('told_at', '<', before)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  },
]
