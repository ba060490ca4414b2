// The safeguarding lead's room. Nobody else has a page with these words on it.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Empty, Facts, Tag } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { ListedConcern } from '../queries.ts'
import { type Refusal, standing } from '../rules.ts'

const at = (moment: Date, now: Date) =>
  t('{{day}}, {{time}}', { day: dayWords(moment, now), time: timeWords(moment) })

const Stands = ({ concern }: { concern: Pick<ListedConcern, 'read_at' | 'closed_at' | 'read_by_name'> }) => {
  const stands = standing(concern)
  if (stands === 'new') return <Tag tone="few">{t('Not read yet')}</Tag>
  if (stands === 'closed') return <Tag tone="calm">{t('Closed')}</Tag>
  return (
    <Tag tone="yes">
      {concern.read_by_name ? t('Read by {{name}}', { name: concern.read_by_name }) : t('Read')}
    </Tag>
  )
}

/** When each came and where it stands; not a word of what was told. */
export const LeadConcernsPage = ({ concerns, now }: { concerns: ListedConcern[]; now: Date }): VNode => (
  <Page title={t('Concerns')} room="team" robots="noindex">
    <p>{t('Only safeguarding leads can open this room. Each time one is opened, that is written down.')}</p>
    {concerns.length === 0 ? (
      <Empty title={t('No concerns')}>
        <p>{t('Nobody has told us of a worry. We write to you when somebody does.')}</p>
      </Empty>
    ) : (
      <Table
        caption={t('Concerns, those that wait first')}
        caption_hidden
        head={[t('Came'), t('Stands')]}
        rows={concerns.map((concern) => [
          <a href={paths.teamConcern(concern.id)}>{at(concern.at, now)}</a>,
          <Stands concern={concern} />,
        ])}
      />
    )}
  </Page>
)

/** One concern, opened: what could not be read again is null. */
export type OpenedConcern = {
  id: string
  at: Date
  words: string | null
  about: string | null
  contact: string | null
  teller: string | null
  from_page: string | null
  read_at: Date | null
  read_by_name: string | null
  closed_at: Date | null
  closed_by_name: string | null
  outcome: string | null
  notes: { id: string; at: Date; words: string | null; written_by_name: string | null }[]
}

/** What was pressed and refused, with the words that were typed. */
export type Stuck = { field: 'note' | 'outcome'; refusal: Refusal; words: string }

const refusals: Record<Refusal, () => string> = {
  unknown: () => t('This one is not here any more'),
  'no-note': () => t('Write the note first'),
  'no-outcome': () => t('Say how it ended'),
  'too-long': () => t('Make this shorter'),
  'closed-already': () => t('Somebody closed it just now. Add a note instead'),
}

const statuses = {
  read: () => t('Noted: you have read it.'),
  noted: () => t('The note is added.'),
  closed: () => t('It is closed.'),
}

const Told = ({ words }: { words: string | null }) =>
  words === null ? <p>{t('These words can no longer be read.')}</p> : <p class="concern-words">{words}</p>

const Notes = ({ concern, now }: { concern: OpenedConcern; now: Date }) => (
  <ol class="plain-list concern-notes">
    {concern.notes.map((note) => (
      <li key={note.id}>
        <p class="concern-when">
          {note.written_by_name
            ? t('{{name}}, {{when}}', { name: note.written_by_name, when: at(note.at, now) })
            : at(note.at, now)}
        </p>
        <Told words={note.words} />
      </li>
    ))}
  </ol>
)

type Props = {
  concern: OpenedConcern
  form_key: string
  now: Date
  status?: keyof typeof statuses
  stuck?: Stuck
}

const rowsOf = (concern: OpenedConcern, now: Date) => [
  { term: t('Came'), detail: at(concern.at, now) },
  { term: t('Stands'), detail: <Stands concern={concern} /> },
  { term: t('Who told us'), detail: concern.teller ?? t('They did not say') },
  { term: t('How to reach them'), detail: concern.contact ?? t('They did not say') },
  { term: t('Which session or place'), detail: concern.about ?? t('They did not say') },
  { term: t('The page they came from'), detail: concern.from_page ?? t('Not known') },
]

const ReadIt = ({ concern }: { concern: OpenedConcern }) => (
  <form method="post" action={paths.teamConcern(concern.id, 'read')}>
    <Button>{t('I have read this')}</Button>
  </form>
)

const AddNote = ({ concern, form_key, stuck }: Props) => (
  <form method="post" action={paths.teamConcern(concern.id, 'notes')} novalidate autocomplete="off">
    <Hidden name="form_key" value={form_key} />
    <Field
      name="note"
      label={t('Add a note')}
      hint={t('What you did, who you spoke to, what is next. It cannot be changed later.')}
      rows={4}
      value={stuck?.field === 'note' ? stuck.words : ''}
      problem={stuck?.field === 'note' && refusals[stuck.refusal]()}
      autocomplete="off"
    />
    <Button kind="plain">{t('Add this note')}</Button>
  </form>
)

const Close = ({ concern, stuck }: Props) => (
  <form method="post" action={paths.teamConcern(concern.id, 'close')} novalidate autocomplete="off">
    <Field
      name="outcome"
      label={t('How did it end?')}
      hint={t('Who was told, and what was decided. It cannot be changed later.')}
      rows={4}
      value={stuck?.field === 'outcome' ? stuck.words : ''}
      problem={stuck?.field === 'outcome' && refusals[stuck.refusal]()}
      autocomplete="off"
    />
    <Button kind="plain">{t('Close this concern')}</Button>
  </form>
)

const Closed = ({ concern, now }: { concern: OpenedConcern; now: Date }) => (
  <Notice tone="info" title={t('Closed')}>
    <p class="concern-when">
      {concern.closed_by_name
        ? t('{{name}}, {{when}}', { name: concern.closed_by_name, when: at(concern.closed_at!, now) })
        : at(concern.closed_at!, now)}
    </p>
    <Told words={concern.outcome} />
  </Notice>
)

/** One concern: what was told, what was done, and how it ended. Nothing here can be changed or taken out. */
export function LeadConcernPage(props: Props): VNode {
  const { concern, now, status, stuck } = props
  return (
    <Page
      title={t('A concern')}
      room="team"
      robots="noindex"
      back={{ href: paths.teamConcerns(), label: t('Concerns') }}
      status={status && statuses[status]()}
      problems={stuck ? { [stuck.field]: refusals[stuck.refusal]() } : {}}
    >
      <Told words={concern.words} />
      <Facts rows={rowsOf(concern, now)} />
      {!concern.read_at && <ReadIt concern={concern} />}
      {concern.closed_at && <Closed {...{ concern, now }} />}
      <section>
        <h2>{t('What was done')}</h2>
        {concern.notes.length ? <Notes {...{ concern, now }} /> : <p>{t('No notes yet.')}</p>}
        <AddNote {...props} />
      </section>
      {!concern.closed_at && (
        <section>
          <h2>{t('Close it')}</h2>
          <Close {...props} />
        </section>
      )}
    </Page>
  )
}
