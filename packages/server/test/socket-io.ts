import type http from 'node:http'
import { createRequire } from 'node:module'
import { Server } from 'socket.io'

/**
 * What Socket.IO finds by itself under plain Node. Vitest gives Node the condition `import`, under which its
 * `require('ws').Server` is undefined.
 */
const require = createRequire(createRequire(import.meta.url).resolve('socket.io'))
const { WebSocketServer: wsEngine } = createRequire(require.resolve('engine.io'))('ws') as { WebSocketServer: unknown }

export function socketIoOn(server: http.Server): Server {
  return new Server(server, { wsEngine })
}
