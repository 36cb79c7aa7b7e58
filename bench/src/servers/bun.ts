// Runs in Bun.
import type { Running, StartOptions } from './running.ts'

/** What we use of it; its own types are not installed. */
declare const Bun: {
  serve(options: ServeOptions): BunServer
}

interface BunServer {
  readonly port: number
  upgrade(request: unknown): boolean
  publish(topic: string, message: string | Uint8Array, compress: boolean): number
}

interface ServeOptions {
  readonly port: number
  readonly hostname: string
  fetch(request: unknown, server: BunServer): Response | undefined
  readonly websocket: {
    readonly idleTimeout: number
    readonly backpressureLimit: number
    readonly perMessageDeflate: { readonly compress: string; readonly decompress: string } | false
    open?(socket: BunSocket): void
    message(socket: BunSocket, message: string | Uint8Array): void
  }
}

interface BunSocket {
  subscribe(topic: string): void
  send(message: string | Uint8Array, compress: boolean): number
}

export function startBun({ deflate = false }: StartOptions): Promise<Running> {
  return start(deflate, (server) => ({
    open: (socket) => socket.subscribe('all'),
    message: (_socket, message) => server().publish('all', message, deflate),
  }))
}

export function startBunEcho({ deflate = false }: StartOptions): Promise<Running> {
  return start(deflate, () => ({
    message: (socket, message) => socket.send(message, deflate),
  }))
}

async function start(
  deflate: boolean,
  handlers: (server: () => BunServer) => Pick<ServeOptions['websocket'], 'open' | 'message'>,
): Promise<Running> {
  const server: BunServer = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request, self) => (self.upgrade(request) ? undefined : new Response('', { status: 404 })),
    websocket: {
      idleTimeout: 0,
      backpressureLimit: 64 * 1024 * 1024,
      // As the C++ engine: no context of their own.
      perMessageDeflate: deflate ? { compress: 'shared', decompress: 'shared' } : false,
      ...handlers(() => server),
    },
  })
  return { port: server.port }
}
