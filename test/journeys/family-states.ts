// The pages of a signed-in family, with somebody of each standing on them.
import { thingOf } from '../things.ts'
import type { Walk } from './browser.ts'

/** Makes the household of this person, and says where its pages are: name, route, path. */
export async function familyStates(walk: Walk, person_id: string): Promise<[string, string, string?][]> {
  const made = async (path: string) => {
    const thing = thingOf({ method: 'GET', path })!
    return thing.make(walk, { person_id, provider_id: '' })
  }
  const { id: child } = await made('/account/people/:id')
  const { id: own } = await made('/account/people/:id/may-see')
  const { token } = await made('/offer/:token')
  const at = '/account/people/:id'
  const pages = ['edit', 'invite', 'hand-over', 'remove'].map((page): [string, string, string] => [
    `somebody they book for, ${page}`,
    `${at}/${page}`,
    `/account/people/${child}/${page}`,
  ])
  return [
    ['my page', '/account'],
    ['add somebody', '/account/people/new'],
    ['I book for myself', '/account/myself'],
    ['how to reach me', '/account/reach'],
    ['somebody they book for', at, `/account/people/${child}`],
    ['somebody who decides', at, `/account/people/${own}`],
    ...pages,
    ['an invitation for another', '/offer/:token', `/offer/${token}`],
  ]
}
