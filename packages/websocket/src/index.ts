export { FaultCode, HandshakeCode } from './codes.ts'
export { Connection, type ConnectionState } from './connection.ts'
export type { ConnectionDeflate, ConnectionOptions } from './connection-options.ts'
export type { DeflateCodec, Inflated, InflateFault } from './deflate/codec.ts'
export type { DeflateChoice, DeflateParameters } from './deflate/parameters.ts'
export type { BinaryEvent, ClosedEvent, ConnectionEvent, PingEvent, PongEvent, TextEvent } from './events.ts'
export type { ProtocolFault } from './faults.ts'
export type { Role } from './frames/frame-rules.ts'
export { acceptKey } from './handshake/accept.ts'
export { type ConnectHead, type ConnectVerdict, connectAcceptHeaders, judgeConnect } from './handshake/connect.ts'
export {
  type AcceptInput,
  buildRequest,
  encodeAccept,
  encodeRefusal,
  type RefusalInput,
  type RequestInput,
} from './handshake/encode.ts'
export type { HeaderPair } from './handshake/header-list.ts'
export type { HeaderFinding } from './handshake/report.ts'
export { judgeRequest, type RequestHead, type RequestOptions, type RequestVerdict } from './handshake/request.ts'
export { judgeResponse, type ResponseHead, type ResponseVerdict } from './handshake/response.ts'
export { PreparedMessage } from './prepared-message.ts'
export { UsageError, type UsageErrorCode } from './usage-error.ts'
