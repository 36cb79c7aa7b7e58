import type { ProtocolFault } from '@parley/websocket'

/** Why this end gave a socket up, where no rule of the protocol was broken: one of its own limits. */
export interface LimitFault {
  readonly code: LimitFaultCode
  /** What the peer was told; 1006 where it could not be told anything. */
  readonly closeCode: number
  /** One plain sentence. */
  readonly message: string
}

export type LimitFaultCode =
  | 'socket/too-fast'
  | 'socket/too-slow'
  | 'socket/message-timeout'
  | 'socket/write-timeout'
  | 'socket/close-timeout'
  | 'socket/heartbeat'

/** Why this end gave a socket up. */
export type SocketFault = ProtocolFault | LimitFault

function fault(code: LimitFaultCode, closeCode: number, message: string): LimitFault {
  return Object.freeze({ code, closeCode, message })
}

export const tooFast: LimitFault = fault('socket/too-fast', 1008, 'Too many messages or bytes in a second')
export const tooSlow: LimitFault = fault('socket/too-slow', 4008, 'too-slow')
export const messageTimeout: LimitFault = fault('socket/message-timeout', 1008, 'A message took too long to arrive')
export const writeTimeout: LimitFault = fault(
  'socket/write-timeout',
  1006,
  'The peer took nothing of what waits for it',
)
export const closeTimeout: LimitFault = fault(
  'socket/close-timeout',
  1006,
  'The peer did not end the connection in time',
)
export const noHeartbeat: LimitFault = fault('socket/heartbeat', 1006, 'The peer gave no sign of life')
