import { ownValue } from '@parley/channel/client'
import { type Clock, Listeners, systemClock } from '@parley/elements/models'
import { type FileInfo, Uploads } from '@parley/files/client'
import { type ChatConnection, chatDirectory, chatRoom, type ModerationHandle, type RoomHandle } from './contracts.ts'
import { ChatDirectory } from './directory.ts'
import type { DirectoryModel, PersonModel, RoomModel } from './models.ts'
import { ModerationList } from './moderation.ts'
import { ChatPerson } from './person.ts'
import { ChatRoom } from './room.ts'

export interface ModelOptions {
  readonly clock?: Clock
  /** From 0 to 1, to choose a private room's key: nobody should guess it. */
  readonly random?: () => number
  /** Where the chat answers over HTTP, `https://…/parley/chat`: for files. @default `/parley/chat` of the page */
  readonly httpUrl?: string
  /** The header `Authorization` of uploads, where cookies do not say who we are: `Guest <key>`, `Bearer <token>`. */
  readonly authorization?: () => string | undefined | Promise<string | undefined>
}

/** All of one connection's chat. A room that several ask for is one; it is let go when the last of them closes it. */
export interface ChatModels {
  readonly person: PersonModel
  room(key: string): RoomModel
  directory(): DirectoryModel
  close(): void
}

interface Held {
  readonly room: ChatRoom
  users: number
  /** Since when I was a member, as it was known when the room was open or asked for last. */
  since: number | undefined
}

/** The models over a connection: `modelsFor(connect('/parley'))`. */
export function modelsFor(connection: ChatConnection, options: ModelOptions = {}): ChatModels {
  const {
    clock = systemClock,
    random = cryptoRandom,
    httpUrl = '/parley/chat',
    authorization = () => undefined,
  } = options
  const held = new Map<string, Held>()
  const personChanges = new Listeners()
  const uploader = new Uploads({ base: httpUrl, feature: 'chat', keyName: 'room', authorization })
  const person = new ChatPerson({
    connection,
    random,
    now: () => clock.now(),
    letIn: (key) => openAgain(key),
    openRoom: (key) => room(key),
    openedRoom: (key) => held.get(key)?.room,
  })
  const stop = person.onChange(() => {
    for (const [key, entry] of held) {
      const since = ownValue(person.state?.rooms ?? {}, key)?.since
      if (since === entry.since) continue
      entry.since = since
      if (since !== undefined) openAgain(key)
    }
    personChanges.tell()
  })

  /** A room that was closed to me, and may be open now: asking for it once more opens it for all who hold it. */
  function openAgain(key: string): void {
    const status = held.get(key)?.room.status
    if (status === 'closed' || status === 'refused') connection.open(chatRoom, key, 'room').close()
  }

  function room(key: string): ChatRoom {
    const known = held.get(key)
    if (known !== undefined) {
      known.users++
      return known.room
    }
    const handle: RoomHandle = connection.open(chatRoom, key, 'room')
    const uploads = new Map<string, FileInfo>()
    const made = new ChatRoom({
      ...{ key, room: handle, clock, uploads, uploader },
      person: () => person.handle,
      user: () => connection.user,
      me: () => connection.user,
      openModeration: () => {
        const view: ModerationHandle = connection.open(chatRoom, key, 'moderation')
        return new ModerationList(view)
      },
      onPersonChange: (listener) => personChanges.add(listener),
      closed: () => {
        held.delete(key)
        person.roomsChanged()
      },
    })
    const entry: Held = { room: made, users: 1, since: ownValue(person.state?.rooms ?? {}, key)?.since }
    const close = made.close.bind(made)
    made.close = () => {
      entry.users--
      if (entry.users === 0) close()
    }
    held.set(key, entry)
    // The list counts what this room shows.
    handle.onChange(() => person.changed())
    person.roomsChanged()
    return made
  }

  return {
    person,
    room,
    directory: () => new ChatDirectory(connection.open(chatDirectory, 'rooms', 'directory')),
    close: () => {
      stop()
      for (const { room: open } of [...held.values()]) {
        held.get(open.key)!.users = 1
        open.close()
      }
      person.close()
    },
  }
}

function cryptoRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
}
