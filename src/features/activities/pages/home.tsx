import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { SessionCard } from '../../../design/card.tsx'
import { Doors } from '../../../design/doors.tsx'
import { Field } from '../../../design/field.tsx'
import { Page } from '../../../design/page.tsx'
import { SearchBox } from '../../../design/search-box.tsx'
import { Thread } from '../../../design/thread.tsx'
import { Welcome } from '../../../design/welcome.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { emptyFinder } from '../rules-finder.ts'
import type { Listed } from '../search.ts'
import { cardOf } from '../words.tsx'
import { MissingForm } from './whats-on.tsx'

const doors = () => [
  {
    href: paths.whatsOn({ when: 'week' }),
    title: t('This week'),
    hint: t('The next seven days'),
    theme: 'outdoors' as const,
  },
  {
    href: paths.whatsOn({ when: 'weekend' }),
    title: t('This weekend'),
    hint: t('Saturday and Sunday'),
    theme: 'water' as const,
  },
  {
    href: paths.whatsOn({ when: 'holidays' }),
    title: t('Holidays'),
    hint: t('When school is out'),
    theme: 'make' as const,
  },
  { href: '#near-me', title: t('Near me'), hint: t('With your postcode'), theme: 'meet' as const },
]

const NearMe = () => (
  <section class="near-me" id="near-me" aria-labelledby="near-me-title">
    <h2 id="near-me-title">{t('Near me')}</h2>
    <form method="get" action={paths.whatsOn()} novalidate>
      <Field
        name="near"
        label={t('Your postcode')}
        hint={t('The first half is enough. It stays in your address bar. We never keep it.')}
        width="medium"
        autocomplete="postal-code"
      />
      <Button>{t('Find things near here')}</Button>
    </form>
  </section>
)

const Soonest = ({ soonest, now }: { soonest: Listed[]; now: Date }) =>
  soonest.length === 0 ? (
    <p>{t('New things to do are on their way. Please look again soon.')}</p>
  ) : (
    <>
      <div class="cards">
        {soonest.map((listed) => (
          <SessionCard key={listed.session_id} session={cardOf(listed, now, 3)} />
        ))}
      </div>
      <p>
        <ButtonLink kind="plain" href={paths.whatsOn()}>
          {t('See everything that is on')}
        </ButtonLink>
      </p>
    </>
  )

const HowItWorks = () => (
  <section aria-labelledby="how-title">
    <h2 id="how-title">{t('How it works')}</h2>
    <Thread
      steps={[
        {
          title: t('You find something you like.'),
          who: t('We say what it is like there, plainly.'),
          done: true,
        },
        {
          title: t('You book, or just turn up.'),
          who: t('First names and ages. A mobile or an email. That is all.'),
          done: true,
        },
        { title: t('You come as you are.'), who: t('Someone will be there to meet you.'), done: true },
      ]}
    />
  </section>
)

const ForEveryone = () => (
  <section class="for-everyone" aria-labelledby="for-title">
    <h2 id="for-title">{t('This is for you')}</h2>
    <p class="lead">
      {t('Families of disabled children, and of children who need more help to learn. From birth to 25.')}
    </p>
    <p>{t('You do not need a diagnosis, a plan or a letter. Nobody will ask for proof. It is free.')}</p>
    <p>{t('Noise, movement, and leaving early are all fine here.')}</p>
  </section>
)

/** The front door: four ways in, a search, what is soonest, and who it is for. */
export const HomePage = ({ soonest, now }: { soonest: Listed[]; now: Date }): VNode => (
  <Page
    title={t('Free things to do, for every family')}
    heading={false}
    wide
    description={t('Free things to do for families of disabled children and young people in {{area}}.', {
      area: site().area.name,
    })}
  >
    <Welcome
      title={t('Free things to do, for every family')}
      lead={t('For disabled children and young people, up to 25, and the people they love. No proof asked.')}
    >
      <SearchBox
        action={paths.whatsOn()}
        label={t('What would you like to do?')}
        hint={t('Try “swimming near M33”.')}
      />
    </Welcome>
    <Doors doors={doors()} />
    <NearMe />
    <section aria-labelledby="soonest-title">
      <h2 id="soonest-title">{t('Coming up soon')}</h2>
      <Soonest {...{ soonest, now }} />
    </section>
    <div class="home-pair">
      <ForEveryone />
      <HowItWorks />
    </div>
    <MissingForm finder={emptyFinder()} />
  </Page>
)
