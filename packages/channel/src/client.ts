export { CloseCode, Code, mayReconnect } from './codes.ts'
export type { ChannelContract, ChannelDescription, ViewContract } from './define/contract.ts'
export { describeChannel } from './define/contract.ts'
export type { EventMeta, Fold, SavedState } from './define/fold.ts'
export { applyEvent, defineFold } from './define/fold.ts'
export type { Text } from './define/text.ts'
export { textIn, verbatim } from './define/text.ts'
export type { GenericContract, GenericState, Published, PublishedMessage } from './generic/generic-channel.ts'
export { genericChannel } from './generic/generic-channel.ts'
export type {
  ChannelEvent,
  Closed,
  Done,
  DownMessage,
  ErrorMessage,
  Events,
  Found,
  FoundDocument,
  Goodbye,
  Issue,
  Opened,
  Page,
  Person,
  Pong,
  Presence,
  Reason,
  Refused,
  SignalDown,
  Welcome,
} from './messages/down.ts'
export { isName, isTooDeep, maxReadLimit } from './messages/limits.ts'
export type {
  Authenticate,
  Close,
  CommandMessage,
  Find,
  FindBy,
  Hello,
  Open,
  Ping,
  Read,
  SignalUp,
  UpMessage,
} from './messages/up.ts'
export type { Position } from './position.ts'
export { Subscription } from './subscription/subscription.ts'
export { ownValue, setValue } from './values/records.ts'
export { isStarred, ruleNameOf } from './values/starred-name.ts'
export { beginningOf, cleanLine, cleanText, hasVisibleText } from './values/text.ts'
