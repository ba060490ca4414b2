// One letter at a time over SMTP, knowing after each how far it got. The library's own sender tries again
// by itself when a connection is cut, which could say a thing twice unmarked: so we hold the line ourselves.
import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'

export type Attachment = { filename: string; content: string | Buffer; content_type: string }
export type Letter = {
  message_id: string
  from: string
  to: string
  subject: string
  text: string
  html?: string
  headers: Record<string, string>
  attachments: Attachment[]
  date: Date
}

/**
 * How far a letter got. `not_now`: refused for the moment. `never`: refused for good. `no_server`: nobody there, or
 * cut off before all was said. `unknown`: all was said and no answer came, so it may have arrived.
 */
export type Posted =
  | { how: 'sent'; gateway_id: string | null }
  | { how: 'not_now' | 'never' | 'no_server' | 'unknown'; problem: string }

export type Post = { send(letter: Letter): Promise<Posted>; close(): void }
type Limits = { connect: number; silence: number; letter: number }

const patience: Limits = { connect: 10_000, silence: 30_000, letter: 120_000 }

/** The address in 'Name <name@example.org>', or the whole of it. */
export const addressIn = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

/** Whether it is one address and nothing else: no comma, no line break, nothing that could name a second reader. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@<>,;:"()[\]\\\p{C}\p{Z}]+@[^\s@<>,;:"()[\]\\\p{C}\p{Z}]+\.[^\s@<>,;:"()[\]\\\p{C}\p{Z}]+$/u.test(
    text,
  )

/** Words made safe for a header: one line, whichever kind of line break somebody typed. */
export const oneLine = (words: string): string => words.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()

async function composed(letter: Letter): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    messageId: letter.message_id,
    date: letter.date,
    from: letter.from,
    to: [{ name: '', address: letter.to }],
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    headers: Object.entries(letter.headers).map(([key, value]) => ({ key, value: oneLine(value) })),
    attachments: letter.attachments.map(({ content_type, ...rest }) => ({
      ...rest,
      contentType: content_type,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

async function connected(smtp_url: string, limits: Limits): Promise<SMTPConnection> {
  const [{ default: Connection }, { parseConnectionUrl }] = await Promise.all([
    import('nodemailer/lib/smtp-connection'),
    import('nodemailer/lib/shared'),
  ])
  const { auth, ...options } = parseConnectionUrl(smtp_url)
  const line = new Connection({
    ...options,
    connectionTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.silence,
  } as ConstructorParameters<typeof Connection>[0])
  await new Promise<void>((done, fail) => {
    line.on('error', fail) // later errors reach the letter's own answer; a rejected promise hears no more
    line.connect((fault) => (fault ? fail(fault) : done()))
  })
  const given = auth as Parameters<SMTPConnection['login']>[0]
  if (given)
    await new Promise<void>((done, fail) =>
      line.login(given, (fault) => (fault ? fail(fault) : done())),
    ).catch((fault) => {
      line.close()
      throw fault
    })
  return line
}

type Fault = Error & { responseCode?: number; command?: string; code?: string }

function judged(fault: Fault, all_said: boolean): Posted {
  const step = fault.command ?? fault.code ?? 'line'
  const problem = `${step} ${fault.responseCode ?? ''}`.trim()
  const code = fault.responseCode
  // 421 is the server closing its door; a 5xx before the reader is named is about us, not about them.
  if (!code)
    return { how: all_said ? 'unknown' : fault.code === 'EENVELOPE' ? 'never' : 'no_server', problem }
  if (code === 421) return { how: 'no_server', problem }
  if (code >= 500 && (step === 'RCPT TO' || step === 'DATA')) return { how: 'never', problem }
  return { how: 'not_now', problem }
}

async function sent(line: SMTPConnection, letter: Letter, limits: Limits): Promise<Posted> {
  const raw = await composed(letter)
  let all_said = false
  const stream = Readable.from([raw]).once('end', () => {
    all_said = true
  })
  // A server that dribbles a byte now and then would never be silent for long: a letter has a limit of its own.
  const clock = setTimeout(() => line.close(), limits.letter)
  return new Promise<Posted>((done) => {
    const over = () => done(judged(new Error('closed'), all_said))
    line.once('end', over)
    line.send({ from: addressIn(letter.from), to: [letter.to], size: raw.length }, stream, (fault, info) => {
      line.removeListener('end', over)
      done(
        fault ? judged(fault as Fault, all_said) : { how: 'sent', gateway_id: info?.serverMessageId ?? null },
      )
    })
  }).finally(() => clearTimeout(clock))
}

/** Opens a post office for a while: one line to the mail server, one letter at a time, one reader a letter. */
export function openPost(smtp_url: string, limits: Limits = patience): Post {
  let line: SMTPConnection | undefined
  const close = () => {
    const old = line
    line = undefined
    old?.quit()
    // A server that never says goodbye does not keep us.
    if (old) setTimeout(() => old.close(), 1000).unref()
  }
  return {
    close,
    async send(letter) {
      if (!isAddress(letter.to)) return { how: 'never', problem: 'not an address' }
      try {
        line ??= await connected(smtp_url, limits)
      } catch (fault) {
        const { responseCode, code } = fault as Fault
        return { how: 'no_server', problem: `connect ${responseCode ?? code ?? ''}`.trim() }
      }
      const posted = await sent(line, letter, limits)
      if (posted.how !== 'sent') {
        line.close()
        line = undefined
      }
      return posted
    },
  }
}
