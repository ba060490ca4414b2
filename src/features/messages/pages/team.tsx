import type { ComponentChildren, VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Details, Empty, Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { TeamMessage } from '../queries.ts'

/** A message the team may have to pass on, with what it would have said; no words when it is not needed any more. */
export type ToPassOn = TeamMessage & { subject: string | null; text: string | null }

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
  message.failed_at ? t('We could not send it') : t('We cannot send this kind yet')

const Press = ({ id, act, children }: { id: string; act: 'again' | 'told'; children: ComponentChildren }) => (
  <form method="post" action={`${paths.teamMessages()}/${id}/${act}`}>
    <Button kind="plain">{children}</Button>
  </form>
)

const Call = ({ message }: { message: ToPassOn }) => (
  <section class="call">
    <h3>{message.carer_name ?? message.contact ?? message.send_to}</h3>
    <Facts
      rows={[
        { term: t('Reach them at'), detail: message.contact ?? message.send_to },
        ...(message.reference ? [{ term: t('Booking'), detail: message.reference }] : []),
        { term: t('Why'), detail: why(message) },
        { term: t('Written'), detail: at(message.created_at) },
      ]}
    />
    {message.text === null ? (
      <p>{t('It is not needed any more. You can take it off the list.')}</p>
    ) : (
      <Details summary={t('What it says: {{subject}}', { subject: message.subject ?? '' })}>
        <pre class="message-text">{message.text}</pre>
      </Details>
    )}
    <div class="actions">
      <Press id={message.id} act="told">
        {t('We have told them')}
      </Press>
      {message.failed_at && (
        <Press id={message.id} act="again">
          {t('Send it again')}
        </Press>
      )}
    </div>
  </section>
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
      to_pass_on.map((message) => <Call key={message.id} message={message} />)
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
            message.last_problem ?? t('Not known'),
          ])}
        />
      </>
    )}
  </Page>
)
