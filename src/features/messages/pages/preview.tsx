// Every message, to look at while developing. In production there are no such pages.
import type { VNode } from 'preact'
import { Empty, Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dayWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { type Message, type Stage, segmentsOf, stageOf } from '../rules.ts'

const stages: Record<Stage, () => string> = {
  waiting: () => t('Waiting'),
  sent: () => t('Sent'),
  kept: () => t('Kept here'),
  failed: () => t('Failed'),
  dropped: () => t('Not needed any more'),
}
const channels: Record<Message['channel'], () => string> = { email: () => t('Email'), text: () => t('Text') }
const at = (moment: Date) => t('{{day}}, {{time}}', { day: dayWords(moment), time: timeWords(moment) })

/** The list of messages, newest first, and the kinds there are. */
export const PreviewMessagesPage = ({
  messages,
  kinds,
  kind,
}: {
  messages: Message[]
  kinds: string[]
  kind?: string
}): VNode => (
  <Page
    title={t('Every message, as it would arrive')}
    wide
    robots="noindex"
    back={{ href: paths.preview(), label: t('The parts') }}
  >
    <p>{t('Each message that was written, newest first. Only shown while developing.')}</p>
    <ul class="plain-list">
      {kinds.map((each) => (
        <li key={each}>
          <a
            href={`${paths.previewMessages()}?kind=${each}`}
            aria-current={each === kind ? 'page' : undefined}
          >
            {each}
          </a>
        </li>
      ))}
    </ul>
    {messages.length === 0 ? (
      <Empty title={t('No messages yet')} />
    ) : (
      <Table
        caption={t('Messages')}
        caption_hidden
        head={[t('Message'), t('To'), t('How'), t('Written'), t('Where it is')]}
        rows={messages.map((message) => [
          <a href={paths.previewMessage(message.id)}>{message.kind}</a>,
          message.send_to,
          channels[message.channel](),
          at(message.created_at),
          stages[stageOf(message)](),
        ])}
      />
    )}
  </Page>
)

type One = { message: Message; subject: string; text: string; attachments: string[]; html_at: string }

/** One message as its reader gets it. */
export const PreviewMessagePage = ({ message, subject, text, attachments, html_at }: One): VNode => (
  <Page
    title={t('Message: {{subject}}', { subject })}
    heading={subject}
    robots="noindex"
    back={{ href: paths.previewMessages(), label: t('All messages') }}
  >
    <Facts
      rows={[
        { term: t('To'), detail: message.send_to },
        { term: t('How'), detail: channels[message.channel]() },
        { term: t('Kind'), detail: message.kind },
        { term: t('Language'), detail: message.language },
        { term: t('May go from'), detail: at(message.send_after) },
        { term: t('Where it is'), detail: stages[stageOf(message)]() },
        ...(message.channel === 'text'
          ? [{ term: t('Segments'), detail: t('{{parts}} of 2', { parts: segmentsOf(text) }) }]
          : []),
        ...attachments.map((name) => ({ term: t('With it'), detail: name })),
      ]}
    />
    {message.channel === 'email' && (
      <p>
        <a href={html_at}>{t('See it as an email')}</a>
      </p>
    )}
    <h2>{t('As plain text')}</h2>
    <pre class="message-text">{text}</pre>
  </Page>
)

/** A message that has nothing to say any more, or whose words could not be made. */
export const PreviewNothingPage = ({ message, fault }: { message: Message; fault: boolean }): VNode => (
  <Page
    title={t('Nothing to say')}
    robots="noindex"
    back={{ href: paths.previewMessages(), label: t('All messages') }}
  >
    <p>
      {fault
        ? t('The words of this message could not be made. The log says where.')
        : t('This message is not needed any more, so it would not be sent.')}
    </p>
    <Facts rows={[{ term: t('Kind'), detail: message.kind }]} />
  </Page>
)
