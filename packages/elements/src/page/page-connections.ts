import type { Connection } from '@parley/client'
import { connect, indexedDbOutbox } from '@parley/client'
import { pageWide } from './page-wide.ts'

/** How long a connection outlives the last element on it, so that moving an element does not cut it. */
const lingerMs = 1000

interface Shared {
  readonly connection: Connection
  users: number
}

/** An element's part of a connection. */
export interface ConnectionShare {
  readonly connection: Connection
  readonly release: () => void
}

/** The page's one connection of a guest to an address, whichever feature's element asks. Give it back with `release`. */
export function shareConnection(address: string, guestKey: string): ConnectionShare {
  const shared = pageWide('connections', () => new Map<string, Shared>())
  const url = socketUrl(address)
  const name = `${guestKey} ${url}`
  const entry = shared.get(name) ?? { connection: connectGuest(url, guestKey), users: 0 }
  shared.set(name, entry)
  entry.users++
  let isReleased = false
  const release = () => {
    if (isReleased) return
    isReleased = true
    entry.users--
    setTimeout(() => {
      if (entry.users > 0 || shared.get(name) !== entry) return
      shared.delete(name)
      entry.connection.close()
    }, lingerMs)
  }
  return { connection: entry.connection, release }
}

/** What a guest leaves waiting is that guest's: a third of the key tells guests apart, and gives none of them away. */
function connectGuest(url: string, key: string): Connection {
  const part = key.slice(0, Math.floor(key.length / 3))
  return connect(url, { guest: { key }, outbox: indexedDbOutbox(`${part} ${url}`) })
}

function socketUrl(address: string): string {
  const url = new URL(address, document.baseURI)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href
}
