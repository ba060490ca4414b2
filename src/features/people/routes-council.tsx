// The council's own sign-on: begun and ended by a button, so that no link signs anybody in.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { contactIn } from '../../kit/contact.ts'
import { said, typedIn } from '../../kit/forms.ts'
import { logFault } from '../../kit/jobs.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, routes, safeReturn, secret_link, show } from '../../kit/web.ts'
import { signIn } from './actions-sign-in.ts'
import { askingIn, openCouncil, sealedAsking } from './council.ts'
import type { Entry } from './entry.tsx'
import { CouncilBackPage, CouncilGoPage, CouncilNotPage } from './pages/council.tsx'
import { staffWith } from './queries.ts'

export function councilRoutes(entry: Entry) {
  const { config } = entry
  const settings = config.council
  const council = settings && openCouncil(settings, config.origin, paths.councilSignIn('back'))
  const cookie = entry.cookie('council')
  const not = async (c: Ctx) => {
    await entry.refused(c, 'council sign-on refused')
    return show(c, <CouncilNotPage />, 422)
  }

  return routes()
    .post(paths.councilSignIn(), anyone, async (c) => {
      if (!council || !settings) return c.notFound()
      const come_back = safeReturn(said(await typedIn(c), 'return'), '')
      try {
        const { href, asked } = await council.ask(come_back, c.var.now)
        setCookie(c, cookie, sealedAsking(asked, config.secret), { ...entry.kept, maxAge: 600 })
        return show(c, <CouncilGoPage council={settings.name} href={href} />)
      } catch (fault) {
        logFault('people/council')(fault)
        return show(c, <CouncilNotPage />, 503)
      }
    })
    .get(paths.councilSignIn('back'), secret_link, (c) => {
      if (!settings) return c.notFound()
      if (!askingIn(getCookie(c, cookie), config.secret, c.var.now)) return show(c, <CouncilNotPage />, 404)
      return show(
        c,
        <CouncilBackPage council={settings.name} query={new URL(c.req.url).searchParams.toString()} />,
      )
    })
    .post(paths.councilSignIn('back'), secret_link, async (c) => {
      const { db, now } = c.var
      const asked = askingIn(getCookie(c, cookie), config.secret, now)
      deleteCookie(c, cookie, entry.kept)
      if (!council || !asked) return not(c)
      const refused = await entry.tooMany(c, 'askings_of_network', paths.signIn())
      if (refused) return refused
      const says = await council.answer(said(await typedIn(c), 'query'), asked)
      const contact = says && contactIn(says.email)
      const person_id = contact && (await staffWith(db, contact.send_to))
      if (!says || !person_id) return not(c)
      const fresh = await signIn(db, { person_id, shared: false, now, second_factor: says.second })
      return entry.arrive(c, fresh, { person_id, come_back: asked.come_back })
    })
}
