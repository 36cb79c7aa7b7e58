import { Server } from 'socket.io'
import { httpServer, listen } from './listen.ts'
import type { Running } from './running.ts'

export async function startSocketIo(): Promise<Running> {
  const server = httpServer()
  const io = new Server(server, { serveClient: false })
  io.on('connection', (socket) => {
    socket.on('post', (text: string) => io.emit('post', text))
  })
  return { port: await listen(server) }
}

export async function startSocketIoEcho(): Promise<Running> {
  const server = httpServer()
  new Server(server, { serveClient: false }).on('connection', (socket) => {
    socket.on('post', (text: string) => socket.emit('post', text))
  })
  return { port: await listen(server) }
}

/** As its documentation says to let clients return without a loss: packets are kept in memory for two minutes. */
export async function startSocketIoRecovery(): Promise<Running> {
  const server = httpServer()
  const io = new Server(server, { serveClient: false, connectionStateRecovery: {} })
  io.on('connection', (socket) => {
    // A session that was recovered is in its rooms already.
    if (!socket.recovered) void socket.join('bench')
    socket.on('post', (text: string) => io.to('bench').emit('post', text))
    socket.on('join', (room: string) => void socket.join(room))
    socket.on('post-to', (room: string, text: string) => io.to(room).emit('post', text))
  })
  return { port: await listen(server) }
}

/** Rooms that everybody joins of his own, as its documentation shows them. */
export async function startSocketIoRooms(): Promise<Running> {
  const server = httpServer()
  const io = new Server(server, { serveClient: false })
  io.on('connection', (socket) => {
    socket.on('join', (room: string, done: () => void) => {
      void socket.join(room)
      done()
    })
    socket.on('post-to', (room: string, text: string) => io.to(room).emit('post', text))
  })
  return { port: await listen(server) }
}

/** A program that keeps a book itself sends its changes, and everybody gets each. */
export async function startSocketIoBook(): Promise<Running> {
  const server = httpServer()
  const io = new Server(server, { serveClient: false })
  io.on('connection', (socket) => {
    socket.on('book', (change: object) => io.emit('book', change))
  })
  return { port: await listen(server) }
}
