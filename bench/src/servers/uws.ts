import { createRequire } from 'node:module'
import { uwsBinary } from '../process/peer-packages.ts'
import type { Running, StartOptions } from './running.ts'

/** What we use of it; its own types are not installed. */
interface Engine {
  App(): App
  us_socket_local_port(listener: object): number
  readonly SHARED_COMPRESSOR: number
  readonly SHARED_DECOMPRESSOR: number
}

interface App {
  ws(path: string, behaviour: Behaviour): App
  listen(host: string, port: number, listening: (listener: object | false) => void): App
  publish(topic: string, message: ArrayBuffer, isBinary: boolean, compress: boolean): boolean
}

interface Behaviour {
  readonly maxPayloadLength?: number
  readonly maxBackpressure?: number
  readonly idleTimeout?: number
  readonly compression?: number
  open?(socket: EngineSocket): void
  message(socket: EngineSocket, message: ArrayBuffer, isBinary: boolean): void
}

interface EngineSocket {
  subscribe(topic: string): boolean
  send(message: ArrayBuffer, isBinary: boolean, compress: boolean): number
}

/** Its default drops what is published to a socket that has 64 kB waiting. */
const maxBackpressure = 64 * 1024 * 1024

export function startUws({ deflate = false }: StartOptions): Promise<Running> {
  return start(deflate, (app) => ({
    open: (socket) => socket.subscribe('all'),
    message: (_socket, message, isBinary) => app.publish('all', message, isBinary, deflate),
  }))
}

export function startUwsEcho({ deflate = false }: StartOptions): Promise<Running> {
  return start(deflate, () => ({
    message: (socket, message, isBinary) => socket.send(message, isBinary, deflate),
  }))
}

function start(deflate: boolean, behaviour: (app: App) => Pick<Behaviour, 'open' | 'message'>): Promise<Running> {
  // The binary itself: the package falls back to JavaScript without a word in its exports.
  const engine = createRequire(import.meta.url)(uwsBinary()) as Engine
  // Without a context of their own: all sockets share one compressor, and nothing is kept per socket.
  const compression = deflate ? { compression: engine.SHARED_COMPRESSOR | engine.SHARED_DECOMPRESSOR } : {}
  const app = engine.App()
  app.ws('/*', { maxPayloadLength: 1024 * 1024, maxBackpressure, idleTimeout: 0, ...compression, ...behaviour(app) })
  return new Promise((resolve, reject) => {
    app.listen('127.0.0.1', 0, (listener) => {
      if (listener === false) reject(new Error('the C++ engine could not listen'))
      else resolve({ port: engine.us_socket_local_port(listener) })
    })
  })
}
