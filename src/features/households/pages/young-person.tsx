// What a young person is told, plainly, and what they choose: the step at the end of school age, and before it.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Radios, Select } from '../../../design/choices.tsx'
import { Field } from '../../../design/field.tsx'
import { Details } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { dateWords, localDay } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { Problems } from '../forms.ts'
import type { Carer, Child } from '../queries.ts'
import { birthYears, mustSayMonth } from '../rules.ts'
import { namesInWords, passesWords, problemSentences } from '../words.tsx'

const nameOf = (carer: Carer) => carer.first_name || t('your carer')

/** Always on a young person's page: what each carer can see of them, and what not. */
export function WhatTheySee({ child, carers }: { child: Child; carers: Carer[] }): VNode {
  const names = namesInWords(carers.map(nameOf))
  return (
    <section class="my-part">
      <h2>{t('Who can see what')}</h2>
      {child.standing === 'own' ? <TheyMaySee carers={carers} /> : <TheySeeNow names={names} />}
      <p>
        <a href={paths.accountPerson(child.id)}>
          {child.standing === 'own' ? t('Change who sees my bookings') : t('More about this')}
        </a>
      </p>
    </section>
  )
}

const TheySeeNow = ({ names }: { names: string }) => (
  <>
    <p>{t('{{names}} can see:', { names })}</p>
    <ul>
      <li>{t('your first name and the year you were born')}</li>
      <li>{t('what you book, when and where')}</li>
      <li>{t('what they told us that helps you')}</li>
    </ul>
    <p>{t('They cannot see your phone, your email, or when you sign in.')}</p>
  </>
)

const TheyMaySee = ({ carers }: { carers: Carer[] }) => (
  <ul>
    {carers.map((carer) => (
      <li key={carer.person_id}>
        {carer.may_see_at
          ? t('{{name}} can see what you book, because you said yes on {{day}}.', {
              name: nameOf(carer),
              day: dateWords(localDay(carer.may_see_at)),
            })
          : t('{{name}} cannot see anything here.', { name: nameOf(carer) })}
      </li>
    ))}
  </ul>
)

/** Before control passes, on the young person's own page: what it is now, and when it changes. */
export const UntilThen = ({ child, carers, now }: { child: Child; carers: Carer[]; now: Date }): VNode => (
  <section class="my-part">
    <h2>{t('Who can see what')}</h2>
    <TheySeeNow names={namesInWords(carers.map(nameOf))} />
    {!mustSayMonth(child, now) && (
      <p>
        {t('After {{day}} you decide. Then they see only what you say yes to.', { day: passesWords(child) })}
      </p>
    )}
  </section>
)

type Choosing = { child: Child; carers: Carer[]; helps: string | null }

/** The step, and afterwards the place to change it: each carer, yes or no, a day beside each yes. */
export const YouDecide = ({ child, carers, helps }: Choosing): VNode => (
  <section class="my-part">
    {!child.control_passed_at && (
      <Notice tone="attention" title={t('You decide now')}>
        <p>{t('School age ends for everyone on a Friday at the end of June. Yours has ended.')}</p>
        <p>
          {t('So what is kept here about you is yours. Nobody thinks less of anyone for asking for help.')}
        </p>
      </Notice>
    )}
    <h2>{t('What they could see until now')}</h2>
    <ul>
      <li>{t('your first name and the year you were born')}</li>
      <li>{t('what you book, when and where')}</li>
      {helps && (
        <li>
          {t('what they told us that helps you:')} <q>{helps}</q>
        </li>
      )}
    </ul>
    <form method="post" action={paths.accountPerson(child.id, 'may-see')} class="may-see" novalidate>
      <h2>{t('What may they see from now on?')}</h2>
      {carers.map((carer) => (
        <Radios
          key={carer.person_id}
          name={`may_see_${carer.person_id}`}
          legend={t('May {{name}} go on seeing what you book?', { name: nameOf(carer) })}
          hint={
            carer.may_see_at
              ? t('You said yes on {{day}}.', { day: dateWords(localDay(carer.may_see_at)) })
              : undefined
          }
          chosen={carer.may_see_at ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t('Yes'), hint: t('They can also help you book.') },
            { value: 'no', label: t('No'), hint: t('They see nothing more. They are not told why.') },
          ]}
        />
      ))}
      <p>{t('You can change this any day. It works at once.')}</p>
      <div class="actions">
        <Button>{t('This is my choice')}</Button>
      </div>
    </form>
  </section>
)

