import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../../config.ts'
import type { Database, Db } from '../../kit/db.ts'
import { said, typedIn } from '../../kit/forms.ts'
import type { Later } from '../../kit/jobs.ts'
import { isAddress } from '../../kit/mail.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, routes, safeReturn, show } from '../../kit/web.ts'
import { deliver_messages, newestTo } from '../messages/index.ts'
import { sendCode, sign_in_code, signOut } from './actions.ts'
import { type Auth, openAuth } from './auth.ts'
import { CodePage, SignInPage } from './pages.tsx'
import { personWithContact } from './queries.ts'
import { code_minutes, digitsIn, foldedEmail } from './rules.ts'
import { cookieName, isSecure, tokenIn } from './sign-in-cookie.ts'

/** What other features do when somebody has just proved that a contact is theirs: after a right code. */
type AfterSignIn = (db: Db, person_id: string, now: Date) => Promise<void>
type Given = { database: Database; config: Config; later: Later; after_sign_in?: AfterSignIn }

// An answer that comes sooner for a stranger would say who is known. Nobody is answered sooner than this.
const answer_takes = 250
const atLeast = async <T,>(milliseconds: number, work: Promise<T>): Promise<T> =>
  (await Promise.all([work, new Promise((done) => setTimeout(done, milliseconds))]))[0]

/** Signing in by an emailed code, and signing out. Nothing happens on GET. */
export function peopleRoutes({ database, config, later, after_sign_in }: Given) {
  let opened: Promise<Auth> | undefined
  const auth = () => {
    opened ??= openAuth(database, config).catch((fault) => {
      opened = undefined
      throw fault
    })
    return opened
  }

  const sent_to = cookieName(config, 'code_sent_to')
  const kept = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(config) } as const
  const sentTo = (c: Ctx) => {
    const email = Buffer.from(getCookie(c, sent_to) ?? '', 'base64url').toString()
    return isAddress(email) ? email : null
  }

  // The code on the page is for whoever builds here; in production nobody but the mailbox sees it.
  const shownCode = async (c: Ctx, email: string): Promise<string | undefined> => {
    if (config.production) return undefined
    const since = new Date(c.var.now.getTime() - code_minutes * 60_000)
    const message = await newestTo(c.var.db, { kind: sign_in_code, send_to: email, since })
    return (message?.about as { code?: string } | undefined)?.code
  }

  const send = async (c: Ctx, email: string) => {
    await sendCode(c.var.db, { email, language: c.var.site.language, now: c.var.now, auth: await auth() })
    await later(c.var.db, deliver_messages)
  }

  return routes()
    .get(paths.signIn(), anyone, (c) => {
      const come_back = safeReturn(c.req.query('return'), paths.team())
      if (c.var.person?.roles.length) return c.redirect(come_back, 303)
      c.header('Cache-Control', 'no-store')
      return show(c, <SignInPage come_back={come_back} />)
    })
    .post(paths.signIn(), anyone, async (c) => {
      const typed = await typedIn(c)
      const come_back = safeReturn(said(typed, 'return'), paths.team())
      const email = foldedEmail(said(typed, 'email'))
      if (!isAddress(email))
        return show(
          c,
          <SignInPage {...{ come_back }} email={said(typed, 'email')} problem="not-an-email" />,
          422,
        )
      await atLeast(answer_takes, send(c, email))
      setCookie(c, sent_to, Buffer.from(email).toString('base64url'), { ...kept, maxAge: 900 })
      const query = new URLSearchParams({
        return: come_back,
        ...(said(typed, 'again') ? { again: 'yes' } : {}),
      })
      return c.redirect(`${paths.signInCode()}?${query}`, 303)
    })
    .get(paths.signInCode(), anyone, async (c) => {
      const come_back = safeReturn(c.req.query('return'), paths.team())
      const email = sentTo(c)
      if (!email) return c.redirect(`${paths.signIn()}?${new URLSearchParams({ return: come_back })}`, 303)
      c.header('Cache-Control', 'no-store')
      const again = c.req.query('again') === 'yes'
      return show(c, <CodePage {...{ email, come_back, again }} shown_code={await shownCode(c, email)} />)
    })
    .post(paths.signInCode(), anyone, async (c) => {
      const typed = await typedIn(c)
      const come_back = safeReturn(said(typed, 'return'), paths.team())
      const email = sentTo(c)
      if (!email) return c.redirect(`${paths.signIn()}?${new URLSearchParams({ return: come_back })}`, 303)
      const code = digitsIn(said(typed, 'code'))
      const known =
        code.length === 6
          ? await atLeast(
              answer_takes,
              auth().then((opened) => opened.signIn(email, code)),
            )
          : null
      if (!known) {
        const problem = code.length === 6 ? 'wrong-code' : 'no-code'
        return show(
          c,
          <CodePage {...{ email, come_back, problem }} shown_code={await shownCode(c, email)} />,
          422,
        )
      }
      const person_id = await personWithContact(c.var.db, email)
      if (person_id) await after_sign_in?.(c.var.db, person_id, c.var.now)
      await leave(c, config)
      for (const cookie of known) c.header('Set-Cookie', cookie, { append: true })
      deleteCookie(c, sent_to, kept)
      return c.redirect(come_back, 303)
    })
    .post(paths.signOut(), anyone, async (c) => {
      await leave(c, config)
      deleteCookie(c, cookieName(config, 'sign_in'), kept)
      deleteCookie(c, sent_to, kept)
      return c.redirect(paths.home(), 303)
    })
}

// Whoever was signed in on this device before is not any more.
async function leave(c: Ctx, config: Config): Promise<void> {
  const token = tokenIn(c.req.header('cookie'), config)
  if (token) await signOut(c.var.db, token)
}
