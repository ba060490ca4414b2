import type { Context } from 'hono'
import type { z } from 'zod'

/** What a form said: every field as a list of the words typed, in order. */
export type Typed = Record<string, string[]>

/** Reads a posted form, urlencoded or multipart (files are left out). */
export async function typedIn(c: Context): Promise<Typed> {
  const body = await c.req.parseBody({ all: true })
  const typed: Typed = {}
  for (const [name, value] of Object.entries(body)) {
    const words = (Array.isArray(value) ? value : [value]).filter(
      (each): each is string => typeof each === 'string',
    )
    // NUL cannot be stored as text by Postgres and nobody types it.
    typed[name] = words.map((each) => each.replaceAll('\u0000', '').replaceAll('\r\n', '\n'))
  }
  return typed
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
