import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { AnySocket, Contestant, Hooks, ServerConfig } from './contestant.ts'

/** As much of Socket.IO as is used here. */
interface IoSocket {
  readonly connected: boolean
  readonly conn: { readonly writeBuffer?: readonly unknown[] }
  on(name: 'message', listener: (data: string | Uint8Array) => void): void
  on(name: 'disconnect', listener: (reason: string) => void): void
  emit(name: 'message', data: string | Uint8Array): void
}
interface IoServer {
  readonly engine: {
    readonly clientsCount: number
    on(
      name: 'connection',
      listener: (raw: { on(name: 'close', listener: (reason: string) => void): void }) => void,
    ): void
  }
  on(name: 'connection', listener: (socket: IoSocket) => void): void
}
type IoModule = { readonly Server: new (server: unknown, options: object) => IoServer }

/** With its defaults, WebSocket only. */
export async function startSocketIo(_config: ServerConfig, hooks: Hooks): Promise<Contestant> {
  const { Server } = createRequire(import.meta.url)('socket.io') as IoModule
  const server = createServer()
  const io = new Server(server, { transports: ['websocket'] })
  io.on('connection', (socket) => {
    const any: AnySocket = {
      send(data) {
        socket.emit('message', data)
        return socket.connected
      },
      bufferedAmount: () => socket.conn.writeBuffer?.length ?? 0,
    }
    socket.on('message', (data) => hooks.message(any, data))
    hooks.opened(any)
  })
  io.engine.on('connection', (raw) => {
    const nobody: AnySocket = { send: () => false, bufferedAmount: () => 0 }
    // It tells no close codes, only a reason of its own.
    raw.on('close', (reason) => hooks.ended(nobody, { code: 1006, name: reason }))
  })
  server.listen(0, '127.0.0.1', 4096)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, socketCount: () => io.engine.clientsCount }
}
