import type { Context } from 'hono'
import type { z } from 'zod'

/** What a form said: every field as a list of the words typed, in order. */
export type Typed = Record<string, string[]>

/** Reads a posted form, urlencoded or multipart (files are left out). */
export async function typedIn(c: Context): Promise<Typed> {
  // No prototype: a field may be called anything, `__proto__` too.
  const typed: Typed = Object.create(null)
  for (const [name, value] of await pairsIn(c)) {
    // NUL cannot be stored as text by Postgres and nobody types it.
    const words = value.replaceAll('\u0000', '').replaceAll('\r\n', '\n')
    typed[name] ??= []
    typed[name].push(words)
  }
  return typed
}

// Reading the text ourselves costs a third of what the general parser does: this is every booking.
async function pairsIn(c: Context): Promise<[string, string][]> {
  if (c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return [...new URLSearchParams(await c.req.text())]
  const body = await c.req.parseBody({ all: true })
  return Object.entries(body).flatMap(([name, value]) =>
    [value].flat().flatMap((each): [string, string][] => (typeof each === 'string' ? [[name, each]] : [])),
  )
}

/** The first thing said in a field, trimmed; '' when nothing was. */
export const said = (typed: Typed, name: string): string => typed[name]?.[0]?.trim() ?? ''

/** Sentences beside the fields, by field name. */
export type Problems = Record<string, string>

/** The value a zod shape makes of it, or one problem code a field: the shape's own message for that field. */
export function check<T>(
  shape: z.ZodType<T>,
  values: unknown,
): { value: T; problems?: undefined } | { value?: undefined; problems: Problems } {
  const result = shape.safeParse(values)
  if (result.success) return { value: result.data }
  const problems: Problems = {}
  for (const issue of result.error.issues) problems[issue.path.join('.')] ??= issue.message
  return { problems }
}
