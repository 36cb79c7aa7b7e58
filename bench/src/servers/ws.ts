import { type ServerOptions, WebSocket, WebSocketServer } from 'ws'
import { httpServer, listen } from './listen.ts'
import type { Running, StartOptions } from './running.ts'

/** As its README says to limit what compression keeps: no context, and messages below 1 kB as they are. */
const perMessageDeflate: ServerOptions['perMessageDeflate'] = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  threshold: 1024,
}

/** The broadcast of the `ws` README. */
export async function startWs({ deflate }: StartOptions): Promise<Running> {
  const server = httpServer()
  const sockets = new WebSocketServer({ server, ...(deflate ? { perMessageDeflate } : {}) })
  sockets.on('connection', (socket) => {
    socket.on('error', () => {})
    socket.on('message', (data, binary) => {
      for (const client of sockets.clients) {
        if (client.readyState === WebSocket.OPEN) client.send(data, { binary })
      }
    })
  })
  return { port: await listen(server) }
}

/** The echo of the `ws` README, text as text. */
export async function startWsEcho({ deflate }: StartOptions): Promise<Running> {
  const server = httpServer()
  const sockets = new WebSocketServer({ server, ...(deflate ? { perMessageDeflate } : {}) })
  sockets.on('connection', (socket) => {
    socket.on('error', () => {})
    socket.on('message', (data, binary) => socket.send(data, { binary }))
  })
  return { port: await listen(server) }
}
