import { Code } from '../codes.ts'
import type { Issue, Reason } from '../messages/down.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

// The sentences of PROTOCOL.md#codes that the host says.

export const internal: Reason = {
  code: Code.internal,
  message: 'The server failed at this and logged why.',
  retryable: false,
}

export const storeUnavailable: Reason = {
  code: Code.storeUnavailable,
  message: 'The server cannot store right now. Nothing was changed; send it again later.',
  retryable: true,
}

export const storeFull: Reason = {
  code: Code.storeFull,
  message: 'The server has no room left to store this. Nothing was changed; send it again later. Reading goes on.',
  retryable: true,
}

/** What a client may know of why its command was not stored; where the data lies stays in the log. */
export function notStored(error: unknown): Reason {
  return error instanceof StoreError && error.code === StoreErrorCode.full ? storeFull : storeUnavailable
}

/** A client sends again by itself what may pass soon. What may not for long is told to whoever asked, instead of holding back all that he asks after it. */
const longestHoldMs = 60_000

export function tooFast(retryAfterMs: number, retryable = retryAfterMs <= longestHoldMs): Reason {
  return {
    code: Code.tooFast,
    message: 'Commands come faster than this user, or this address, may send them. Send it again after the time given.',
    retryable,
    retryAfterMs,
  }
}

/** Of what all commands share. Nobody has looked whether it took effect before, so that it is never given up for this. */
export function tooManyCommands(retryAfterMs: number): Reason {
  return tooFast(retryAfterMs, true)
}

export const draining: Reason = {
  code: Code.draining,
  message: 'The server is going away. Connect again and send it again.',
  retryable: true,
}

export function notAllowed(channel: string): Reason {
  return no(Code.notAllowed, `There is no channel ${JSON.stringify(channel)} that you may see.`)
}

export function unknownChannel(channel: string, names: Iterable<string>): Reason {
  const known = [...names].map((name) => `"${name}/…"`).join(', ')
  return no(Code.unknownChannel, `No feature here defines ${JSON.stringify(channel)}. There are: ${known || 'none'}.`)
}

export function unknownView(channel: string, view: string): Reason {
  return no(Code.unknownView, `${JSON.stringify(channel)} has no view ${JSON.stringify(view)}.`)
}

export function unknownCommand(channel: string, command: string): Reason {
  return no(Code.unknownCommand, `${JSON.stringify(channel)} has no command ${JSON.stringify(command)}.`)
}

export function unknownSignal(channel: string, signal: string): Reason {
  return no(Code.unknownSignal, `${JSON.stringify(channel)} has no signal ${JSON.stringify(signal)}.`)
}

export function unknownCollection(channel: string, view: string, collection: string): Reason {
  const message = `The view ${JSON.stringify(view)} of ${JSON.stringify(channel)} shows no collection ${JSON.stringify(collection)}.`
  return no(Code.unknownCollection, message)
}

export function noHistory(channel: string, view: string): Reason {
  return no(Code.noHistory, `The view ${JSON.stringify(view)} of ${JSON.stringify(channel)} has no history to read.`)
}

export function schemaMismatch(names: readonly string[]): Reason {
  const channels = names.map((name) => JSON.stringify(name)).join(', ')
  const message = `The server has another version of ${channels} than this client was written for. Load the page again.`
  return no(Code.schemaMismatch, message)
}

export function notOpen(channel: string): Reason {
  return no(Code.notOpen, `Open a view of ${JSON.stringify(channel)} first.`)
}

export function tooManyViews(most: number): Reason {
  return no(Code.tooManyViews, `This session may have ${most} views open. Close one first.`)
}

export function tooManyPending(most: number): Reason {
  return {
    code: Code.tooManyPending,
    message: `This session may have ${most} unanswered requests. Wait for answers first.`,
    retryable: true,
  }
}

export function invalidInput(name: string, issues: readonly Issue[]): Reason {
  const [first] = issues
  const where = first === undefined || first.path === '' ? '' : ` "${first.path}":`
  return {
    ...no(Code.invalidInput, `The input of "${name}" is not valid.${where} ${first?.message ?? ''}`.trim()),
    issues,
  }
}

function no(code: string, message: string): Reason {
  return { code, message, retryable: false }
}
