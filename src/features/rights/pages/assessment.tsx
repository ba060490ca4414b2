// A data protection impact assessment, filled in from the map, the days things are kept, and the settings. The area
// reads it, decides what is marked, and signs it. Printed on A4.
import type { ComponentChildren, VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Facts } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import { childrens_code, measures, to_decide } from '../words-assessment.ts'
import { type Basis, kept } from '../words-map.ts'
import { type Days, untilWords } from './what-we-keep.tsx'

export type Setting = {
  days: Days
  now: Date
  /** How many were forgotten at their own wish, and how many families and bookings there are now. */
  counts: { forgotten: number; people: number; bookings: number }
  config: {
    database: 'embedded' | 'postgres'
    keys_apart: boolean
    audit_apart: boolean
    mail: boolean
    origin: string
  }
}

const bases: Record<Basis, () => string> = {
  public_task: () => t('A task in the public interest'),
  legal_duty: () => t('A duty in law'),
  none: () => t('Not about people'),
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

const about_people = kept.filter(({ personal, special, sealed }) => personal || special || sealed)
const columnsWords = (columns: readonly string[] = []) => columns.join(', ')

const Settings = ({ config, counts }: Pick<Setting, 'config' | 'counts'>) => (
  <Facts
    rows={[
      { term: t('Where'), detail: config.origin },
      { term: t('People with an account now'), detail: counts.people },
      { term: t('Bookings with names in them now'), detail: counts.bookings },
      { term: t('Forgotten because they asked'), detail: counts.forgotten },
      {
        term: t('The database'),
        detail:
          config.database === 'postgres'
            ? t('Postgres')
            : t('The built-in one. It is not safe when the power is cut.'),
      },
      {
        term: t('Keys of private words'),
        detail: config.keys_apart
          ? t('In a folder of their own, apart from the data')
          : t('In the data folder. Put them on another disk.'),
      },
      {
        term: t('Signatures of the record'),
        detail: config.audit_apart
          ? t('In a folder of their own, apart from the data')
          : t('In the data folder. Put them on another disk.'),
      },
      { term: t('Email'), detail: config.mail ? t('Sent through the area’s mail') : t('Not set up yet') },
    ]}
  />
)

/** The whole assessment, and the way to the other privacy rooms. */
export const AssessmentPage = ({ days, now, counts, config }: Setting): VNode => (
  <Page title={t('Privacy')} room="team" back={{ href: paths.team() }} wide>
    <div class="actions">
      <ButtonLink kind="plain" href={paths.teamPrivacy('retention')}>
        {t('How long we keep things')}
      </ButtonLink>
      <ButtonLink kind="plain" href={paths.teamRecord()}>
        {t('The record of what was done')}
      </ButtonLink>
    </div>
    <h2>{t('An assessment of what could go wrong, filled in for you')}</h2>
    <p>
      {t(
        'This is your data protection impact assessment. It was made on {{day}} from what the computer holds.',
        {
          day: dateWords(now),
        },
      )}
    </p>
    <p>{t('Print it. Decide what is marked. Your data protection officer signs it.')}</p>
    <Part title={t('1. What is done')}>
      <p>
        {t('Families in {{area}} find things to do and book them. The team and its partners run them.', {
          area: site().area.name,
        })}
      </p>
      <Settings {...{ config, counts }} />
    </Part>
    <Part title={t('2. What is kept, why and how long')}>
      <Table
        caption={t('Made from the database itself')}
        head={[t('What'), t('Why'), t('Lawful basis'), t('Who sees it'), t('How long')]}
        rows={about_people.map((each) => [
          each.what(),
          each.why(),
          bases[each.basis](),
          each.seen_by(),
          untilWords(each, days),
        ])}
      />
      <p>
        {t(
          'Going to these things can say something about a child’s health. So all of it is kept with that care.',
        )}
      </p>
    </Part>
    <Part title={t('3. Where it is')}>
      <Table
        caption={t('Columns of the database')}
        head={[t('What'), t('About somebody'), t('Needs most care'), t('Locked with a key')]}
        rows={about_people.map((each) => [
          each.what(),
          columnsWords(each.personal),
          columnsWords(each.special),
          columnsWords(each.sealed),
        ])}
      />
    </Part>
    <Part title={t('4. Is it needed, and is it fair?')}>
      <ul>
        <li>{t('A family can look round without telling us anything.')}</li>
        <li>
          {t('To book, we ask first names, ages and one way to reach you. No proof, no school, no address.')}
        </li>
        <li>{t('Beside each question we say why we ask.')}</li>
        <li>{t('Anybody can ring instead, and gets the same places.')}</li>
      </ul>
    </Part>
    <Part title={t('5. What could go wrong, and what stops it')}>
      <Table
        caption={t('Each is held by a test that runs before every change')}
        head={[t('What could go wrong'), t('What stops it'), t('Promise'), t('Test')]}
        rows={measures().map(({ risk, measure, promise, test }) => [risk, measure, promise, test])}
      />
    </Part>
    <Part title={t('6. The Children’s Code')}>
      <Table
        caption={t('The fifteen standards')}
        head={[t('Standard'), t('How it is met')]}
        rows={childrens_code().map(([standard, how]) => [standard, how])}
      />
    </Part>
    <Part title={t('7. What the area must still decide')}>
      <ol>
        {to_decide().map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </Part>
    <Part title={t('8. Signed')}>
      <Table
        caption={t('Who agreed')}
        caption_hidden
        head={[t('Who'), t('Name'), t('Day')]}
        rows={[
          [t('The area’s lead'), '', ''],
          [t('Data protection officer'), '', ''],
          [t('A parent who was asked'), '', ''],
        ]}
      />
    </Part>
  </Page>
)
