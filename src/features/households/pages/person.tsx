// One person somebody books for, as each who may see them sees them.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Hidden } from '../../../design/field.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { dateWords, dayWords, localDay } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { Carer, Child, OpenOffer } from '../queries.ts'
import { isSoon, mayHaveOwnSignIn, mustSayMonth } from '../rules.ts'
import { passesWords } from '../words.tsx'
import { Disc } from './my-page.tsx'
import { AskSeptember, UntilThen, YouDecide } from './young-person.tsx'

export type PersonProps = {
  child: Child
  /** What helps, opened; null when nothing was said, or it is not this reader's to see. */
  helps: string | null
  others: Carer[]
  offers: OpenOffer[]
  bookings: VNode | null
  status?: string
  now: Date
}

const Known = ({ child, helps }: PersonProps) => (
  <Facts
    rows={[
      { term: t('First name'), detail: <bdi>{child.first_name}</bdi> },
      { term: t('Year of birth'), detail: String(child.birth_year) },
      { term: t('What helps'), detail: helps ? <span class="as-typed">{helps}</span> : t('Nothing yet') },
    ].map((row) => ({
      ...row,
      action: { href: paths.accountPerson(child.id, 'edit'), label: t('Change'), hidden: row.term },
    }))}
  />
)

const Bookings = ({ bookings }: { bookings: VNode | null }) => (
  <section class="my-part">
    <h2>{t('Booked')}</h2>
    {bookings ?? (
      <>
        <p>{t('Nothing is booked just now.')}</p>
        <div class="actions">
          <ButtonLink kind="plain" href={paths.whatsOn()}>
            {t('See what’s on')}
          </ButtonLink>
        </div>
      </>
    )}
  </section>
)

const Open = ({ child, offers, now }: PersonProps) => (
  <ul class="plain-list offers">
    {offers.map((offer) => (
      <li key={offer.id}>
        <p>
          {offer.contact
            ? t('You invited {{contact}}. It works until {{day}}.', {
                contact: offer.contact,
                day: dayWords(offer.ends_at, now),
              })
            : t('An invitation is waiting for an answer until {{day}}.', {
                day: dayWords(offer.ends_at, now),
              })}
        </p>
        <form method="post" action={paths.accountPerson(child.id, 'withdraw')}>
          <Hidden name="offer" value={offer.id} />
          <Button kind="plain">{t('Take it back')}</Button>
        </form>
      </li>
    ))}
  </ul>
)

const Together = (props: PersonProps) => {
  const { child, others } = props
  const waiting = props.offers.filter(({ kind }) => kind === 'carer')
  return (
    <section class="my-part">
      <h2>{t('Who else books for {{name}}', { name: child.first_name })}</h2>
      {others.length > 0 && (
        <ul>
          {others.map((carer) => (
            <li key={carer.person_id}>
              {t('{{name}}, since {{day}}', {
                name: carer.first_name || t('Another carer'),
                day: dateWords(localDay(carer.since)),
              })}
            </li>
          ))}
        </ul>
      )}
      <p>
        {others.length
          ? t('You each see what the other booked for {{name}}, and no phone or email.', {
              name: child.first_name,
            })
          : t('Only you. Nobody else can see this, whoever they are.')}
      </p>
      <Open {...props} offers={waiting} />
      <div class="actions">
        <ButtonLink kind="plain" href={paths.accountPerson(child.id, 'invite')}>
          {t('Invite another carer')}
        </ButtonLink>
      </div>
    </section>
  )
}

const OwnSignIn = (props: PersonProps) => {
  const { child, now } = props
  if (child.own_sign_in)
    return (
      <section class="my-part">
        <h2>{t('Their own sign-in')}</h2>
        <p>
          {t('{{name}} has their own sign-in. They can book for themselves.', { name: child.first_name })}
        </p>
        <p>{t('They can see that you see their bookings.')}</p>
      </section>
    )
  if (mayHaveOwnSignIn(child, now) === 'no') return null
  const waiting = props.offers.filter(({ kind }) => kind === 'own_sign_in')
  return (
    <section class="my-part">
      <h2>{t('Their own sign-in')}</h2>
      <p>
        {t('From 13, {{name}} can have their own sign-in and book for themselves.', {
          name: child.first_name,
        })}
      </p>
      <Open {...props} offers={waiting} />
      <div class="actions">
        <ButtonLink kind="plain" href={paths.accountPerson(child.id, 'hand-over')}>
          {t('Give them a sign-in')}
        </ButtonLink>
      </div>
    </section>
  )
}

