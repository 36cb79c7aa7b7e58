import { defineFold } from '@parley/channel/client'
import type { Notice, Topic, TopicEvents } from '../contract/index.ts'
import { type Ids, noteOnce, type Once } from '../inbox/once.ts'

/** What is on its way to subscribers. `nothing`: who did it was erased. */
export type Told =
  | { readonly command: 'notify'; readonly input: Notice }
  | { readonly command: 'withdraw'; readonly input: { readonly key: string } }
  | { readonly command: 'nothing' }

/** What `everyone` is told, by each of its parts. */
export type PassedOn =
  | Told
  | { readonly command: 'subscribe' | 'unsubscribe'; readonly input: { readonly user: string } }

/** The state of a channel `notify-topic/<name>`. */
export interface TopicState {
  /** By `placeOf` them, in the order in which they came: the offset at which they did. */
  members: { [place: string]: number }
  count: number
  /** By offset, the one that is being told first. `upTo`: whoever came up to there has been told. */
  publications: { [offset: number]: Told & { upTo: number } }
  /** What came under ids of their senders'. */
  ids: Ids
}

type Nothing = Readonly<Record<never, never>>

/** The log of a topic. */
export interface TopicLog {
  readonly subscribed: { readonly user: string }
  readonly unsubscribed: { readonly user: string }
  readonly published: Told
  /** Of `everyone`: a person's part does it, or one part after the other. */
  readonly passedOn: PassedOn
  /** What is decided with it came under an id of its sender's. */
  readonly sentOnce: Once
  /** Those who came behind `after`, up to `upTo`, are told. `isLast`: nobody is left. */
  readonly fannedOut: {
    readonly publication: number
    readonly after: number
    readonly upTo: number
    readonly isLast?: true
  }
  readonly finished: { readonly publication: number }
  /** What concerned only somebody who was erased. */
  readonly erased: Nothing
}

export const stateFold = defineFold<TopicState, TopicLog>({
  state: () => ({ members: {}, count: 0, publications: {}, ids: [] }),
  events: {
    passedOn: () => {},
    sentOnce: (state, once, { at }) => {
      state.ids = noteOnce(state.ids, once, at)
    },
    subscribed: (state, { user }, { offset }) => {
      state.members[placeOf(user)] = offset
      state.count++
    },
    unsubscribed: (state, { user }) => {
      if (state.members[placeOf(user)] === undefined) return
      delete state.members[placeOf(user)]
      state.count--
    },
    published: (state, told, { offset }) => {
      state.publications[offset] = { ...told, upTo: 0 }
    },
    fannedOut: (state, { publication, upTo }) => {
      const known = state.publications[publication]
      if (known !== undefined) known.upTo = upTo
    },
    finished: (state, { publication }) => {
      delete state.publications[publication]
    },
    erased: () => {},
  },
})

/** The view `topic`: PROTOCOL.md#notifications. */
export const topicFold = defineFold<Topic, TopicEvents>({
  state: () => ({ subscribers: 0, underWay: 0 }),
  events: {
    subscribed: (topic) => {
      topic.subscribers++
    },
    unsubscribed: (topic) => {
      topic.subscribers--
    },
    published: (topic) => {
      topic.underWay++
    },
    finished: (topic) => {
      topic.underWay--
    },
  },
})

/** A person's id as a key whose place among others is when it was set: `17` alone would stand first, and `__proto__` nowhere. */
export function placeOf(user: string): string {
  return `/${user}`
}

/** The first of those who came behind `after` and before `before`, with the offset at which they did. */
export function membersIn(
  { members }: TopicState,
  after: number,
  before: number,
  most: number,
): readonly (readonly [user: string, offset: number])[] {
  const found: (readonly [string, number])[] = []
  for (const place of Object.keys(members)) {
    const offset = members[place] as number
    if (offset >= before || found.length === most) break
    if (offset > after) found.push([place.slice(1), offset])
  }
  return found
}
