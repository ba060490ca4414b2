// Each protection of the desk, and how to break it on purpose. A switch rewrites the rule in the test's own database,
// so the running code has no such switch. A storm that stays green with its switch on proves nothing.
import type pg from 'pg'

type Break = { in: string; change: [from: string, to: string][]; and?: string }
const guard = 'alter table session_places drop constraint never_more_people_than_places'

const breaks = {
  'skip-lock': { in: 'desk_lock', change: [['order by p.session_id for update', '']], and: guard },
  'split-families': {
    in: 'desk_decide',
    change: [
      ['when party <= free[ask.session]', 'when free[ask.session] > 0'],
      [
        'free[ask.session] := free[ask.session] - party;',
        'party := least(party, free[ask.session]); free[ask.session] := free[ask.session] - party;',
      ],
    ],
  },
  'forget-count': {
    in: 'desk_decide',
    change: [['free[ask.session] := free[ask.session] - party;', '']],
    and: guard,
  },
  'ignore-form-key': {
    in: 'desk_decide',
    change: [['where b.form_key = a.form_key', 'where false']],
    and: 'alter table bookings drop constraint one_booking_per_form',
  },
  'newest-first': { in: 'desk_carry', change: [['order by b.line_no', 'order by b.line_no desc']] },
  'wake-the-cancelled': {
    in: 'desk_carry',
    change: [["b.state = 'waiting'", "b.state in ('waiting', 'cancelled')"]],
  },
  'forget-closing': {
    in: 'desk_decide',
    change: [
      ["when ask.starts_at <= ask.asked_at then 'started'", ''],
      ["when ask.cancelled_at is not null then 'cancelled'", ''],
      ["when ask.opens_at > ask.asked_at then 'not-open-yet'", ''],
    ],
  },
  'repeat-numbers': {
    in: 'desk_decide',
    change: [['line_nos[ask.nth] := line_end[ask.session]', 'line_nos[ask.nth] := 1']],
  },
} satisfies Record<string, Break>
export type Switch = keyof typeof breaks

/** Breaks one protection in this database, for good. */
export async function sabotage(pool: pg.Pool, name: Switch): Promise<void> {
  const broken: Break = breaks[name]
  const { rows } = await pool.query('select pg_get_functiondef($1::regproc) as source', [broken.in])
  let source: string = rows[0].source
  for (const [from, to] of broken.change) {
    if (!source.includes(from)) throw new Error(`${broken.in} no longer says "${from}"`)
    source = source.replace(from, to)
  }
  await pool.query(source)
  if (broken.and) await pool.query(broken.and)
}
