// The fields of an activity, in the order a family will read them.
import type { VNode } from 'preact'
import { Checkboxes, Radios, Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import type { Problems } from '../../../kit/forms.ts'
import { t } from '../../../kit/words.ts'
import type { ActivityTyped } from '../forms.ts'
import { busy_words, noise_words, themes } from '../rules.ts'
import { adult_words, busy_names, noise_names } from '../words.tsx'
import { optionWords } from '../words-filters.tsx'

type Props = {
  typed: ActivityTyped
  problems: Problems
  seasons: { id: string; name: string }[]
  providers: string[]
}
type Name = keyof ActivityTyped

const Words = ({
  typed,
  problems,
  name,
  ...rest
}: Pick<Props, 'typed' | 'problems'> & {
  name: Name
  label: string
  hint?: string
  rows?: number
  required?: boolean
}) => <Field name={name} value={typed[name]} problem={problems[name]} {...rest} />

const One = ({
  typed,
  problems,
  name,
  legend,
  options,
}: Pick<Props, 'typed' | 'problems'> & { name: Name; legend: string; options: [string, string][] }) => (
  <Radios
    name={name}
    legend={legend}
    inline
    chosen={typed[name]}
    problem={problems[name]}
    options={options.map(([value, label]) => ({ value, label }))}
  />
)

const What = ({ seasons, ...form }: Props) => (
  <fieldset class="form-part">
    <legend>{t('What it is')}</legend>
    <Words {...form} name="title" label={t('Name')} hint={t('Plain words: “Swim together”.')} required />
    <Words
      {...form}
      name="what_you_will_do"
      label={t('What you will do')}
      hint={t('Three short sentences: first, next, last.')}
      rows={4}
    />
    <Select
      name="theme"
      label={t('What is it mostly about?')}
      chosen={form.typed.theme}
      problem={form.problems.theme}
      options={themes.map((theme) => ({ value: theme, label: optionWords('theme', theme) }))}
    />
    <One
      {...form}
      name="kind"
      legend={t('Which kind is it?')}
      options={[
        ['community', t('Community: for every family')],
        ['targeted', t('Targeted support')],
        ['other', t('Something else')],
      ]}
    />
    <Select
      name="season_id"
      label={t('Season')}
      chosen={form.typed.season_id}
      options={[
        { value: '', label: t('None') },
        ...seasons.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
    <Words
      {...form}
      name="story"
      label={t('What will happen, step by step')}
      hint={t('One sentence a line. Each gets a picture.')}
      rows={5}
    />
  </fieldset>
)

const Who = (form: Props) => (
  <fieldset class="form-part">
    <legend>{t('Who it is for')}</legend>
    <div class="two-fields">
      <Words {...form} name="min_age" label={t('Youngest age')} />
      <Words {...form} name="max_age" label={t('Oldest age')} />
    </div>
    <One
      {...form}
      name="siblings"
      legend={t('Brothers and sisters')}
      options={[
        ['welcome', t('Welcome')],
        ['not', t('Not this time')],
      ]}
    />
    <One
      {...form}
      name="adult"
      legend={t('Does an adult stay?')}
      options={[
        ['stays', adult_words.stays()],
        ['may_leave', adult_words.may_leave()],
      ]}
    />
    <Words
      {...form}
      name="practical"
      label={t('What to bring or wear, if it matters')}
      hint={t('One sentence a line.')}
      rows={2}
    />
    <Words
      {...form}
      name="safety"
      label={t('What keeps people safe')}
      hint={t('Such as: You can swim 25 metres. One sentence a line.')}
      rows={2}
    />
    <Words
      {...form}
      name="area_or_age"
      label={t('Area or age')}
      hint={t('One sentence a line. Never a diagnosis, a plan or proof.')}
      rows={2}
    />
  </fieldset>
)

const Like = (form: Props) => (
  <fieldset class="form-part">
    <legend>{t('What it will be like')}</legend>
    <One
      {...form}
      name="busy"
      legend={t('How many people?')}
      options={busy_words.map((word) => [word, busy_names[word]()])}
    />
    <One
      {...form}
      name="noise"
      legend={t('How loud?')}
      options={noise_words.map((word) => [word, noise_names[word]()])}
    />
    <One
      {...form}
      name="leave_and_return"
      legend={t('Can families leave and come back?')}
      options={[
        ['yes', t('Yes')],
        ['no', t('No')],
      ]}
    />
    <Words {...form} name="food" label={t('Food and drink')} rows={2} />
    <Words {...form} name="bring" label={t('What to bring')} rows={2} />
    <One
      {...form}
      name="free"
      legend={t('Is it free?')}
      options={[
        ['yes', t('Free')],
        ['no', t('It costs something')],
      ]}
    />
    <Words {...form} name="cost" label={t('What it costs, in pounds')} />
    <Words {...form} name="cost_note" label={t('More about the cost')} required={false} />
  </fieldset>
)

const People = ({ providers, ...form }: Props) => (
  <fieldset class="form-part">
    <legend>{t('Who runs it')}</legend>
    <One
      {...form}
      name="led_by"
      legend={t('Who leads it?')}
      options={[
        ['provider', t('A local group')],
        ['parents', t('Parents')],
        ['young_people', t('Young people')],
      ]}
    />
    <Words
      {...form}
      name="provider_name"
      label={t('The group’s name')}
      hint={providers.length ? t('The same name is the same group everywhere.') : undefined}
    />
    <Words {...form} name="who_you_will_meet" label={t('Who you will meet')} rows={2} />
    <Words {...form} name="staff_training" label={t('How the staff are trained')} rows={2} />
    <Words {...form} name="safeguarding_lead" label={t('Safeguarding lead')} />
    <Field
      name="background_checks_on"
      type="date"
      width="medium"
      label={t('Background checks seen on')}
      value={form.typed.background_checks_on}
      problem={form.problems.background_checks_on}
    />
    <Words {...form} name="first_aider" label={t('First aider')} />
    <Words {...form} name="phone" label={t('Phone number for families')} />
  </fieldset>
)

const Booking = (form: Props) => (
  <fieldset class="form-part">
    <legend>{t('Booking')}</legend>
    <Checkboxes
      name="drop_in"
      legend={t('No booking')}
      chosen={[form.typed.drop_in]}
      options={[{ value: 'yes', label: t('Families just turn up') }]}
    />
    <Checkboxes
      name="at_home"
      legend={t('At home')}
      chosen={[form.typed.at_home]}
      options={[{ value: 'yes', label: t('It happens at home, by post or online') }]}
    />
    <Checkboxes
      name="one_party_per_family"
      legend={t('One party per family')}
      chosen={[form.typed.one_party_per_family]}
      options={[{ value: 'yes', label: t('Each family may come to one date only') }]}
    />
    <One
      {...form}
      name="places_for"
      legend={t('Who needs a place?')}
      options={[
        ['children', t('Each child or young person')],
        ['everyone', t('Everyone, adults too')],
      ]}
    />
    <Words {...form} name="if_full" label={t('What happens if it is full')} rows={2} />
  </fieldset>
)

/** Every field of an activity, as typed. */
export const ActivityFields = (props: Props): VNode => (
  <>
    <What {...props} />
    <Who {...props} />
    <Like {...props} />
    <People {...props} />
    <Booking {...props} />
  </>
)
