import type { VNode } from 'preact'
import { ButtonLink } from '../../../design/button.tsx'
import { Empty, Table } from '../../../design/list.tsx'
import { Page } from '../../../design/page.tsx'
import { SearchBox } from '../../../design/search-box.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import type { PlaceInList } from '../queries.ts'
import type { PlaceKind } from '../rules.ts'
import { addressWords } from '../words.tsx'

const kinds: Record<PlaceKind, () => string> = {
  library: () => t('Library'),
  community_hub: () => t('Community hub'),
  leisure_centre: () => t('Leisure centre'),
  pool: () => t('Swimming pool'),
  sports_ground: () => t('Sports ground'),
  park: () => t('Park'),
  school: () => t('School or college'),
  childrens_centre: () => t('Children’s centre'),
  other: () => t('Another kind of place'),
}

/** The kind of a place in words. */
export const kindWords = (kind: PlaceKind): string => kinds[kind]()

type Props = { places: PlaceInList[]; asked: string; of: number }

/** The team's list of places, with a box to find one. */
export const TeamPlacesPage = ({ places, asked, of }: Props): VNode => (
  <Page title={t('Places')} room="team" wide back={{ href: paths.team(), label: t('The team’s room') }}>
    <div class="actions">
      <ButtonLink href={paths.teamNewPlace()}>{t('Add a place')}</ButtonLink>
    </div>
    <SearchBox
      action={paths.teamPlaces()}
      value={asked}
      label={t('Find a place')}
      hint={t('Part of its name, or its postcode.')}
    />
    {places.length === 0 ? (
      <Empty title={t('No place is called that')}>
        <p>{t('Try fewer letters, or add it as a new place.')}</p>
      </Empty>
    ) : (
      <Table
        caption={
          asked
            ? t('Places like “{{asked}}”', { asked })
            : t('The first {{shown}} of {{of}} places, by name', { shown: places.length, of })
        }
        head={[t('Place'), t('Kind'), t('Address')]}
        rows={places.map((place) => [
          <a href={paths.teamPlace(place.id)}>{place.name}</a>,
          kindWords(place.kind),
          addressWords(place),
        ])}
      />
    )}
  </Page>
)
