import { subscribe } from 'node:diagnostics_channel'
import net from 'node:net'
import { callSite } from './call-site.ts'

/** What happens to the servers of this process, whoever's they are. */
export interface ListenWatcher {
  /** It listens from now on. */
  listening(server: net.Server): void
  /** It could not. `true`: that was said, and need not be said again. */
  failed(server: net.Server, error: ListenError): boolean
  /** The process ends, as there is nothing left that it waits for. */
  ending(): void
}

export interface ListenError extends NodeJS.ErrnoException {
  readonly port?: number
}

const sites = new WeakMap<net.Server, string>()
const watchers = new Set<ListenWatcher>()

/** The line that called `listen`; `undefined`: it did before this module was loaded. */
export function listenSite(server: net.Server): string | undefined {
  return sites.get(server)
}

/** Servers of this process that listen now. */
export function listeningServers(): net.Server[] {
  // Documented nowhere, there since Node 0.x; without it only those are missing that listened before us.
  const { _getActiveHandles } = process as { _getActiveHandles?: () => unknown[] }
  const handles = _getActiveHandles?.call(process) ?? []
  return handles.filter((handle) => handle instanceof net.Server && handle.listening) as net.Server[]
}

/** Returns what ends it. */
export function watchListening(watcher: ListenWatcher): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** The port of a server, if it has one. */
export function portOf(server: net.Server): number | undefined {
  const address = server.listening ? server.address() : null
  return address === null || typeof address === 'string' ? undefined : address.port
}

interface Message {
  readonly server: net.Server
  readonly error?: ListenError
}

// From the moment this is loaded, as most apps listen before they attach. In production nobody looks.
if (process.env.NODE_ENV !== 'production') {
  subscribe('tracing:net.server.listen:asyncStart', (message) => {
    const site = callSite()
    if (site !== undefined) sites.set((message as Message).server, site)
  })
  subscribe('tracing:net.server.listen:asyncEnd', (message) => {
    for (const watcher of watchers) watcher.listening((message as Message).server)
  })
  subscribe('tracing:net.server.listen:error', (message) => {
    const { server, error } = message as Message
    if (error === undefined) return
    for (const watcher of watchers) if (watcher.failed(server, error)) return
  })
  process.on('beforeExit', () => {
    for (const watcher of watchers) watcher.ending()
  })
}
