import type { Announcement } from './announcement.ts'

/**
 * What an event does beside growing the state, decided by `effects` of a definition and stored in the event's own
 * transaction. Make them with the functions below.
 */
export type Effect =
  | ({ readonly do: 'put'; readonly collection: string; readonly id: string } & DocumentContent)
  | { readonly do: 'remove'; readonly collection: string; readonly id: string }
  | {
      readonly do: 'send'
      readonly channel: string
      readonly command: string
      readonly input: unknown
      readonly id?: string
      readonly mayOvertake?: true
    }
  | {
      readonly do: 'timer'
      readonly id: string
      readonly dueAt: number
      readonly command: string
      readonly input: unknown
    }
  | { readonly do: 'cancel'; readonly id: string }
  | { readonly do: 'announce'; readonly person: string; readonly announcement: Announcement }
  | { readonly do: 'withdraw'; readonly person: string; readonly key: string }

export interface DocumentContent {
  /** Its place in the collection, a whole number; paging goes from the highest down, then by id. */
  readonly order: number
  /** Any JSON value; a view says what of it is shown. */
  readonly body: unknown
  /** What search looks through. Without it search never finds the document. */
  readonly text?: string
  /** The id of the person whom it concerns: an export lists it, an erasure removes it. */
  readonly person?: string
}

/**
 * Puts a document into a collection of the channel, or replaces the one of this id. Found by `find`. An `order` that is no safe whole
 * number makes the command fail with `internal`, and the log says `ERR_CHANNEL_EFFECT`.
 */
export function putDocument(collection: string, id: string, content: DocumentContent): Effect {
  return { do: 'put', collection, id, ...content }
}

/** Removes a document; nothing happens if there is none. */
export function removeDocument(collection: string, id: string): Effect {
  return { do: 'remove', collection, id }
}

/**
 * Sends a command to another channel of this server (or this one) as soon as the event is durable, by `system`: at least once, and
 * under an id of its own, so that it takes effect once. What this channel sends that one arrives in its order. A refusal for good ends it,
 * and is reported unless it is the feature's own "no" to its own channel. With `id`, all that this channel sends under that id is one command, whichever event sends it.
 */
export function sendCommand(channel: string, command: string, input: unknown, id?: string): Effect {
  const effect = { do: 'send', channel, command, input } as const
  return id === undefined ? effect : { ...effect, id }
}

/**
 * The same for what must not wait behind what this channel sent there before and has to be sent again, because it was refused for now: what calls
 * that off. Whoever takes it must not mind the order.
 */
export function sendAhead(channel: string, command: string, input: unknown): Effect {
  return { do: 'send', channel, command, input, mayOvertake: true }
}

/**
 * Sends a command to this channel at `dueAt` (wall clock in milliseconds), by `system`, also after a restart; late if the server was down. It
 * replaces the channel's timer of this id. A part of a millisecond counts as a whole one; what is no time (`NaN`, beyond safe numbers) makes the
 * command fail with `internal`, and the log says `ERR_CHANNEL_EFFECT`. One of the same id and `dueAt` as one that has fired is that one: it does not fire again.
 */
export function setTimer(id: string, dueAt: number, command: string, input: unknown): Effect {
  return { do: 'timer', id, dueAt, command, input }
}

/** Calls off the timer of this id. Once an event has done so, the timer does not fire. */
export function cancelTimer(id: string): Effect {
  return { do: 'cancel', id }
}

/**
 * Tells a person something, by the feature of this server that takes announcements; nothing happens if there is none. It goes as a command does
 * (`sendCommand`): as soon as the event is durable, and once. Titles, bodies and names that are too long are cut; what else is no announcement makes
 * the command fail with `internal`, and the log says `ERR_CHANNEL_EFFECT`.
 */
export function announce(person: string, announcement: Announcement): Effect {
  return { do: 'announce', person, announcement }
}

/** What was announced to this person under this key is over: read, deleted, settled. Nothing happens if there is nothing. */
export function withdraw(person: string, key: string): Effect {
  return { do: 'withdraw', person, key }
}
