// What must be true of a session whatever happened to it. Each broken rule is one sentence; none is what we want.
import type { Database } from '../../src/kit/db.ts'

type Found = Record<string, unknown>

/** The rules a session breaks, in words. */
export async function rulesBroken({ pool }: Pick<Database, 'pool'>, session_id: string): Promise<string[]> {
  const broken: string[] = []
  const find = async (rule: string, sql: string) => {
    const { rows } = await pool.query<Found>(sql, [session_id])
    if (rows.length) broken.push(`${rule}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const live = `state in ('booked', 'waiting', 'offered')`
  await find(
    'more people than places',
    `select p.places, sum(b.party) from session_places p join bookings b using (session_id)
     where p.session_id = $1 and b.state in ('booked', 'offered') group by 1 having sum(b.party) > p.places`,
  )
  await find(
    'the count is not what is booked',
    `select p.booked, p.waiting, real.* from session_places p,
       (select coalesce(sum(party) filter (where state in ('booked', 'offered')), 0) as held,
         count(*) filter (where state = 'waiting') as in_line from bookings b where b.session_id = $1) real
     where p.session_id = $1 and (p.booked, p.waiting) is distinct from (real.held, real.in_line)`,
  )
  await find(
    'a family was split',
    `select b.id, b.state, b.party from bookings b
     left join (select booking_id, count(*) as here from booking_people where session_id = $1 and cancelled_at is null
       group by 1) c on c.booking_id = b.id
     where b.session_id = $1 and ${live} and (b.adults < 0 or b.party <> b.adults + coalesce(c.here, 0))`,
  )
  await find(
    'someone is gone and still has a place',
    `select b.id from bookings b join booking_people c on c.booking_id = b.id
     where b.session_id = $1 and not (${live}) and c.cancelled_at is null`,
  )
  await find(
    'one child, two places',
    `select child_key from booking_people where session_id = $1 and cancelled_at is null group by 1 having count(*) > 1`,
  )
  await find(
    'a number in the line given twice',
    `select line_no from bookings where session_id = $1 and line_no is not null group by 1 having count(*) > 1`,
  )
  await find(
    'a booking nobody was told of',
    `select b.id from bookings b where b.session_id = $1 and not exists (select from messages m where m.booking_id = b.id)`,
  )
  return broken
}

type Asked = { line_no: number; sent: number; answered: number }

/** The pairs out of order: answered before the other was sent, and yet behind it. */
export function outOfOrder(asked: Asked[]): number {
  const in_line = [...asked].sort((a, b) => a.line_no - b.line_no)
  let earliest_answer_behind = Number.POSITIVE_INFINITY
  let wrong = 0
  for (const each of in_line.reverse()) {
    if (earliest_answer_behind < each.sent) wrong++
    earliest_answer_behind = Math.min(earliest_answer_behind, each.answered)
  }
  return wrong
}
