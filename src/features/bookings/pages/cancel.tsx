// Cancelling: for one child or for everyone. It can be undone for ten minutes.
import type { VNode } from 'preact'
import { Button } from '../../../design/button.tsx'
import { Page } from '../../../design/page.tsx'
import { paths } from '../../../kit/paths.ts'
import { t } from '../../../kit/words.ts'
import { whenWords } from '../../activities/index.ts'
import type { BookingView } from '../queries.ts'
import { titleOf } from '../words.tsx'

type Props = { booking: BookingView; token: string; now: Date }

/** Those who are still coming. */
export const live = (booking: BookingView) => booking.people.filter((child) => !child.cancelled_at)

/** One button for each child, and one for everyone. */
export const CancelChoices = (props: Pick<Props, 'booking' | 'token'>): VNode => {
  const here = live(props.booking)
  const waiting = props.booking.state === 'waiting'
  return (
    <form method="post" action={paths.myBookingPage(props.token, 'cancel')} class="cancel-choices">
      <div class="actions">
        {here.length > 1 &&
          here.map((child) => (
            <Button key={child.nth} kind="warn" name="nth" value={String(child.nth)}>
              {t('Cancel for {{name}}', { name: child.first_name })}
            </Button>
          ))}
        <Button kind="warn" name="nth" value="all">
          {waiting
            ? t('Leave the waiting list')
            : here.length > 1
              ? t('Cancel for everyone')
              : t('Cancel for {{name}}', { name: here[0]?.first_name ?? '' })}
        </Button>
      </div>
    </form>
  )
}

/** Cancel: the one question, for those who come straight to it. */
export const CancelPage = (props: Props): VNode => {
  const here = live(props.booking)
  const title =
    props.booking.state === 'waiting'
      ? t('Leave the waiting list?')
      : here.length === 1
        ? t('Cancel for {{name}}?', { name: here[0]!.first_name })
        : t('Who do you want to cancel for?')
  return (
    <Page title={title} back={{ href: paths.myBooking(props.token) }} robots="noindex">
      <p>
        {t('{{title}}, {{when}}.', {
          title: titleOf(props.booking),
          when: whenWords(props.booking, props.now),
        })}
      </p>
      <p>{t('You can undo it for ten minutes, if the place is still free.')}</p>
      <CancelChoices {...props} />
    </Page>
  )
}
