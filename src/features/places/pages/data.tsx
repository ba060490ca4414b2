import type { VNode } from 'preact'
import { Table } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'

const ogl = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'
const cc0 = 'https://creativecommons.org/publicdomain/zero/1.0/'
const Ogl = () => <a href={ogl}>{t('Open Government Licence 3.0')}</a>
const Cc0 = () => <a href={cc0}>{t('CC0 1.0')}</a>

const sources = () => [
  [t('Libraries'), t('Trafford Data Lab'), <Ogl />],
  [
    t('Leisure centres, community hubs and children’s centres'),
    t('Trafford Data Lab, Trafford Council'),
    <Ogl />,
  ],
  [
    t('Sports sites, and what they say of access'),
    t('Sport England Active Places, through Trafford Data Lab'),
    <Ogl />,
  ],
  [t('Postcodes'), t('Office for National Statistics, through Trafford Data Lab'), <Ogl />],
  [t('First halves of postcodes'), t('Gibbs, uk-postcodes'), <Cc0 />],
  [t('Tram and train stops'), t('Transport for Greater Manchester, through Trafford Data Lab'), <Ogl />],
]

/** Where the facts about places come from, with the words their owners ask for. */
export const DataPage = (): VNode => (
  <Page title={t('Where our facts come from')} back={{ href: paths.home() }}>
    <p>{t('The places on these pages are real. Much of what we say of them is open data.')}</p>
    <p>{t('A fact signed with a first name was checked by a person who went there.')}</p>
    <p>
      <strong>{t('In the demonstration, those people and their checks are invented.')}</strong>{' '}
      {t('So are the activities, the families and the groups. The real places have no part in it.')}
    </p>
    <Table
      caption={t('What we use, and from whom')}
      head={[t('What'), t('From'), t('Licence')]}
      rows={sources()}
    />
    <h2>{t('Thanks, in the words they ask for')}</h2>
    <ul>
      <li>{t('Contains public sector information licensed under the Open Government Licence v3.0.')}</li>
      <li>{t('Contains National Statistics and OS data © Crown copyright and database right.')}</li>
      <li>{t('Contains Royal Mail data © Royal Mail copyright and database right.')}</li>
      <li>{t('Contains Transport for Greater Manchester data.')}</li>
      <li>{t('Contains data © Sport England.')}</li>
    </ul>
    <h2>{t('What we left out')}</h2>
    <p>{t('The minutes on foot are worked out from a straight line, so they are a guess.')}</p>
    <p>{t('Published bus stops have no true position yet. The team adds the ones you need.')}</p>
    <p>{t('A postcode that you type is looked up here. It is not kept.')}</p>
  </Page>
)
