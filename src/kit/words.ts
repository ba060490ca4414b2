// The catalogue. Keys are plain English; locales/en.json holds every key, and the plural forms.
import { readdirSync, readFileSync } from 'node:fs'
import { createInstance } from 'i18next'

export type Language = { code: string; name: string; dir: 'ltr' | 'rtl' }

const folder = new URL('../../locales/', import.meta.url)
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const names: Record<string, string> = { en: 'English', ar: 'العربية', ur: 'اردو', zh: '中文', pl: 'Polski' }
const rtl = new Set(['ar', 'ur', 'en-XB'])

const catalogues = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -5), { translation: read(file) }]),
)
// Two invented languages prove that pages stretch (XA, 40% longer) and turn round (XB, right to left).
const pseudo = ['en-XA', 'en-XB']

const i18n = createInstance()
await i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: catalogues,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as Parameters<typeof i18n.init>[0])

/** The languages a reader may choose; the invented ones are for tests and preview. */
export const languages: Language[] = [...Object.keys(catalogues), ...pseudo].map((code) => ({
  code,
  name: names[code] ?? code,
  dir: rtl.has(code) ? 'rtl' : 'ltr',
}))
const known = new Map(languages.map((language) => [language.code, language]))

/** The language for a code, or English. */
export const language = (code: string | undefined): Language => known.get(code ?? '') ?? known.get('en')!

let current = language('en')
let fixed = i18n.getFixedT('en')
const plain = new Map<string, string>()

/** The language being spoken now; only meaningful inside `speak`. */
export const speaking = (): Language => current

/** Runs `say` in a language. `say` must not wait: rendering is one go, so no other reader's words get in. */
export function speak<T>(code: string | undefined, say: () => T): T {
  const before = current
  const beforeT = fixed
  current = language(code)
  fixed = i18n.getFixedT(pseudo.includes(current.code) ? 'en' : current.code)
  try {
    return say()
  } finally {
    current = before
    fixed = beforeT
  }
}

const accents: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
}
// Values put into a sentence are left as they are: only our own words stretch.
const stretch = (sentence: string) => {
  const longer = sentence.replace(/[aeiouAEIOU]/g, (letter) => accents[letter] ?? letter)
  return `${longer} ${'~'.repeat(Math.ceil(sentence.length * 0.4))}`.replace(/(~{8})(?=~)/g, '$1 ')
}

/** One sentence of the interface, in the language being spoken. `{{name}}` is filled from `values`; `count` picks the plural. */
export function t(sentence: string, values?: Record<string, string | number>): string {
  if (values) {
    const said = fixed(sentence, values) as string
    return pseudo.includes(current.code) ? stretch(said) : said
  }
  const at = `${current.code}\n${sentence}`
  const known_words = plain.get(at)
  if (known_words !== undefined) return known_words
  const said = pseudo.includes(current.code)
    ? stretch(fixed(sentence) as string)
    : (fixed(sentence) as string)
  plain.set(at, said)
  return said
}
