// One text at a time: through GOV.UK Notify, or through any gateway that takes a small JSON letter over HTTPS.
import type { Config } from '../config.ts'
import type { Posted } from './mail.ts'

export type Text = {
  /** As a machine dials it: '+447700900123'. */
  to: string
  words: string
  /** The message's own id, so that a receipt finds its way back. */
  reference: string
}
export type TextPost = { send(text: Text): Promise<Posted> }
type Settings = Pick<Config, 'notify' | 'text_gateway'>

const patience = 30_000

/** Whether texts can go out at all here. */
export const canText = ({ notify, text_gateway }: Settings): boolean =>
  Boolean(notify.key || text_gateway.url)

/** The way texts go out by these settings: Notify when it has a key, else the plain gateway; null when there is none. */
export function openTexts(settings: Settings, silence = patience): TextPost | null {
  if (settings.notify.key) return throughNotify(settings.notify, silence)
  return settings.text_gateway.url ? throughGateway(settings.text_gateway, silence) : null
}

const dialled = /^\+[1-9]\d{7,14}$/
const not_a_number: Posted = { how: 'never', problem: 'not a number' }

// 400 is about the number; any other refusal is about us, or about now.
function judged(status: number, problem: string): Posted {
  if (status === 400 || status === 422) return { how: 'never', problem }
  return { how: 'not_now', problem }
}

const never_arrived = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/
// Cut off or silent after we began to speak: it may have gone.
function broken(fault: unknown): Posted {
  const { code, cause } = fault as { code?: string; cause?: { code?: string } }
  const problem = `line ${cause?.code ?? code ?? ''}`.trim()
  return { how: never_arrived.test(problem) ? 'no_server' : 'unknown', problem }
}

function throughGateway({ url, key }: Config['text_gateway'], silence: number): TextPost {
  return {
    async send({ to, words, reference }) {
      if (!dialled.test(to)) return not_a_number
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'error',
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': reference,
            ...(key ? { Authorization: `Bearer ${key}` } : {}),
          },
          body: JSON.stringify({ to, text: words, reference }),
          signal: AbortSignal.timeout(silence),
        })
        if (!response.ok) return judged(response.status, `gateway ${response.status}`)
        const said = (await response.json().catch(() => null)) as { id?: unknown } | null
        return { how: 'sent', gateway_id: typeof said?.id === 'string' ? said.id.slice(0, 200) : null }
      } catch (fault) {
        return broken(fault)
      }
    },
  }
}

type NotifyFault = { response?: { status: number } }

function throughNotify({ url, key, text_template }: Config['notify'], silence: number): TextPost {
  const opened = import('notifications-node-client').then(({ NotifyClient }) => {
    const client = new NotifyClient(url, key)
    const { restClient } = (client as unknown as { apiClient: { restClient: (options: object) => unknown } })
      .apiClient
    // The library waits for ever and follows wherever it is sent.
    client.setClient(((options: object) =>
      restClient({ ...options, timeout: silence, maxRedirects: 0 })) as never)
    return client
  })
  opened.catch(() => {}) // heard again where a text is sent
  return {
    async send({ to, words, reference }) {
      if (!dialled.test(to)) return not_a_number
      const client = await opened
      try {
        const { data } = await client.sendSms(text_template, to, {
          personalisation: { message: words },
          reference,
        })
        return { how: 'sent', gateway_id: data.id }
      } catch (fault) {
        const { response } = fault as NotifyFault
        return response ? judged(response.status, `notify ${response.status}`) : broken(fault)
      }
    },
  }
}
