import { createHash } from 'node:crypto'

/** An id made from words, the same at each loading, so that kept links still work. */
export function idFrom(...words: string[]): string {
  const hex = createHash('md5').update(words.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
