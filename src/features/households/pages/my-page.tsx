// "My page": the heart of a family's time here. What is coming up first, then the people, then how we reach them.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { drawn } from '../../../design/drawn.ts'
import { Field } from '../../../design/field.tsx'
import { Empty } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { cutMarkup, themes } from '../../../design/paper-cut.tsx'
import { WhyWeAsk } from '../../../design/why.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Problems } from '../forms.ts'
import type { Carer, Child, Ways } from '../queries.ts'
import { firstOf, isSoon, mustSayMonth } from '../rules.ts'
import { bornWords, namesInWords, problemSentences } from '../words.tsx'
import { WhatTheySee } from './young-person.tsx'

/** Somebody of the household, with who else looks after them. */
export type Member = Child & { others: Carer[] }
type Props = {
  name: string
  ask_name: boolean
  household: Member[]
  coming: VNode | null
  ways: Ways
  contacts: { typed: string }[]
  status?: string
  problems?: Problems
  now: Date
}

/** A small paper-cut of their own beside each name: the same one each time, for those who know by looking. */
export const Disc = ({ id }: { id: string }) => {
  const theme = themes[Number.parseInt(id.replace(/\D/g, '').slice(-6) || '0', 10) % themes.length]!
  return <span class={`disc theme-${theme}`}>{drawn(cutMarkup(theme, id, 'card'))}</span>
}

const lineOf = (child: Member): string => {
  if (child.mine) return t('You')
  if (child.standing === 'helper')
    return child.own_sign_in
      ? t('Books for themselves now')
      : t('Old enough to decide. You can help, with their yes.')
  if (child.others.length)
    return t('{{born}}. Also with {{names}}.', {
      born: bornWords(child),
      names: namesInWords(child.others.map(({ first_name }) => first_name || t('another carer'))),
    })
  return bornWords(child)
}

const People = ({ household }: { household: Member[] }) => (
  <ul class="plain-list household">
    {household.map((child) => (
      <li key={child.id} class="member">
        <Disc id={child.id} />
        <span class="member-words">
          <a class="member-name" href={paths.accountPerson(child.id)}>
            <bdi>{child.first_name}</bdi>
          </a>
          <span class="hint">{lineOf(child)}</span>
        </span>
      </li>
    ))}
  </ul>
)

const AskName = ({ problem }: { problem?: string }) => (
  <form method="post" action={paths.account('name')} class="ask-name" novalidate>
    <Field
      name="name"
      label={t('What should we call you?')}
      hint={t('Your first name is enough.')}
      autocomplete="given-name"
      width="medium"
      problem={problem}
    />
    <WhyWeAsk>
      <p>{t('So that we can greet you, and the leader knows who to expect.')}</p>
    </WhyWeAsk>
    <div class="actions">
      <Button>{t('Save my name')}</Button>
      <Button kind="plain" name="later" value="yes">
        {t('Not now')}
      </Button>
    </div>
  </form>
)

// What stands before anything else: a question, a step to take, a change to come.
const ToDo = ({ child, now }: { child: Member; now: Date }) => {
  const link = (words: string) => (
    <p>
      <a href={paths.accountPerson(child.id)}>{words}</a>
    </p>
  )
  const name = child.first_name
  if (child.standing === 'own' && child.others.length && !child.control_passed_at)
    return (
      <Notice tone="attention" title={t('You decide now, {{name}}', { name })}>
        <p>{t('You have reached the age when this is yours. It takes two minutes.')}</p>
        {link(t('See what changes'))}
      </Notice>
    )
  if (child.standing === 'own_young' && mustSayMonth(child, now))
    return (
      <Notice tone="attention" title={t('One question for you')}>
        <p>{t('It tells us when you decide for yourself here.')}</p>
        {link(t('Answer the question'))}
      </Notice>
    )
  if (child.standing === 'asked')
    return (
      <Notice tone="attention" title={t('One question about {{name}}', { name })}>
        <p>{t('It decides who looks after this record this year.')}</p>
        {link(t('Answer the question'))}
      </Notice>
    )
  if (!child.mine && isSoon(child, now))
    return (
      <Notice tone="info" title={t('{{name}} will soon decide for themselves', { name })}>
        <p>{t('This happens to everyone at the end of Year 11. Nothing is lost.')}</p>
        {link(t('Read what happens'))}
      </Notice>
    )
  return null
}

const Reaching = ({ contacts, ways }: Pick<Props, 'contacts' | 'ways'>) => (
  <section class="my-part">
    <h2>{t('How we reach you')}</h2>
    <p>
      {ways?.phone_instead
        ? t('We ring you on {{number}} instead of writing.', { number: ways.ring_on ?? '' })
        : t('We write to {{contact}}.', { contact: contacts[0]?.typed ?? t('your contact') })}
    </p>
    <p>
      <a href={paths.account('reach')}>{t('Change how we reach you and talk with you')}</a>
    </p>
  </section>
)

const Record = () => (
  <section class="my-part">
    <h2>{t('Your record')}</h2>
    <ul class="plain-list my-links">
      <li>
        <a href={paths.account('opened')}>{t('Who opened my record')}</a>
      </li>
      <li>
        <a href={paths.account('record')}>{t('What we hold about you')}</a>
      </li>
    </ul>
    <form method="post" action={paths.signOut()}>
      <Button kind="plain">{t('Sign out')}</Button>
    </form>
  </section>
)

const Coming = ({ coming }: { coming: VNode | null }) =>
  coming ?? (
    <Empty title={t('Nothing booked yet')}>
      <p>{t('Everything here is free, and you need no proof.')}</p>
      <div class="actions">
        <ButtonLink href={paths.whatsOn()}>{t('See what’s on')}</ButtonLink>
      </div>
    </Empty>
  )

/** The family's own page. */
export function MyPage(props: Props): VNode {
  const { name, household, now } = props
  const problems = problemSentences(props.problems ?? {})
  const own = household.find(({ mine }) => mine)
  return (
    <Page
      title={t('My page')}
      heading={firstOf(name) ? t('Hello, {{name}}', { name: firstOf(name) }) : t('Hello')}
      status={props.status}
      problems={problems}
      robots="noindex"
    >
      {household.map((child) => (
        <ToDo key={child.id} {...{ child, now }} />
      ))}
      {props.ask_name && <AskName problem={problems.name} />}
      <section class="my-part">
        <h2>{t('Coming up')}</h2>
        <Coming coming={props.coming} />
      </section>
      <section class="my-part">
        <h2>{household.some(({ mine }) => !mine) ? t('People you book for') : t('Who do you book for?')}</h2>
        {household.length ? (
          <People household={household} />
        ) : (
          <p>{t('Add them once. Then you can book in two presses, with nothing to type.')}</p>
        )}
        <div class="actions">
          <ButtonLink kind={household.length ? 'plain' : 'go'} href={paths.account('people/new')}>
            {household.length ? t('Add somebody') : t('Add a child or young person')}
          </ButtonLink>
          {!own && (
            <ButtonLink kind="plain" href={paths.account('myself')}>
              {t('I book for myself')}
            </ButtonLink>
          )}
        </div>
      </section>
      {own && own.others.length > 0 && <WhatTheySee child={own} carers={own.others} />}
      <Reaching {...props} />
      <Record />
    </Page>
  )
}
