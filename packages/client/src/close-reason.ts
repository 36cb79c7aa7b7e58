import { CloseCode, Code } from '@parley/channel/client'
import { ClientCode } from './codes.ts'
import type { StatusReason } from './status.ts'

/** How a socket ended. */
export interface SocketEnd {
  readonly code: number
  readonly text: string
  readonly wasOpen: boolean
  /** What the answer said that was no WebSocket. */
  readonly seen?: StatusReason | undefined
}

/** Why a connection that may come back ended, for `Status`. `said`: the last error that the server told. */
export function closeReason(
  { code, text, wasOpen, seen }: SocketEnd,
  url: string,
  said: StatusReason | undefined,
): StatusReason {
  // A close frame that names the code means what was said.
  if (said !== undefined && said.code === text) return said
  if (!wasOpen && seen !== undefined) return seen
  if (!wasOpen) return { code: ClientCode.unreachable, message: text || `No connection to ${url} could be made.` }
  // RFC 6455 §7.4.1: 1005 and 1006 are never sent; they say that no code, or no close frame, came.
  if (code === 1005 || code === 1006) return { code: ClientCode.lost, message: text || 'The connection broke.' }
  const why = text === '' ? '' : `: ${text}`
  return { code: ClientCode.closedByServer, message: `The server closed the connection with ${code}${why}.` }
}

const finalCodes = new Map<number, string>([
  [CloseCode.unauthenticated, Code.unauthenticated],
  [CloseCode.protocolVersion, Code.protocolVersion],
  [CloseCode.tooManyErrors, Code.tooManyErrors],
])

/** Why the server will not have us again: what it said before it closed, unless the close code says something else. */
export function finalReason(code: number, text: string, said: StatusReason | undefined): StatusReason {
  const known = finalCodes.get(code)
  // A close frame that names the code means what was said.
  if (said !== undefined && (known === undefined || known === said.code || text === said.code)) return said
  const message = text || said?.message || `The server closed the connection for good, with ${code}.`
  return { code: known ?? ClientCode.closedByServer, message }
}
