import { said, typedIn } from '../../kit/forms.ts'
import { newId } from '../../kit/ids.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import { addNote, closeConcern, noteRead } from './actions.ts'
import { keyIn } from './forms.ts'
import { LeadConcernPage, LeadConcernsPage, type Stuck } from './pages/lead.tsx'
import { concernsListed, concernWith } from './queries.ts'

const see = can('see_concerns')
const statuses = ['read', 'noted', 'closed'] as const

/** The safeguarding lead's room. Every opening of a concern is in the record of what was done, by the guard. */
export const leadRoutes = () =>
  routes()
    .get(paths.teamConcerns(), see, async (c) =>
      show(c, <LeadConcernsPage concerns={await concernsListed(c.var.db)} now={c.var.now} />),
    )
    .get(paths.teamConcern(':id'), see, async (c) => {
      const status = statuses.find((each) => each === c.req.query('done'))
      return (await page(c, { status })) ?? c.notFound()
    })
    .post(paths.teamConcern(':id', 'read'), see, async (c) => {
      const id = idIn(c)
      if (!id || !(await noteRead(c.var.db, { id, ...by(c) }))) return c.notFound()
      return c.redirect(`${paths.teamConcern(id)}?done=read`, 303)
    })
    .post(paths.teamConcern(':id', 'notes'), see, async (c) => {
      const id = idIn(c)
      if (!id) return c.notFound()
      const typed = await typedIn(c)
      const words = said(typed, 'note')
      const answer = await addNote(c.var.db, {
        ...{ id, words, form_key: keyIn(typed), keys: c.var.keys },
        ...by(c),
      })
      if (answer === 'added') return c.redirect(`${paths.teamConcern(id)}?done=noted`, 303)
      return (await page(c, { stuck: { field: 'note', refusal: answer, words } })) ?? c.notFound()
    })
    .post(paths.teamConcern(':id', 'close'), see, async (c) => {
      const id = idIn(c)
      if (!id) return c.notFound()
      const words = said(await typedIn(c), 'outcome')
      const answer = await closeConcern(c.var.db, { id, words, keys: c.var.keys, ...by(c) })
      if (answer === 'closed') return c.redirect(`${paths.teamConcern(id)}?done=closed`, 303)
      return (await page(c, { stuck: { field: 'outcome', refusal: answer, words } })) ?? c.notFound()
    })

const by = (c: Ctx) => ({ person_id: c.var.person!.id, now: c.var.now })

async function page(c: Ctx, said: { status?: (typeof statuses)[number]; stuck?: Stuck }) {
  const id = idIn(c)
  const found = id ? await concernWith(c.var.db, id) : undefined
  if (!found) return null
  const { concern, notes } = found
  const open = (sealed: string | null) => c.var.keys.open(concern.id, sealed)
  const opened = {
    ...concern,
    words: open(concern.words_sealed),
    about: open(concern.about_sealed),
    contact: open(concern.contact_sealed),
    teller: open(concern.teller_sealed),
    outcome: open(concern.outcome_sealed),
    notes: notes.map((note) => ({ ...note, words: open(note.words_sealed) })),
  }
  const props = { concern: opened, form_key: newId(), now: c.var.now, ...said }
  return show(c, <LeadConcernPage {...props} />, said.stuck ? 422 : 200)
}