const Soon = ({ child }: { child: Child }) => (
  <Notice
    tone="info"
    title={t('After {{day}}, {{name}} decides', { day: passesWords(child), name: child.first_name })}
  >
    <p>{t('School age ends for everyone on a Friday at the end of June.')}</p>
    <p>{t('From then on this record is theirs. They choose what you see. You can still help.')}</p>
    <p>{t('It helps to give them their own sign-in before then.')}</p>
  </Notice>
)

const HandedOver = (props: PersonProps) => {
  const { child } = props
  const name = child.first_name
  if (child.own_sign_in)
    return (
      <Notice tone="info" title={t('{{name}} decides now', { name })}>
        <p>{t('School age has ended, so this record is theirs. That is so for everyone.')}</p>
        <p>
          {child.may_see_at
            ? t('They said yes to you seeing what they book, and to you helping.')
            : t('You see nothing more here unless they say yes. You can ask them.')}
        </p>
      </Notice>
    )
  return (
    <>
      <Notice tone="attention" title={t('{{name}} decides now', { name })}>
        <p>{t('School age has ended, so this record is theirs. That is so for everyone.')}</p>
        <p>{t('You can still help. Here is how to hand it over.')}</p>
      </Notice>
      <ol class="hand-over">
        <li>{t('Sit down together. Ask whether they would like their own sign-in.')}</li>
        <li>{t('If yes, send the invitation below to their own phone or email.')}</li>
        <li>{t('They choose what you may go on seeing.')}</li>
      </ol>
      <p>
        {t('If not, you can still book with them. Type their name when you book, once they have said yes.')}
      </p>
      <OwnSignIn {...props} />
    </>
  )
}

const Leave = ({ child }: { child: Child }) => (
  <p class="my-part">
    <a href={paths.accountPerson(child.id, 'remove')}>
      {child.mine
        ? t('Remove my record')
        : child.carers > 1 || child.own_sign_in
          ? t('Stop looking after this record')
          : t('Remove {{name}}', { name: child.first_name })}
    </a>
  </p>
)

const Standing = (props: PersonProps) => {
  const { child, now } = props
  if (child.standing === 'asked') return <AskSeptember child={child} mine={false} />
  if (child.standing === 'helper') return <HandedOver {...props} />
  if (child.standing === 'own_young')
    return (
      <>
        {mustSayMonth(child, now) && <AskSeptember child={child} mine />}
        <UntilThen child={child} carers={props.others} now={now} />
      </>
    )
  if (child.standing === 'own')
    return (
      <>
        {props.others.length > 0 && <YouDecide {...{ child, helps: props.helps }} carers={props.others} />}
        <Known {...props} />
      </>
    )
  return (
    <>
      {isSoon(child, now) && <Soon child={child} />}
      <Known {...props} />
    </>
  )
}

/** A person's page. Its title names nobody: it stays in the history of a phone that others may hold. */
export function PersonPage(props: PersonProps): VNode {
  const { child } = props
  return (
    <Page
      title={child.mine ? t('About me') : t('Somebody you book for')}
      heading={child.first_name}
      back={{ href: paths.account(), label: t('My page') }}
      status={props.status}
      robots="noindex"
    >
      <p class="member-top">
        <Disc id={child.id} />
      </p>
      <Standing {...props} />
      {child.may_see.includes('bookings') && <Bookings bookings={props.bookings} />}
      {child.standing === 'carer' && (
        <>
          <Together {...props} />
          <OwnSignIn {...props} />
        </>
      )}
      <Leave child={child} />
    </Page>
  )
}
