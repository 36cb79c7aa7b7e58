import { applyEvent } from '@parley/channel/client'
import type { Message, Posted } from '../contract/index.ts'
import { emptyState, type RoomState, stateFold } from './room-state.ts'

/**
 * A state of version 1 was the newest messages and nothing else. Nobody is a member yet: who posts next is one. Older messages have no
 * documents: they are in the log, and found no more.
 */
export function stateOfVersion1(stored: unknown): RoomState {
  const { messages } = stored as { readonly messages: readonly Message[] }
  const state = emptyState()
  for (const { offset, at, id, by, text } of messages) {
    const data: Posted = { id, by, text }
    applyEvent(stateFold, state, { type: 'posted', data, offset, at })
  }
  return state
}
