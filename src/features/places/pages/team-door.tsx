import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { describedBy, Field, Hidden, Problem } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Door, Place } from '../queries.ts'
import { DoorPhoto } from '../words.tsx'

const sentences: Record<string, () => string> = {
  'no-picture': () => t('Choose a photo of the door'),
  'not-a-picture': () => t('We could not open that photo. Send a JPEG, PNG or WebP photo'),
  'too-large': () => t('That photo is too large. Send a smaller copy of it'),
  'choose-again': () => t('Choose the photo again. We could not keep it'),
  'no-words': () => t('Write what matters for finding the door'),
  'too-long': () => t('Use fewer words here'),
}
const said = (problems: Problems): Problems =>
  Object.fromEntries(
    Object.entries(problems).map(([field, code]) => [field, sentences[code]?.() ?? t('Check this answer')]),
  )

const done_words = {
  up: () => t('Saved. Thank you. Families see this door now.'),
  down: () => t('The photo is taken down. We kept no copy.'),
}
/** What was just done, as the address says it. */
export type DoorDone = keyof typeof done_words
const statusOf = (done: string | undefined) => (done === 'up' || done === 'down') && done_words[done]()

// A label reading "Choose a photo" is the whole tool: the browser's own box offers the camera on a phone.
const PhotoBox = ({ label, problem }: { label: string; problem?: string }) => (
  <div class={problem ? 'field has-problem' : 'field'}>
    <label for="photo">{label}</label>
    <p class="hint" id="photo-hint">
      {t('Stand where families will stand. No people in it, please. Up to 12 megabytes.')}
    </p>
    {problem && <Problem name="photo">{problem}</Problem>}
    <input
      class="input full"
      id="photo"
      name="photo"
      type="file"
      accept="image/*"
      aria-describedby={describedBy('photo', true, problem)}
      aria-invalid={problem ? 'true' : undefined}
    />
  </div>
)

const TakeDown = ({ action }: { action: string }) => (
  <section>
    <h2>{t('Is this photo wrong?')}</h2>
    <form method="post" action={action}>
      <Hidden name="act" value="take-down" />
      <Button kind="warn">{t('Take the photo down')}</Button>
    </form>
  </section>
)

type Props = { place: Place; door: Door | null; words: string; problems: Problems; done?: string }

/** Where the team adds a photo of a door, puts its words right, or takes it down. */
export function TeamDoorPage({ place, door, words, problems: codes, done }: Props): VNode {
  const problems = said(codes)
  const action = paths.teamPlacePage(place.id, 'photo')
  return (
    <Page
      title={t('The door of {{place}}', { place: place.name })}
      room="team"
      problems={problems}
      status={statusOf(done)}
      back={{ href: paths.teamPlace(place.id), label: place.name }}
    >
      {door ? (
        <figure class="door-photo">
          <DoorPhoto door={door} />
          <figcaption>{door.words}</figcaption>
        </figure>
      ) : (
        <p>{t('There is no photo yet. Seeing the door first makes it easier to come.')}</p>
      )}
      <p>{t('We make the photo smaller, and take out where and when it was taken.')}</p>
      <form method="post" action={action} enctype="multipart/form-data" novalidate>
        <PhotoBox
          label={door ? t('Another photo, in place of this one') : t('Photo of the door')}
          problem={problems.photo}
        />
        <Field
          name="words"
          rows={2}
          label={t('What matters for finding the door')}
          hint={t('For someone who cannot see the photo. Like “A blue door with a ramp, left of the café”.')}
          value={words}
          problem={problems.words}
          required
        />
        <Button>{t('Save the door')}</Button>
      </form>
      {door && <TakeDown action={action} />}
      <p>
        <ButtonLink href={paths.place(place.id)} kind="plain">
          {t('See it as families do')}
        </ButtonLink>
      </p>
    </Page>
  )
}
