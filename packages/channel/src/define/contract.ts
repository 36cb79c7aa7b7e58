import type { Fold } from './fold.ts'

/**
 * What both sides of a channel agree on, as a type only. The server's definition has one inside (`ContractOf`); a
 * client names it with `import type`, so that no server code and no validator reaches the browser.
 */
export interface ChannelContract {
  /** Each command's input, as the client writes it. */
  readonly commands: object
  /** Each signal's data. */
  readonly signals: object
  /** Each view's state and events. */
  readonly views: object
}

export interface ViewContract<State = unknown, Events = unknown> {
  readonly state: State
  readonly events: Events
}

type FoldOf<View> = View extends ViewContract<infer State, infer Events> ? Fold<State, Events> : never

/**
 * A channel as a client knows it: its name and how each of its views grows. Made by `describeChannel` in a feature's
 * client file and opened with `connection.open(chatRoom, 'general')`.
 */
export interface ChannelDescription<Contract extends ChannelContract = ChannelContract> {
  readonly name: string
  readonly views: { readonly [Name in keyof Contract['views']]: FoldOf<Contract['views'][Name]> }
  /** Never there at run time; carries the contract's type. */
  readonly contract?: Contract
}

/** `describeChannel<ContractOf<typeof chatChannel>>()('chat', { room: roomFold })` */
export function describeChannel<Contract extends ChannelContract>() {
  return (name: string, views: ChannelDescription<Contract>['views']): ChannelDescription<Contract> => ({ name, views })
}
