import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Contact, type ContactKind, contactIn } from '../../kit/contact.ts'
import { said, type Typed, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { seal, unseal } from '../../kit/seal.ts'
import { anyone, type Ctx, routes, safeReturn, secret_link, show } from '../../kit/web.ts'
import { type Entry, homeOf } from './entry.tsx'
import { linkSays } from './links.ts'
import { BadLinkPage, CodePage, LinkPage, SignInPage, TooManyPage } from './pages/sign-in.tsx'
import { digitsIn, type Refusal } from './rules.ts'
import { dropSignIn } from './sign-in-cookie.ts'

type Waiting = { send_to: string; contact_kind: ContactKind; typed: string; shared: boolean }

const withReturn = (path: string, come_back: string, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...(come_back ? { return: come_back } : {}), ...more })
  return query.size ? `${path}?${query}` : path
}

/** Signing in by a code or by the link that came with it, and signing out. Nothing happens on GET. */
export function signInRoutes(entry: Entry) {
  const { config } = entry
  const sent_to = entry.cookie('code_sent_to')
  const sealed_for = { secret: config.secret, purpose: 'code sent to' }
  const backIn = (asked: string | undefined) => safeReturn(asked, '')
  const council = config.council?.name

  // Who waits for a code on this device: held by the device, sealed, so that the next person at it reads nothing.
  const waiting = (c: Ctx): Waiting | null => {
    const words = unseal(getCookie(c, sent_to), sealed_for)
    return words ? JSON.parse(words) : null
  }
  const wait = (c: Ctx, who: Waiting) =>
    setCookie(c, sent_to, seal(JSON.stringify(who), sealed_for), { ...entry.kept, maxAge: 900 })

  /** The contact that was typed, or the one this device already waits for when a code is asked for again. */
  const askedFor = (c: Ctx, typed: Typed): { contact: Contact; who: Waiting } | Refusal => {
    const before = said(typed, 'again') ? waiting(c) : null
    const words = before?.typed ?? said(typed, 'contact')
    const contact = contactIn(words)
    if (!contact) return 'not-a-contact'
    if (contact.landline) return 'landline'
    if (!entry.canSend(contact)) return 'cannot-send'
    const { send_to, contact_kind } = contact
    return {
      contact,
      who: { send_to, contact_kind, typed: words, shared: before?.shared ?? Boolean(said(typed, 'shared')) },
    }
  }

  return routes()
    .get(paths.signIn(), anyone, (c) => {
      const come_back = backIn(c.req.query('return'))
      c.header('Cache-Control', 'no-store')
      if (c.var.person) return c.redirect(come_back || homeOf(c.var.person.roles), 303)
      return show(c, <SignInPage {...{ come_back, council }} />)
    })
    .post(paths.signIn(), anyone, async (c) => {
      const typed = await typedIn(c)
      const come_back = backIn(said(typed, 'return'))
      const asked = askedFor(c, typed)
      if (typeof asked === 'string')
        return show(
          c,
          <SignInPage
            {...{ come_back, council }}
            typed={said(typed, 'contact')}
            shared={Boolean(said(typed, 'shared'))}
            problem={asked}
          />,
          422,
        )
      const refused = await entry.tooMany(c, 'askings_of_network', paths.signIn())
      if (refused) return refused
      const how = await entry.send(c, { contact: asked.contact, purpose: 'sign_in' })
      wait(c, asked.who)
      const note = how === 'no-more' ? 'no-more' : said(typed, 'again') ? 'again' : ''
      return c.redirect(withReturn(paths.signInCode(), come_back, note ? { asked: note } : {}), 303)
    })
    .get(paths.signInCode(), anyone, async (c) => {
      const come_back = backIn(c.req.query('return'))
      c.header('Cache-Control', 'no-store')
      const who = waiting(c)
      if (!who) return c.redirect(withReturn(paths.signIn(), come_back), 303)
      const note = c.req.query('asked')
      const asked = note === 'again' || note === 'no-more' ? note : undefined
      const shown = await entry.shown(c, who.send_to)
      return show(c, <CodePage send_to={who.typed} {...{ come_back, asked, shown }} />)
    })
    .post(paths.signInCode(), anyone, async (c) => {
      const typed = await typedIn(c)
      const come_back = backIn(said(typed, 'return'))
      c.header('Cache-Control', 'no-store')
      const who = waiting(c)
      if (!who) return c.redirect(withReturn(paths.signIn(), come_back), 303)
      const code = digitsIn(said(typed, 'code'))
      const judged =
        code.length === 6 ? await entry.judge(c, { contact: who, purpose: 'sign_in' }, code) : 'no-code'
      if (typeof judged === 'object')
        return show(c, <TooManyPage minutes={judged.wait_minutes} back={paths.signInCode()} />, 429)
      if (judged !== 'right') {
        const problem = judged === 'wrong' ? 'wrong-code' : 'no-code'
        const shown = await entry.shown(c, who.send_to)
        return show(c, <CodePage send_to={who.typed} {...{ come_back, problem, shown }} />, 422)
      }
      deleteCookie(c, sent_to, entry.kept)
      return entry.letIn(c, { contact: who, typed: who.typed, shared: who.shared, come_back })
    })
    .get(paths.signInLink(':sealed'), secret_link, (c) => {
      const says = linkSays(c.req.param('sealed'), config.secret)
      if (!says) return show(c, <BadLinkPage />, 404)
      return show(c, <LinkPage send_to={says.send_to} sealed={c.req.param('sealed') ?? ''} />)
    })
    .post(paths.signInLink(':sealed'), secret_link, async (c) => {
      const says = linkSays(c.req.param('sealed'), config.secret)
      const judged = says ? await entry.judge(c, { contact: says, purpose: 'sign_in' }, says.code) : 'wrong'
      if (typeof judged === 'object')
        return show(c, <TooManyPage minutes={judged.wait_minutes} back={paths.signIn()} />, 429)
      if (!says || judged === 'wrong') {
        if (!says) await entry.refused(c)
        return show(c, <BadLinkPage send_to={says?.send_to} />, says ? 422 : 404)
      }
      const shared = Boolean(said(await typedIn(c), 'shared'))
      deleteCookie(c, sent_to, entry.kept)
      return entry.letIn(c, { contact: says, shared, come_back: '' })
    })
    .post(paths.signOut(), anyone, async (c) => {
      await entry.leave(c)
      dropSignIn(c)
      deleteCookie(c, sent_to, entry.kept)
      // What pages were kept, and what a script kept. Of a phone that others use, the cookies too: half a booking may be
      // among them. On one's own, language and calm view stay as they were.
      const shared = c.var.person?.shared_device
      c.header('Clear-Site-Data', shared ? '"cache", "storage", "cookies"' : '"cache", "storage"')
      c.header('Cache-Control', 'no-store')
      return c.redirect(paths.home(), 303)
    })
}