/** Asked only in the year when it decides. */
export const AskSeptember = ({ child, mine }: { child: Child; mine: boolean }): VNode => (
  <form method="post" action={paths.accountPerson(child.id, 'born')} novalidate>
    <Radios
      name="september"
      legend={
        mine
          ? t('Were you born from September to December?')
          : t('Was {{name}} born from September to December?', { name: child.first_name })
      }
      options={[
        { value: 'no', label: t('No, from January to August') },
        { value: 'yes', label: t('Yes, from September to December') },
      ]}
    />
    <WhyWeAsk>
      <p>{t('School age ends in June of Year 11. The month tells us which June it is.')}</p>
      <p>
        {t('From then on a young person decides about their own record. We never ask for the whole date.')}
      </p>
    </WhyWeAsk>
    <div class="actions">
      <Button>{t('Save the answer')}</Button>
    </div>
  </form>
)

type Myself = { now: Date; birth_year?: string; ask_13?: boolean; problems?: Problems; name: string }

/** "I book for myself": a first name, a year, and what it means. */
export function MyselfPage({ now, birth_year, ask_13, problems: found = {}, name }: Myself): VNode {
  const problems = problemSentences(found)
  return (
    <Page
      title={t('I book for myself')}
      back={{ href: paths.account(), label: t('My page') }}
      problems={problems}
      robots="noindex"
    >
      <p>{t('You can do this from the age of 13. You do not need a parent or carer here.')}</p>
      <form method="post" action={paths.account('myself')} novalidate>
        <Field
          name="first_name"
          label={t('Your first name')}
          value={name}
          problem={problems.first_name}
          autocomplete="given-name"
          width="medium"
          required
        />
        <Select
          name="birth_year"
          label={t('The year you were born')}
          options={yearsToChoose(now)}
          chosen={birth_year}
          problem={problems.birth_year}
        />
        {ask_13 && (
          <Radios
            name="is_13"
            legend={t('Are you 13 yet?')}
            problem={problems.is_13}
            options={[
              { value: 'yes', label: t('Yes') },
              { value: 'no', label: t('Not yet') },
            ]}
          />
        )}
        <WhyWeAsk>
          <p>{t('Sessions are for certain ages. The year is enough; we never ask for the date.')}</p>
        </WhyWeAsk>
        <Details summary={t('Who can see this?')}>
          <p>{t('You, and the team. The leader of a session sees your first name and age.')}</p>
          <p>{t('No parent or carer can see it, unless you link with them.')}</p>
        </Details>
        <div class="actions">
          <Button>{t('Make this my page')}</Button>
        </div>
      </form>
    </Page>
  )
}

/** Years to choose from, newest first, with none chosen. */
export const yearsToChoose = (now: Date) => [
  { value: '', label: t('Choose a year') },
  ...birthYears(now).map((year) => ({ value: String(year), label: String(year) })),
]

/** Said kindly to somebody who is not 13 yet. Nothing is kept of what they said. */
export const TooYoungPage = (): VNode => (
  <Page title={t('Not quite yet')} back={{ href: paths.account(), label: t('My page') }} robots="noindex">
    <p>{t('You can have your own page from the day you are 13.')}</p>
    <p>{t('Until then, ask an adult who looks after you to book for you. You can choose together.')}</p>
    <p>{t('No adult to ask? Ring us on {{phone}}. We are glad you came.', { phone: site().area.phone })}</p>
    <div class="actions">
      <ButtonLink href={paths.whatsOn()}>{t('See what’s on')}</ButtonLink>
    </div>
  </Page>
)
