import type { Issue, Person, Position } from '@parley/channel/client'
import type { ChatContract } from './contract.ts'
import type { Room } from './room.ts'

/** A command that has not been folded yet. With a `failure` it waits for `retry` or `discard`. */
export interface PendingPost {
  readonly id: string
  readonly name: string
  readonly input: unknown
  readonly createdAt: number
  readonly failure?: PostFailure | undefined
}

export interface PostFailure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  readonly issues?: readonly Issue[] | undefined
}

/** What a `ChatRoom` needs of an open channel: the part of the client's `ChannelHandle` it uses. */
export interface RoomHandle {
  readonly state: Room
  readonly position: Position | undefined
  readonly status: 'opening' | 'open' | 'refused' | 'closed'
  readonly refusal?: { readonly code: string; readonly message: string } | undefined
  readonly presence: { readonly count: number; readonly people: readonly Person[] }
  readonly pending: readonly PendingPost[]
  readonly commands: { post(input: ChatContract['commands']['post']): Promise<unknown> & { readonly id: string } }
  readonly signals: { typing(data: ChatContract['signals']['typing']): void }
  retry(id: string): void
  discard(id: string): void
  onChange(listener: () => void): () => void
  onSignal(name: 'typing', listener: (data: ChatContract['signals']['typing'], from: Person) => void): () => void
  read(before: number, limit?: number): Promise<OlderPage>
  close(): void
}

export interface OlderPage {
  readonly events: readonly {
    readonly offset: number
    readonly type: string
    readonly at: number
    readonly data: unknown
  }[]
  readonly more: boolean
}
