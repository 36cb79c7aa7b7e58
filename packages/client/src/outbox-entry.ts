import type { CommandMessage, Reason } from '@parley/channel/client'
import type { Settle } from './command-receipt.ts'
import type { StoredCommand } from './outbox-storage.ts'

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
  readonly settle: Settle
}

export interface OutboxEntry extends Omit<Posted, 'user'> {
  user: string | undefined
  /** What goes over the wire; written once, so that a later change to the input changes nothing. */
  readonly text: string
  /** `done`: it took effect, and waits for its view to show it. */
  state: 'queued' | 'sent' | 'done' | 'failed'
  wasSent: boolean
  /** How often it was refused for now. */
  refusals: number
  done: { readonly offset: number; epoch: string | undefined } | undefined
  failure: Reason | undefined
}

/** `undefined`: the input cannot be written as JSON. */
export function createEntry(posted: Posted): OutboxEntry | undefined {
  const { id, channel, name, input } = posted
  // The protocol wants the field to be there, also for commands that need none.
  const message: CommandMessage = { type: 'command', id, channel, name, input: input ?? null }
  try {
    const text = JSON.stringify(message)
    return { ...posted, text, state: 'queued', wasSent: false, refusals: 0, done: undefined, failure: undefined }
  } catch {
    return undefined
  }
}

/** What has to be kept to send it again from another page. */
export function storedOf({ id, channel, view, name, input, createdAt, user }: OutboxEntry): StoredCommand {
  const command = { id, channel, view, name, input, createdAt }
  return user === undefined ? command : { ...command, user }
}

export function pendingOf({ id, name, input, createdAt, failure }: OutboxEntry): PendingCommand {
  return failure === undefined ? { id, name, input, createdAt } : { id, name, input, createdAt, failure }
}
