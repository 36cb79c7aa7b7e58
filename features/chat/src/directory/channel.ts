import type { Actor, DecideContext, EventMeta } from '@parley/channel'
import { defineChannel, defineFold, putDocument, refuse, systemActor } from '@parley/channel'
import { z } from 'zod'
import type { Directory, DirectoryEvents, ListedRoom } from '../contract/index.ts'
import { directoryFold } from './directory-fold.ts'

export interface DirectoryOptions {
  /** Who may enter a room: others do not find it. Everybody unless given; then no room is in the view's state, all are found only. */
  readonly mayEnter?: (room: string, user: Actor) => boolean
}

/** `news`: the offset of the room's event that says so. */
interface LoggedEvents {
  readonly listed: DirectoryEvents['listed'] & { readonly news: number }
  readonly unlisted: DirectoryEvents['unlisted'] & { readonly news: number }
}

/** A room in the collection. One that is listed no longer stays, so that older news of it can be told from newer. */
type Entry = { readonly news: number } & ((ListedRoom & { readonly isGone?: never }) | { readonly isGone: true })

const stateFold = defineFold<Directory, LoggedEvents>({
  state: directoryFold.state,
  events: {
    listed: (state, data, meta) => directoryFold.events.listed(state, data, meta),
    unlisted: (state, data, meta) => directoryFold.events.unlisted(state, data, meta),
  },
})

const room = z.string().regex(/^[a-z0-9_-]{1,64}$/, 'The key of a room is 1 to 64 of a–z, 0–9, "-" and "_".')
const offset = z.number().int().min(1)
const line = z.string().max(100_000)

/** The channel `chat-directory/rooms`, as PROTOCOL.md#chat describes it. */
export function directoryChannel({ mayEnter }: DirectoryOptions = {}) {
  const lookup = (_state: Directory, { room: id }: { readonly room: string }) => [{ collection: 'rooms', id }]
  return defineChannel('chat-directory', stateFold, {
    acceptsKey: (key) => key === 'rooms',
    commands: {
      list: {
        input: z.object({ room, title: line, topic: line, members: z.number().int().min(0), offset }),
        lookup,
        decide: ({ count }, { offset: news, ...listed }, context) => {
          if (context.actor !== systemActor) return notFromYou()
          const known = entryIn(context)
          if (known !== undefined && known.news >= news) return []
          const isNew = known === undefined || known.isGone === true
          return [{ type: 'listed', data: { ...listed, count: isNew ? count + 1 : count, news } }]
        },
      },
      unlist: {
        input: z.object({ room, offset }),
        lookup,
        decide: ({ count }, { room, offset: news }, context) => {
          if (context.actor !== systemActor) return notFromYou()
          const known = entryIn(context)
          if (known !== undefined && known.news >= news) return []
          const isListed = known !== undefined && known.isGone === undefined
          return [{ type: 'unlisted', data: { room, count: isListed ? count - 1 : count, news } }]
        },
      },
    },
    effects: {
      listed: ({ data, offset: order }) => {
        const { room, title, topic, members, news } = data
        const body: Entry = { title, topic, members, news }
        return [putDocument('rooms', room, { order, body, text: `${title} ${topic} ${room}` })]
      },
      unlisted: ({ data: { room, news }, offset: order }) => {
        const body: Entry = { isGone: true, news }
        return [putDocument('rooms', room, { order, body })]
      },
    },
    views: {
      directory: {
        history: false,
        documents: {
          rooms: ({ id, body }, actor) => {
            const { news: _news, ...entry } = body as Entry
            // Anything but a plain yes is a no, as for the rooms themselves.
            const isHidden = entry.isGone === true || (mayEnter !== undefined && mayEnter(id, actor) !== true)
            return isHidden ? undefined : entry
          },
        },
        projection: {
          fold: directoryFold,
          project: (directory) => (mayEnter === undefined ? directory : directoryFold.state()),
          show: (event) => (mayEnter === undefined ? shown(event) : undefined),
        },
      },
    },
  })
}

type Logged = {
  [Type in keyof LoggedEvents]: { readonly type: Type; readonly data: LoggedEvents[Type] }
}[keyof LoggedEvents]
type Shown = {
  [Type in keyof DirectoryEvents]: { readonly type: Type; readonly data: DirectoryEvents[Type] }
}[keyof DirectoryEvents]

function shown({ type, data }: Logged & EventMeta): Shown {
  const { news: _news, ...rest } = data
  return { type, data: rest } as Shown
}

function entryIn({ documents }: DecideContext): Entry | undefined {
  return documents[0]?.body as Entry | undefined
}

function notFromYou() {
  return refuse('not-allowed', 'Only rooms themselves say that here.')
}
