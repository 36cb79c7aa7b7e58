// What the notes and each view of them are, and how they grow.
import { defineFold, type EventMeta } from '@parley/channel'

export interface Added {
  /** The id of the command. */
  readonly id: string
  readonly by: string
  readonly text: string
  /** 1, 2, 3 … of the events of one command. */
  readonly part: number
  /** 1, 2, 3 … of all notes of the channel. */
  readonly nth: number
  /** When a timer reminds of it; 0: none does. */
  readonly remindAt: number
}

/** The newest notes, how many there ever were, and who belongs to the circle. */
export interface Notes {
  notes: (Added & { readonly offset: number })[]
  count: number
  isLocked: boolean
  /** Notes of each person that are no secret. */
  tally: Record<string, number>
  /** The newest note of each person that is no secret. */
  said: Record<string, string>
  circle: Record<string, true>
}

/** A note's own id, and that of its document and its timer. */
export function noteId({ id, part }: Pick<Added, 'id' | 'part'>): string {
  return `${id}.${part}`
}

export function isSecret(text: string): boolean {
  return text.startsWith('_')
}

const keptNotes = 12

export const notesFold = defineFold({
  state: (): Notes => ({ notes: [], count: 0, isLocked: false, tally: {}, said: {}, circle: {} }),
  events: {
    added: (state, data: Added, { offset }: EventMeta) => {
      const { by, text } = data
      state.notes.push({ ...data, offset })
      if (state.notes.length > keptNotes) state.notes.shift()
      state.count += 1
      if (isSecret(text)) return
      state.tally[by] = (state.tally[by] ?? 0) + 1
      state.said[by] = text
    },
    dropped: (state, { note }: { readonly note: string }) => {
      state.notes = state.notes.filter((one) => noteId(one) !== note)
    },
    snoozed: (_state, _data: { readonly note: string; readonly whom: string; readonly until: number }) => {},
    reminded: (_state, _data: { readonly note: string; readonly whom: string }) => {},
    joined: (state, { whom }: { readonly whom: string }) => {
      state.circle[whom] = true
    },
    left: (state, { whom }: { readonly whom: string }) => {
      delete state.circle[whom]
    },
    locked: (state, _data: object) => {
      state.isLocked = true
    },
    unlocked: (state, _data: object) => {
      state.isLocked = false
    },
  },
})

export const tallyFold = defineFold({
  state: (): { tally: Record<string, number> } => ({ tally: {} }),
  events: {
    counted: (state, { by }: { readonly by: string }) => {
      state.tally[by] = (state.tally[by] ?? 0) + 1
    },
  },
})

/** In the order of the names: who is spared events meets the names in another order than who is not. */
export const newestFold = defineFold({
  state: (): { newest: { by: string; text: string }[] } => ({ newest: [] }),
  events: {
    said: (state, { by, text }: { readonly by: string; readonly text: string }) => {
      const others = state.newest.filter((one) => one.by !== by)
      state.newest = [...others, { by, text }].sort((a, b) => (a.by < b.by ? -1 : 1))
    },
  },
})

/** How many notes of one person are no secret; several changes may come as one. */
export const sumFold = defineFold({
  state: (): { sum: number } => ({ sum: 0 }),
  events: {
    grew: (state, { by }: { readonly by: number }) => {
      state.sum += by
    },
  },
})

/** What one person said last, and whether anybody may say more. */
export const lastFold = defineFold({
  state: (): { last: string; isLocked: boolean } => ({ last: '', isLocked: false }),
  events: {
    said: (state, { text }: { readonly text: string }) => {
      state.last = text
    },
    locked: (state, { on }: { readonly on: boolean }) => {
      state.isLocked = on
    },
  },
})

export const meterFold = defineFold({
  state: (): { count: number } => ({ count: 0 }),
  events: {
    read: (state, { nth }: { readonly nth: number }) => {
      state.count = nth
    },
  },
})
