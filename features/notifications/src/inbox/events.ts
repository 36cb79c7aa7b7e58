import type { EventMeta } from '@parley/channel/client'
import type {
  ActorName,
  Content,
  DeliveryStatus,
  Device,
  InboxEvents,
  Notice,
  PushSubscriptionKeys,
  Why,
} from '../contract/index.ts'

import type { Once } from './once.ts'

/** A content before its event has a place in the log. */
export type NewContent = Omit<Content, 'n' | 'last'>

/** What was decided on one way of one notification; to several devices one after the other. */
export interface Decided {
  readonly way: string
  readonly status: Extract<DeliveryStatus, 'queued' | 'delayed' | 'not-sent'>
  readonly reason?: Why
  /** Of what is delayed. */
  readonly until?: number
  /** Where it was sent to, of a way that leads to devices. */
  readonly devices?: readonly string[]
  /** It counts for the throttle of its category. */
  readonly counts?: true
}

/** What a notification that came has besides its content. */
interface Came {
  /** The ids of all who did it. Only `actors` and `actorCount` are shown. */
  readonly people: readonly string[]
  readonly expiresAt?: number
  readonly quiet?: true
  readonly routes: readonly Decided[]
  /** The digest that it closes. */
  readonly digest?: string
  /** What stands for the key of its content once who did it last is erased. */
  readonly standIn?: string
}

/** The log of a channel `inbox/<id>`: what its view shows, and what only its rules and effects need. */
export type LoggedEvents = Omit<InboxEvents, 'created' | 'updated' | 'deviceAdded'> & {
  /** The first that ever happened here. */
  readonly met: { readonly salt: string }
  /** A guest did something, for the first time or a day after that. `again`: he had been given up. */
  readonly here: { readonly again?: true }
  /** He did nothing for long: what everyone is told, he is told no more. */
  readonly left: Readonly<Record<never, never>>
  /** What is decided with it came under an id of its sender's. */
  readonly sentOnce: Once
  readonly created: Came & { readonly content: NewContent }
  /** With `last` it is not made new: that is where it stays. */
  readonly updated: Came & { readonly n: number; readonly last?: number; readonly content: NewContent }
  /** The inbox is off for it: it only goes its ways. */
  readonly passed: Came & { readonly content: NewContent }
  /** A notice goes into a digest. `closesAt`: it is the first of it. `standIn`: for its key. */
  readonly gathered: {
    readonly digest: string
    readonly notice: Notice
    readonly closesAt?: number
    readonly standIn?: string
  }
  /** Those with this key, by what stands for it. */
  readonly ungathered: { readonly standIn: string }
  /** Nothing was left of it. */
  readonly digestDropped: { readonly digest: string }
  /** What waited was decided again. `content`, `expiresAt`: of what is sent. */
  readonly routed: {
    readonly decided: readonly (Decided & {
      readonly n: number
      readonly last: number
      readonly content?: Content
      readonly expiresAt?: number
    })[]
  }
  /** What is in a queue and has nothing in the inbox is not to be sent any more. */
  readonly calledOff: { readonly ids: readonly number[]; readonly reason: Why }
  readonly reported: {
    readonly n: number
    readonly way: string
    readonly status: DeliveryStatus
    readonly reason?: string
    readonly attempt: number
    readonly until?: number
    readonly subscription?: string
  }
  readonly deviceAdded: Omit<Device, 'at'> & { readonly subscription: PushSubscriptionKeys }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

/** As the log keeps them: each says whose channel it is, so that it can be erased with him. */
export type StoredEvents = { readonly [Type in keyof LoggedEvents]: LoggedEvents[Type] & { readonly me?: string } }

type Of<Events> = { [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] } }[keyof Events]
export type LoggedEvent = Of<LoggedEvents>
export type StoredEvent = Of<StoredEvents>
export type ShownEvent = Of<InboxEvents>

/** What the view `inbox` shows of an event. */
export function showInbox({ type, data, offset, at }: StoredEvent & EventMeta): ShownEvent | undefined {
  switch (type) {
    case 'met':
    case 'here':
    case 'left':
    case 'sentOnce':
    case 'passed':
    case 'gathered':
    case 'ungathered':
    case 'digestDropped':
    case 'routed':
    case 'calledOff':
    case 'reported':
    case 'erased':
      return undefined
    case 'created':
    case 'updated': {
      const { expiresAt, quiet } = data
      const content = placed(data.content, 'n' in data ? data.n : offset, ('n' in data && data.last) || offset)
      const more = { ...(expiresAt === undefined ? {} : { expiresAt }), ...(quiet === undefined ? {} : { quiet }) }
      return { type, data: { content, ...more } }
    }
    case 'deviceAdded':
      return { type, data: { id: data.id, name: data.name, at } }
    default: {
      const { me: _me, ...shown } = data
      return { type, data: shown } as ShownEvent
    }
  }
}

export function placed(content: NewContent, n: number, last: number): Content {
  return { n, last, ...content }
}

/** The first three are named, the newest first; each once. */
export function namesOf(actors: readonly ActorName[], most: number): ActorName[] {
  const named: ActorName[] = []
  for (const { id, name } of actors)
    if (named.length < most && named.every((other) => other.id !== id)) named.push({ id, name })
  return named
}
