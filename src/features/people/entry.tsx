// What every way of signing in shares: sending a code, judging it within the limits, and letting someone in.
import type { Config } from '../../config.ts'
import { record } from '../../kit/audit.ts'
import type { Contact } from '../../kit/contact.ts'
import type { Database, Db } from '../../kit/db.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { canText } from '../../kit/texts.ts'
import { type Ctx, safeReturn, show } from '../../kit/web.ts'
import { type HeldRole, mayDo } from '../../kit/who-may.ts'
import { deliver_messages, newestTo } from '../messages/index.ts'
import { type CodeAsked, codeOf, sendCode, sign_in_code } from './actions.ts'
import { type Fresh, personProved, signIn, signOut } from './actions-sign-in.ts'
import { type Auth, openAuth } from './auth.ts'
import { linkFor } from './links.ts'
import { TooManyPage } from './pages/sign-in.tsx'
import { rolesOf } from './queries.ts'
import { code_minutes, type Tried } from './rules.ts'
import { cookieKept, cookieName, keepSignIn, tokenIn } from './sign-in-cookie.ts'
import { minutesUntilFree, networkOf, tryOnce } from './tries.ts'

/** What other features do when somebody has just proved that a contact is theirs: after a right code. */
export type AfterSignIn = (db: Db, person_id: string, now: Date) => Promise<void>
export type Given = { database: Database; config: Config; later: Later; after_sign_in?: AfterSignIn }

// An answer that comes sooner for a stranger would say who is known. Nobody is answered sooner than this.
const answer_takes = 250

/** Waits until an answer may be given, however soon the work is done. */
export const notSooner = async <T,>(work: Promise<T>): Promise<T> =>
  (await Promise.all([work, new Promise((done) => setTimeout(done, answer_takes))]))[0]

/** How many tries are left nobody is told; only that there were too many, and when to come back. */
type Judged = 'right' | 'wrong' | { wait_minutes: number }

/** Where someone goes who asked for nothing else: the team to its room, a partner to theirs, a family to its own page. */
export function homeOf(roles: readonly HeldRole[]): string {
  if (mayDo(roles, 'look_at_the_offer')) return paths.team()
  return mayDo(roles, 'see_own_sessions') ? paths.partner() : paths.account()
}

/** The ways of signing in, put together once. */
export function makeEntry({ database, config, later, after_sign_in }: Given) {
  let opened: Promise<Auth> | undefined
  const auth = () => {
    opened ??= openAuth(database, config).catch((fault) => {
      opened = undefined
      throw fault
    })
    return opened
  }

  const entry = {
    config,

    /** Whether a code can go there from here. While developing it is on the page, so everything can. */
    canSend: ({ contact_kind }: Pick<Contact, 'contact_kind'>): boolean =>
      !config.production || (contact_kind === 'email' ? config.smtp_url !== '' : canText(config)),

    /** Sends a fresh code, at the same pace for everyone. */
    async send(c: Ctx, asked: CodeAsked) {
      const { db, now, site } = c.var
      const sending = async () => {
        const how = await sendCode(db, { ...asked, language: site.language, now, auth: await auth() })
        if (how === 'sent') await later(db, deliver_messages)
        return how
      }
      return notSooner(sending())
    },

    /** Counts the try, then judges the code; a right one is not counted. */
    async judge(c: Ctx, asked: CodeAsked, code: string): Promise<Judged> {
      const { db, now } = c.var
      const tries = [
        { what: 'wrong_codes_of_contact', of: asked.contact.send_to, now },
        { what: 'wrong_codes_of_network', of: networkOf(c, config), now },
      ] as const
      const counted: (() => Promise<unknown>)[] = []
      for (const tried of tries) {
        const back = await tryOnce(db, config.secret, tried)
        if (!back) {
          for (const each of counted) await each()
          return { wait_minutes: await minutesUntilFree(db, config.secret, tried) }
        }
        counted.push(back)
      }
      const right = await notSooner(auth().then((open) => open.takeCode(codeOf(asked), code)))
      if (!right) await entry.refused(c)
      else for (const back of counted) await back()
      return right ? 'right' : 'wrong'
    },

    /** Whether something may be tried once more from this network; if not, the page that says when. */
    async tooMany(c: Ctx, what: Tried, back: string): Promise<Response | null> {
      const tried = { what, of: networkOf(c, config), now: c.var.now }
      if (await tryOnce(c.var.db, config.secret, tried)) return null
      const minutes = await minutesUntilFree(c.var.db, config.secret, tried)
      return show(c, <TooManyPage minutes={minutes} back={back} />, 429)
    },

    /** Lets in whoever proved this contact, on this device, and says where they go. */
    async letIn(
      c: Ctx,
      proved: { contact: CodeAsked['contact']; typed?: string; shared: boolean; come_back: string },
    ): Promise<Response> {
      const { db, now } = c.var
      const person_id = await personProved(db, { ...proved, now })
      await after_sign_in?.(db, person_id, now)
      return entry.arrive(c, await signIn(db, { person_id, shared: proved.shared, now }), {
        person_id,
        come_back: proved.come_back,
      })
    },

    /** Gives the cookie of a sign-in just made, ends the one before it on this device, and goes on. */
    async arrive(c: Ctx, fresh: Fresh, { person_id, come_back }: { person_id: string; come_back: string }) {
      await entry.leave(c)
      keepSignIn(c, fresh)
      c.header('Cache-Control', 'no-store')
      return c.redirect(safeReturn(come_back, homeOf(await rolesOf(c.var.db, person_id))), 303)
    },

    /** Whoever was signed in on this device before is not any more. */
    async leave(c: Ctx): Promise<void> {
      const token = tokenIn(c.req.header('cookie'), config)
      if (token) await signOut(c.var.db, token)
    },

    /** Notes in the record that a code or a link was refused: not whose, not where. */
    refused: (c: Ctx, act = 'sign-in refused') =>
      record(c.var.db, { at: c.var.now, person_id: c.var.person?.id ?? null, act }),

    /** The code on the page is for whoever builds here; in production nobody but the mailbox sees it. */
    async shown(c: Ctx, send_to: string): Promise<{ code: string; link: string } | undefined> {
      if (config.production) return undefined
      const since = new Date(c.var.now.getTime() - code_minutes * 60_000)
      const message = await newestTo(c.var.db, { kind: sign_in_code, send_to, since })
      const code = (message?.about as { code?: string } | undefined)?.code
      return code ? { code, link: linkFor({ code, send_to }, config) } : undefined
    },

    after: (c: Ctx, person_id: string) => after_sign_in?.(c.var.db, person_id, c.var.now),
    cookie: (name: 'code_sent_to' | 'council') => cookieName(config, name),
    kept: cookieKept(config),
  }
  return entry
}
export type Entry = ReturnType<typeof makeEntry>
