import type { IncomingMessage, ServerResponse } from 'node:http'
import type net from 'node:net'
import type { Duplex } from 'node:stream'
import { UsageError } from '@parley/channel'
import { type HttpServer, isHttp2 } from '../check-server.ts'
import { refuseUpgrade, UpgradeOpening } from '../handshake/upgrade-opening.ts'
import { HandshakeWatch } from './handshake-watch.ts'
import { Http2Streams } from './http2-streams.ts'
import { asksForWebSocket, mayLackHeaders, requestAgain, tooManyHeaders } from './request-again.ts'
import { pathOf, type Route, RouteTable } from './route-table.ts'
import { SessionWatch } from './session-watch.ts'
import { UnclaimedUpgrades } from './unclaimed-upgrades.ts'

interface Interception {
  readonly routes: RouteTable
  readonly watch: HandshakeWatch
  readonly stop: () => void
}

const interceptions = new WeakMap<HttpServer, Interception>()

/**
 * Takes one path of a server. Requests for it are caught where the server announces them, before any listener:
 * Express would answer them with 404, and other WebSocket libraries on the same server cut upgrades they do not know.
 * Everything else goes the way it went. Returns what gives the path back; the last one leaves the server as it was.
 */
export function takePath(server: HttpServer, path: string, route: Route): () => void {
  const interception = interceptions.get(server) ?? intercept(server)
  const { routes, watch, stop } = interception
  if (routes.has(path)) {
    throw new UsageError(
      'ERR_ATTACH_TWICE',
      `Something is attached to ${path} of this server already. Give one of the two another "path".`,
    )
  }
  interceptions.set(server, interception)
  routes.add(path, route)
  const unwatch = watch.add(route.handshakeTimeoutMs)
  return () => {
    routes.delete(path)
    unwatch()
    if (!routes.isEmpty || interceptions.get(server) !== interception) return
    interceptions.delete(server)
    stop()
  }
}

function intercept(server: HttpServer): Interception {
  const routes = new RouteTable()
  const watch = new HandshakeWatch(server)
  const unclaimed = new UnclaimedUpgrades(() => watch.limitMs)
  const http2 = isHttp2(server) ? new Http2Streams(server, routes) : undefined
  const sessions = new SessionWatch(() => watch.limitMs)
  const giveBack = catchEvents(server, (name, args) => {
    watch.see(name, args)
    if (http2 !== undefined) sessions.see(name, args)
    if (name === 'upgrade') return caughtUpgrade(server, routes, unclaimed, args as UpgradeArguments)
    if (name === 'request') return routes.request(...(args as [IncomingMessage, ServerResponse]))
    return http2?.caught(name, args) ?? false
  })
  const stop = () => {
    giveBack()
    unclaimed.stop()
    sessions.stop()
    http2?.stop()
  }
  return { routes, watch, stop }
}

/** `isCaught` sees every event before its listeners, who do not hear of it if the answer is `true`. */
function catchEvents(
  server: net.Server,
  isCaught: (name: string | symbol, args: readonly unknown[]) => boolean,
): () => void {
  const emit = server.emit
  const hadOwnEmit = Object.hasOwn(server, 'emit')
  // Node only announces upgrades to servers with a listener for them; this one says nothing.
  const silent = () => {}
  const catching = function (this: net.Server, name: string | symbol, ...args: unknown[]): boolean {
    return isCaught(name, args) || (Reflect.apply(emit, this, [name, ...args]) as boolean)
  } as net.Server['emit']
  server.on('upgrade', silent)
  server.emit = catching
  return () => {
    server.off('upgrade', silent)
    // Somebody else may have put his own around ours meanwhile; without routes ours lets everything through.
    if (server.emit !== catching) return
    if (hadOwnEmit) server.emit = emit
    else Reflect.deleteProperty(server, 'emit')
  }
}

type UpgradeArguments = [request: IncomingMessage, stream: Duplex, head: Buffer]

function caughtUpgrade(
  server: HttpServer,
  routes: RouteTable,
  unclaimed: UnclaimedUpgrades,
  [request, stream, head]: UpgradeArguments,
): boolean {
  if (routes.isEmpty) return false
  const isOurs = asksForWebSocket(request)
  const path = pathOf(request)
  const route = routes.at(path)
  if (route !== undefined && isOurs && mayLackHeaders(server, request.rawHeaders)) {
    refuseUpgrade(stream, tooManyHeaders)
    return true
  }
  if (route !== undefined && isOurs) {
    route.open(new UpgradeOpening(request, stream, head))
    return true
  }
  if (server.listenerCount('upgrade') > 1) {
    unclaimed.add(stream, () => refuseUpgrade(stream, routes.unknown(path)))
    return false
  }
  // Nobody else listens for upgrades, so nobody else would answer.
  if (isOurs) refuseUpgrade(stream, routes.unknown(path))
  else requestAgain(server, request, stream, head)
  return true
}
