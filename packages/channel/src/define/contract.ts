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
export interface ChannelDescription<
  Contract extends ChannelContract = ChannelContract,
  First extends keyof Contract['views'] = keyof Contract['views'],
> {
  readonly name: string
  readonly views: { readonly [Name in keyof Contract['views']]: FoldOf<Contract['views'][Name]> }
  /** The `version` of the definition that this code was written for. @default 1 */
  readonly version?: number
  /** Never there at run time; carries the contract's type. */
  readonly contract?: Contract
  /** Never there at run time; carries the name of the view that `open` takes without one. */
  readonly first?: First
}

/**
 * `describeChannel<ContractOf<typeof chatChannel>>()('chat', { room: roomFold }, { version: 2 })`; without a version it is 1. Of
 * several views `open` takes the first of these; TypeScript knows which one if it is told: `describeChannel<ChatContract, 'room'>()`.
 */
export function describeChannel<
  Contract extends ChannelContract,
  First extends keyof Contract['views'] = keyof Contract['views'],
>() {
  return (
    name: string,
    views: ChannelDescription<Contract>['views'],
    { version = 1 }: { readonly version?: number } = {},
  ): ChannelDescription<Contract, First> => ({ name, views, version })
}
