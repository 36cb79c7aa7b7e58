import type { Reason } from '@parley/channel/client'
import { ClientCode } from './codes.ts'

// Why the outbox itself says no.

export function notJson(name: string): Reason {
  return refusal(ClientCode.notJson, `The input of ${name} cannot be written as JSON.`)
}

export function tooLarge(name: string): Reason {
  return refusal(ClientCode.tooLarge, `The command ${name} is larger than the server takes.`)
}

export function tooOld(name: string): Reason {
  return refusal(
    ClientCode.tooOld,
    `${name} was sent more than 24 hours ago; nobody knows any more whether it took effect.`,
  )
}

export function discarded(name: string): Reason {
  return refusal(ClientCode.discarded, `${name} was given up before it was sent.`)
}

export function otherUser(name: string): Reason {
  return refusal(ClientCode.otherUser, `${name} was posted by another user than the one who is connected now.`)
}

export function outboxFull(maxPending: number): Reason {
  return { code: ClientCode.outboxFull, message: `${maxPending} commands wait for an answer.`, retryable: true }
}

function refusal(code: ClientCode, message: string): Reason {
  return { code, message, retryable: false }
}
