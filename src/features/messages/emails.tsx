import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { drawn } from '../../design/drawn.ts'
import type { Area } from '../../kit/site.ts'
import { language, speak, speaking, t } from '../../kit/words.ts'
import type { Message, Words } from './rules.ts'

// A mail reader has no style sheet of ours. Plain rules in the head; the words stand without them.
const look = `body{margin:0;background:#fffbf4;color:#1e1b2e;font:1.125rem/1.5 "Atkinson Hyperlegible Next",Verdana,Arial,sans-serif}
.sheet{max-width:36rem;margin:0 auto;padding:1.5rem}.name{margin:0 0 1.5rem;padding-bottom:.5rem;border-bottom:3px solid #0b4f52;font-weight:700}
h1{font-size:1.5rem;line-height:1.2}a{color:#0b4f52}.button{display:inline-block;padding:.75rem 1.25rem;border-radius:14px;background:#0b4f52;color:#fff;font-weight:700;text-decoration:none}
.foot{margin-top:2rem;padding-top:1rem;border-top:1px solid #d9cfc0}.copy{padding:.75rem 1rem;border:2px solid #1e1b2e;border-radius:14px}
@media(prefers-color-scheme:dark){body{background:#17151f;color:#f6f1e7}a{color:#7fd1cf}.button{background:#7fd1cf;color:#17151f}.copy{border-color:#f6f1e7}}`

type Whole = { area: Area; language: string; perhaps_a_copy?: boolean }

const copyWords = () => t('You may have had this message before. If so, nothing has changed.')
const footWords = (area: Area) => [
  t('From {{team}}, for {{area}}.', { team: area.team_name, area: area.name }),
  t('Need a person? Ring {{phone}} or text {{text_number}}.', {
    phone: area.phone,
    text_number: area.text_number,
  }),
]

/** Subject, plain text and HTML of one email: the words, the one button, and who it is from. */
export const wholeEmail = (words: Words, whole: Whole): { subject: string; text: string; html: string } =>
  speak(whole.language, () => ({
    subject: words.subject,
    text: textOf(words, whole),
    html: words.html ?? `<!doctype html>${renderToString(<Email words={words} whole={whole} />)}`,
  }))

/** A text as it goes out: its words, and that it may be a copy when it may. */
export const wholeText = (words: Words, { language: code, maybe_twice_at }: Message): string =>
  speak(code, () =>
    [...(maybe_twice_at ? [t('You may have had this already.')] : []), words.text.trim()].join(' '),
  )

function textOf(words: Words, { area, perhaps_a_copy }: Whole): string {
  const parts = [words.text.trim()]
  if (perhaps_a_copy) parts.unshift(copyWords())
  if (words.button) parts.push(`${words.button.label}:\n${words.button.href}`)
  return [...parts, footWords(area).join('\n')].join('\n\n')
}

// An address on its own becomes a link; nothing else in the words is markup.
const linked = (line: string) =>
  line
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map((piece, index) => (index % 2 ? <a href={piece}>{piece}</a> : piece))

const Paragraph = ({ lines }: { lines: string[] }) => (
  <p>
    {lines.map((line, index) => (
      <>
        {index > 0 && <br />}
        {linked(line)}
      </>
    ))}
  </p>
)

const paragraphs = (text: string) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n'))

function Email({ words, whole }: { words: Words; whole: Whole }): VNode {
  const { code, dir } = speaking()
  return (
    <html lang={code} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <title>{words.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {drawn(`<style>${look}</style>`)}
      </head>
      <body>
        <main class="sheet">
          <p class="name">{t('Alongside {{area}}', { area: whole.area.name })}</p>
          {whole.perhaps_a_copy && <p class="copy">{copyWords()}</p>}
          <h1>{words.subject}</h1>
          {paragraphs(words.text).map((lines) => (
            <Paragraph key={lines.join()} lines={lines} />
          ))}
          {words.button && (
            <p>
              <a class="button" href={words.button.href}>
                {words.button.label}
              </a>
            </p>
          )}
          <div class="foot">
            <Paragraph lines={footWords(whole.area)} />
          </div>
        </main>
      </body>
    </html>
  )
}

/** Somebody asked the team for help: what they need, and how to reach them. Read by the team only. */
export const helpAskedWords = (message: Message, wrote: { need: string; contact: string }): Words =>
  speak(language(message.language).code, () => ({
    subject: t('Somebody has asked for help'),
    text: [
      t('They wrote:'),
      wrote.need,
      t('How to reach them:'),
      wrote.contact,
      t('Please answer within two working days. That is what the page says.'),
    ].join('\n\n'),
  }))
