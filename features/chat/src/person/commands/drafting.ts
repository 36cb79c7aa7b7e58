import type { NewEvent } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { type Draft, threadKey } from '../../contract/index.ts'
import type { Rule } from '../decide.ts'
import type { LoggedEvents } from '../events.ts'
import type { PersonInputs } from '../inputs.ts'

export const draft: Rule<PersonInputs['draft']> = ({ state: { person }, input, limits }) => {
  const { room, thread, reply } = input
  const place = thread === undefined ? room : threadKey(room, thread)
  const known = ownValue(person.drafts, place)
  if (input.text.trim() === '') return known === undefined ? [] : [dropped(place)]
  const { text } = input
  if (known?.text === text && known.reply === reply) return []
  const drafted = { type: 'drafted', data: { place, text, ...(reply === undefined ? {} : { reply }) } } as const
  if (known !== undefined) return [drafted]
  return [...oldest(person.drafts, limits.maxDrafts - 1).map(dropped), drafted]
}

function dropped(place: string): NewEvent<LoggedEvents> {
  return { type: 'drafted', data: { place, text: '' } }
}

/** Those that must go so that `most` are left. */
function oldest(drafts: { readonly [place: string]: Draft }, most: number): string[] {
  const places = Object.keys(drafts)
  if (places.length <= most) return []
  const at = (place: string) => ownValue(drafts, place)?.at ?? 0
  return places.sort((one, other) => at(one) - at(other)).slice(0, places.length - most)
}
