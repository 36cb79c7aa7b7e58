import type { CommandMessage, Position, Reason } from '@parley/channel/client'
import type { Settle } from './command-receipt.ts'
import { commandReceipt } from './command-receipt.ts'
import type { StoredCommand } from './outbox-storage.ts'
import { viewKey } from './view-key.ts'

/** A command that its view does not show yet. */
export interface PendingCommand {
  readonly id: string
  readonly name: string
  readonly input: unknown
  /** When it was posted, by this side's clock, in milliseconds. */
  readonly createdAt: number
  /** Refused for good: it waits for `retry` or `discard`. */
  readonly failure?: Reason
}

/** A command of the whole connection that has no answer yet, or was refused for good. */
export interface OutboxItem {
  readonly id: string
  readonly channel: string
  /** The view it was posted in. */
  readonly view: string
  readonly name: string
  readonly input: unknown
  /** When it was posted, by this side's clock, in milliseconds. */
  readonly createdAt: number
  /** `waiting` for the connection or for its turn, `sent` and not answered yet, or `failed`. */
  readonly state: 'waiting' | 'sent' | 'failed'
  /** Why it has failed, or why the server did not take it when it was sent last. */
  readonly reason?: Reason
}

interface Posted {
  readonly id: string
  readonly channel: string
  readonly view: string
  readonly viewKey: string
  readonly name: string
  readonly input: unknown
  readonly createdAt: number
  /** Whose it is; `undefined` until the server has said who we are. */
  readonly user: string | undefined
  /** When it was first sent, on this page or an earlier one. */
  readonly sentAt?: number | undefined
  readonly settle: Settle
}

export interface OutboxEntry extends Omit<Posted, 'user' | 'sentAt'> {
  user: string | undefined
  sentAt: number | undefined
  /**
   * What goes over the wire; written once. `input` is a copy for the same reason: a form that is emptied right after must not
   * change what is shown, stored, or posted again.
   */
  readonly text: string
  /** `done`: it took effect, and waits for its view to show it. */
  state: 'queued' | 'sent' | 'done' | 'failed'
  wasSent: boolean
  /** An earlier command of its channel was refused for now while this one was on the way: it is decided without that one. */
  hasOvertaken: boolean
  /** How often it was refused for now. */
  refusals: number
  done: { readonly offset: number; epoch: string | undefined } | undefined
  /** Why it failed, or was refused for now. */
  reason: Reason | undefined
}

/** `undefined`: the input cannot be written as JSON. */
export function createEntry(posted: Posted): OutboxEntry | undefined {
  const { id, channel, name, input } = posted
  // The protocol wants the field to be there, also for commands that need none.
  const message: CommandMessage = { type: 'command', id, channel, name, input: input ?? null }
  try {
    const text = JSON.stringify(message)
    const { input: copy } = JSON.parse(text) as CommandMessage
    const { sentAt } = posted
    return {
      ...posted,
      input: copy,
      sentAt,
      text,
      state: 'queued',
      wasSent: false,
      hasOvertaken: false,
      refusals: 0,
      done: undefined,
      reason: undefined,
    }
  } catch {
    return undefined
  }
}

/** What an earlier page left. It may have been sent, and nobody waits for its receipt. */
export function restoredEntry({ failure: _, ...command }: StoredCommand): OutboxEntry | undefined {
  const { id, channel, view, user } = command
  const { settle } = commandReceipt(id)
  const entry = createEntry({ ...command, viewKey: viewKey(channel, view), user, settle })
  if (entry !== undefined) entry.wasSent = true
  return entry
}

/** What has to be kept to send it again from another page, or to show there why it failed. */
export function storedOf(entry: OutboxEntry): StoredCommand {
  const { id, channel, view, name, input, createdAt, sentAt, user, state, reason } = entry
  return {
    ...{ id, channel, view, name, input, createdAt },
    ...(sentAt !== undefined && { sentAt }),
    ...(user !== undefined && { user }),
    ...(state === 'failed' && reason && { failure: reason }),
  }
}

export function pendingOf({ id, name, input, createdAt, state, reason }: OutboxEntry): PendingCommand {
  const pending = { id, name, input, createdAt }
  return state === 'failed' && reason ? { ...pending, failure: reason } : pending
}

/** `undefined`: it took effect, and only waits for its view. */
export function itemOf({
  id,
  channel,
  view,
  name,
  input,
  createdAt,
  state,
  reason,
}: OutboxEntry): OutboxItem | undefined {
  if (state === 'done') return undefined
  const item = { id, channel, view, name, input, createdAt, state: state === 'queued' ? 'waiting' : state } as const
  return reason === undefined ? item : { ...item, reason }
}

/** Offsets of different epochs cannot be compared; a log made anew is shown as it is. */
export function isShown({ done }: OutboxEntry, position: Position | undefined): boolean {
  if (done === undefined || position === undefined) return false
  return (done.epoch !== undefined && done.epoch !== position.epoch) || position.offset >= done.offset
}
