import { cached, changed } from '../../kit/cache.ts'
import { localDay } from '../../kit/dates.ts'
import { check, said, type Typed, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import { createPlace, type FactSaid, saveFacts, savePlace } from './actions.ts'
import { type FactTyped, factsTyped, placeForm, placeTyped, type Visit, visitForm } from './forms.ts'
import { PlacePage } from './pages/place.tsx'
import { TeamFactsPage, type VisitTyped } from './pages/team-facts.tsx'
import { TeamPlacesPage } from './pages/team-list.tsx'
import { TeamPlacePage, typedOf } from './pages/team-place.tsx'
import { comingAt, countPlaces, doorOf, factsOf, type Place, placeById, placesByName } from './queries.ts'
import { doorRoutes } from './routes-door.tsx'
import type { MergedFact } from './rules.ts'

const placeIn = async (c: Ctx): Promise<Place | undefined> => {
  const id = idIn(c)
  return id ? placeById(c.var.db, id) : undefined
}
const dayOf = (c: Ctx) => ({
  today: localDay(c.var.now),
  fades_after_days: c.var.config.fact_fades_after_days,
})
const justSaved = (c: Ctx) => c.req.query('saved') === '1'

// Only what was changed is signed again, unless they looked at everything.
function toSave(facts: MergedFact[], typed: FactTyped[], visit: Visit, again: boolean): FactSaid[] {
  const heard = new Map(facts.map((fact) => [fact.code as string, fact.said]))
  return typed
    .filter(({ fact, answer, detail }) => {
      const before = heard.get(fact)
      if (answer === 'not_checked') return Boolean(before)
      return again || answer !== before?.answer || detail !== (before?.detail ?? '')
    })
    .map((each) => ({ ...each, ...visit }))
}

const asTyped = (facts: MergedFact[]): FactTyped[] =>
  facts.map(({ code, said: before }) => ({
    fact: code,
    answer: before?.answer ?? 'not_checked',
    detail: before?.detail ?? '',
  }))
const visitTyped = (typed: Typed): VisitTyped => ({
  checked_by: said(typed, 'checked_by'),
  checked_by_name: said(typed, 'checked_by_name'),
  checked_on: said(typed, 'checked_on'),
  again: said(typed, 'again') === 'all',
})

/** The page of a place, and the team's rooms for places and their access facts. */
export const placeRoutes = () =>
  routes()
    .route('/', doorRoutes())
    .get(paths.place(':id'), anyone, cached(20), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const { db, now } = c.var
      const facts = await factsOf(db, { place_id: place.id })
      const coming = await comingAt(db, place.id, now)
      const door = await doorOf(db, place)
      return show(c, <PlacePage {...{ place, door, facts, coming, now }} {...dayOf(c)} />)
    })
    .get(paths.teamPlaces(), can('look_at_the_offer'), async (c) => {
      const asked = c.req.query('q')?.trim().slice(0, 100) ?? ''
      const places = await placesByName(c.var.db, asked, 50)
      return show(c, <TeamPlacesPage places={places} asked={asked} of={await countPlaces(c.var.db)} />)
    })
    .get(paths.teamNewPlace(), can('change_the_offer'), (c) =>
      show(c, <TeamPlacePage place={null} typed={placeTyped({})} problems={{}} />),
    )
    .post(paths.teamNewPlace(), can('change_the_offer'), async (c) => {
      const typed = placeTyped(await typedIn(c))
      const { value, problems } = check(placeForm, typed)
      const again = (what: Record<string, string>) =>
        show(c, <TeamPlacePage place={null} typed={typed} problems={what} />, 422)
      if (problems) return again(problems)
      const { id, was } = await createPlace(c.var.db, value, c.var.now)
      if (was === 'already-there') return again({ name: was })
      changed()
      return c.redirect(`${paths.teamPlace(id)}?saved=1`, 303)
    })
    .get(paths.teamPlace(':id'), can('look_at_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      return show(
        c,
        <TeamPlacePage place={place} typed={typedOf(place)} problems={{}} saved={justSaved(c)} />,
      )
    })
    .post(paths.teamPlace(':id'), can('change_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const typed = placeTyped(await typedIn(c))
      const { value, problems } = check(placeForm, typed)
      if (problems) return show(c, <TeamPlacePage {...{ place, typed, problems }} />, 422)
      if ((await savePlace(c.var.db, place.id, value, c.var.now)) === 'gone') return c.notFound()
      changed()
      return c.redirect(`${paths.teamPlace(place.id)}?saved=1`, 303)
    })
    .get(paths.teamPlacePage(':id', 'facts'), can('change_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const facts = await factsOf(c.var.db, { place_id: place.id })
      const visit = {
        checked_by: 'team',
        checked_by_name: c.var.person?.name ?? '',
        checked_on: '',
        again: false,
      }
      const page = { place, facts, visit, typed: asTyped(facts), problems: {}, saved: justSaved(c) }
      return show(c, <TeamFactsPage {...page} {...dayOf(c)} />)
    })
    .post(paths.teamPlacePage(':id', 'facts'), can('change_the_offer'), async (c) => {
      const place = await placeIn(c)
      if (!place) return c.notFound()
      const { today, fades_after_days } = dayOf(c)
      const form = await typedIn(c)
      const facts = await factsOf(c.var.db, { place_id: place.id })
      const typed = factsTyped(form, place.kind)
      const visit = visitTyped(form)
      const { value, problems } = check(visitForm, visit)
      const answer = problems
        ? null
        : await saveFacts(c.var.db, { place_id: place.id }, toSave(facts, typed, value, visit.again), today)
      if (answer === 'gone') return c.notFound()
      if (answer === 'saved') {
        changed()
        return c.redirect(`${paths.teamPlacePage(place.id, 'facts')}?saved=1`, 303)
      }
      const field = answer === 'nobody-named' ? 'checked_by_name' : 'checked_on'
      const wrong = problems ?? { [field]: answer ?? 'not-a-day' }
      const page = { place, facts, typed, visit, problems: wrong, today, fades_after_days }
      return show(c, <TeamFactsPage {...page} />, 422)
    })
