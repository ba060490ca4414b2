import { said, type Typed, typedIn } from '../../kit/forms.ts'
import { isId, newId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import { addressIn } from '../../kit/mail.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, can, development, idIn, routes, show } from '../../kit/web.ts'
import { askForHelp, notePassedOn, sendAgain } from './actions.ts'
import { letterOf, type ReachOf, type Renderers, wordsOf } from './delivery.ts'
import { deliver_messages } from './jobs.ts'
import { HelpPage, type HelpProblem, HelpSentPage, HelpTooManyPage } from './pages/help.tsx'
import { PreviewMessagePage, PreviewMessagesPage, PreviewNothingPage } from './pages/preview.tsx'
import { TeamMessagesPage, type ToPassOn } from './pages/team.tsx'
import {
  messageWith,
  newestMessages,
  outboxCounts,
  type TeamMessage,
  toPassOn,
  tryingAgain,
} from './queries.ts'
import { ownRenderers } from './renderers.ts'

type Given = { renderers: Renderers; later: Later; reach_of?: ReachOf }

/** The help form, the team's list of what did not go, and in development every message to read. */
export function messageRoutes({ renderers, later, reach_of }: Given) {
  const all = { ...ownRenderers, ...renderers }
  const around = (c: Ctx) => ({ config: c.var.config, now: c.var.now, renderers: all })

  // One that is not needed any more, such as a reminder after the start, is nobody's to ring about.
  const withWords = async (c: Ctx, message: TeamMessage): Promise<ToPassOn | null> => {
    const whole = await messageWith(c.var.db, message.id)
    const words = whole ? await wordsOf(c.var.db, whole, around(c)) : null
    if (words === 'fault') return { ...message, subject: null, text: null }
    return words && { ...message, subject: words.subject, text: words.text }
  }

  const preview = async (c: Ctx) => {
    const id = idIn(c)
    const message = id ? await messageWith(c.var.db, id) : undefined
    if (!message) return null
    const words = await wordsOf(c.var.db, message, around(c))
    if (words === null || words === 'fault') return { message, words }
    return { message, words, letter: letterOf(message, words, around(c)) }
  }

  const teamPage = async (c: Ctx) => {
    const { db, now } = c.var
    const status = (['again', 'told', 'nothing'] as const).find((each) => each === c.req.query('done'))
    const [listed, trying, counts] = [
      await toPassOn(db, { kept: c.var.config.production }),
      await tryingAgain(db),
      await outboxCounts(db, now),
    ]
    const to_pass_on: ToPassOn[] = []
    const reach = await reach_of?.(db, [...new Set(listed.map(({ send_to }) => send_to))])
    for (const message of listed) {
      const said = await withWords(c, message)
      if (said) to_pass_on.push({ ...said, reach: reach?.get(message.send_to) ?? null })
    }
    return show(c, <TeamMessagesPage {...{ to_pass_on, trying, counts, status }} />)
  }

  return routes()
    .get(paths.help(), anyone, (c) =>
      c.req.query('sent') === 'yes' ? show(c, <HelpSentPage />) : show(c, <HelpPage form_key={newId()} />),
    )
    .post(paths.help(), anyone, async (c) => {
      const { db, config, keys, now } = c.var
      const typed = await typedIn(c)
      const { problems, ...asked } = helpIn(typed)
      if (problems) return show(c, <HelpPage {...asked} problems={problems} />, 422)
      const answer = await askForHelp(
        db,
        { ...asked, team_mailbox: addressIn(config.mail_from), now },
        { keys, secret: config.secret },
      )
      if (answer === 'too-many') return show(c, <HelpTooManyPage />, 429)
      await later(db, deliver_messages)
      return c.redirect(`${paths.help()}?sent=yes`, 303)
    })
    .get(paths.teamMessages(), can('read_messages'), teamPage)
    .post(`${paths.teamMessages()}/:id/again`, can('read_messages'), async (c) => {
      const id = idIn(c)
      const done = id && (await sendAgain(c.var.db, id, c.var.now))
      if (done) await later(c.var.db, deliver_messages)
      return c.redirect(`${paths.teamMessages()}?done=${done ? 'again' : 'nothing'}`, 303)
    })
    .post(`${paths.teamMessages()}/:id/told`, can('read_messages'), async (c) => {
      const id = idIn(c)
      const done = id && (await notePassedOn(c.var.db, id, c.var.now))
      return c.redirect(`${paths.teamMessages()}?done=${done ? 'told' : 'nothing'}`, 303)
    })
    .get(paths.previewMessages(), development, async (c) => {
      const kind = c.req.query('kind')
      return show(
        c,
        <PreviewMessagesPage
          messages={await newestMessages(c.var.db, kind)}
          kinds={Object.keys(all)}
          kind={kind}
        />,
      )
    })
    .get(paths.previewMessage(':id'), development, async (c) => {
      const found = await preview(c)
      if (!found) return c.notFound()
      if (!('letter' in found) || !found.letter)
        return show(c, <PreviewNothingPage message={found.message} fault={found.words === 'fault'} />)
      const { message, words, letter } = found
      const text = message.channel === 'text' ? words.text : letter.text
      const attachments = letter.attachments.map(({ filename }) => filename)
      return show(
        c,
        <PreviewMessagePage
          {...{ message, text, attachments }}
          subject={letter.subject}
          html_at={htmlAt(message.id)}
        />,
      )
    })
    .get(htmlAt(':id'), development, async (c) => {
      const found = await preview(c)
      if (!found || !('letter' in found) || !found.letter?.html) return c.notFound()
      // A mail reader is not bound by our content policy, so here the email's own style may speak.
      c.header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      return c.html(found.letter.html)
    })
}

const htmlAt = (id: string) => `${paths.previewMessage(id)}/html`
const longest = { need: 4000, contact: 200 }

function helpIn(typed: Typed) {
  const need = said(typed, 'need')
  const contact = said(typed, 'contact')
  const form_key = isId(said(typed, 'form_key')) ? said(typed, 'form_key') : newId()
  const wrong = (words: string, most: number, empty: HelpProblem): HelpProblem | undefined =>
    words ? (words.length > most ? 'too-long' : undefined) : empty
  const found = {
    need: wrong(need, longest.need, 'no-need'),
    contact: wrong(contact, longest.contact, 'no-contact'),
  }
  return { form_key, need, contact, problems: found.need || found.contact ? found : undefined }
}
