import type { DecideContext, Refusal } from '@parley/channel'
import { refuse } from '@parley/channel'
import type { Message } from '../contract/index.ts'
import { ChatCode } from '../contract/index.ts'
import type { RoomState } from './room-state.ts'

type Documents = DecideContext['documents']

/** The documents of those messages that the state does not hold. */
export function wantedMessages(state: RoomState, offsets: readonly (number | undefined)[]) {
  return offsets
    .filter((offset): offset is number => offset !== undefined && heldMessage(state, offset) === undefined)
    .map((offset) => ({ collection: 'messages', id: String(offset) }))
}

/** A message of this room, from the state or from what was looked up. */
export function knownMessage(state: RoomState, documents: Documents, offset: number): Message | undefined {
  const held = heldMessage(state, offset)
  if (held !== undefined) return held
  return documents.find((found) => found?.id === String(offset))?.body as Message | undefined
}

/** The whole message as an event must carry it: nothing where the state holds it. */
export function bodyFor(state: RoomState, message: Message): { readonly body?: Message } {
  return heldMessage(state, message.offset) === undefined ? { body: message } : {}
}

export function heldMessage({ shared }: RoomState, offset: number): Message | undefined {
  return shared.messages.findLast((message) => message.offset === offset)
}

export function noMessage(): Refusal {
  return refuse(ChatCode.noMessage, 'There is no such message in this room.')
}

export function wasDeletedAlready(): Refusal {
  return refuse(ChatCode.deleted, 'That message was deleted.')
}
