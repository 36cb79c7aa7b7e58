export {
  ConnectCode,
  ConnectError,
  type ConnectSocketOptions,
  type ConnectStep,
  connectSocket,
  type Dialled,
  type DialOptions,
  dial,
  type ExplainedRefusal,
} from './connect/index.ts'
export type { DeflateOptions } from './deflate/deflate-options.ts'
export { zlibCodec } from './deflate/zlib-codec.ts'
export { Deadlines } from './driver/deadlines.ts'
export { defaultSocketLimits, type SocketLimits } from './driver/limits.ts'
export { SocketDriver, type SocketUser } from './driver/socket-driver.ts'
export type { LimitFault, LimitFaultCode, SocketFault } from './driver/socket-fault.ts'
export { SocketGroup } from './driver/socket-group.ts'
export { type Message, prepareMessage, Socket, type SocketDetails } from './socket.ts'
export { FrameTap, type FrameTapOptions, type TappedFrame, type TappedOpcode } from './tap/frame-tap.ts'
export type { SocketTap } from './tap/socket-tap.ts'
