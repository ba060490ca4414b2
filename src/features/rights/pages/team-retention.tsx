// How long each kind is kept: the table the team edits, and the proof that what is older went.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Decision } from '../queries.ts'
import { kindWords } from '../words.tsx'
import { lengthWords } from './what-we-keep.tsx'

type Purge = { kind: string; before: Date; how_many: number; at: Date }
export type Kind = { kind: string; days: number; decided?: Decision; last?: Purge & { in_all: number } }
type Typed = { kind: string; days: string; why: string }
type Props = {
  kinds: Kind[]
  purges: Purge[]
  saved?: boolean
  typed?: Typed
  problems?: Record<string, string | undefined>
}

const moment = (at: Date) => `${dateWords(at)}, ${timeWords(at)}`

const KindForm = ({ each, typed, problems }: { each: Kind; typed?: Typed; problems: Props['problems'] }) => {
  const [what, goes] = kindWords(each.kind)
  const mine = typed?.kind === each.kind ? typed : undefined
  const beside = (field: string) => (mine ? problems?.[`${field}_${each.kind}`] : undefined)
  return (
    <section>
      <h2>{what}</h2>
      <p>
        {t('Kept for {{length}}.', { length: lengthWords(each.days) })} {goes}
      </p>
      <p class="hint">
        {each.decided
          ? t('Decided on {{day}} by {{name}}: {{why}}', {
              day: dateWords(each.decided.changed_at),
              name: each.decided.name ?? t('somebody who has left'),
              why: each.decided.why,
            })
          : t('Nobody has changed this yet.')}
      </p>
      <p>
        {each.last
          ? t('Last looked on {{day}}. Gone that night: {{many}}. Gone in all: {{in_all}}.', {
              day: moment(each.last.at),
              many: each.last.how_many,
              in_all: each.last.in_all,
            })
          : t('The first night has not come yet.')}
      </p>
      <form method="post" action={paths.teamPrivacy('retention')} novalidate>
        <Hidden name="kind" value={each.kind} />
        <Field
          name={`days_${each.kind}`}
          label={t('Days to keep it')}
          value={mine?.days ?? each.days}
          problem={beside('days')}
          inputmode="numeric"
          width="short"
          required
        />
        <Field
          name={`why_${each.kind}`}
          label={t('Why this long?')}
          hint={t('One sentence. Do not name a family.')}
          value={mine?.why}
          problem={beside('why')}
          required
        />
        <Button kind="plain">{t('Save these days')}</Button>
      </form>
    </section>
  )
}

/** Each kind with its days, the last decision and the last proof. */
export const RetentionPage = ({ kinds, purges, saved, typed, problems = {} }: Props): VNode => (
  <Page
    title={t('How long we keep things')}
    room="team"
    back={{ href: paths.teamPrivacy(), label: t('Privacy') }}
    status={saved ? t('Saved. It counts from tonight.') : undefined}
    problems={problems}
  >
    <p>{t('Each night at 3:20am, what is older than this goes. What goes cannot come back.')}</p>
    {kinds.map((each) => (
      <KindForm key={each.kind} {...{ each, typed, problems }} />
    ))}
    {purges.length > 0 && (
      <Table
        caption={t('Proof of the last nights')}
        head={[t('What'), t('When'), t('Older than'), t('How many went')]}
        rows={purges.map(({ kind, at, before, how_many }) => [
          kindWords(kind)[0],
          moment(at),
          dateWords(before),
          how_many,
        ])}
      />
    )}
  </Page>
)
