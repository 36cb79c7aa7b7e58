import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2SecureServer, Http2Server, Http2Session, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { ServerDiagnosis } from '../diagnosis/server-diagnosis.ts'
import { ConnectOpening } from '../handshake/connect-opening.ts'
import { ignoreError } from '../handshake/opening.ts'
import { pathOf, type RouteTable } from './route-table.ts'

/** RFC 9113 §7: the client is to come by HTTP/1.1, which browsers then do. */
const http11Required = 13

type StreamArguments = [stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number, rawHeaders: string[]]

/**
 * What comes to a server by HTTP/2. Clients are told that they may open WebSockets on streams (RFC 8441 §3); those streams
 * are caught where the server announces them, as Node would answer them with 405.
 */
export class Http2Streams {
  readonly #server: Http2Server | Http2SecureServer
  readonly #routes: RouteTable
  readonly #diagnosis: ServerDiagnosis
  /** Those of before the first `attach` are told when something comes from them. */
  readonly #told = new WeakSet<Http2Session>()

  constructor(server: Http2Server | Http2SecureServer, routes: RouteTable, diagnosis: ServerDiagnosis) {
    this.#server = server
    this.#routes = routes
    this.#diagnosis = diagnosis
    server.updateSettings({ enableConnectProtocol: true })
  }

  /** Sessions that are open keep the setting: RFC 8441 §3 does not let it be taken back. */
  stop(): void {
    if (!this.#doesAppAnswerConnect) this.#server.updateSettings({ enableConnectProtocol: false })
  }

  /** `false`: listeners are to hear of it. */
  caught(name: string | symbol, args: readonly unknown[]): boolean {
    if (name === 'session') this.#told.add(args[0] as Http2Session)
    return name === 'stream' && this.#caughtStream(args as StreamArguments)
  }

  #caughtStream([stream, headers, , rawHeaders]: StreamArguments): boolean {
    if (this.#routes.isEmpty) return false
    this.#tell(stream.session)
    const isConnect = headers[':method'] === 'CONNECT'
    if (isConnect) return headers[':protocol'] === 'websocket' && this.#caughtConnect(stream, headers, rawHeaders)
    // Otherwise it comes again as a 'request'.
    if (this.#server.listenerCount('request') > 0 || !this.#routes.isUnder(headers[':path'] ?? '')) return false
    const { Http2ServerRequest, Http2ServerResponse } = process.getBuiltinModule('node:http2')
    const request = new Http2ServerRequest(stream, headers, {}, rawHeaders)
    // What we do with an IncomingMessage and a ServerResponse can be done with these two.
    const response = new Http2ServerResponse(stream) as unknown as ServerResponse
    return this.#routes.request(request as unknown as IncomingMessage, response)
  }

  #caughtConnect(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: string[]): boolean {
    const path = pathOf({ url: headers[':path'] })
    const route = this.#routes.at(path)
    const opening = () => {
      // Only a server that speaks HTTP/2 has loaded this module: the others need not.
      const { Http2ServerRequest } = process.getBuiltinModule('node:http2')
      return new ConnectOpening(stream, new Http2ServerRequest(stream, headers, {}, rawHeaders))
    }
    if (route !== undefined) {
      route.open(this.#diagnosis.record(opening(), route.voice))
      return true
    }
    if (this.#doesAppAnswerConnect) return false
    // Another library takes upgrades, which HTTP/2 does not have: without us the client would have come by HTTP/1.1.
    if (this.#server.listenerCount('upgrade') > 1) stream.on('error', ignoreError).close(http11Required)
    else this.#diagnosis.record(opening()).refuse(this.#routes.unknown(headers[':path'] ?? ''))
    return true
  }

  /** The listener of Node's own, which makes a 'request' of a stream, does not count: it answers with 405. */
  get #doesAppAnswerConnect(): boolean {
    const ofNode = this.#server.listenerCount('request') > 0 ? 1 : 0
    return this.#server.listenerCount('connect') > 0 || this.#server.listenerCount('stream') > ofNode
  }

  #tell(session: Http2Session | undefined): void {
    if (session === undefined || session.destroyed || this.#told.has(session)) return
    this.#told.add(session)
    session.settings({ enableConnectProtocol: true })
  }
}
