import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { PlaceTyped } from '../forms.ts'
import type { Place } from '../queries.ts'
import { place_kinds } from '../rules.ts'
import { kindWords } from './team-list.tsx'

const words: Record<string, () => string> = {
  'no-name': () => t('Write the name of the place'),
  'no-kind': () => t('Choose what kind of place it is'),
  'too-long': () => t('Use fewer words here'),
  'not-a-postcode': () => t('Check the postcode. It should be like M33 7ZF'),
  'not-a-website': () => t('Start the website with https://'),
  'not-minutes': () => t('Write the minutes as a number from 1 to 90'),
  'stop-in-part': () => t('Write the stop, its kind and the minutes, or none of them'),
  'already-there': () => t('We have a place of this name and postcode already'),
}
const said = (problems: Problems): Problems =>
  Object.fromEntries(
    Object.entries(problems).map(([field, code]) => [field, words[code]?.() ?? t('Check this answer')]),
  )

/** What a kept place says, as the form would have it typed. */
export const typedOf = (place: Place): PlaceTyped => ({
  name: place.name,
  kind: place.kind,
  street: place.street ?? '',
  town: place.town ?? '',
  postcode: place.postcode ?? '',
  about: place.about ?? '',
  phone: place.phone ?? '',
  website: place.website ?? '',
  step_1: place.landmark_steps[0] ?? '',
  step_2: place.landmark_steps[1] ?? '',
  step_3: place.landmark_steps[2] ?? '',
  stop_name: place.stop_name ?? '',
  stop_kind: place.stop_kind ?? '',
  stop_minutes: place.stop_minutes === null ? '' : String(place.stop_minutes),
})

type Fields = { typed: PlaceTyped; problems: Problems }

const Where = ({ typed, problems }: Fields) => (
  <>
    <Field name="name" label={t('Name of the place')} value={typed.name} problem={problems.name} required />
    <Select
      name="kind"
      label={t('What kind of place is it?')}
      chosen={typed.kind}
      problem={problems.kind}
      options={[
        { value: '', label: t('Choose one') },
        ...place_kinds.map((kind) => ({ value: kind, label: kindWords(kind) })),
      ]}
    />
    <Field
      name="street"
      label={t('Street')}
      value={typed.street}
      problem={problems.street}
      required={false}
    />
    <Field
      name="town"
      label={t('Town')}
      value={typed.town}
      problem={problems.town}
      width="medium"
      required={false}
    />
    <Field
      name="postcode"
      label={t('Postcode')}
      hint={t('With it we work out how far away it is, and the nearest tram or train.')}
      value={typed.postcode}
      problem={problems.postcode}
      width="short"
      required={false}
    />
    <Field
      name="phone"
      label={t('Phone of the place')}
      type="tel"
      value={typed.phone}
      problem={problems.phone}
      width="medium"
      required={false}
    />
    <Field
      name="website"
      label={t('Website')}
      type="url"
      value={typed.website}
      problem={problems.website}
      required={false}
    />
    <Field
      name="about"
      label={t('About the place, in a sentence or two')}
      rows={3}
      value={typed.about}
      problem={problems.about}
      required={false}
    />
  </>
)

const Way = ({ typed, problems }: Fields) => (
  <>
    <h2>{t('The way there')}</h2>
    <p>{t('Three steps, by things you can see. Start at the stop or the car park.')}</p>
    <Field
      name="step_1"
      rows={2}
      label={t('First')}
      value={typed.step_1}
      problem={problems.step_1}
      required={false}
    />
    <Field
      name="step_2"
      rows={2}
      label={t('Next')}
      value={typed.step_2}
      problem={problems.step_2}
      required={false}
    />
    <Field
      name="step_3"
      rows={2}
      label={t('Last')}
      value={typed.step_3}
      problem={problems.step_3}
      required={false}
    />
    <Field
      name="stop_name"
      label={t('Nearest stop')}
      hint={t('Leave it empty and we look for the nearest tram or train.')}
      value={typed.stop_name}
      problem={problems.stop_name}
      width="medium"
      required={false}
    />
    <Radios
      name="stop_kind"
      legend={t('What stops there?')}
      inline
      chosen={typed.stop_kind}
      options={[
        { value: 'bus', label: t('Bus') },
        { value: 'tram', label: t('Tram') },
        { value: 'train', label: t('Train') },
        { value: '', label: t('Not said') },
      ]}
    />
    <Field
      name="stop_minutes"
      label={t('Minutes on foot from the stop')}
      inputmode="numeric"
      value={typed.stop_minutes}
      problem={problems.stop_minutes}
      width="short"
      required={false}
    />
  </>
)

type Props = Fields & { place: Place | null; saved?: boolean }

/** One place, to add or to change. Its access facts have a page of their own. */
export const TeamPlacePage = ({ place, typed, problems: codes, saved }: Props): VNode => {
  const problems = said(codes)
  return (
    <Page
      title={place ? t('Change {{place}}', { place: place.name }) : t('Add a place')}
      room="team"
      problems={problems}
      status={saved && t('Saved. Families see it now.')}
      back={{ href: paths.teamPlaces(), label: t('Places') }}
    >
      {place && (
        <div class="actions">
          <ButtonLink href={paths.teamPlacePage(place.id, 'facts')} kind="plain">
            {t('What it is like there')}
          </ButtonLink>
          <ButtonLink href={paths.teamPlacePage(place.id, 'photo')} kind="plain">
            {place.door_photo ? t('The photo of its door') : t('Add a photo of its door')}
          </ButtonLink>
          <ButtonLink href={paths.place(place.id)} kind="plain">
            {t('See it as families do')}
          </ButtonLink>
        </div>
      )}
      <form method="post" action={place ? paths.teamPlace(place.id) : paths.teamNewPlace()} novalidate>
        <Where typed={typed} problems={problems} />
        <Way typed={typed} problems={problems} />
        <Button>{place ? t('Save this place') : t('Add this place')}</Button>
      </form>
    </Page>
  )
}
