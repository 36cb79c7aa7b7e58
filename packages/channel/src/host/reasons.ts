import { Code } from '../codes.ts'
import type { Issue, Reason } from '../messages/down.ts'

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

export const tooFast: Reason = {
  code: Code.tooFast,
  message: 'Commands come faster than this session may send them. Send it again in a moment.',
  retryable: true,
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
