// The channels `notify-topic/<name>`: who is told what is published there. `everyone` has all who have an inbox.
import type { Notice } from './inbox.ts'

export const everyone = 'everyone'

/** What only the server itself sends. */
export interface TopicSystemCommands {
  readonly subscribe: { readonly user: string }
  readonly unsubscribe: { readonly user: string }
  /** Goes to those who are subscribers now. */
  readonly publish: Notice
  /** Takes what has this key from those who are subscribers now. */
  readonly withdraw: { readonly key: string }
}

/** The view `topic`, for the server itself. */
export interface Topic {
  subscribers: number
  /** Publications that are on their way to subscribers. */
  underWay: number
}

type Nothing = Readonly<Record<never, never>>

export interface TopicEvents {
  readonly subscribed: Nothing
  readonly unsubscribed: Nothing
  readonly published: Nothing
  /** All have been told of one. */
  readonly finished: Nothing
}
