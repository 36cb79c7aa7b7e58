import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type net from 'node:net'
import { socketIoVersion } from './stray-request.ts'

/** Hears of requests that were meant for something else than the app that answers them. */
export interface RequestWatcher {
  readonly server: net.Server
  /** On the own server. */
  stray(request: IncomingMessage, response: ServerResponse): void
  /** On another one of this process. */
  missed(request: IncomingMessage, response: ServerResponse, server: net.Server): void
}

interface Message {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly server: net.Server
}

const channel = 'http.server.request.start'
const watchers = new Set<RequestWatcher>()

/** As long as somebody watches, each request of the process costs two looks. Returns what ends it. */
export function watchRequests(watcher: RequestWatcher): () => void {
  if (watchers.size === 0) subscribe(channel, look)
  watchers.add(watcher)
  return () => {
    if (watchers.delete(watcher) && watchers.size === 0) unsubscribe(channel, look)
  }
}

function look(message: unknown): void {
  const { request, response, server } = message as Message
  const wantsSocket = request.headers['sec-websocket-key'] !== undefined
  if (!wantsSocket && socketIoVersion(request.url ?? '') === undefined) return
  const owner = [...watchers].find((watcher) => watcher.server === server)
  if (owner !== undefined) owner.stray(request, response)
  else if (wantsSocket) for (const watcher of watchers) watcher.missed(request, response, server)
}
