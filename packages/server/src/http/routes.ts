import type { IncomingMessage, ServerResponse } from 'node:http'
import type net from 'node:net'
import type { Duplex } from 'node:stream'
import { UsageError } from '@parley/channel'
import { languageOf, render } from '@parley/diagnosis'
import { type HttpServer, isHttp2 } from '../check-server.ts'
import type { Attempts } from '../diagnosis/attempts.ts'
import { ServerDiagnosis } from '../diagnosis/server-diagnosis.ts'
import { ignoreUpgrade } from '../diagnosis/upgrade-listeners.ts'
import { UpgradeOpening } from '../handshake/upgrade-opening.ts'
import { defaults } from '../options.ts'
import { HandshakeWatch } from './handshake-watch.ts'
import { Http2Streams } from './http2-streams.ts'
import { asksForWebSocket, mayLackHeaders, requestAgain, tooManyHeaders } from './request-again.ts'
import { pathOf, type Route, RouteTable } from './route-table.ts'
import { SessionWatch } from './session-watch.ts'
import { UnclaimedUpgrades } from './unclaimed-upgrades.ts'

interface Interception {
  readonly routes: RouteTable
  readonly watch: HandshakeWatch
  readonly diagnosis: ServerDiagnosis
  readonly stop: () => void
}

/** A path that was taken. */
export interface Taken {
  /** On the server, at whatever path. */
  readonly attempts: Attempts
  /** All that are taken now. */
  readonly paths: () => readonly string[]
  readonly giveBack: () => void
}

const interceptions = new WeakMap<HttpServer, Interception>()

/** Throws `UsageError` (`ERR_ATTACH_TWICE`) if something is attached to that path of the server already. */
export function checkPath(server: HttpServer, path: string = defaults.path): void {
  const routes = interceptions.get(server)?.routes
  if (!routes?.has(path)) return
  const { what, fix } = render({ code: 'ERR_ATTACH_TWICE', values: { path } }, languageOf(process.env))
  const site = routes.at(path)?.attaching.site
  throw new UsageError('ERR_ATTACH_TWICE', `${site === undefined ? what : what.replace(/\.$/, `: ${site}.`)} ${fix}`)
}

/**
 * Takes one path of a server. Requests for it are caught where the server announces them, before any listener:
 * Express would answer them with 404, and other WebSocket libraries on the same server cut upgrades they do not know.
 * Everything else goes the way it went. The last one that gives its path back leaves the server as it was.
 */
export function takePath(server: HttpServer, path: string, route: Route): Taken {
  const interception = interceptions.get(server) ?? intercept(server)
  const { routes, watch, diagnosis, stop } = interception
  checkPath(server, path)
  interceptions.set(server, interception)
  routes.add(path, route)
  const unwatch = watch.add(route.handshakeTimeoutMs)
  const leave = diagnosis.join(route)
  const giveBack = () => {
    routes.delete(path)
    unwatch()
    leave()
    if (!routes.isEmpty || interceptions.get(server) !== interception) return
    interceptions.delete(server)
    stop()
  }
  return { attempts: diagnosis.attempts, paths: () => routes.paths, giveBack }
}

function intercept(server: HttpServer): Interception {
  const routes = new RouteTable()
  const watch = new HandshakeWatch(server)
  const diagnosis = new ServerDiagnosis(server, routes)
  const unclaimed = new UnclaimedUpgrades(() => watch.limitMs)
  const http2 = isHttp2(server) ? new Http2Streams(server, routes, diagnosis) : undefined
  const sessions = new SessionWatch(() => watch.limitMs)
  const giveBack = catchEvents(server, (name, args) => {
    watch.see(name, args)
    if (http2 !== undefined) sessions.see(name, args)
    if (name === 'upgrade') return caughtUpgrade({ server, routes, diagnosis, unclaimed }, args as UpgradeArguments)
    if (name === 'request') {
      const [request, response] = args as [IncomingMessage, ServerResponse]
      return routes.request(request, response) || diagnosis.request(request, response)
    }
    diagnosis.see(name, args)
    return http2?.caught(name, args) ?? false
  })
  const stop = () => {
    giveBack()
    unclaimed.stop()
    sessions.stop()
    http2?.stop()
  }
  return { routes, watch, diagnosis, stop }
}

/** `isCaught` sees every event before its listeners, who do not hear of it if the answer is `true`. */
function catchEvents(
  server: net.Server,
  isCaught: (name: string | symbol, args: readonly unknown[]) => boolean,
): () => void {
  const emit = server.emit
  const hadOwnEmit = Object.hasOwn(server, 'emit')
  const catching = function (this: net.Server, name: string | symbol, ...args: unknown[]): boolean {
    return isCaught(name, args) || (Reflect.apply(emit, this, [name, ...args]) as boolean)
  } as net.Server['emit']
  // Node only announces upgrades to servers with a listener for them.
  server.on('upgrade', ignoreUpgrade)
  server.emit = catching
  return () => {
    server.off('upgrade', ignoreUpgrade)
    // Somebody else may have put his own around ours meanwhile; without routes ours lets everything through.
    if (server.emit !== catching) return
    if (hadOwnEmit) server.emit = emit
    else Reflect.deleteProperty(server, 'emit')
  }
}

type UpgradeArguments = [request: IncomingMessage, stream: Duplex, head: Buffer]

interface Catching {
  readonly server: HttpServer
  readonly routes: RouteTable
  readonly diagnosis: ServerDiagnosis
  readonly unclaimed: UnclaimedUpgrades
}

function caughtUpgrade(
  { server, routes, diagnosis, unclaimed }: Catching,
  [request, stream, head]: UpgradeArguments,
): boolean {
  if (routes.isEmpty) return false
  const isOurs = asksForWebSocket(request)
  const path = pathOf(request)
  const route = routes.at(path)
  const opening = () => new UpgradeOpening(request, stream, head)
  if (route !== undefined && isOurs) {
    const recorded = diagnosis.record(opening(), route.voice)
    if (mayLackHeaders(server, request.rawHeaders)) recorded.refuse(tooManyHeaders)
    else route.open(recorded)
    return true
  }
  if (server.listenerCount('upgrade') > 1) {
    const left = isOurs ? diagnosis.left(opening()) : undefined
    unclaimed.add(stream, () => (left ?? opening()).refuse(routes.unknown(request.url ?? '')))
    return false
  }
  // Nobody else listens for upgrades, so nobody else would answer.
  if (isOurs) diagnosis.record(opening()).refuse(routes.unknown(request.url ?? ''))
  else requestAgain(server, request, stream, head)
  return true
}
