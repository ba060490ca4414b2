// Adding, changing and removing somebody to book for.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Problems } from '../forms.ts'
import type { Child } from '../queries.ts'
import { problemSentences } from '../words.tsx'
import { yearsToChoose } from './young-person.tsx'

export type ChildTyped = { first_name: string; birth_year: string; helps: string }
type Form = { typed: ChildTyped; problems?: Problems; now: Date; child?: Child }

/** Three questions, each with why it is asked. */
export function ChildFormPage({ typed, problems: found = {}, now, child }: Form): VNode {
  const problems = problemSentences(found)
  const mine = child?.mine ?? false
  return (
    <Page
      title={child ? t('Change what we know') : t('Add somebody you book for')}
      back={
        child
          ? { href: paths.accountPerson(child.id), label: t('Back') }
          : { href: paths.account(), label: t('My page') }
      }
      problems={problems}
      robots="noindex"
    >
      <form
        method="post"
        action={child ? paths.accountPerson(child.id, 'edit') : paths.account('people/new')}
        novalidate
      >
        <Field
          name="first_name"
          label={t('First name')}
          hint={mine ? undefined : t('The name they like to be called.')}
          value={typed.first_name}
          problem={problems.first_name}
          autocomplete="off"
          width="medium"
          required
        />
        <WhyWeAsk>
          <p>{t('The leader says hello by name. We never ask for a last name.')}</p>
        </WhyWeAsk>
        <Select
          name="birth_year"
          label={t('Year of birth')}
          hint={t('The year only, not the date.')}
          options={yearsToChoose(now)}
          chosen={typed.birth_year}
          problem={problems.birth_year}
        />
        <WhyWeAsk>
          <p>{t('Sessions are for certain ages. With the year, you need not type an age each time.')}</p>
        </WhyWeAsk>
        <Field
          name="helps"
          label={t('Anything that helps us')}
          hint={t('What makes a good day, or a hard one. Leave it empty if you like.')}
          value={typed.helps}
          problem={problems.helps}
          rows={4}
          required={false}
        />
        <WhyWeAsk>
          <p>{t('So that you say it once, in your own words. You need no diagnosis and no proof.')}</p>
          <p>
            {mine
              ? t('It is locked away. Only you can open it. It is never in a message.')
              : t(
                  'It is locked away. Only you and a carer you invite can open it. It is never in a message.',
                )}
          </p>
        </WhyWeAsk>
        <div class="actions">
          <Button>{child ? t('Save') : t('Add them')}</Button>
        </div>
      </form>
    </Page>
  )
}

const whatGoes = (child: Child): string[] => {
  if (child.mine && child.standing === 'own')
    return [t('What we know about you is deleted, and cannot be brought back.')]
  if (child.mine)
    return [t('Your sign-in no longer shows this record.'), t('Your carer can still book for you.')]
  if (child.carers > 1 || child.own_sign_in)
    return [t('You no longer see this record. Nobody else’s part changes.')]
  return [t('What you told us is deleted, and cannot be brought back.')]
}

/** Says what goes and what stays, and asks once. */
export const RemovePage = ({ child }: { child: Child }): VNode => (
  <Page
    title={t('Remove this record')}
    heading={
      child.mine ? t('Remove this?') : t('Remove {{name}} from your page?', { name: child.first_name })
    }
    back={{ href: paths.accountPerson(child.id), label: t('Back') }}
    robots="noindex"
  >
    {whatGoes(child).map((words) => (
      <p key={words}>{words}</p>
    ))}
    <p>{t('Places you have booked stay booked. Cancel those on the booking’s own page.')}</p>
    <form method="post" action={paths.accountPerson(child.id, 'remove')}>
      <div class="actions">
        <Button kind="warn">{t('Yes, remove it')}</Button>
        <ButtonLink kind="plain" href={paths.accountPerson(child.id)}>
          {t('No, keep it')}
        </ButtonLink>
      </div>
    </form>
  </Page>
)
