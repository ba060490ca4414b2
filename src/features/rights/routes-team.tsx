// Privacy and the record, for those of the team who keep them.

import { said, typedIn } from '../../kit/forms.ts'
import type { Retention } from '../../kit/holdings.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, can, routes, show } from '../../kit/web.ts'
import { changeDays } from './actions.ts'
import { AssessmentPage } from './pages/assessment.tsx'
import { TeamRecordPage } from './pages/team-record.tsx'
import { RetentionPage } from './pages/team-retention.tsx'
import { WhatWeKeepPage } from './pages/what-we-keep.tsx'
import {
  type Asked,
  actsInRecord,
  daysKept,
  decisions,
  entriesOf,
  lastPurges,
  liveCounts,
  newestPurges,
} from './queries.ts'
import { type DaysProblem, daysIn } from './rules.ts'
import { days_words } from './words.tsx'

type Given = { retention: readonly Retention[]; database: 'embedded' | 'postgres' }

/** How each kind is kept, the assessment made of it, the record of what was done, and the public list of what is kept. */
export function teamRoutes({ retention, database }: Given) {
  const daysNow = async (c: Ctx) => {
    const decided = await daysKept(c.var.db)
    return new Map(retention.map(({ kind, days }) => [kind, decided.get(kind) ?? days]))
  }
  const kindsNow = async (c: Ctx) => {
    const days = await daysNow(c)
    const decided = new Map((await decisions(c.var.db)).map((each) => [each.kind, each]))
    const last = await lastPurges(c.var.db)
    return [...days].map(([kind, many]) => ({
      kind,
      days: many,
      decided: decided.get(kind),
      last: last.get(kind),
    }))
  }
  const settings = (c: Ctx) => {
    const { config } = c.var
    return {
      database,
      keys_apart: !config.keys_dir.startsWith(`${config.data_dir}/`),
      audit_apart: !config.audit_dir.startsWith(`${config.data_dir}/`),
      mail: Boolean(config.smtp_url),
      origin: config.origin,
    }
  }

  return routes()
    .get(paths.about('what-we-keep'), anyone, async (c) =>
      show(c, <WhatWeKeepPage days={await daysNow(c)} />),
    )
    .get(paths.teamPrivacy(), can('keep_privacy'), async (c) => {
      const days = await daysNow(c)
      const counts = await liveCounts(c.var.db)
      return show(c, <AssessmentPage {...{ days, counts }} now={c.var.now} config={settings(c)} />)
    })
    .get(paths.teamPrivacy('retention'), can('keep_privacy'), async (c) =>
      show(
        c,
        <RetentionPage
          kinds={await kindsNow(c)}
          purges={await newestPurges(c.var.db)}
          saved={c.req.query('saved') === 'yes'}
        />,
      ),
    )
    .post(paths.teamPrivacy('retention'), can('keep_privacy'), async (c) => {
      const typed = await typedIn(c)
      const kind = said(typed, 'kind')
      if (!retention.some((each) => each.kind === kind)) return c.notFound()
      const wrote = { kind, days: said(typed, `days_${kind}`), why: said(typed, `why_${kind}`) }
      const days = daysIn(wrote.days)
      const why: DaysProblem | null = wrote.why ? (wrote.why.length > 300 ? 'too-long' : null) : 'no-why'
      if (typeof days === 'string' || why) {
        const problems = {
          [`days_${kind}`]: typeof days === 'string' ? days_words[days]() : undefined,
          [`why_${kind}`]: why ? days_words[why]() : undefined,
        }
        const purges = await newestPurges(c.var.db)
        return show(
          c,
          <RetentionPage kinds={await kindsNow(c)} {...{ purges, problems }} typed={wrote} />,
          422,
        )
      }
      await changeDays(c.var.db, { ...wrote, days, person_id: c.var.person!.id, now: c.var.now })
      return c.redirect(`${paths.teamPrivacy('retention')}?saved=yes`, 303)
    })
    .get(paths.teamRecord(), can('read_the_record'), async (c) => {
      const asked = askedIn(c)
      const entries = await entriesOf(c.var.db, asked)
      return show(c, <TeamRecordPage {...{ entries, asked }} acts={await actsInRecord(c.var.db)} />)
    })
}

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
// What cannot be a day, an act or a number is left out: the page then shows more, never a fault.
function askedIn(c: Ctx): Asked {
  const { person, act, day: on, before } = c.req.query()
  const real = on && day.test(on) && new Date(`${on}T12:00:00Z`).toISOString().startsWith(on)
  return {
    ...(person ? { person: person.replaceAll('\u0000', '').slice(0, 100) } : {}),
    ...(act ? { act: act.replaceAll('\u0000', '').slice(0, 200) } : {}),
    ...(real ? { day: on } : {}),
    ...(before && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {}),
  }
}
