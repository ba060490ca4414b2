// The demonstration's own checks of places near Sale: real places, invented checkers and answers.
import type pg from 'pg'
import type { FactCode } from '../src/features/places/facts.ts'
import { checked_places } from './checked-places-list.ts'

export type Answers = Partial<Record<FactCode, string>>
export type Checked = {
  name: string
  /** How to go from the stop or the car park to the person who meets you. */
  steps: [string, string, string]
  by: ['parent' | 'champion' | 'provider' | 'team', string]
  days_ago: number
  /** What is so, and what is honestly not, each with a detail or ''. */
  yes: Answers
  no: Answers
  /** A later look by someone else at a few of them. */
  again?: { by: Checked['by']; days_ago: number; facts: FactCode[] }
}

const daysBefore = (now: Date, days: number) =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)

function rowsOf({ name, by, days_ago, yes, no, again }: Checked, now: Date) {
  // A place's own "no" wins over the "yes" that most buildings share; undefined takes a shared answer away.
  const said = Object.entries({ ...yes, ...no } as Answers).filter(([, detail]) => detail !== undefined)
  return said.map(([fact, detail]) => {
    const later = again?.facts.includes(fact as FactCode) ? again : { by, days_ago }
    return {
      name,
      fact,
      answer: no[fact as FactCode] === undefined ? 'yes' : 'no',
      detail: detail || null,
      checked_by: later.by[0],
      checked_by_name: later.by[1],
      checked_on: daysBefore(now, later.days_ago),
    }
  })
}

const insert = `
  insert into access_facts (place_id, fact, answer, detail, checked_by, checked_by_name, checked_on)
  select p.id, rows.fact, rows.answer, rows.detail, rows.checked_by, rows.checked_by_name, rows.checked_on
  from jsonb_to_recordset($1::jsonb) as rows (name text, fact text, answer text, detail text,
    checked_by text, checked_by_name text, checked_on date)
  join places p on p.name = rows.name and p.source <> 'team'
  on conflict (place_id, fact) where place_id is not null do update set answer = excluded.answer,
    detail = excluded.detail, checked_by = excluded.checked_by, checked_by_name = excluded.checked_by_name,
    checked_on = excluded.checked_on`

/** Signs the demonstration's places with what people found there, dated back from `now`. */
export async function checkPlaces(pool: pg.Pool, now: Date): Promise<void> {
  const steps = checked_places.map(({ name, steps }) => ({ name, steps }))
  await pool.query(
    `update places set landmark_steps = array(select jsonb_array_elements_text(rows.steps))
     from jsonb_to_recordset($1::jsonb) as rows (name text, steps jsonb)
     where places.name = rows.name and places.source <> 'team' and places.landmark_steps = '{}'`,
    [JSON.stringify(steps)],
  )
  await pool.query(insert, [JSON.stringify(checked_places.flatMap((place) => rowsOf(place, now)))])
}
