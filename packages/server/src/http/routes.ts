import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { UsageError } from '@parley/channel'
import type { HttpServer } from '../check-server.ts'
import { refuse } from '../handshake/upgrade.ts'
import { asksForWebSocket, requestAgain } from './request-again.ts'

/** What happens at one path of a server. */
export interface Route {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** `false`: not ours after all, the app answers. */
  request(request: IncomingMessage, response: ServerResponse): boolean
}

interface Interception {
  readonly routes: Map<string, Route>
  readonly stop: () => void
}

const interceptions = new WeakMap<HttpServer, Interception>()

/**
 * Takes one path of an http.Server. Requests for it are caught where the server announces them, before any listener:
 * Express would answer them with 404, and other WebSocket libraries on the same server cut upgrades they do not know.
 * Everything else goes the way it went. Returns what gives the path back; the last one leaves the server as it was.
 */
export function takePath(server: HttpServer, path: string, route: Route): () => void {
  const interception = interceptions.get(server) ?? intercept(server)
  const { routes, stop } = interception
  if (routes.has(path)) {
    throw new UsageError(
      'ERR_ATTACH_TWICE',
      `Something is attached to ${path} of this server already. Give one of the two another "path".`,
    )
  }
  interceptions.set(server, interception)
  routes.set(path, route)
  return () => {
    routes.delete(path)
    if (routes.size > 0 || interceptions.get(server) !== interception) return
    interceptions.delete(server)
    stop()
  }
}

function intercept(server: HttpServer): Interception {
  const routes = new Map<string, Route>()
  const emit = server.emit
  const hadOwnEmit = Object.hasOwn(server, 'emit')
  // Node only announces upgrades to servers with a listener for them; this one says nothing.
  const silent = () => {}
  const catching = function (this: HttpServer, name: string | symbol, ...args: unknown[]): boolean {
    if (name === 'upgrade' && caughtUpgrade(server, routes, args as UpgradeArguments)) return true
    if (name === 'request' && caughtRequest(routes, args as [IncomingMessage, ServerResponse])) return true
    return Reflect.apply(emit, this, [name, ...args]) as boolean
  } as HttpServer['emit']
  server.on('upgrade', silent)
  server.emit = catching
  const stop = () => {
    server.off('upgrade', silent)
    // Somebody else may have put his own around ours meanwhile; without routes ours lets everything through.
    if (server.emit !== catching) return
    if (hadOwnEmit) server.emit = emit
    else Reflect.deleteProperty(server, 'emit')
  }
  return { routes, stop }
}

type UpgradeArguments = [request: IncomingMessage, stream: Duplex, head: Buffer]

function caughtUpgrade(server: HttpServer, routes: Map<string, Route>, args: UpgradeArguments): boolean {
  const [request, stream, head] = args
  if (routes.size === 0) return false
  const isOurs = asksForWebSocket(request)
  const route = routes.get(pathOf(request))
  if (route !== undefined && isOurs) {
    route.upgrade(request, stream, head)
    return true
  }
  if (server.listenerCount('upgrade') > 1) return false
  // Nobody else listens for upgrades, so nobody else would answer.
  if (isOurs) refuseUnknown(stream, pathOf(request), [...routes.keys()])
  else requestAgain(server, request, stream, head)
  return true
}

function caughtRequest(routes: Map<string, Route>, [request, response]: [IncomingMessage, ServerResponse]): boolean {
  for (const [path, route] of routes) {
    if (isUnder(request.url ?? '', path) && route.request(request, response)) return true
  }
  return false
}

function refuseUnknown(stream: Duplex, path: string, paths: readonly string[]): void {
  refuse(stream, {
    status: 404,
    code: 'handshake/path',
    message: `Nothing answers WebSocket at ${path}. This server listens at ${paths.join(' and ')}.`,
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
