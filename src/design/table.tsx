import type { ComponentChildren, VNode } from 'preact'
import { t } from '../kit/words.ts'

type Props = { caption: string; head: string[]; rows: ComponentChildren[][]; caption_hidden?: boolean }

/** Rows to compare. The first cell names its row; on a phone each row becomes a short list with its own labels. */
export const Table = ({ caption, head, rows, caption_hidden }: Props): VNode => (
  <table class="table">
    <caption class={caption_hidden ? 'only-heard' : undefined}>{caption}</caption>
    <thead>
      <tr>
        {head.map((word) => (
          <th scope="col" key={word}>
            {word}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...rest], at) => (
        <tr key={at}>
          <th scope="row">{first}</th>
          {rest.map((cell, index) => (
            <td key={index} data-label={head[index + 1]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

export const examples: Record<string, () => VNode> = {
  table: () => (
    <Table
      caption={t('Sessions this week')}
      head={[t('Session'), t('When'), t('Booked'), t('Waiting')]}
      rows={[
        [<a href="#swim">{t('Swim together')}</a>, t('Saturday, 10am'), '18 / 20', '0'],
        [<a href="#drum">{t('Big drum circle')}</a>, t('Sunday, 2pm'), '12 / 12', '4'],
      ]}
    />
  ),
}
