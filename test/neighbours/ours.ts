import { type AttachOptions, attach } from '@parley/server'
import type { Party } from './party.ts'
import type { Place } from './place.ts'
import { webSocketGuest } from './web-socket-guest.ts'

/** Ours, at a path of its own: answers every message with itself. */
export function attachOurs(place: Place, path = '/parley', options: Partial<AttachOptions> = {}): Party {
  const attached = attach(place.server, {
    path,
    drainOnSigterm: false,
    onSocket: (socket) => void socket.on('message', (data) => void socket.send(data)),
    ...options,
  })
  return {
    ways: { WebSocket: () => webSocketGuest(`${place.socketUrl}${path}`, place.trust) },
    get socketCount() {
      return attached.socketCount
    },
    close: () => attached.close(),
  }
}
