import { Server as SocketIoServer } from 'socket.io'
import { WebSocketServer } from 'ws'
import { httpServer, listen } from './listen.ts'
import { MessageTable } from './message-table.ts'
import type { Running, StartOptions } from './running.ts'

interface Post {
  readonly id: string
  readonly room: string
  readonly text: string
}

export async function startWsDurable({ dataFile = '' }: StartOptions): Promise<Running> {
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

export async function startSocketIoDurable({ dataFile = '' }: StartOptions): Promise<Running> {
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
