import type { Store } from '@parley/channel'
import { chat } from '@parley/chat/server'
import { type AttachOptions, attach } from '@parley/server'
import { openSqlite } from '@parley/sqlite'
import { memoryStore } from '@parley/testkit'
import { measuringRates } from './limits.ts'
import { httpServer, listen } from './listen.ts'
import type { Running, StartOptions } from './running.ts'

export function startParleySqlite({ dataFile = '' }: StartOptions): Promise<Running> {
  return startChat(openSqlite(dataFile))
}

export function startParleyMemory(): Promise<Running> {
  return startChat(memoryStore())
}

/** Everybody is somebody else, and has signed in. */
export function startParleySignedIn({ dataFile = '' }: StartOptions): Promise<Running> {
  return startPeople(openSqlite(dataFile))
}

/** The whole chat: everybody is a person of his own, with a channel of his own. */
export function startParleyPeople({ dataFile = '' }: StartOptions): Promise<Running> {
  return startPeople(openSqlite(dataFile))
}

export function startParleyPeopleInMemory(): Promise<Running> {
  return startPeople(memoryStore())
}

function startPeople(store: Store): Promise<Running> {
  let users = 0
  // Thousands come at once, and the process that plays them, busy with what it hears already, is late to say hello.
  const helloTimeoutMs = 120_000
  return startChat(store, { helloTimeoutMs, authenticate: () => ({ id: `user-${++users}`, name: `User ${users}` }) })
}

async function startChat(store: Store, more: AttachOptions = {}): Promise<Running> {
  const server = httpServer()
  const commits = countCommits(store)
  const limits = { commandsPerSecond: 1_000_000, commandBurst: 1_000_000 }
  const attached = attach(server, {
    features: [chat()],
    store,
    drainMs: 500,
    limits,
    ...measuringRates,
    ...more,
  })
  return { port: await listen(server), commits, close: () => attached.close() }
}

/** Counts transactions from outside: cheaper than a trace of system calls. */
export function countCommits(store: Store): () => number {
  let count = 0
  const { commit } = store
  store.commit = (group) => {
    count++
    return commit.call(store, group)
  }
  return () => count
}
