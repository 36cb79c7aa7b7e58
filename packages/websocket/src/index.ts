export { acceptKey } from './accept.ts'
export { FaultCode, HandshakeCode } from './codes.ts'
export { Connection, type ConnectionState } from './connection.ts'
export type { ConnectionOptions } from './connection-options.ts'
export { encodeBinaryFrame, encodeTextFrame } from './encode-frame.ts'
export type { BinaryEvent, ClosedEvent, ConnectionEvent, PingEvent, PongEvent, TextEvent } from './events.ts'
export type { ProtocolFault } from './faults.ts'
export type { Role } from './frame-rules.ts'
export {
  type AcceptInput,
  buildRequest,
  encodeAccept,
  encodeRefusal,
  type RefusalInput,
  type RequestInput,
} from './handshake-encode.ts'
export type { HeaderFinding } from './handshake-report.ts'
export { judgeRequest, type RequestHead, type RequestVerdict } from './handshake-request.ts'
export { judgeResponse, type ResponseHead, type ResponseVerdict } from './handshake-response.ts'
export type { HeaderPair } from './header-list.ts'
export { UsageError, type UsageErrorCode } from './usage-error.ts'
