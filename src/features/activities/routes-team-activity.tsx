import { check, type Problems, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { type Ctx, can, idIn, routes, show } from '../../kit/web.ts'
import { speak, t } from '../../kit/words.ts'
import { type ActivityWords, copyActivity, createActivity, saveActivity } from './actions.ts'
import { publish } from './actions-sessions.ts'
import {
  type ActivityForm,
  type ActivityTyped,
  activityForm,
  activityTyped,
  requirementsIn,
} from './forms.ts'
import { ActivityRoom, activityAsTyped, NewActivityPage, PublishDraftsPage } from './pages/team-activity.tsx'
import { type Activity, activityById, aroundActivity } from './queries.ts'
import { datesOf, providerNames, seasonsAll, type TeamSession } from './queries-team.ts'
import { missingFromActivity } from './rules.ts'

const lists = async (c: Ctx) => ({
  seasons: await seasonsAll(c.var.db),
  providers: await providerNames(c.var.db),
})

// What a new activity starts from: the commonest answers, and the team's own phone.
const blank = (c: Ctx): ActivityTyped => ({
  ...activityTyped({}),
  theme: 'meet',
  kind: 'community',
  led_by: 'provider',
  places_for: 'children',
  free: 'yes',
  phone: c.var.config.area.phone,
})

function wordsIn(form: ActivityForm): ActivityWords {
  const { free, cost, provider_name, safeguarding_lead, background_checks_on, first_aider } = form
  const { practical, safety, area_or_age, story, ...rest } = form
  const { free: _free, cost: _cost, provider_name: _name, safeguarding_lead: _lead, ...more } = rest
  const { background_checks_on: _on, first_aider: _aider, ...record } = more
  return {
    record: { ...record, cost_pence: free === 'yes' ? 0 : free === 'no' ? cost : null },
    provider: provider_name
      ? { name: provider_name, safeguarding_lead, background_checks_on, first_aider }
      : null,
    requirements: requirementsIn(form),
    story,
  }
}

const withActivity = (answer: (c: Ctx, activity: Activity) => Promise<Response>) => async (c: Ctx) => {
  const id = idIn(c)
  const activity = id ? await activityById(c.var.db, id) : undefined
  return activity ? answer(c, activity) : c.notFound()
}

async function room(
  c: Ctx,
  activity: Activity,
  again?: { typed: ActivityTyped; problems: Problems },
): Promise<Response> {
  const { db, now } = c.var
  const around = await aroundActivity(db, activity)
  const props = {
    activity,
    typed: again?.typed ?? activityAsTyped({ activity, ...around }),
    problems: again?.problems ?? {},
    dates: await datesOf(db, activity.id, now),
    lacks: missingFromActivity(activity),
    saved: again ? null : (c.req.query('done') ?? null),
    now,
    ...(await lists(c)),
  }
  return show(c, <ActivityRoom {...props} />, again ? 422 : 200)
}

// A season that was deleted while the form was open is the only row a form can name and miss.
async function formIn(c: Ctx) {
  const typed = activityTyped(await typedIn(c))
  const { value, problems } = check(activityForm, typed)
  if (problems) return { typed, problems }
  const known =
    !value.season_id || (await seasonsAll(c.var.db)).some((season) => season.id === value.season_id)
  return known ? { typed, value } : { typed, problems: { season_id: 'no-season' } }
}

const draftsAmong = (dates: TeamSession[], now: Date) =>
  dates.filter(
    (date) => !date.published_at && !date.withdrawn_at && !date.cancelled_at && date.starts_at > now,
  )

async function publishDrafts(c: Ctx, activity: Activity): Promise<Response> {
  const { db, now } = c.var
  for (const date of draftsAmong(await datesOf(db, activity.id, now), now)) await publish(db, date.id, now)
  return c.redirect(`${paths.teamActivity(activity.id)}?done=published`, 303)
}

/** Making and changing activities. */
export const teamActivityRoutes = () =>
  routes()
    .get(paths.teamNewActivity(), can('change_the_offer'), async (c) =>
      show(c, <NewActivityPage typed={blank(c)} problems={{}} {...(await lists(c))} />),
    )
    .post(paths.teamNewActivity(), can('change_the_offer'), async (c) => {
      const { typed, value, problems } = await formIn(c)
      if (!value) return show(c, <NewActivityPage {...{ typed, problems }} {...(await lists(c))} />, 422)
      const id = await createActivity(c.var.db, wordsIn(value), c.var.now)
      return c.redirect(`${paths.teamActivity(id)}?done=created`, 303)
    })
    .get(paths.teamActivity(':id'), can('look_at_the_offer'), withActivity(room))
    .post(
      paths.teamActivity(':id'),
      can('change_the_offer'),
      withActivity(async (c, activity) => {
        const { typed, value, problems } = await formIn(c)
        if (!value) return room(c, activity, { typed, problems })
        await saveActivity(c.var.db, activity.id, wordsIn(value), c.var.now)
        return c.redirect(`${paths.teamActivity(activity.id)}?done=saved`, 303)
      }),
    )
    .post(
      paths.teamActivityPage(':id', 'copy'),
      can('change_the_offer'),
      withActivity(async (c, activity) => {
        const title = speak(c.var.site.language, () => t('{{title}} (copy)', { title: activity.title }))
        const copy = await copyActivity(c.var.db, activity.id, title.slice(0, 100), c.var.now)
        return copy === 'gone' ? c.notFound() : c.redirect(`${paths.teamActivity(copy)}?done=copied`, 303)
      }),
    )
    .get(
      paths.teamActivityPage(':id', 'publish'),
      can('publish'),
      withActivity(async (c, activity) => {
        const { db, now } = c.var
        const dates = draftsAmong(await datesOf(db, activity.id, now), now)
        return show(c, <PublishDraftsPage {...{ activity, dates, now }} />)
      }),
    )
    .post(paths.teamActivityPage(':id', 'publish'), can('publish'), withActivity(publishDrafts))
