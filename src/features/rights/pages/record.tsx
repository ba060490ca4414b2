// What we hold about you: see it, take it with you, have it deleted.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Facts } from '../../../design/list.tsx'
import { Notice, Panel } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { Refusal } from '../rules.ts'

type Held = { kind: string; facts: { term: string; value: string }[]; href?: string }

/** Things of one kind, together. */
export const byKind = (held: readonly Held[]): [string, Held[]][] => [
  ...Map.groupBy(held, ({ kind }) => kind),
]

const One = ({ thing }: { thing: Held }) => (
  <div class="held">
    <Facts
      rows={thing.facts.map(({ term, value }, at) => ({
        term,
        detail: <bdi>{value}</bdi>,
        ...(at === 0 && thing.href
          ? { action: { href: thing.href, label: t('Change'), hidden: thing.kind } }
          : {}),
      }))}
    />
  </div>
)

/** Everything kept, in groups, with where each is put right. */
export const RecordPage = ({ held }: { held: Held[] }): VNode => (
  <Page title={t('What we hold about you')} back={{ href: paths.account() }} robots="noindex">
    <p>{t('This is everything. If something is wrong, you can change it.')}</p>
    {byKind(held).map(([kind, things]) => (
      <section key={kind} class="held-kind">
        <h2>{things.length > 1 ? t('{{kind}} ({{many}})', { kind, many: things.length }) : kind}</h2>
        {things.map((thing, at) => (
          <One key={at} thing={thing} />
        ))}
      </section>
    ))}
    <h2>{t('Take a copy')}</h2>
    <p>{t('You get one file with everything on this page. You can also print this page.')}</p>
    <form method="post" action={paths.account('record/download')}>
      <Button kind="plain">{t('Download a copy')}</Button>
    </form>
    <h2>{t('Who opened it')}</h2>
    <p>
      <a href={paths.account('opened')}>{t('See who opened your record, when and why')}</a>
    </p>
    <h2>{t('Delete it')}</h2>
    <p>{t('We first show you what goes and what stays.')}</p>
    <div class="actions">
      <ButtonLink kind="warn" href={paths.account('delete')}>
        {t('Delete everything about me')}
      </ButtonLink>
    </div>
  </Page>
)

const refusals: Record<Refusal, () => [string, string]> = {
  'has-a-job-here': () => [
    t('You still have a job here'),
    t('Ask the area administrator to end your role first. Then come back to this page.'),
  ],
}

type Going = { goes: [string, number][]; places: number; refusal?: Refusal }
/** The last page before: exactly what goes, what stays, and what happens to places they hold. */
export const DeletePage = ({ goes, places, refusal }: Going): VNode => (
  <Page
    title={t('Delete everything about you?')}
    back={{ href: paths.account('record'), label: t('Keep it and go back') }}
    robots="noindex"
  >
    {refusal && (
      <Notice tone="attention" title={refusals[refusal]()[0]} live>
        <p>{refusals[refusal]()[1]}</p>
      </Notice>
    )}
    <h2>{t('What goes')}</h2>
    <ul>
      {goes.map(([kind, many]) => (
        <li key={kind}>{many > 1 ? t('{{kind}} ({{many}})', { kind, many }) : kind}</li>
      ))}
    </ul>
    <p>{t('It goes from our old copies too, within 35 days. Private words can never be read again.')}</p>
    {places > 0 && (
      <Notice tone="attention" title={t('Your bookings are cancelled')}>
        <p>
          {t('Bookings still to come: {{count}}. Those places go to the next family.', { count: places })}
        </p>
      </Notice>
    )}
    <h2>{t('What stays')}</h2>
    <ul>
      <li>{t('A count, without a name: so many people came to that session.')}</li>
      <li>{t('That somebody opened or changed a record, without your name.')}</li>
      <li>{t('A worry about a child’s safety, if someone told us one. The law says we must keep that.')}</li>
    </ul>
    <form method="post" action={paths.account('delete')}>
      <Button kind="warn">{t('Yes, delete it all')}</Button>
    </form>
    <p>
      <a href={paths.account('record')}>{t('No, keep it')}</a>
    </p>
  </Page>
)

/** Gone: seen by somebody who is signed out by now. */
export const DeletedPage = (): VNode => (
  <Page
    title={t('Deleted')}
    heading={false}
    back={{ href: paths.home(), label: t('Back to the start') }}
    robots="noindex"
  >
    <Panel title={t('Everything about you is deleted')}>
      <p>{t('You are signed out on every phone and computer.')}</p>
      <p>{t('Any places you held have gone to the next family.')}</p>
      <p>{t('You can come back any time. You do not have to say why you left.')}</p>
    </Panel>
    <p>{t('Did you not ask for this? Ring {{phone}} now.', { phone: site().area.phone })}</p>
  </Page>
)
