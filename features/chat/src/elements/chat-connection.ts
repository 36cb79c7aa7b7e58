import type { Connection, Status } from '@parley/client'
import { connect, indexedDbOutbox } from '@parley/client'
import type { ChatModels } from '../client/models-for.ts'
import { modelsFor } from '../client/models-for.ts'

export type ConnectionStatus = Status

/** What the element itself needs of a connection; the models need the rest. */
export type ChatConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow'>

/** How long a connection outlives the last element on it, so that moving an element does not cut it. */
const lingerMs = 1000

interface Shared {
  readonly connection: Connection
  users: number
}

const shared = new Map<string, Shared>()
const models = new WeakMap<Connection, ChatModels>()

/** The models over a connection: the same for all elements on it. */
export function modelsOf(connection: Connection): ChatModels {
  const known = models.get(connection) ?? modelsFor(connection)
  models.set(connection, known)
  return known
}

/** The page's one connection to an address, as a guest. Give it back with `release`. */
export function shareConnection(
  address: string,
  key: string,
): {
  readonly connection: Connection
  readonly release: () => void
} {
  const url = socketUrl(address)
  const entry = shared.get(url) ?? { connection: connectGuest(url, key), users: 0 }
  if (!models.has(entry.connection)) {
    const httpUrl = new URL(`${address.replace(/\/$/, '')}/chat`, document.baseURI).href
    models.set(entry.connection, modelsFor(entry.connection, { httpUrl, authorization: () => `Guest ${key}` }))
  }
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
      models.get(entry.connection)?.close()
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
