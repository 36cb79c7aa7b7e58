// The channels `inbox/<user id>`: what belongs to one person on all devices. View `inbox`, for that person alone.

import type { Action, ActorName, Content, Mark } from './notification.ts'
import type { Category, Device, Preferences, QuietHours } from './preferences.ts'
import type { Text } from './text.ts'

export interface Inbox {
  /** Whether a device of this person has ever begun. */
  began: boolean
  /** What the newest say, newest first by `last`, at most 50 and without a gap; those before are found in the collection `items`. */
  recent: Content[]
  /** All that are kept, by `n`. */
  marks: { [n: string]: Mark }
  preferences: Preferences
  devices: { [id: string]: Device }
  /** How the app describes its categories and ways; the same for everybody. */
  readonly categories: { readonly [category: string]: Category }
  readonly ways: { readonly [way: string]: { readonly title: Text } }
  /** The public key that browsers subscribe with (VAPID), where there is push. */
  pushKey?: string
}

export interface InboxCommands {
  /** Sent once by a person's first device; says what is not known yet. */
  readonly begin: { readonly zone?: string; readonly language?: string }
  /** All up to `last` have been looked at. */
  readonly see: { readonly upTo: number }
  readonly read: { readonly ids: readonly number[] }
  readonly unread: { readonly ids: readonly number[] }
  readonly archive: { readonly ids: readonly number[] }
  readonly unarchive: { readonly ids: readonly number[] }
  readonly snooze: { readonly ids: readonly number[]; readonly until: number }
  readonly unsnooze: { readonly ids: readonly number[] }
  readonly act: { readonly id: number; readonly action: string }
  readonly remove: { readonly ids: readonly number[] }
  /** What comes in between stays as it is: `upTo` is compared with `last`. */
  readonly markAll: { readonly as: 'read' | 'seen' | 'archived'; readonly upTo: number; readonly category?: string }
  /** `null`: as the category says. */
  readonly setPreference: { readonly category: string; readonly way: string; readonly on: boolean | null }
  readonly setWay: { readonly way: string; readonly on: boolean }
  readonly setAll: { readonly on: boolean }
  readonly setQuiet: { readonly quiet: QuietHours | null }
  readonly setLanguage: { readonly language: string }
  readonly subscribePush: {
    readonly device: string
    readonly subscription: {
      readonly endpoint: string
      readonly keys: { readonly p256dh: string; readonly auth: string }
      readonly expirationTime?: number | null
    }
  }
  readonly unsubscribePush: { readonly id: string }
}

/** What to tell somebody, as an app's server, a key over HTTP or another feature says it. */
export interface Notice {
  readonly category: string
  readonly title: Text
  readonly body?: Text
  readonly link?: string
  readonly actions?: readonly Action[]
  readonly actor?: ActorName
  readonly key?: string
  /** Within a category that is digested: what goes into one digest. */
  readonly digestKey?: string
  readonly data?: unknown
  readonly private?: boolean
  /** In the inbox, without toast and sound, and no way beyond the page. */
  readonly silent?: boolean
  /** With `key`: says what is new without making it new. */
  readonly quietUpdate?: boolean
  readonly expiresAt?: number
}

/** What only the server itself sends to an inbox. */
export interface InboxSystemCommands {
  readonly notify: Notice
  /** What has this key is there no more: the message was deleted, the order called off. Nothing to do if there is none. */
  readonly withdraw: { readonly key: string }
  /** The key came after this inbox was opened. */
  readonly learnPushKey: { readonly pushKey: string }
  /** At `at` somebody else took this browser. */
  readonly deviceTaken: { readonly id: string; readonly at: number }
  /** What became of one delivery. `subscription`: the id of its device; `gone`: that device is there no more. */
  readonly reported: {
    readonly n: number
    readonly way: string
    readonly status: DeliveryStatus
    readonly reason?: string
    readonly attempt: number
    readonly until?: number
    readonly subscription?: string
    readonly gone?: boolean
  }
}

export type DeliveryStatus = 'queued' | 'delayed' | 'not-sent' | 'retrying' | 'sent' | 'failed'

/**
 * Why a notification does not go a way, or not yet. `category`: it may not go there at all; `preference`: the person does not want it;
 * `silent`: its sender said so; `read`: it was read, put away or removed before it was due; `withdrawn`: its sender took it back;
 * `no-device`: there is none, or it was removed; `quiet-hours`, `if-unread`: it waits.
 */
export type Why =
  | 'category'
  | 'preference'
  | 'silent'
  | 'throttled'
  | 'read'
  | 'withdrawn'
  | 'too-old'
  | 'too-many'
  | 'no-device'
  | 'quiet-hours'
  | 'if-unread'

/** One line of what became of a notification by one way: a document of the collection `deliveries`. */
export interface DeliveryEntry {
  readonly n: number
  readonly way: string
  readonly status: DeliveryStatus
  /** Why: one of `Why`, or what the way said. */
  readonly reason?: string
  readonly at: number
  /** Of what is delayed or retried: when it is due. */
  readonly until?: number
  readonly attempt?: number
  /** The id of the device, of a way that leads to devices. */
  readonly subscription?: string
}

/** What the view shows. Each says what became of one part; the fold sets or removes it. */
export interface InboxEvents {
  readonly began: { readonly zone?: string; readonly language?: string }
  /** `quiet`: without toast and sound. */
  readonly created: { readonly content: Content; readonly expiresAt?: number; readonly quiet?: true }
  /** With a `last` above the one before it is new again: neither seen nor read, archived or snoozed. With the same: its content alone. */
  readonly updated: { readonly content: Content; readonly expiresAt?: number; readonly quiet?: true }
  /** The marks of `ids` from now on: `on` sets the time of the event, `off` takes it away. */
  readonly marked: {
    readonly ids: readonly number[]
    readonly on?: readonly ('seen' | 'read' | 'archived')[]
    readonly off?: readonly ('seen' | 'read' | 'archived' | 'snoozed')[]
  }
  readonly snoozed: { readonly ids: readonly number[]; readonly until: number }
  readonly acted: { readonly n: number; readonly action: string }
  readonly removed: { readonly ids: readonly number[]; readonly how: 'removed' | 'withdrawn' | 'expired' | 'full' }
  readonly preferred: { readonly category: string; readonly way: string; readonly on: boolean | null }
  readonly waySet: { readonly way: string; readonly on: boolean }
  readonly allSet: { readonly on: boolean }
  readonly quietSet: { readonly quiet: QuietHours | null }
  readonly languageSet: { readonly language: string }
  readonly pushKeySet: { readonly pushKey: string }
  readonly deviceAdded: Device
  readonly deviceRemoved: { readonly id: string; readonly how: 'removed' | 'gone' | 'replaced' | 'taken' }
}
