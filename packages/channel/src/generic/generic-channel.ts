import { type ChannelDescription, describeChannel, type ViewContract } from '../define/contract.ts'
import { defineFold } from '../define/fold.ts'
import type { Person } from '../messages/down.ts'

/** What somebody published: any JSON, under an id that is the publisher's choice. */
export interface Published {
  readonly id: string
  readonly data: unknown
  /** Who did; not there if the server did. */
  readonly by?: Person
}

/** The same with its place in the channel. */
export interface PublishedMessage extends Published {
  readonly offset: number
  /** The server's clock, in milliseconds. */
  readonly at: number
}

/** The newest messages, oldest first; older ones come by `read`. */
export interface GenericState {
  newest: PublishedMessage[]
}

/** How many messages a channel's state keeps. */
export const newestKept = 20

export const genericFold = defineFold({
  state: (): GenericState => ({ newest: [] }),
  events: {
    published: (state, published: Published, { offset, at }) => {
      state.newest.push({ ...published, offset, at })
      if (state.newest.length > newestKept) state.newest.shift()
    },
  },
})

/** What both sides of a generic channel agree on. */
export interface GenericContract {
  readonly commands: { readonly publish: { readonly data: unknown } }
  readonly signals: Record<never, never>
  readonly views: { readonly messages: ViewContract<GenericState, { published: Published }> }
}

/** The kind of all generic channels: `channel/news`. */
export const genericName = 'channel'

/** For clients: `connection.open(genericChannel, 'news')`. */
export const genericChannel: ChannelDescription<GenericContract> = describeChannel<GenericContract>()(genericName, {
  messages: genericFold,
})
