import { Server as SocketIoServer } from 'socket.io'
import { WebSocket, WebSocketServer } from 'ws'
import { httpServer, listen } from './listen.ts'
import { MessageTable } from './message-table.ts'
import type { Running } from './running.ts'

/** The broadcast of the `ws` README. */
export async function startWs(): Promise<Running> {
  const server = httpServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.on('error', () => {})
    socket.on('message', (data, binary) => {
      for (const client of sockets.clients) {
        if (client.readyState === WebSocket.OPEN) client.send(data, { binary })
      }
    })
  })
  return { port: await listen(server), commits: () => 0, close: async () => {} }
}

export async function startSocketIo(): Promise<Running> {
  const server = httpServer()
  const io = new SocketIoServer(server, { serveClient: false })
  io.on('connection', (socket) => {
    socket.on('post', (text: string) => io.emit('post', text))
  })
  return { port: await listen(server), commits: () => 0, close: async () => {} }
}

interface Post {
  readonly id: string
  readonly room: string
  readonly text: string
}

export async function startWsDurable(dataFile: string): Promise<Running> {
  const server = httpServer()
  const table = new MessageTable(dataFile)
  let guests = 0
  new WebSocketServer({ server }).on('connection', (socket) => {
    const author = `guest-${guests++}`
    socket.on('error', () => {})
    socket.on('message', (data) => {
      const { id, room, text } = JSON.parse(String(data)) as Post
      table.add(room, author, text)
      socket.send(JSON.stringify({ type: 'done', id }))
    })
  })
  return { port: await listen(server), commits: () => table.commits, close: async () => table.close() }
}

export async function startSocketIoDurable(dataFile: string): Promise<Running> {
  const server = httpServer()
  const table = new MessageTable(dataFile)
  const io = new SocketIoServer(server, { serveClient: false })
  io.on('connection', (socket) => {
    socket.on('post', (room: string, text: string, done: () => void) => {
      table.add(room, socket.id, text)
      done()
    })
  })
  return { port: await listen(server), commits: () => table.commits, close: async () => table.close() }
}
