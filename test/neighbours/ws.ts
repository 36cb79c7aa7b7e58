import { type WebSocket, WebSocketServer } from 'ws'
import type { MoveIn, Party } from './party.ts'
import type { Place } from './place.ts'
import { webSocketGuest } from './web-socket-guest.ts'

/** `ws` as its README begins. It answers 400 to every upgrade with another path. */
export function wsOnPath(path: string): MoveIn {
  return (place) => echoing(new WebSocketServer({ server: place.server, path }), place, path)
}

/** `ws` behind an upgrade listener of the app, which leaves other paths to others. */
export function wsNoServer(path: string): MoveIn {
  return (place) => {
    const wss = new WebSocketServer({ noServer: true })
    place.server.on('upgrade', (request, stream, head) => {
      if (request.url !== path) return
      wss.handleUpgrade(request, stream, head, (socket) => wss.emit('connection', socket, request))
    })
    return echoing(wss, place, path)
  }
}

function echoing(wss: WebSocketServer, { socketUrl, trust }: Place, path: string): Party {
  wss.on('connection', (socket: WebSocket) => {
    socket.on('error', () => {})
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  return {
    ways: { ws: () => webSocketGuest(`${socketUrl}${path}`, trust) },
    get socketCount() {
      return wss.clients.size
    },
    close: async () => {
      for (const socket of wss.clients) socket.terminate()
      await new Promise((resolve) => wss.close(resolve))
    },
  }
}
