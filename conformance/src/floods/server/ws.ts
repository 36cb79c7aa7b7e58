import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { AnySocket, Contestant, Hooks, ServerConfig } from './contestant.ts'

/** With its defaults, but for the limits that a scenario is about. */
export async function startWs({ limits = {}, deflate = false }: ServerConfig, hooks: Hooks): Promise<Contestant> {
  const server = createServer()
  const { maxMessageBytes } = limits
  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: deflate,
    ...(maxMessageBytes === undefined ? {} : { maxPayload: maxMessageBytes }),
  })
  sockets.on('connection', (socket) => {
    const any: AnySocket = {
      send(data) {
        socket.send(data)
        return socket.readyState === socket.OPEN
      },
      bufferedAmount: () => socket.bufferedAmount,
    }
    let name = ''
    socket.on('error', (error: Error & { code?: string }) => {
      name = error.code ?? error.message
    })
    socket.on('message', (data, isBinary) => hooks.message(any, isBinary ? (data as Buffer) : String(data)))
    socket.on('close', (code) => hooks.ended(any, { code, name }))
    hooks.opened(any)
  })
  server.listen(0, '127.0.0.1', 4096)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, socketCount: () => sockets.clients.size }
}
