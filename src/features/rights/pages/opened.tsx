// Who opened my record: for the family whose record it is.
import type { VNode } from 'preact'
import { Empty } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { Table } from '../../../design/table.tsx'
import { dateWords, timeWords } from '../../../kit/dates.ts'
import { paths } from '../../../kit/paths.ts'
import { site } from '../../../kit/site.ts'
import { t } from '../../../kit/words.ts'
import type { Opened } from '../queries.ts'
import { actToYou, rolesWords } from '../words.tsx'

/** Who did it, by first name and role. */
export function whoWords({ name, roles, by_the_machine }: Pick<Opened, 'name' | 'roles' | 'by_the_machine'>) {
  if (by_the_machine) return t('The computer')
  const first = name?.split(/\s+/)[0]
  if (!first) return t('Somebody who has left')
  return roles.length ? t('{{name}}, {{role}}', { name: first, role: rolesWords(roles) }) : first
}

/** Each time somebody else opened or changed it: when, what, who, why. */
export const OpenedPage = ({ opened }: { opened: Opened[] }): VNode => {
  return (
    <Page title={t('Who opened your record')} back={{ href: paths.account('record') }} robots="noindex" wide>
      <p>{t('Each time a person here opens your record, it is written down. Nobody can rub it out.')}</p>
      {opened.length === 0 ? (
        <Empty title={t('Nobody has opened it')}>
          <p>{t('When somebody does, you will see it here.')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('Who opened your record')}
          caption_hidden
          head={[t('When'), t('What'), t('Who'), t('Why')]}
          rows={opened.map((entry) => [
            `${dateWords(entry.at)}, ${timeWords(entry.at)}`,
            actToYou(entry.act),
            <bdi>{whoWords(entry)}</bdi>,
            <bdi>{entry.why ?? t('Their daily work')}</bdi>,
          ])}
        />
      )}
      <p>{t('Does something look wrong? Ring {{phone}} and ask.', { phone: site().area.phone })}</p>
    </Page>
  )
}
