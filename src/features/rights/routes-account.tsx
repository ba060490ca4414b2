// A person's own rights: see, take a copy, see who looked, delete.
import { deleteCookie } from 'hono/cookie'
import type { Holding } from '../../kit/holdings.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, routes, show, signed_in_afresh } from '../../kit/web.ts'
import { speak, t } from '../../kit/words.ts'
import { type Forgetting, forgetPerson, noteDownload } from './actions.ts'
import { OpenedPage } from './pages/opened.tsx'
import { byKind, DeletedPage, DeletePage, RecordPage } from './pages/record.tsx'
import { openedOf } from './queries.ts'

export type Given = {
  holdings: readonly Holding[]
  list: string
  places_held: (c: Ctx, person_id: string) => Promise<number>
}

/** The pages of a person's own rights. */
export function accountRoutes({ holdings, list, places_held }: Given) {
  const me = (c: Ctx) => c.var.person!.id
  const heldBy = async (c: Ctx) => {
    const { db, keys, now } = c.var
    const parts: Awaited<ReturnType<Holding['of']>>[] = []
    for (const holding of holdings) parts.push(await holding.of({ db, keys, now }, me(c)))
    return speak(c.var.site.language, () => parts.toReversed().flatMap((said) => said()))
  }
  const forgetting = (c: Ctx): Forgetting => ({
    db: c.var.db,
    keys: c.var.keys,
    now: c.var.now,
    holdings,
    list,
  })
  const going = async (c: Ctx) => ({
    goes: byKind(await heldBy(c)).map(([kind, things]): [string, number] => [kind, things.length]),
    places: await places_held(c, me(c)),
  })

  return routes()
    .get(paths.account('record'), signed_in_afresh, async (c) =>
      show(c, <RecordPage held={await heldBy(c)} />),
    )
    .post(paths.account('record/download'), signed_in_afresh, async (c) => {
      const held = await heldBy(c)
      await noteDownload(c.var.db, { person_id: me(c), now: c.var.now })
      const file = speak(c.var.site.language, () => ({
        [t('What this is')]: t('What we hold about you'),
        [t('Made')]: c.var.now.toISOString(),
        [t('Records')]: held.map(({ kind, facts }) => ({
          [t('What')]: kind,
          ...Object.fromEntries(facts.map(({ term, value }) => [term, value])),
        })),
      }))
      return c.body(`${JSON.stringify(file, null, 2)}\n`, 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="what-we-hold.json"',
      })
    })
    .get(paths.account('opened'), signed_in_afresh, async (c) => {
      return show(c, <OpenedPage opened={await openedOf(c.var.db, me(c))} />)
    })
    .get(paths.account('delete'), signed_in_afresh, async (c) =>
      show(c, <DeletePage {...(await going(c))} />),
    )
    .post(paths.account('delete'), signed_in_afresh, async (c) => {
      const answer = await forgetPerson(forgetting(c), me(c))
      if (answer !== 'forgotten') return show(c, <DeletePage {...(await going(c))} refusal={answer} />, 422)
      // Every cookie of ours on this device: the sign-in, and what was typed on the way to a booking.
      c.header('Clear-Site-Data', '"cookies", "storage"')
      for (const name of ['sign_in', '__Host-sign_in'])
        deleteCookie(c, name, { path: '/', secure: name.startsWith('__') })
      return c.redirect(paths.account('deleted'), 303)
    })
    .get(paths.account('deleted'), anyone, (c) => show(c, <DeletedPage />))
}
