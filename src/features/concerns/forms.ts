import { said, type Typed } from '../../kit/forms.ts'
import { isId, newId } from '../../kit/ids.ts'
import { longest, type Problem } from './rules.ts'

/** What somebody typed about a worry, with what is wrong with it. */
export type ConcernForm = {
  form_key: string
  words: string
  about: string
  contact: string
  from_page: string
  it_is_me: boolean
}
export type ConcernProblems = { words?: Problem; about?: Problem; contact?: Problem }

/** Reads the form; every field is kept as typed, whatever is wrong with it. */
export function concernIn(typed: Typed): { form: ConcernForm; problems: ConcernProblems | null } {
  const form = {
    form_key: keyIn(typed),
    words: said(typed, 'words'),
    about: said(typed, 'about'),
    contact: said(typed, 'contact'),
    from_page: said(typed, 'from_page'),
    it_is_me: said(typed, 'it_is_me') === 'yes',
  }
  const problems: ConcernProblems = {}
  if (!form.words) problems.words = 'no-words'
  for (const name of ['words', 'about', 'contact'] as const)
    if (form[name].length > longest[name]) problems[name] = 'too-long'
  return { form, problems: Object.keys(problems).length ? problems : null }
}

/** The hidden key of a form, or a new one when it carries none of ours. */
export const keyIn = (typed: Typed): string =>
  isId(said(typed, 'form_key')) ? said(typed, 'form_key').toLowerCase() : newId()
