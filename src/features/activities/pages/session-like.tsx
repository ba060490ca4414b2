import { Facts } from '../../../design/list.tsx'
import { t } from '../../../kit/words.ts'
import type { SessionPage } from '../queries.ts'
import { busyOf, noiseOf, type Requirement } from '../rules.ts'
import { busy_sentences, noise_sentences } from '../words.tsx'

const requirement_titles: Record<Requirement['kind'], () => string> = {
  practical: () => t('Bring or wear:'),
  safety: () => t('To keep safe:'),
  area_or_age: () => t('Who can come:'),
}

/** What a family is asked to bring, be able to do, or be: as sentences, of three kinds only. */
export const Requirements = ({ page }: { page: SessionPage }) =>
  page.requirements.length === 0 ? null : (
    <section>
      <h2>{t('Before you come')}</h2>
      <ul>
        {page.requirements.map((each) => (
          <li key={each.sentence}>
            <strong>{requirement_titles[each.kind]()}</strong> {each.sentence}
          </li>
        ))}
      </ul>
    </section>
  )

/** How busy, how loud, and what there is to eat. */
export const Like = ({ page }: { page: SessionPage }) => {
  const { activity, session } = page
  const busy = busyOf(activity, session)
  const noise = noiseOf(activity, session)
  const rows = [
    { term: t('How busy'), detail: busy && busy_sentences[busy]() },
    { term: t('How loud'), detail: noise && noise_sentences[noise]() },
    {
      term: t('A break'),
      detail:
        activity.leave_and_return &&
        (activity.leave_and_return === 'yes'
          ? t('You can leave and come back.')
          : t('If you leave, you cannot come back in.')),
    },
    { term: t('Food and drink'), detail: activity.food },
    { term: t('What to bring'), detail: activity.bring },
  ]
  return (
    <section>
      <h2>{t('What it will be like')}</h2>
      <Facts rows={rows.filter((row) => row.detail).map(({ term, detail }) => ({ term, detail }))} />
    </section>
  )
}
