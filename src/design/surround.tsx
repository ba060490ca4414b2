// What stands around every page: the top, the help, the foot.
import type { VNode } from 'preact'
import { type Room, site } from '../kit/site.ts'
import { languages, speaking, t } from '../kit/words.ts'
import { drawn } from './drawn.ts'
import { Hidden } from './field.tsx'
import { Icon } from './icon.tsx'

/** The mark: two lines side by side, that meet. */
export const Mark = (): VNode =>
  drawn(
    '<svg class="mark" viewBox="0 0 48 48" width="44" height="44" fill="none" stroke-width="7" stroke-linecap="round" aria-hidden="true"><path class="one" d="M11 43C11 27 25 23 25 6"/><path class="two" d="M24 43C24 34 37 30 37 18"/></svg>',
  )

// The safeguarding lead's room lies within the team's, and is not the team's.
const isHere = (href: string) => {
  const [path = ''] = site().path.split('?')
  return path.startsWith(href) && !(href === '/team' && path.startsWith('/team/concerns'))
}

const Place = ({ href, children }: { href: string; children: string }) => (
  <li>
    <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
      {children}
    </a>
  </li>
)

const room_names = { team: () => t('Team room'), partner: () => t('Partners’ room') }
/** A room with a look of its own: a bar with its name, and who is in it. */
export type RoomLook = keyof typeof room_names

const RoomName = ({ room }: { room: RoomLook }) => {
  const { signed_in } = site()
  return (
    <div class="room-name">
      <p>{room_names[room]()}</p>
      {signed_in && (
        <form method="post" action="/sign-out">
          <bdi>{signed_in.name}</bdi>
          <button type="submit">{t('Sign out')}</button>
        </form>
      )}
    </div>
  )
}

const rooms: Record<Room, { href: string; name: () => string }> = {
  team: { href: '/team', name: () => t('Team') },
  partner: { href: '/partner', name: () => t('Our sessions') },
  concerns: { href: '/team/concerns', name: () => t('Concerns') },
}

/** The top of a page: the mark, the area, and the few ways round. */
export const Top = ({ room }: { room?: RoomLook }): VNode => (
  <header class="top">
    <div class="top-row">
      <a class="brand" href="/">
        <Mark />
        <span class="brand-words">
          <span class="brand-name">{t('Alongside')}</span> <span class="brand-area">{site().area.name}</span>
        </span>
      </a>
      <nav aria-label={t('Ways round')}>
        <ul class="plain-list ways">
          <Place href="/whats-on">{t('What’s on')}</Place>
          <Place href="/my-list">{t('My list')}</Place>
          {site().signed_in ? (
            <Place href="/account">{t('My page')}</Place>
          ) : (
            <Place href="/sign-in">{t('Sign in')}</Place>
          )}
          {site().signed_in?.rooms.map((each) => (
            <Place key={each} href={rooms[each].href}>
              {rooms[each].name()}
            </Place>
          ))}
        </ul>
      </nav>
    </div>
    {room && <RoomName room={room} />}
  </header>
)

const callable = (number: string) => number.replace(/[^\d+]/g, '')

/** A phone number that a phone can ring. */
export const PhoneLink = ({ number }: { number: string }): VNode => (
  <a href={`tel:${callable(number)}`}>{number}</a>
)

/** Help, in the same place on every page, the same three ways. */
export const HelpBlock = (): VNode => {
  const { phone, text_number, team_name } = site().area
  return (
    <aside class="help" aria-labelledby="help-title">
      <div class="help-row">
        <div class="help-intro">
          <h2 id="help-title">{t('A person can help')}</h2>
          <p>{t('Ask {{team}} anything.', { team: team_name })}</p>
        </div>
        <ul class="plain-list help-ways">
          <li>
            <Icon name="phone" />
            <span>
              {t('Call')} <PhoneLink number={phone} />
            </span>
          </li>
          <li>
            <Icon name="chat-text" />
            <span>
              {t('Text')} <a href={`sms:${callable(text_number)}`}>{text_number}</a>
            </span>
          </li>
          <li>
            <Icon name="envelope" />
            <a href="/help">{t('Write to us')}</a>
          </li>
        </ul>
        <p class="help-worried">
          <a href="/concern">{t('Worried about a child or an adult?')}</a>
        </p>
      </div>
    </aside>
  )
}

// The two invented languages are for tests: they are set by a cookie, never offered.
const offered = () => languages.filter(({ code }) => !code.includes('-X'))

const LanguageForm = () => (
  <form class="settings" method="post" action="/settings">
    <Hidden name="return" value={site().path} />
    <fieldset>
      <legend>{t('Language')}</legend>
      {offered().map(({ code, name, dir }) => (
        <button
          type="submit"
          key={code}
          name="language"
          value={code}
          lang={code}
          dir={dir}
          aria-pressed={code === speaking().code}
        >
          {name}
        </button>
      ))}
    </fieldset>
  </form>
)

const CalmForm = () => (
  <form class="settings" method="post" action="/settings">
    <Hidden name="return" value={site().path} />
    <fieldset>
      <legend>{t('How pages look')}</legend>
      <button type="submit" name="calm" value={site().calm ? 'off' : 'on'}>
        {site().calm ? t('Turn calm view off') : t('Turn calm view on')}
      </button>
    </fieldset>
  </form>
)

/** The foot of a page: language, calm view, and what we owe people to say. */
export const Footer = (): VNode => (
  <footer class="foot">
    <div class="foot-row">
      {offered().length > 1 && <LanguageForm />}
      <CalmForm />
      <ul class="plain-list foot-links">
        <li>
          <a href="/about/accessibility">{t('Accessibility')}</a>
        </li>
        <li>
          <a href="/about/privacy">{t('Privacy')}</a>
        </li>
        <li>
          <a href="/about/data">{t('Where our facts come from')}</a>
        </li>
      </ul>
    </div>
  </footer>
)
