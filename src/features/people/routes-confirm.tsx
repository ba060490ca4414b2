import { said, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, routes, safeReturn, show, signed_in } from '../../kit/web.ts'
import { needs_second_factor } from '../../kit/who-may.ts'
import type { CodeAsked } from './actions.ts'
import { renew } from './actions-sign-in.ts'
import { type Entry, homeOf } from './entry.tsx'
import { ConfirmPage } from './pages/confirm.tsx'
import { TooManyPage } from './pages/sign-in.tsx'
import { contactsOf, factorsOf } from './queries.ts'
import { digitsIn, type Refusal } from './rules.ts'
import { keepSignIn } from './sign-in-cookie.ts'

/** Showing again that it is them, by a fresh code to a contact of theirs, before anything private. */
export function confirmRoutes(entry: Entry) {
  const asking = async (c: Ctx): Promise<CodeAsked | null> => {
    const person = c.var.person!
    const contacts = (await contactsOf(c.var.db, person.id))
      .map(({ kind, send_to }) => ({ contact_kind: kind, send_to }))
      .filter(entry.canSend)
    const contact = contacts.find(({ contact_kind }) => contact_kind === 'email') ?? contacts[0]
    return contact ? { contact, purpose: 'confirm', sign_in_id: person.sign_in_id } : null
  }
  const backIn = (c: Ctx, asked: string | undefined) => safeReturn(asked, homeOf(c.var.person!.roles))

  // Whoever has a second step shows that instead: a code by email alone is not enough for what they may open.
  const showsSecond = async (c: Ctx): Promise<boolean> =>
    c.var.person!.roles.some(({ role }) => needs_second_factor.includes(role)) &&
    (await factorsOf(c.var.db, c.var.person!.id)).length > 0

  type Look = { come_back: string; sent: boolean; problem?: Refusal }
  const page = async (c: Ctx, look: Look, status: 200 | 422 = 200) => {
    const asked = await asking(c)
    const send_to = asked?.contact.send_to ?? null
    const shown = look.sent && send_to ? await entry.shown(c, send_to) : undefined
    return show(c, <ConfirmPage {...look} send_to={send_to} shown={shown && { code: shown.code }} />, status)
  }

  return routes()
    .get(paths.signInConfirm(), signed_in, async (c) => {
      const come_back = backIn(c, c.req.query('return'))
      if (await showsSecond(c))
        return c.redirect(`${paths.secondStep()}?return=${encodeURIComponent(come_back)}`, 303)
      return page(c, { come_back, sent: c.req.query('sent') === 'yes' })
    })
    .post(paths.signInConfirm(), signed_in, async (c) => {
      const typed = await typedIn(c)
      const come_back = backIn(c, said(typed, 'return'))
      const asked = await asking(c)
      if (!asked) return page(c, { come_back, sent: false }, 422)
      if (said(typed, 'send')) {
        await entry.send(c, asked)
        return c.redirect(
          `${paths.signInConfirm()}?${new URLSearchParams({ sent: 'yes', return: come_back })}`,
          303,
        )
      }
      const code = digitsIn(said(typed, 'code'))
      if (code.length !== 6) return page(c, { come_back, sent: true, problem: 'no-code' }, 422)
      const judged = await entry.judge(c, asked, code)
      if (typeof judged === 'object')
        return show(c, <TooManyPage minutes={judged.wait_minutes} back={paths.signInConfirm()} />, 429)
      if (judged === 'wrong') return page(c, { come_back, sent: true, problem: 'wrong-code' }, 422)
      const { person, db, now } = c.var
      const fresh = await renew(db, person!.sign_in_id, { confirmed_at: now })
      if (fresh) keepSignIn(c, fresh)
      await entry.after(c, person!.id)
      return c.redirect(come_back, 303)
    })
}
