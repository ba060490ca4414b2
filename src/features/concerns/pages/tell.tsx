// The door for a worry. Its words are for a frightened twelve-year-old as much as for a grandparent.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../../../design/button.tsx'
import { Checkboxes } from '../../../design/choices.tsx'
import { Field, Hidden } from '../../../design/field.tsx'
import { Notice } from '../../../design/notice.tsx'
import { Page } from '../../../design/page.tsx'
import { PhoneLink } from '../../../design/surround.tsx'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { ConcernForm, ConcernProblems } from '../forms.ts'
import type { Problem } from '../rules.ts'

const problem_words: Record<Problem, () => string> = {
  'no-words': () => t('Tell us what you are worried about'),
  'too-long': () => t('Make this shorter, or ring us'),
}

// With script it takes this page's place, so that Back does not lead here again. Without, it is a plain link.
const LeaveQuickly = () => (
  <p>
    <a class="button plain" href={paths.whatsOn()} data-leave-quickly>
      {t('Leave this page quickly')}
    </a>
  </p>
)

const InDanger = () => (
  <Notice tone="bad" title={t('In danger now? Ring 999.')}>
    <p>{t('Ring 999 if somebody is hurt, or could be hurt today. It is free.')}</p>
    <p class="concern-ring">
      <a class="button warn" href="tel:999">
        {t('Ring 999')}
      </a>
    </p>
  </Notice>
)

const RingUs = () => (
  <p>
    {t('You can tell us by phone instead. Ring')} <PhoneLink number={site().area.phone} />
  </p>
)

const NobodyReads = () => (
  <Notice tone="attention" title={t('Please ring us today')}>
    <p>{t('Nobody can read what is written here today. We are putting that right.')}</p>
    <RingUs />
  </Notice>
)

// Who reads it and when, and that it may have to go further: said before anything is told.
const WhoReadsIt = () => (
  <ul>
    <li>{t('The safeguarding lead reads it. It is their job to keep people safe.')}</li>
    <li>{t('They read it within one working day.')}</li>
    <li>{t('Nobody else in the team sees it.')}</li>
    <li>{t('If somebody could be hurt, they must tell the people who can help.')}</li>
  </ul>
)

const ForTheYoung = () => (
  <section>
    <h2>{t('Are you under 19?')}</h2>
    <p>{t('You can tell us here too. You have done nothing wrong.')}</p>
    <p>
      {t('You can also talk to Childline, day or night. It is free. Ring')} <PhoneLink number="0800 1111" />
    </p>
  </section>
)

type Props = {
  form: Partial<ConcernForm> & { form_key: string }
  problems?: ConcernProblems
  has_lead: boolean
  /** Whoever is signed in, who may say that it is them. */
  me: { name: string } | null
}

const Boxes = ({ form, problems = {}, me }: Omit<Props, 'has_lead'>) => {
  const beside = (name: keyof ConcernProblems) => problems[name] && problem_words[problems[name]]()
  return (
    <form method="post" action={paths.concern()} novalidate autocomplete="off">
      <Hidden name="form_key" value={form.form_key} />
      <Hidden name="from_page" value={form.from_page ?? ''} />
      <Field
        name="words"
        label={t('What are you worried about?')}
        hint={t('Use your own words. Who is it about? What did you see or hear? When?')}
        rows={7}
        value={form.words}
        problem={beside('words')}
        autocomplete="off"
        required
      />
      <Field
        name="about"
        label={t('Which session or place?')}
        value={form.about}
        problem={beside('about')}
        autocomplete="off"
        required={false}
      />
      <Field
        name="contact"
        label={t('How can we reach you?')}
        hint={t('A phone number or an email. Say if there is a safe time. You can leave it empty.')}
        value={form.contact}
        problem={beside('contact')}
        autocomplete="off"
        required={false}
      />
      {me && (
        <Checkboxes
          name="it_is_me"
          legend={t('Do you want them to know it is you?')}
          hint={t('They see your name and how you sign in. You do not have to.')}
          options={[
            {
              value: 'yes',
              label: me.name ? t('Tell them it is me, {{name}}', { name: me.name }) : t('Tell them it is me'),
            },
          ]}
          chosen={form.it_is_me ? ['yes'] : []}
        />
      )}
      <Button>{t('Send this to the safeguarding lead')}</Button>
    </form>
  )
}

/** 999 first, then the phone, then one question. */
export const ConcernPage = ({ form, problems = {}, has_lead, me }: Props): VNode => (
  <Page
    title={t('Worried about a child or an adult?')}
    robots="noindex"
    problems={Object.fromEntries(
      Object.entries(problems).map(([name, problem]) => [name, problem_words[problem]()]),
    )}
  >
    <LeaveQuickly />
    <InDanger />
    {has_lead ? <RingUs /> : <NobodyReads />}
    <h2>{t('Tell us here')}</h2>
    <p>{t('You do not have to be sure. You do not have to say who you are.')}</p>
    {has_lead && <WhoReadsIt />}
    <Boxes {...{ form, problems, me }} />
    <ForTheYoung />
  </Page>
)

/** Thanks, and what happens next. Nothing of what was told is on it. */
export const ConcernSentPage = ({ has_lead }: { has_lead: boolean }): VNode => (
  <Page title={t('Thank you for telling us')} robots="noindex">
    <LeaveQuickly />
    {has_lead ? (
      <Notice tone="good" title={t('We have it. You did the right thing.')} live />
    ) : (
      <>
        <Notice tone="good" title={t('We have kept it safe.')} live />
        <NobodyReads />
      </>
    )}
    <InDanger />
    {has_lead && (
      <section>
        <h2>{t('What happens next')}</h2>
        <WhoReadsIt />
      </section>
    )}
    <ForTheYoung />
    <ButtonLink href={paths.home()} kind="plain">
      {t('Back to the start')}
    </ButtonLink>
  </Page>
)

/** More than we can take in an hour: said plainly, with the phone, and with every word still in the boxes. */
export const ConcernTooManyPage = ({ form }: { form: ConcernForm }): VNode => (
  <Page title={t('Please ring us')} robots="noindex">
    <LeaveQuickly />
    <Notice tone="attention" title={t('We could not take this one')} live>
      <p>{t('Too many have come in the last hour. Nothing was saved.')}</p>
      <p>
        {t('Please ring now. Somebody will listen. Ring')} <PhoneLink number={site().area.phone} />
      </p>
    </Notice>
    <InDanger />
    <h2>{t('Or send it again in an hour')}</h2>
    <Boxes form={form} me={null} />
  </Page>
)
