export { ChannelError } from './channel-error.ts'
export { CloseCode, Code, mayReconnect } from './codes.ts'
export type { Actor } from './define/actor.ts'
export { personOf, systemActor } from './define/actor.ts'
export type { AnnouncedCategories, AnnouncedCategory, Announcement, AnnouncementTaker } from './define/announcement.ts'
export { announcementLimits } from './define/announcement.ts'
export type { ChannelContract, ChannelDescription, ViewContract } from './define/contract.ts'
export type { AnyEvent, ChannelDefinition, ContractOf, DefinedContract } from './define/define-channel.ts'
export { defineChannel } from './define/define-channel.ts'
export type { ConflateDelivery, Delivery, EventsDelivery, LatestDelivery, SampleDelivery } from './define/delivery.ts'
export { conflate, events, latest, sample } from './define/delivery.ts'
export type { DocumentContent, Effect } from './define/effects.ts'
export {
  announce,
  cancelTimer,
  putDocument,
  removeDocument,
  sendAhead,
  sendCommand,
  setTimer,
  withdraw,
} from './define/effects.ts'
export type { ApiOf, Feature, FeatureContext, FoundDocuments } from './define/feature.ts'
export type { FeatureRun, FeatureServer, PresenceListener, ViewListener } from './define/feature-server.ts'
export type { EventMeta, Fold, SavedState } from './define/fold.ts'
export { applyEvent, defineFold } from './define/fold.ts'
export type { RefuseOptions } from './define/refusal.ts'
export { Refusal, refuse } from './define/refusal.ts'
export type {
  CommandRule,
  DecideContext,
  DocumentRules,
  EffectContext,
  EffectRules,
  EventsOf,
  NewEvent,
  ProjectContext,
  Projection,
  Rate,
  Retention,
  ShowContext,
  ShownDocument,
  SignalRule,
  StateOf,
  Upcasts,
  ViewRule,
} from './define/rules.ts'
export { everyPart } from './define/rules.ts'
export { schemaHashOf } from './define/schema-hash.ts'
export type { Text } from './define/text.ts'
export { textIn, verbatim } from './define/text.ts'
export type { ViewOfChannel } from './define/view-in.ts'
export { viewIn } from './define/view-in.ts'
export type { GenericRules } from './generic/define-generic.ts'
export { defineGeneric, isGenericName } from './generic/define-generic.ts'
export type { GenericState, Published, PublishedMessage } from './generic/generic-channel.ts'
export { genericName } from './generic/generic-channel.ts'
export type { GenericChannel, GenericPage } from './generic/server-channel.ts'
export { ServerChannel } from './generic/server-channel.ts'
export { announcedBy, announcementTaker } from './host/announcements.ts'
export { DirectCalls } from './host/direct-calls.ts'
export type { HostOptions } from './host/host.ts'
export { Host } from './host/host.ts'
export type { HostLimits } from './host/limits.ts'
export { defaultHostLimits } from './host/limits.ts'
export type { Erasure, PersonExport } from './host/personal-data.ts'
export type { Outlet } from './host/reader.ts'
export { RunningFeatures } from './host/running-features.ts'
export type { Runtime } from './host/runtime.ts'
export type { UnreadLog } from './host/unread-logs.ts'
export type {
  HostInspection,
  InspectedChannel,
  InspectedLog,
  InspectedView,
} from './inspection/host-inspection.ts'
export type { StateAt } from './inspection/state-at.ts'
export type { ChannelEvent, FoundDocument, Person } from './messages/down.ts'
export { Encoded } from './messages/encoded.ts'
export type { FindBy } from './messages/up.ts'
export type { Position } from './position.ts'
export type { SessionOptions } from './session/session.ts'
export { protocolVersion, Session } from './session/session.ts'
export { TokenBucket } from './session/token-bucket.ts'
export type { SignedIn, TokenRefusal, VerifyToken } from './session/token-sign-in.ts'
export { tokenExpired } from './session/token-sign-in.ts'
export * from './store.ts'
export { UsageError } from './usage-error.ts'
export { ownValue, setValue } from './values/records.ts'
export { beginningOf, cleanLine, cleanText, hasVisibleText } from './values/text.ts'
