import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { UsageError } from '@parley/channel'
import type { HttpServer } from '../check-server.ts'
import { refuse } from '../handshake/upgrade.ts'

/** What happens at one path of a server. */
export interface Route {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** `false`: not ours after all, the app answers. */
  request(request: IncomingMessage, response: ServerResponse): boolean
}

const tables = new WeakMap<HttpServer, Map<string, Route>>()

/**
 * Takes one path of an http.Server. Requests for it are caught where the server announces them, before any listener:
 * Express would answer them with 404, and other WebSocket libraries on the same server cut upgrades they do not know.
 * Everything else goes the way it went. Returns what gives the path back.
 */
export function takePath(server: HttpServer, path: string, route: Route): () => void {
  let table = tables.get(server)
  if (table === undefined) {
    table = new Map()
    tables.set(server, table)
    intercept(server, table)
  }
  if (table.has(path)) {
    throw new UsageError(
      'ERR_ATTACH_TWICE',
      `Something is attached to ${path} of this server already. Give one of the two another "path".`,
    )
  }
  table.set(path, route)
  return () => table.delete(path)
}

function intercept(server: HttpServer, table: Map<string, Route>): void {
  const emit = server.emit
  // Node only announces upgrades to servers with a listener for them; this one says nothing.
  const silent = () => {}
  server.on('upgrade', silent)
  server.emit = function (this: HttpServer, name: string | symbol, ...args: unknown[]): boolean {
    if (name === 'upgrade') {
      const [request, stream, head] = args as [IncomingMessage, Duplex, Buffer]
      const route = table.get(pathOf(request))
      if (route !== undefined) {
        route.upgrade(request, stream, head)
        return true
      }
      if (server.listenerCount('upgrade') === 1) {
        refuseUnknown(stream, pathOf(request), [...table.keys()])
        return true
      }
    }
    if (name === 'request') {
      const [request, response] = args as [IncomingMessage, ServerResponse]
      for (const [path, route] of table) {
        if (isUnder(request.url ?? '', path) && route.request(request, response)) return true
      }
    }
    return Reflect.apply(emit, this, [name, ...args]) as boolean
  } as HttpServer['emit']
}

/** Nobody else listens for upgrades, so nobody else would answer. */
function refuseUnknown(stream: Duplex, path: string, paths: readonly string[]): void {
  refuse(stream, {
    status: 404,
    code: 'handshake/path',
    message: `Nothing answers WebSocket at ${path}. This server listens at ${paths.join(' and ') || 'no path any more'}.`,
  })
}

export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? ''
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

function isUnder(url: string, path: string): boolean {
  if (!url.startsWith(path)) return false
  const next = url[path.length]
  return next === undefined || next === '/' || next === '?'
}
