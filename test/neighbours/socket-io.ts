import { createRequire } from 'node:module'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { within } from '../../packages/server/test/wait.ts'
import type { Guest, Party } from './party.ts'
import type { Place } from './place.ts'

/**
 * What Socket.IO finds by itself under plain Node. Vitest gives Node the condition `import`, under which its
 * `require('ws').Server` is undefined.
 */
const require = createRequire(createRequire(import.meta.url).resolve('socket.io'))
const { WebSocketServer: wsEngine } = createRequire(require.resolve('engine.io'))('ws') as { WebSocketServer: unknown }

/** Socket.IO with its own client: long polling, WebSocket, and the change from one to the other. */
export function socketIo(place: Place): Party {
  const server = new Server(place.server, { wsEngine })
  server.on('connection', (socket) => {
    socket.on('say', (text: string, answer: (text: string) => void) => answer(text))
  })
  return {
    ways: {
      polling: () => socketIoGuest(place, ['polling']),
      websocket: () => socketIoGuest(place, ['websocket']),
      'polling, then websocket': () => upgradedGuest(place),
    },
    get socketCount() {
      return server.engine.clientsCount
    },
    close: async () => {
      // Not server.close(): it would close the http.Server, which is everybody's.
      server.disconnectSockets(true)
      server.engine.close()
    },
  }
}

function connect({ url, trust }: Place, transports: string[]): Socket {
  const { ca } = trust
  return io(url, {
    ...(ca === undefined ? {} : { ca: String(ca) }),
    transports,
    forceNew: true,
    reconnection: false,
    autoConnect: false,
  })
}

async function socketIoGuest(place: Place, transports: string[]): Promise<Guest> {
  const socket = connect(place, transports)
  await connected(socket)
  const [transport] = transports
  return guestOf(socket, transport!)
}

async function upgradedGuest(place: Place): Promise<Guest> {
  const socket = connect(place, ['polling', 'websocket'])
  const upgraded = new Promise<void>((resolve) => {
    socket.io.once('open', () => socket.io.engine.once('upgrade', () => resolve()))
  })
  await connected(socket)
  await within(upgraded, 'Socket.IO to change from polling to websocket')
  return guestOf(socket, 'websocket')
}

async function connected(socket: Socket): Promise<void> {
  const connecting = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject)
  })
  socket.connect()
  await within(connecting, 'Socket.IO to connect')
}

function guestOf(socket: Socket, transport: string): Guest {
  return {
    say: async (text) => {
      const answer = (await socket.timeout(10_000).emitWithAck('say', text)) as string
      const { name } = socket.io.engine.transport
      if (name !== transport) throw new Error(`expected the transport ${transport}, it is ${name}`)
      return answer
    },
    leave: async () => {
      const gone = new Promise((resolve) => socket.io.engine.once('close', resolve))
      socket.disconnect()
      await within(gone, 'Socket.IO to go')
    },
  }
}
