import type { Area } from '../../kit/site.ts'
import { language, speak, t } from '../../kit/words.ts'
import type { Message, Words } from '../messages/index.ts'

/** To a safeguarding lead: one has come, and where to read it. Not a word of it. */
export const cameWords = (message: Message, href: string): Words =>
  speak(language(message.language).code, () => ({
    subject: t('A concern has come'),
    text: [
      t('Somebody has told us that they are worried about a child or an adult.'),
      t('Please read it within one working day. That is what the page says.'),
      t('To keep people safe, nothing about it is in this message.'),
    ].join('\n\n'),
    button: { label: t('Open the room for concerns'), href },
  }))

/** To an area administrator: nobody holds the role, so nobody can read what has come. */
export const noLeadWords = (message: Message, { href, area }: { href: string; area: Area }): Words =>
  speak(language(message.language).code, () => ({
    subject: t('Nobody can read the concerns'),
    text: [
      t('A concern has come, and nobody is the safeguarding lead in {{area}}.', { area: area.name }),
      t('It is kept safe. Nobody can read it until you make somebody the safeguarding lead.'),
      t('Please do that today. Until then the page asks people to ring.'),
    ].join('\n\n'),
    button: { label: t('Choose the safeguarding lead'), href },
  }))
