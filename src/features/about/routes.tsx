import { setCookie } from 'hono/cookie'
import type { VNode } from 'preact'
import { PreviewPage } from '../../design/preview.tsx'
import { said, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { anyone, development, routes, safeReturn, show } from '../../kit/web.ts'
import { languages } from '../../kit/words.ts'
import { AccessibilityPage, PrivacyPage } from './pages.tsx'
import { PrivacyEasyPage } from './pages-easy.tsx'

const a_year = 365 * 24 * 60 * 60

/** The pages about the pages, and the reader's own settings, which stay on the device. */
export const aboutRoutes = ({ DataPage }: { DataPage: () => VNode }) =>
  routes()
    .get(paths.about('accessibility'), anyone, (c) => show(c, <AccessibilityPage />))
    .get(paths.about('privacy'), anyone, (c) => show(c, <PrivacyPage />))
    .get(paths.about('privacy-easy'), anyone, (c) => show(c, <PrivacyEasyPage />))
    .get(paths.about('data'), anyone, (c) => show(c, <DataPage />))
    .get(paths.preview(), development, (c) => show(c, <PreviewPage />))
    .post(paths.settings(), anyone, async (c) => {
      const typed = await typedIn(c)
      const kept = {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: c.var.config.production,
        maxAge: a_year,
      } as const
      const language = said(typed, 'language')
      if (languages.some(({ code }) => code === language))
        setCookie(c, 'language', language, language === 'en' ? { ...kept, maxAge: 0 } : kept)
      const calm = said(typed, 'calm')
      if (calm === 'on') setCookie(c, 'calm', 'on', kept)
      if (calm === 'off') setCookie(c, 'calm', '', { ...kept, maxAge: 0 })
      return c.redirect(safeReturn(said(typed, 'return'), paths.home()), 303)
    })
