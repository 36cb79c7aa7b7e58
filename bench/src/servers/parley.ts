import type { Store } from '@parley/channel'
import { chat } from '@parley/chat/server'
import { attach, type Socket } from '@parley/server'
import { openSqlite } from '@parley/sqlite'
import { memoryStore } from '@parley/testkit'
import { httpServer, listen } from './listen.ts'
import type { Running } from './running.ts'

export function startParleySqlite(dataFile: string): Promise<Running> {
  return startChat(openSqlite(dataFile))
}

export function startParleyMemory(): Promise<Running> {
  return startChat(memoryStore())
}

export async function startParleyBare(): Promise<Running> {
  const server = httpServer()
  const sockets = new Set<Socket>()
  const attached = attach(server, {
    onSocket(socket) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('message', (data) => {
        for (const other of sockets) other.send(data)
      })
    },
  })
  return { port: await listen(server), commits: () => 0, close: () => attached.close() }
}

async function startChat(store: Store): Promise<Running> {
  const server = httpServer()
  const counted = new CountingStore(store)
  const limits = { commandsPerSecond: 1_000_000, commandBurst: 1_000_000 }
  const attached = attach(server, { features: [chat()], store: counted, drainMs: 500, limits })
  return { port: await listen(server), commits: () => counted.commits, close: () => attached.close() }
}

/** Counts transactions from outside: cheaper than a trace of system calls. */
class CountingStore implements Store {
  commits = 0
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  commit(...args: Parameters<Store['commit']>): ReturnType<Store['commit']> {
    this.commits++
    return this.#store.commit(...args)
  }

  load(...args: Parameters<Store['load']>): ReturnType<Store['load']> {
    return this.#store.load(...args)
  }

  readAfter(...args: Parameters<Store['readAfter']>): ReturnType<Store['readAfter']> {
    return this.#store.readAfter(...args)
  }

  readBefore(...args: Parameters<Store['readBefore']>): ReturnType<Store['readBefore']> {
    return this.#store.readBefore(...args)
  }

  outcome(...args: Parameters<Store['outcome']>): ReturnType<Store['outcome']> {
    return this.#store.outcome(...args)
  }

  close(): Promise<void> {
    return this.#store.close()
  }
}
