// What he is told of beyond the rooms he looks at, and when that is over.
import type { NewEvent } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { threadKey } from '../../contract/index.ts'
import type { Rule } from '../decide.ts'
import type { LoggedEvents } from '../events.ts'
import type { PersonInputs } from '../inputs.ts'
import { type PersonState, placeOfTold, toldPlaces } from '../person-state.ts'

/** A room that he is not in says nothing to him, unless it is a direct one: news of that may still be on the way. */
export const told: Rule<PersonInputs['told']> = ({ state: { person }, input }) => {
  const { room, offset, kind, thread, by } = input
  const known = ownValue(person.rooms, room)
  if (known === undefined && kind !== 'direct') return []
  if (ownValue(person.blocked, by.id) !== undefined || ownValue(person.mutedRooms, room) !== undefined) return []
  const read = thread === undefined ? ownValue(person.read, room) : ownValue(person.threads, threadKey(room, thread))
  if (offset <= Math.max(read ?? 0, known?.since ?? 0)) return []
  const { thread: _, ...said } = input
  return [{ type: 'told', data: { ...said, ...(thread === undefined ? {} : { thread }) } }]
}

/** What stands for its place is taken back with it: what it says is the message that is gone. In the main list, too, it may have been told there. */
export const untold: Rule<PersonInputs['untold']> = ({ state, input: { room, offset, thread } }) =>
  toldPlaces(state, room)
    .filter(
      ({ place, newest }) =>
        newest === offset && [placeOfTold(room, thread), placeOfTold(room, undefined)].includes(place),
    )
    .map(({ place }) => ({ type: 'toldNoMore', data: { place } }) as const)

/** Of what he was told that these events make old: he read as far, left the room, or wants to hear no more of it. */
export function toldNoMore(
  state: PersonState,
  events: readonly NewEvent<LoggedEvents>[],
): readonly NewEvent<LoggedEvents>[] {
  const over = (room: string, isOver: (told: { readonly place: string; readonly newest: number }) => boolean) =>
    toldPlaces(state, room)
      .filter(isOver)
      .map(({ place }) => ({ type: 'toldNoMore', data: { place } }) as const)
  return events.flatMap(({ type, data }) => {
    // What he writes in a thread he has read up to there.
    if (type === 'read' || type === 'followed') {
      const read = placeOfTold(data.room, data.thread)
      return over(data.room, ({ place, newest }) => place === read && newest <= data.upTo)
    }
    const isAway = type === 'roomLeft' || (type === 'roomMuted' && data.on)
    return isAway ? over(data.room, () => true) : []
  })
}
