export {
  type Actor,
  type Announcement,
  type ApiOf,
  ChannelError,
  type Erasure,
  type Feature,
  type FeatureRun,
  type FeatureServer,
  type GenericChannel,
  type GenericPage,
  type GenericRules,
  type PersonExport,
  type PublishedMessage,
  type Store,
  StoreError,
  type UnreadLog,
  UsageError,
} from '@parley/channel'
export {
  type Attached,
  type JWTPayload,
  type JwtOptions,
  jwt,
  type Log,
  type SignIn,
  type Socket,
  type TokenRefused,
  type Tokens,
  type User,
} from '@parley/server'
export { ConnectError, type ConnectSocketOptions, connectSocket, type Message, prepareMessage } from '@parley/socket'
export type { AttachOptions } from './attach.ts'
export { attach } from './attach.ts'
