import { Hono } from 'hono'
import type { Env } from '../../kit/web.ts'
import { type Given, makeEntry } from './entry.tsx'
import { confirmRoutes } from './routes-confirm.tsx'
import { councilRoutes } from './routes-council.tsx'
import { secondStepRoutes } from './routes-second-step.tsx'
import { signInRoutes } from './routes-sign-in.tsx'

/** Signing in by a code, a link or the council's sign-on; the second step; showing again that it is them; signing out. */
export function peopleRoutes(given: Given) {
  const entry = makeEntry(given)
  const all = new Hono<Env>()
  for (const part of [signInRoutes, confirmRoutes, secondStepRoutes, councilRoutes])
    all.route('/', part(entry))
  return all
}
