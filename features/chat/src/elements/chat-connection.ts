import { connect, sessionOutbox } from '@parley/client'
import type { chatRoom } from '../client.ts'
import type { RoomHandle } from '../room-handle.ts'

export type ConnectionStatus =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'live' }
  | {
      readonly state: 'waiting'
      readonly attempt: number
      /** When the next try begins, in milliseconds since 1970. */
      readonly until: number
      readonly reason: { readonly code: string; readonly message: string }
    }
  | { readonly state: 'offline' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'closed' }

/** What the element needs of a connection: the part of the client's `Connection` it uses. */
export interface ChatConnection {
  readonly status: ConnectionStatus
  readonly user: { readonly id: string; readonly name: string; readonly guest?: boolean } | undefined
  onStatus(listener: () => void): () => void
  open(room: typeof chatRoom, key: string): RoomHandle
  retryNow(): void
  close(): void
}

/** How long a connection outlives the last element on it, so that moving an element does not cut it. */
const lingerMs = 1000

interface Shared {
  readonly connection: ChatConnection
  users: number
}

const shared = new Map<string, Shared>()

/** The page's one connection to an address, as a guest. Give it back with `release`. */
export function shareConnection(
  address: string,
  key: string,
): {
  readonly connection: ChatConnection
  readonly release: () => void
} {
  const url = socketUrl(address)
  // What a guest leaves waiting is that guest's: the key stands in the name.
  const outbox = sessionOutbox(`parley-outbox ${key} ${url}`)
  const entry = shared.get(url) ?? { connection: connect(url, { guest: { key }, outbox }), users: 0 }
  shared.set(url, entry)
  entry.users++
  let isReleased = false
  const release = () => {
    if (isReleased) return
    isReleased = true
    entry.users--
    setTimeout(() => {
      if (entry.users > 0 || shared.get(url) !== entry) return
      shared.delete(url)
      entry.connection.close()
    }, lingerMs)
  }
  return { connection: entry.connection, release }
}

function socketUrl(address: string): string {
  const url = new URL(address, document.baseURI)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href
}
