import { typedIn } from '../../kit/forms.ts'
import { newId } from '../../kit/ids.ts'
import type { Later } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, routes, show } from '../../kit/web.ts'
import { deliver_messages } from '../messages/index.ts'
import { howToReach } from '../people/index.ts'
import { hasLead, tellConcern } from './actions.ts'
import { concernIn } from './forms.ts'
import { ConcernPage, ConcernSentPage, ConcernTooManyPage } from './pages/tell.tsx'
import { pageWithoutIds } from './rules.ts'

// Nothing of it stays on the device: not in a cache, nor for the Back button to bring up again.
const nothingKept = (c: Ctx) => c.header('Cache-Control', 'no-store')

const cameFrom = (c: Ctx, address: string | undefined) =>
  pageWithoutIds(address, [new URL(c.req.url).origin, c.var.config.origin])

/** Telling us about a worry: no sign-in, one question, kept once however often the form is sent. */
export const tellRoutes = ({ later }: { later: Later }) =>
  routes()
    .get(paths.concern(), anyone, async (c) => {
      nothingKept(c)
      const has_lead = await hasLead(c.var.db)
      if (c.req.query('sent') === 'yes') return show(c, <ConcernSentPage has_lead={has_lead} />)
      const from_page = cameFrom(c, c.req.header('referer')) ?? ''
      return show(c, <ConcernPage form={{ form_key: newId(), from_page }} has_lead={has_lead} me={me(c)} />)
    })
    .post(paths.concern(), anyone, async (c) => {
      nothingKept(c)
      const { db, keys, now } = c.var
      const { form, problems } = concernIn(await typedIn(c))
      const has_lead = await hasLead(db)
      if (problems) return show(c, <ConcernPage {...{ form, problems, has_lead }} me={me(c)} />, 422)
      const told = await tellConcern(db, {
        form,
        from_page: cameFrom(c, form.from_page || undefined),
        teller: form.it_is_me ? await tellerOf(c) : null,
        keys,
        now,
      })
      if (told === 'too-many') return show(c, <ConcernTooManyPage form={form} />, 429)
      await later(db, deliver_messages)
      return c.redirect(`${paths.concern()}?sent=yes`, 303)
    })

const me = (c: Ctx) => (c.var.person ? { name: c.var.person.name } : null)

// Sealed with the rest: no table says in clear who told us of a worry.
async function tellerOf(c: Ctx): Promise<string | null> {
  const { person, db } = c.var
  if (!person) return null
  const reach = await howToReach(db, person.id)
  return [person.name, reach?.send_to].filter(Boolean).join(', ') || null
}
