import type { ComponentChildren, VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Details, Empty } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { TeamMessage } from '../queries.ts'
import type { Reach } from '../rules.ts'

/** A message to pass on, with what it would have said; no words when they could not be made. */
export type ToPassOn = TeamMessage & { subject: string | null; text: string | null; reach?: Reach | null }

type Props = {
  to_pass_on: ToPassOn[]
  trying: TeamMessage[]
  counts: { waiting: number; sent: number }
  status?: 'again' | 'told' | 'nothing'
}

const at = (moment: Date) => t('{{day}}, {{time}}', { day: dayWords(moment), time: timeWords(moment) })

const statuses: Record<NonNullable<Props['status']>, () => string> = {
  again: () => t('It is on its way again.'),
  told: () => t('Noted. It is off the list.'),
  nothing: () => t('That one was already dealt with.'),
}

const why = (message: TeamMessage) =>
  message.ring_instead_at
    ? t('They asked us to ring')
    : message.failed_at
      ? t('We could not send it')
      : t('We cannot send this kind yet')

const wentWrong = (problem: string | null) => {
  if (problem === 'words') return t('We could not make its words')
  if (problem && /\b4\d\d$/.test(problem)) return t('Their mailbox said: not now')
  return t('The mail server did not answer')
}

const whoOf = (message: ToPassOn) => message.carer_name ?? message.contact ?? message.send_to

const Press = ({ message, act, label }: { message: ToPassOn; act: 'again' | 'told'; label: string }) => (
  <form method="post" action={`${paths.teamMessages()}/${message.id}/${act}`}>
    <Button kind="plain">
      {label}
      <span class="only-heard"> {whoOf(message)}</span>
    </Button>
  </form>
)

const Said = ({ message }: { message: ToPassOn }) =>
  message.text === null ? (
    <p>{t('Its words could not be made. The booking says what it is about.')}</p>
  ) : (
    <Details summary={message.subject || t('What it says')}>
      <p class="message-text">{message.text}</p>
    </Details>
  )

const formats: Record<string, () => string> = {
  large_print: () => t('Large print'),
  easy_read: () => t('Easy Read'),
  audio: () => t('Spoken, to listen to'),
  braille: () => t('Braille'),
}

// What the person asked for: on which number, when, with whom, in what form.
const HowToTalk = ({ reach }: { reach?: Reach | null }) => {
  if (!reach) return null
  const lines = [
    reach.ring_on && t('Ring {{number}}', { number: reach.ring_on }),
    reach.best_time && t('Best time: {{time}}', { time: reach.best_time }),
    reach.interpreter && t('Interpreter: {{language}}', { language: reach.interpreter }),
    reach.format && formats[reach.format]?.(),
  ].filter((line): line is string => Boolean(line))
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

const callRow = (message: ToPassOn): ComponentChildren[] => [
  <span class="reach">
    {message.carer_name && <>{message.carer_name} </>}
    {message.contact ?? message.send_to}
    <HowToTalk reach={message.reach} />
  </span>,
  message.reference ?? t('None'),
  t('{{why}}, {{when}}', { why: why(message), when: at(message.created_at) }),
  <Said message={message} />,
  <div class="actions">
    <Press message={message} act="told" label={t('We have told them')} />
    {message.failed_at && <Press message={message} act="again" label={t('Send it again')} />}
  </div>,
]

const CallList = ({ messages }: { messages: ToPassOn[] }) => (
  <Table
    caption={t('People to ring')}
    caption_hidden
    head={[t('Who'), t('Booking'), t('Why'), t('What to say'), t('Done?')]}
    rows={messages.map(callRow)}
  />
)

/** What did not reach people, who to ring about it, and what is still trying. */
export const TeamMessagesPage = ({ to_pass_on, trying, counts, status }: Props): VNode => (
  <Page
    title={t('Messages')}
    room="team"
    wide
    back={{ href: paths.team(), label: t('Team room') }}
    status={status && statuses[status]()}
  >
    <p>{t('Sent in the last day: {{sent}}. On their way now: {{waiting}}.', counts)}</p>
    <h2>{t('People to ring')}</h2>
    {to_pass_on.length === 0 ? (
      <Empty title={t('Nobody to ring')}>
        <p>{t('Every message has reached somebody, or is on its way.')}</p>
      </Empty>
    ) : (
      <CallList messages={to_pass_on} />
    )}
    {trying.length > 0 && (
      <>
        <h2>{t('Trying again')}</h2>
        <Table
          caption={t('Messages that will try again')}
          caption_hidden
          head={[t('To'), t('Booking'), t('Next try'), t('What went wrong')]}
          rows={trying.map((message) => [
            message.contact ?? message.send_to,
            message.reference ?? t('None'),
            at(message.send_after),
            wentWrong(message.last_problem),
          ])}
        />
      </>
    )}
  </Page>
)
