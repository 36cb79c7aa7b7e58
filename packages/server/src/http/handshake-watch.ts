import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type net from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { encodeRefusal } from '@parley/websocket'

/** What is known of one connection that speaks HTTP/1.1, or may come to. */
interface Watched {
  /** Since when the head of a request is awaited; `undefined`: none has begun. */
  since: number | undefined
  /** What the connection had sent before that head. */
  readBefore: number
  /** Under way, or over since we last looked. */
  response: ServerResponse | undefined
  /** Was told that it is too slow, and is about to end. */
  isEnding: boolean
  /** Not encrypted yet: the name under which the encrypted stream will find it. */
  readonly ends: string | undefined
}

const looksWithinLimit = 10

const body = `${JSON.stringify({
  code: 'handshake/timeout',
  message: 'The head of the request did not come in time.',
})}\n`
const tooSlow = encodeRefusal({ status: 408, body, contentType: 'application/json; charset=utf-8' })

/**
 * Cuts connections of a server that do not finish the head of a request in time: silent from the start, in the middle of TLS, or
 * sending a little now and then, as the first request or a later one. Node would wait for 60 s, and looks every 30 s. It
 * learns what happens from the events that the server announces, and looks at all connections ten times within the time
 * allowed, so that a request costs next to nothing. Not touched: connections with an answer under way, those that became something
 * else (upgraded, CONNECT, HTTP/2), and idle ones between two requests, which `server.keepAliveTimeout` ends. A connection that
 * was open before the first `attach` is known from its next request on.
 */
export class HandshakeWatch {
  readonly #speaksHttp1: boolean
  readonly #isTls: boolean
  readonly #limits: number[] = []
  readonly #connections = new Map<Duplex, Watched>()
  /** TLS servers announce a connection twice, as two streams: those that are not encrypted yet, by their two ends. */
  readonly #greeting = new Map<string, Duplex>()
  readonly #onClose: (this: Duplex) => void
  #timer: NodeJS.Timeout | undefined

  constructor(server: net.Server) {
    this.#isTls = server instanceof tls.Server
    // On a plain HTTP/2 server a connection is a session, with requests that are streams.
    this.#speaksHttp1 = this.#isTls || server instanceof http.Server
    const forget = (stream: Duplex) => this.#forget(stream)
    this.#onClose = function () {
      forget(this)
    }
  }

  /** Connections watched now. */
  get size(): number {
    return this.#connections.size
  }

  /** Of several times the shortest holds. Returns what takes this one back; without any nothing is watched. */
  add(afterMs: number): () => void {
    this.#limits.push(afterMs)
    this.#stop()
    this.#start()
    return () => {
      this.#limits.splice(this.#limits.indexOf(afterMs), 1)
      this.#stop()
      if (this.#limits.length > 0) this.#start()
      else for (const stream of this.#connections.keys()) this.#forget(stream)
    }
  }

  /** What the server announces, before anybody else hears of it. */
  see(name: string | symbol, args: readonly unknown[]): void {
    switch (name) {
      case 'request':
      case 'checkContinue':
      case 'checkExpectation':
        this.#asked(args[0] as IncomingMessage, args[1] as ServerResponse)
        break
      case 'connection':
        if (this.#isTls) this.#greeted(args[0] as net.Socket)
        else this.#expect(args[0] as Duplex)
        break
      case 'secureConnection':
        this.#secured(args[0] as tls.TLSSocket)
        break
      case 'upgrade':
      case 'connect':
        this.#forget(args[1] as Duplex)
        break
    }
  }

  #asked(request: IncomingMessage, response: ServerResponse): void {
    // In HTTP/2 the connection is not the request's.
    if (request.httpVersionMajor !== 1) return
    const watched = this.#connections.get(request.socket) ?? this.#expect(request.socket)
    if (watched !== undefined) watched.response = response
  }

  #greeted(socket: net.Socket): void {
    const ends = endsOf(socket)
    // Over a Unix socket there is no telling which is which; the server's own `handshakeTimeout` has to do.
    if (ends !== undefined && this.#expect(socket, undefined, ends) !== undefined) this.#greeting.set(ends, socket)
  }

  #secured(socket: tls.TLSSocket): void {
    const ends = endsOf(socket)
    const raw = ends === undefined ? undefined : this.#greeting.get(ends)
    const since = raw && this.#connections.get(raw)?.since
    if (raw !== undefined) this.#forget(raw)
    // Anything else, `h2` above all, is a session by now: writing on its connection would end the process.
    if (!socket.alpnProtocol || socket.alpnProtocol.startsWith('http/1.')) this.#expect(socket, since)
  }

  /** The head of a request is to come on it. */
  #expect(stream: Duplex, since = performance.now(), ends?: string): Watched | undefined {
    if (!this.#speaksHttp1 || this.#limits.length === 0 || stream.destroyed) return undefined
    const watched: Watched = { since, readBefore: 0, response: undefined, isEnding: false, ends }
    if (!this.#connections.has(stream)) stream.on('close', this.#onClose)
    this.#connections.set(stream, watched)
    this.#start()
    return watched
  }

  #forget(stream: Duplex): void {
    const watched = this.#connections.get(stream)
    if (watched === undefined) return
    this.#connections.delete(stream)
    stream.off('close', this.#onClose)
    if (watched.ends !== undefined) this.#greeting.delete(watched.ends)
  }

  /** How long the head of a request may take. */
  get limitMs(): number {
    return Math.min(...this.#limits)
  }

  #start(): void {
    if (this.#connections.size === 0) return
    this.#timer ??= setInterval(() => this.#look(), this.limitMs / looksWithinLimit).unref()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    const now = performance.now()
    const limitMs = this.limitMs
    for (const [stream, watched] of this.#connections) {
      if (watched.isEnding) stream.destroy()
      else if (isLate(stream, watched, now, limitMs)) this.#cut(stream, watched)
    }
    if (this.#connections.size === 0) this.#stop()
  }

  #cut(stream: Duplex, watched: Watched): void {
    if (watched.ends !== undefined || readOf(stream) === watched.readBefore) {
      stream.destroy()
      return
    }
    watched.isEnding = true
    // The rest of the head must not become a request that nobody can answer any more.
    stream.pause()
    // A peer that does not take the answer is gone at the next look.
    stream.end(tooSlow, () => stream.destroy())
  }
}

/** Brings what is known of a connection up to date, and says whether it has had its time. */
function isLate(stream: Duplex, watched: Watched, now: number, limitMs: number): boolean {
  const { response } = watched
  if (response !== undefined) {
    // The body of a request may take longer than its answer, and is `server.requestTimeout`'s affair.
    if (!response.writableFinished || !response.req.complete) return false
    // Between two requests, from this moment on as far as we know.
    watched.response = undefined
    watched.since = undefined
    watched.readBefore = readOf(stream)
    return false
  }
  if (watched.since === undefined && readOf(stream) !== watched.readBefore) watched.since = now
  return watched.since !== undefined && now - watched.since >= limitMs
}

/** Bytes that came, as the operating system's side of the stream counts them: nobody listens for them here. */
function readOf(stream: Duplex & { readonly bytesRead?: number }): number {
  return stream.bytesRead ?? 0
}

function endsOf(socket: net.Socket): string | undefined {
  const { remoteAddress, remotePort, localAddress, localPort } = socket
  return remoteAddress === undefined ? undefined : `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`
}
