export { ConnectCode, ConnectError, type ConnectStep, type ExplainedRefusal } from './connect-error.ts'
export { connectSocket } from './connect-socket.ts'
export { type Dialled, dial } from './dial.ts'
export type { ConnectSocketOptions, DialOptions } from './options.ts'
