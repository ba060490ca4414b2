import type { VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Tag } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { activitiesAll, Draft, TeamSession, Waiting } from '../queries-team.ts'
import { lack_words, titleWords, whenWords } from '../words.tsx'

type Props = {
  now: Date
  questions: Waiting[]
  drafts: Draft[]
  week: TeamSession[]
  lines: TeamSession[]
  activities: Awaited<ReturnType<typeof activitiesAll>>
  gaps: number
}

const two_days = 2 * 86_400_000

/** How a session stands for the team: a draft, public, cancelled or taken back. */
export const StateTag = ({ session }: { session: TeamSession }): VNode =>
  session.cancelled_at ? (
    <Tag tone="bad">{t('Cancelled')}</Tag>
  ) : session.published_at ? (
    <Tag tone="yes">{t('Public')}</Tag>
  ) : (
    <Tag tone="plain">{session.withdrawn_at ? t('Taken back') : t('Draft')}</Tag>
  )

const bookedWords = ({ places, booked }: TeamSession) =>
  places === null ? t('Just turn up') : t('{{booked}} of {{places}}', { booked, places })

type Rows = { caption: string; sessions: TeamSession[]; now: Date; dates_only?: boolean }

/** Sessions as rows: which, when, where, how full, and how it stands. */
export function SessionsTable({ caption, sessions, now, dates_only }: Rows): VNode {
  const link = (session: TeamSession, words: string) => <a href={paths.teamSession(session.id)}>{words}</a>
  const rest = [t('Where'), t('Booked'), t('Waiting'), t('How it stands')]
  return (
    <Table
      caption={caption}
      caption_hidden
      head={dates_only ? [t('When'), ...rest] : [t('Session'), t('When'), ...rest]}
      rows={sessions.map((session) => [
        ...(dates_only
          ? [link(session, whenWords(session, now))]
          : [link(session, titleWords(session.title, session.version)), whenWords(session, now)]),
        session.place_name ?? t('At home'),
        bookedWords(session),
        String(session.waiting),
        <StateTag session={session} />,
      ])}
    />
  )
}

const Overdue = ({ questions, drafts, now }: Props) => {
  const late = questions.filter((each) => now.getTime() - each.asked_at.getTime() > two_days).length
  const stuck = drafts.filter((each) => each.lacks.length > 0).length
  if (questions.length + stuck === 0) return <Notice tone="good" title={t('Nothing is waiting for you')} />
  return (
    <Notice tone="attention" title={t('Waiting for you')}>
      {questions.length > 0 && (
        <p>
          <a href={paths.teamQuestions()}>
            {questions.length === 1
              ? t('1 question to answer')
              : t('{{number}} questions to answer', { number: questions.length })}
          </a>
          {late > 0 && ` ${t('Over two days old: {{number}}.', { number: late })}`}
        </p>
      )}
      {stuck > 0 && (
        <p>
          <a href="#drafts">
            {stuck === 1
              ? t('1 draft lacks something')
              : t('{{number}} drafts lack something', { number: stuck })}
          </a>
        </p>
      )}
    </Notice>
  )
}

const Drafts = ({ drafts, now }: Props) => (
  <section id="drafts">
    <h2>{t('Drafts')}</h2>
    <Table
      caption={t('Drafts')}
      caption_hidden
      head={[t('Session'), t('When'), t('What it lacks')]}
      rows={drafts.map(({ whole: { session, activity }, lacks }) => [
        <a href={paths.teamSession(session.id)}>{titleWords(activity.title, session.version)}</a>,
        whenWords(session, now),
        lacks.length === 0 ? t('Nothing. It is ready.') : lacks.map((lack) => lack_words[lack]()).join(' '),
      ])}
    />
  </section>
)

const Activities = ({ activities }: Props) => (
  <section>
    <h2>{t('Activities')}</h2>
    {activities.length === 0 ? (
      <p>{t('There are none yet. Start with one.')}</p>
    ) : (
      <Table
        caption={t('Activities')}
        caption_hidden
        head={[t('Activity'), t('Dates to come')]}
        rows={activities.map((each) => [
          <a href={paths.teamActivity(each.id)}>{each.title}</a>,
          String(each.coming),
        ])}
      />
    )}
  </section>
)

/** The team's first room: what waits, the coming week, the lines, the drafts, and everything they run. */
export const TeamHomePage = (props: Props): VNode => (
  <Page title={t('Today')} room="team" wide>
    <Overdue {...props} />
    <div class="actions">
      <ButtonLink href={paths.teamNewActivity()}>{t('Add an activity')}</ButtonLink>
      <ButtonLink kind="plain" href={paths.teamPlaces()}>
        {t('Places')}
      </ButtonLink>
      <ButtonLink kind="plain" href={paths.teamQuestions()}>
        {t('Questions')}
      </ButtonLink>
      <ButtonLink kind="plain" href={paths.teamGaps()}>
        {t('What was missing ({{number}})', { number: props.gaps })}
      </ButtonLink>
      <ButtonLink kind="plain" href={paths.teamMessages()}>
        {t('Messages')}
      </ButtonLink>
    </div>
    <section>
      <h2>{t('The next seven days')}</h2>
      {props.week.length ? (
        <SessionsTable caption={t('The next seven days')} sessions={props.week} now={props.now} />
      ) : (
        <p>{t('Nothing is on in the next seven days.')}</p>
      )}
    </section>
    {props.lines.length > 0 && (
      <section>
        <h2>{t('Families waiting')}</h2>
        <SessionsTable caption={t('Families waiting')} sessions={props.lines} now={props.now} />
      </section>
    )}
    {props.drafts.length > 0 && <Drafts {...props} />}
    <Activities {...props} />
  </Page>
)
