// The record of what was done, for those who may read it.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Empty } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { type Asked, entries_a_page, type RecordEntry } from '../queries.ts'
import { actWords } from '../words.tsx'
import { whoWords } from './opened.tsx'

type Props = { entries: RecordEntry[]; acts: string[]; asked: Asked }

const older = ({ person, act, day }: Asked, before: number) =>
  `${paths.teamRecord()}?${new URLSearchParams({
    ...(person ? { person } : {}),
    ...(act ? { act } : {}),
    ...(day ? { day } : {}),
    before: String(before),
  })}`

/** The newest entries, by person, by act or by day. */
export const TeamRecordPage = ({ entries, acts, asked }: Props): VNode => (
  <Page title={t('The record of what was done')} room="team" back={{ href: paths.team() }} wide>
    <p>{t('Nothing here can be changed or rubbed out. That you read it is written down too.')}</p>
    <form method="get" action={paths.teamRecord()} class="record-search">
      <Field
        name="person"
        label={t('Who did it')}
        hint={t('A name, or part of one')}
        value={asked.person}
        width="medium"
      />
      <Select
        name="act"
        label={t('What was done')}
        options={[
          { value: '', label: t('Anything') },
          ...acts.map((act) => ({ value: act, label: `${actWords(act)} – ${act}` })),
        ]}
        chosen={asked.act ?? ''}
      />
      <Field name="day" label={t('On which day')} type="date" value={asked.day} width="medium" />
      <Button kind="plain">{t('Show these')}</Button>
    </form>
    {entries.length === 0 ? (
      <Empty title={t('Nothing in the record fits that')} />
    ) : (
      <div class="record-table">
        <Table
          caption={t('Newest first')}
          head={[t('Number'), t('When'), t('Who'), t('What'), t('Why'), t('About')]}
          rows={entries.map((entry) => [
            entry.nth,
            `${dateWords(entry.at)}, ${timeWords(entry.at)}`,
            <bdi>{whoWords(entry)}</bdi>,
            <>
              {actWords(entry.act)}
              <br />
              <code>{entry.act}</code>
            </>,
            <bdi>{entry.why ?? ''}</bdi>,
            <code>{entry.about ?? entry.subject_id ?? ''}</code>,
          ])}
        />
      </div>
    )}
    {entries.length === entries_a_page && (
      <p>
        <a href={older(asked, entries.at(-1)!.nth)}>{t('Older ones')}</a>
      </p>
    )}
  </Page>
)
