export { CloseCode, Code, mayReconnect } from './codes.ts'
export type { Actor } from './define/actor.ts'
export type { ChannelContract, ChannelDescription, ViewContract } from './define/contract.ts'
export type { AnyEvent, ChannelDefinition, ContractOf, DefinedContract } from './define/define-channel.ts'
export { defineChannel } from './define/define-channel.ts'
export type { Feature } from './define/feature.ts'
export type { EventMeta, Fold } from './define/fold.ts'
export { applyEvent, defineFold } from './define/fold.ts'
export { Refusal, refuse } from './define/refusal.ts'
export type { CommandRule, DecideContext, NewEvent, Projection, SignalRule, ViewRule } from './define/rules.ts'
export type { HostOptions } from './host/host.ts'
export { Host } from './host/host.ts'
export type { HostLimits } from './host/limits.ts'
export { defaultHostLimits } from './host/limits.ts'
export type { Outlet } from './host/reader.ts'
export type { Runtime } from './host/runtime.ts'
export { Encoded } from './messages/encoded.ts'
export type { SessionOptions } from './session/session.ts'
export { protocolVersion, Session } from './session/session.ts'
export type {
  Batch,
  CommandOutcome,
  CommitResult,
  Store,
  StoredChannel,
  StoredEvent,
} from './store/store.ts'
export { StoreError, StoreErrorCode } from './store/store-error.ts'
export { UsageError } from './usage-error.ts'
